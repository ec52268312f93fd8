import type { GroupLabel } from '../provisioning/outcome-wording.js';
import { printable } from '../text/printable.js';

/** Part of a sentence, so that every program gives what it names its own look. Put together, the texts are the sentence. */
export type SentencePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly text: string; readonly label: GroupLabel }
  | { readonly kind: 'role'; readonly text: string; readonly isAdministrator: boolean }
  /** A resource in words; `crn` is its CRN pattern. */
  | { readonly kind: 'resource'; readonly text: string; readonly crn: string }
  | { readonly kind: 'mapping'; readonly text: string };

export type Sentence = readonly SentencePart[];

/** A sentence of texts and parts; texts are plain. */
export function sentence(...parts: readonly (string | SentencePart | Sentence)[]): Sentence {
  return parts.flatMap((part): Sentence => {
    if (typeof part !== 'string') return 'kind' in part ? [part] : part;
    return part === '' ? [] : [{ kind: 'text', text: part }];
  });
}

/** A sentence with each part written as `write` says. */
export function writeSentence(parts: Sentence, write: (part: SentencePart) => string): string {
  return parts.map(write).join('');
}

/** Parts in a row: `a, b and c`. */
export function joinedParts(parts: readonly (SentencePart | Sentence)[], last: ' and ' | ' or '): Sentence {
  return parts.flatMap((part, index) => sentence(index === 0 ? '' : index === parts.length - 1 ? last : ', ', part));
}

/** A sentence as plain text, groups by their display names alone where these say which is meant. */
export function plainSentence(parts: Sentence): string {
  return writeSentence(parts, (part) => {
    const name = part.kind === 'group' && !part.label.sharesName ? part.label.displayName : null;
    return printable(name ?? part.text);
  });
}
