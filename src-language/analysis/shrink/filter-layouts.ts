import { formatFilter } from '../../filter/format-filter.js';
import type { FilterToken, ParsedFilter } from '../../filter/parsed-filter.js';

/** A filter's own tokens, comments left out, with no blanks but those that CEL needs; null for a text that does not parse. */
export function withFewestBlanks(parsed: ParsedFilter, parse: (filter: string) => ParsedFilter): string | null {
  if (!parsed.isComplete) return null;
  const tokens = parsed.tokens.filter(({ kind }) => kind !== 'comment');
  let text = '';
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    text += (before && needsBlank(before, token) ? ' ' : '') + token.text;
  });
  return hasSameTokens(parsed, parse(text)) ? text : null;
}

/** A filter on one line in canonical layout, comments left out; null for a text that does not parse. */
export function onOneLine(parsed: ParsedFilter, parse: (filter: string) => ParsedFilter): string | null {
  if (!parsed.isComplete) return null;
  const tokens = parsed.tokens.filter(({ kind }) => kind !== 'comment');
  const text = formatFilter(parse(tokens.map((token) => token.text).join(' ')));
  return text !== null && hasSameTokens(parsed, parse(text)) ? text : null;
}

/** Whether two texts are the same to CEL, token by token. */
export function hasSameTokens(one: ParsedFilter, other: ParsedFilter): boolean {
  const [a, b] = [one, other].map(({ tokens }) => tokens.filter(({ kind }) => kind !== 'comment'));
  return (
    one.isComplete &&
    other.isComplete &&
    a?.length === b?.length &&
    (a?.every(({ kind, text }, index) => kind === b?.[index]?.kind && text === b[index].text) ?? false)
  );
}

function needsBlank(before: FilterToken, after: FilterToken): boolean {
  const endsInWord = before.kind !== 'string' && before.kind !== 'bytes' && /[\w.]$/.test(before.text);
  if (endsInWord && /^[\w.]/.test(after.text))
    return before.kind === 'number' || !(before.text.endsWith('.') || after.text.startsWith('.'));
  // r"…" is another literal than r followed by one.
  return endsInWord && (after.kind === 'string' || after.kind === 'bytes') && /^[rRbB]{1,2}$/.test(before.text);
}
