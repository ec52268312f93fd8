import type { OffsetRange } from '../text/range.js';
import type { Problem } from '../text/problem.js';
import type { HostText } from './host-text.js';

/** A YAML or JSON document as values with ranges: what the section reader walks, whichever parser made it. */
export type HostNode = HostMap | HostSequence | HostScalar;

interface HostNodeBase {
  /** The node's own characters in the file, trailing line breaks and comments not included. */
  readonly range: OffsetRange;
}
export interface HostMap extends HostNodeBase {
  readonly kind: 'map';
  /** In file order; merge keys (`<<`) are resolved: merged entries come after the map's own, own ones win. */
  readonly entries: readonly HostEntry[];
}
export interface HostEntry {
  readonly key: string;
  readonly keyRange: OffsetRange;
  /** Null for `key:` with nothing after it. */
  readonly value: HostNode | null;
  /** From the key to the value's end. */
  readonly range: OffsetRange;
}
export interface HostSequence extends HostNodeBase {
  readonly kind: 'sequence';
  /** An empty item (`- ` with nothing) is a scalar null. */
  readonly items: readonly HostNode[];
}
export interface HostScalar extends HostNodeBase {
  readonly kind: 'scalar';
  /** What the host's own rules make of it: `00123` is a number in YAML, `"00123"` a string, `~` null. */
  readonly value: string | number | boolean | null;
  /** Its text: for a string its decoded value, for anything else its source characters (`00123`, `true`), mapped to the file. */
  readonly text: HostText;
  /** The edit that makes a string of a value the host reads as something else (quotes around the source characters). */
  readonly quoteEdit: { readonly range: OffsetRange; readonly newText: string } | null;
  /** The value could not be read, and a problem of the tree says so (an alias without its anchor): null stands for it. */
  readonly isUnreadable?: boolean;
}

/** A comment directive `groupmap-ignore CODE, CODE`: it silences those codes for the next item. */
export interface IgnoreDirective {
  readonly codes: readonly { readonly code: string; readonly range: OffsetRange }[];
  readonly range: OffsetRange;
  /**
   * What it covers: from the first character after the comment's line to the end of the next item (the YAML node, JSON value or
   * filter line that starts there; a mapping's `- display_name: …` covers that whole mapping).
   */
  readonly covers: OffsetRange;
}

export interface HostTree {
  /** One root a document; several in a YAML stream. Null roots (empty documents) are left out. */
  readonly roots: readonly HostNode[];
  /** `host-syntax`, `duplicate-key`: what the host's own parser has to say. */
  readonly problems: readonly Problem[];
  readonly ignores: readonly IgnoreDirective[];
}
