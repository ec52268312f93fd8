/** Pieces of the filters that are worth unwrapping: texts, `groups`, `in`, `&&`, `||`, parentheses, `true`, `false`. */
const piece = /\s*(?:(r?"(?:[^"\\\r\n]|\\[\\"'`abfnrtv?])*"|r?'(?:[^'\\\r\n]|\\[\\"'`abfnrtv?])*')|(groups\b)|(in\b)|(&&|\|\|)|(\()|(\)))/y;

/**
 * The filter that a text holds, such as `"a" in groups` in `"\"a\" in groups"`, or null. Only filters of the documented form are read,
 * and only valid ones, so that taking the quotes away never breaks anything.
 */
export function readWrappedFilter(text: string): string | null {
  const filter = text.trim();
  let depth = 0;
  let expected: 'group' | 'in' | 'groups' | 'operator' = 'group';
  piece.lastIndex = 0;
  while (piece.lastIndex < filter.length) {
    const match = piece.exec(filter);
    if (!match) return null;
    const [, literal, groups, isIn, operator, open] = match;
    if (open !== undefined && expected === 'group') depth++;
    else if (literal !== undefined && expected === 'group') expected = 'in';
    else if (isIn !== undefined && expected === 'in') expected = 'groups';
    else if (groups !== undefined && expected === 'groups') expected = 'operator';
    else if (operator !== undefined && expected === 'operator') expected = 'group';
    else if (match[6] !== undefined && expected === 'operator' && depth > 0) depth--;
    else return null;
  }
  return expected === 'operator' && depth === 0 && depthIsModest(filter) ? filter : null;
}

function depthIsModest(filter: string): boolean {
  let opened = 0;
  for (const character of filter) if (character === '(') opened++;
  return opened < 100;
}
