import { applyEdits } from '../../text/range.js';
import type { TextEdit } from '../../text/range.js';
import type { LexedToken } from '../lex-filter.js';
import { remove, replace, shown } from './mistake.js';
import type { Mistake, MistakeRecogniser } from './mistake.js';

/** Tokens around the fault that are tried. */
const REACH = 2;

/**
 * What no other recogniser knows: the smallest change near the fault after which the filter is valid, a token less or a token moved.
 * Only a repair that makes the whole filter valid is offered, since this one does not know what was meant.
 */
export const recogniseNearestRepair: MistakeRecogniser = ({ text, everything: tokens, first, isSound }) => {
  if (tokens.length > 400) return [];
  const everything = joinSigns(tokens);
  const at = everything.findIndex((token) => token.end > first.start);
  const center = at < 0 ? everything.length - 1 : at;
  const near: number[] = [];
  for (let distance = 0; distance <= REACH; distance++)
    for (const index of distance === 0 ? [center] : [center - distance, center + distance]) if (everything[index]) near.push(index);
  const tries: { readonly token: LexedToken; readonly title: string; readonly edits: readonly TextEdit[] }[] = [];
  for (const index of near) {
    const token = everything[index];
    if (token && !holdsGroup(token)) tries.push({ token, title: `Remove ${shown(token.text)}`, edits: [remove(text, token)] });
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
  for (const candidate of tries)
    if (isSound(applyEdits(text, candidate.edits))) {
      const wrong = everything[center] ?? candidate.token;
      const mistake: Mistake = {
        range: wrong,
        message: `${shown(wrong.text)} is not expected here.`,
        repairs: [{ title: candidate.title, edits: candidate.edits }],
      };
      return [mistake];
    }
  return [];
};

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
