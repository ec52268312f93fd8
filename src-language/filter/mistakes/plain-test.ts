import type { LexedToken } from '../lex-filter.js';

const STARTS = /^(?:startswith|starts|begins|beginswith|prefix|hasprefix|sw|notstartswith)$/;
const ENDS = /^(?:endswith|ends|suffix|hassuffix|ew|notendswith)$/;
const LIKE = /^(?:not|n)?_?i?(?:like|glob|matches|match)$/;
const PATTERN = /^(?:not|n)?_?(?:matches|match|regexp?|rlike|similar|regexmatch)$/;

/** The test that the words around a string ask for: membership, the beginning or end of a group's name, a part of it, or a pattern. */
export function plainTest(segment: readonly LexedToken[], string: LexedToken): string {
  const words = segment.filter((token) => token.type === 'ID').map((token) => token.text.toLowerCase());
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  const fits = (method: string, literal: string): string => `groups.exists(g, g.${method}(${literal}))`;
  if (has(STARTS)) return fits('startsWith', string.text);
  if (has(ENDS)) return fits('endsWith', string.text);
  const isTilde = segment.some((token) => token.text === '~');
  // SQL's LIKE: a percent sign, or an asterisk, at one end or both.
  const like = has(LIKE) ? /^(["'])([%*]?)([^%*"'\\]+)([%*]?)\1$/.exec(string.text) : null;
  if (like && !(isPattern(string.text) && has(PATTERN))) {
    const [, quote = '"', before = '', stem = '', behind = ''] = like;
    const literal = quote + stem + quote;
    if (before !== '' && behind !== '') return fits('contains', literal);
    if (behind !== '') return fits('startsWith', literal);
    if (before !== '') return fits('endsWith', literal);
  }
  if (isPattern(string.text) && (isTilde || has(PATTERN))) return fits('matches', string.text);
  return `${string.text} in groups`;
}

/** Whether a text can only be a regular expression. */
function isPattern(source: string): boolean {
  return /\.\*|\.\+|\^|\$|[|[\]?+]/.test(source);
}
