import { NEGATION_NOTE, replace, shown } from './mistake.js';
import type { MistakeRecogniser } from './mistake.js';

/** A test, and behind it words that say whether it is to hold. */
const COMPARED =
  /((?:"[^"\\\r\n]*"|'[^'\\\r\n]*')\s+in\s+groups|\))\s*(-?\b(?:is|are|eq|equals?|be|equal to|is equal to)\b(\s+not\b)?|-?\b(ne|neq|isnt|is not)\b|={1,3}>?|~)\s*\b(true|false)\b/gi;

/** `"a" in groups is true`, `… eq false`, `… IS NOT TRUE`: a test is true or false by itself. */
export const recogniseComparedWords: MistakeRecogniser = ({ text, tokens }) => {
  const strings = tokens.filter((token) => token.type === 'STRING' && /\bin\s+groups\b/.test(token.text));
  const found = [...text.matchAll(COMPARED)].filter(
    (match) => !/^(?:==|=|===)$/.test(match[2] ?? '') && !strings.some((token) => token.start <= match.index && match.index < token.end),
  );
  const [first] = found;
  if (!first) return [];
  const place = (match: RegExpMatchArray): { start: number; end: number } => {
    const behind = text.slice((match.index ?? 0) + (match[1] ?? '').length);
    const start = text.length - behind.trimStart().length;
    return { start, end: (match.index ?? 0) + match[0].length };
  };
  const isNegated = (match: RegExpMatchArray): boolean =>
    (/false/i.test(match[5] ?? '') ? 1 : 0) + (match[3] !== undefined || match[4] !== undefined ? 1 : 0) === 1;
  const edits = found.map((match) => {
    const { start, end } = place(match);
    // Behind a parenthesis the whole test is not at hand: the comparison stays, as CEL writes it.
    if (isNegated(match) && match[1] === ')') return replace({ start, end }, '== false');
    if (isNegated(match)) return replace({ start: match.index, end }, `!(${match[1] ?? ''})`);
    const before = match.index + (match[1] ?? '').length;
    return replace({ start: Math.min(before, start), end }, '');
  });
  const range = place(first);
  const written = shown(text.slice(range.start, range.end));
  const negates = found.some(isNegated);
  const message = `CEL has no "${written}": a test is true or false by itself${isNegated(first) ? ', and ! before it in parentheses negates it' : ''}.`;
  const title =
    isNegated(first) && first[1] === ')'
      ? 'Write == false (Confluent does not document this form)'
      : isNegated(first)
        ? `Negate the test (${NEGATION_NOTE})`
        : `Remove ${written}${negates ? ` (${NEGATION_NOTE})` : ''}`;
  return [{ range, message, repairs: [{ title, edits }] }];
};
