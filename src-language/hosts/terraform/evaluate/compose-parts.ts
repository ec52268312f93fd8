import type { KnownPart, TextPart } from './value.js';

/** What can be part of the character before it: marks, and the later parts of a Korean syllable. */
const leading = /^(?:\p{M}+|[\u1161-\u1175][\u11a8-\u11c2]?|[\u11a8-\u11c2])/u;
const lastCharacter = /(?:\P{M}\p{M}*|\p{M}+)$/su;

/**
 * Parts of a text with the characters composed that meet where one ends and the next begins: Terraform brings every string into Unicode's
 * composed form (NFC). What was composed stands where its first part does, and cannot be edited there.
 */
export function composeParts(parts: readonly TextPart[]): readonly TextPart[] {
  const canMeet = parts.some((part, index) => index > 0 && part.kind === 'known' && part.text.charCodeAt(0) >= 0x300);
  if (!canMeet) return parts;
  const result: TextPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === 'unknown') result.push(part);
    else if (last?.kind === 'known') result.splice(-1, 1, ...meeting(last, part));
    else if (part.text !== '') result.push(part);
  }
  return result;
}

function meeting(before: KnownPart, after: KnownPart): readonly KnownPart[] {
  const head = leading.exec(after.text)?.[0] ?? '';
  const tail = lastCharacter.exec(before.text)?.[0] ?? '';
  const composed = (tail + head).normalize('NFC');
  if (composed === tail + head) return [before, after].filter(({ text }) => text !== '');
  const source = (tail === '' ? null : before.source) ?? after.source;
  const end = before.text.length - tail.length;
  return [
    { ...before, text: before.text.slice(0, end) },
    { kind: 'known', text: composed, source: source && { ...source, from: null } } as const,
    { ...after, text: after.text.slice(head.length), source: after.source && from(after.source, head.length) },
  ].filter(({ text }) => text !== '');
}

function from(source: NonNullable<KnownPart['source']>, by: number): NonNullable<KnownPart['source']> {
  return source.from === null ? source : { ...source, from: source.from + by };
}
