import type { LexedToken } from '../lex-filter.js';

/** Words that deny a test, in English and as others say them. */
const NEGATIONS: ReadonlySet<string> = new Set(
  (
    'not isnt isnot arent arenot doesnt doesnot dont donot hasnt hasnot havent havenot cant without none never no non except exclude excludes excluding lack lacks lacking missing miss ' +
    'misses omit omits outside absent out unlike differs different unequal unless notin nin ne neq sans ohne nicht nie pas niet inte ikke'
  ).split(' '),
);
/** Signs that say unequal elsewhere: `/=`, `=/=`, `≠`. */
const UNEQUAL = /^(?:=?\/=|=!=?|><|≠|≢)$/;
/** `notcontains`, `not_in`, `doesNotMatch`. */
const NEGATED_WORD =
  /^(?:not|is_?not|does_?not|do_?not|has_?not|have_?not|n)_?(?:contains?|containing|in|like|match(?:es)?|eq|equals?|member|memberof|has|have|includes?|any|startswith|endswith|exists|of)$/i;

/** Whether a word or sign turns the test round that it stands in. */
export function isNegation(token: LexedToken): boolean {
  if (token.type === 'BAD_EQUALS') return token.text.startsWith('!') || token.text === '<>';
  return (
    token.type === '!' ||
    token.type === '!=' ||
    token.type === 'WORD_NOT' ||
    (token.type === 'ID' && (NEGATIONS.has(token.text.toLowerCase().replace('_', '')) || NEGATED_WORD.test(token.text))) ||
    (token.type === 'FOREIGN' && /^[\u2209\u220c\u2260\u2262]$/.test(token.text))
  );
}

/** The tokens of a sign for unequal, as one; null when there is none. */
export function unequalSign(text: string, segment: readonly LexedToken[]): LexedToken | null {
  for (let index = 0; index < segment.length; index++) {
    const token = segment[index];
    if (!token || !/^[=/!<>≠≢~]/.test(token.text)) continue;
    let end = index;
    while (segment[end + 1]?.start === segment[end]?.end && /^[=/!<>~]+$/.test(segment[end + 1]?.text ?? '')) end++;
    const sign = text.slice(token.start, segment[end]?.end);
    if (UNEQUAL.test(sign) || sign === '!~') return { ...token, text: sign, end: segment[end]?.end ?? token.end };
    index = end;
  }
  return null;
}
