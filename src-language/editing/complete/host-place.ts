import type { OffsetRange, TextEdit } from '../../text/range.js';

/** What is written next at a place outside of filters. Found from the text alone, so that a file that does not parse yet has it too. */
export interface ValuePlace {
  readonly kind: 'place';
  /**
   * The keys and list places that lead to what is written, 0 for any item of a list. For a key that is the map it goes into; a place that
   * can still become a map, a list or a text (`- |`) is that of the value.
   */
  readonly path: readonly (string | number)[];
  /**
   * `line`: the first thing on a line of its own; `dash`: the first thing after `- `; `inline`: the value after `key: `; `key` and `value`:
   * in `{ … }` and `[ … ]`.
   */
  readonly form: 'line' | 'dash' | 'inline' | 'key' | 'value';
  readonly syntax: 'yaml' | 'json';
  /** What stands there already, quotes included: it is replaced. */
  readonly token: OffsetRange;
  /** The quote that the token begins with. */
  readonly quote: '' | '"' | "'";
  /** A colon follows: only the key is written. */
  readonly hasColon: boolean;
  /** What has to be written before and after, a blank or a comma. */
  readonly before: string;
  readonly after: string;
  readonly additionalEdits: readonly TextEdit[];
  /** The keys that the map has already, and the texts that the list has. */
  readonly taken: ReadonlySet<string>;
  /** The column that further lines of the same map or list begin at. */
  readonly column: number;
}

/** The cursor is on an empty line of a block scalar. */
export interface BlockLinePlace {
  readonly kind: 'block-line';
  /** Where the scalar's header stands. */
  readonly header: number;
  /** The line without its break. */
  readonly line: OffsetRange;
  /** The least column that its content can begin at. */
  readonly column: number;
}

/** The cursor is in a comment, `#` or `//` included. */
export interface CommentPlace {
  readonly kind: 'comment';
  readonly start: number;
}

/** Where the cursor is, outside of filters. */
export type HostPlace = ValuePlace | BlockLinePlace | CommentPlace;

/** The line break that a file uses. */
export function lineBreakOf(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** How many characters of a YAML value are its anchor and tag, with the blanks behind them. */
export function propertiesLength(source: string): number {
  return /^(?:[&!][^\s,[\]{}]*(?:[ \t]+|$))*/.exec(source)?.[0].length ?? 0;
}
