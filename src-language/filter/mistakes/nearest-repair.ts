import { applyEdits } from '../../text/range.js';
import type { TextEdit } from '../../text/range.js';
import type { LexedToken } from '../lex-filter.js';
import { remove, replace, shown } from './mistake.js';
import type { MistakeRecogniser } from './mistake.js';

/** Tokens around the fault that are tried. */
const REACH = 2;

/**
 * What no other recogniser knows: the smallest change near the fault after which the filter is valid, a token less or a token moved.
 * Only a repair that makes the whole filter valid is offered, since this one does not know what was meant.
 */
export const recogniseNearestRepair: MistakeRecogniser = ({ text, everything: tokens, first, isSound, isPerfect }) => {
  if (tokens.length > 400) return [];
  const everything = joinSigns(tokens);
  const at = everything.findIndex((token) => token.end > first.start);
  const center = at < 0 ? everything.length - 1 : at;
  const near: number[] = [];
  for (let distance = 0; distance <= REACH; distance++)
    for (const index of distance === 0 ? [center] : [center - distance, center + distance]) if (everything[index]) near.push(index);
  const tries: { readonly token: LexedToken; readonly title: string; readonly edits: readonly TextEdit[]; readonly isName?: boolean }[] =
    [];
  for (const index of near) {
    const token = everything[index];
    if (token && !holdsGroup(token))
      tries.push({ token, title: `Remove ${shown(token.text)}`, edits: [remove(text, token)], isName: token.type === 'ID' });
  }
  for (const index of near) {
    const token = everything[index];
    const next = everything[index + 1];
    if (!token || !next) continue;
    if (!holdsGroup(token) && !holdsGroup(next))
      tries.push({
        token,
        title: `Remove ${shown(text.slice(token.start, next.end))}`,
        edits: [remove(text, { start: token.start, end: next.end })],
        isName: (token.type === 'ID' || next.type === 'ID') && !/^groups?\s*[:=]/i.test(text.slice(token.start, next.end)),
      });
    if (next.start > token.end && /^(?:STRING|ID|in)$/.test(token.type) && /^(?:STRING|ID|in)$/.test(next.type))
      tries.push({
        token,
        title: `Swap ${shown(token.text)} and ${shown(next.text)}`,
        edits: [replace(token, next.text), replace(next, token.text)],
      });
    if (token.type === 'STRING')
      tries.push({ token: next, title: 'Insert in groups', edits: [replace({ start: token.end, end: token.end }, ' in groups')] });
    if (token.type === 'in')
      tries.push({ token: next, title: 'Insert groups', edits: [replace({ start: token.end, end: token.end }, ' groups')] });
  }
  for (const { token, title, edits, isName } of tries) {
    if (dropsNegation(text, edits)) continue;
    // Without one name another one stands alone, and would be taken for a group.
    const isLeft = (other: LexedToken, index: number): boolean =>
      isBareName(everything, index) && !edits.some(({ range }) => range.start <= other.start && other.end <= range.end);
    if (!(isName && everything.some(isLeft) ? isPerfect : isSound)(applyEdits(text, edits))) continue;
    const wrong = everything[center] ?? token;
    return [{ range: wrong, message: `${shown(wrong.text)} is not expected here.`, repairs: [{ title, edits }] }];
  }
  return [];
};

function isBareName(tokens: readonly LexedToken[], index: number): boolean {
  const token = tokens[index];
  if (!token || !/^(?:ID|WORD_(?:AND|OR|NOT|IN))$/.test(token.type) || /^groups?$/i.test(token.text)) return false;
  return !/^[(.]$/.test(tokens[index + 1]?.type ?? '') && tokens[index - 1]?.type !== '.';
}

/** Without its negation, or its `false`, a filter would say the opposite. A last `!` negates nothing. */
function dropsNegation(text: string, edits: readonly TextEdit[]): boolean {
  return edits.some(({ range, newText }) => {
    const dropped = text.slice(range.start, range.end);
    if (
      newText.trim() !== '' ||
      /^\s*\?\?\s*false$/.test(dropped) ||
      (/^\s*(?:&&|\|\|)?\s*!\s*$/.test(dropped) && text.slice(range.end).trim() === '')
    )
      return false;
    return /!(?!=)|[\u2209\u00ac]|\b(?:not?|false|unless|except|without|never|none|nor|excludes?)\b/i.test(dropped);
  });
}

/** A repair never drops a group: that would change who the filter is about. */
function holdsGroup(token: LexedToken): boolean {
  return token.type === 'STRING' || token.type === 'UNTERMINATED' || token.type === 'SMART_STRING';
}

/** Signs that touch are one sign to whoever wrote them: `=>`, `->`, `..`. */
function joinSigns(tokens: readonly LexedToken[]): readonly LexedToken[] {
  const result: LexedToken[] = [];
  for (const token of tokens) {
    const before = result.at(-1);
    if (before && before.end === token.start && isSign(before) && isSign(token))
      result[result.length - 1] = { ...before, text: before.text + token.text, end: token.end };
    else result.push(token);
  }
  return result;
}

function isSign({ text }: LexedToken): boolean {
  return /^[-=<>&|+*/%.:?!~^$@]+$/.test(text);
}
