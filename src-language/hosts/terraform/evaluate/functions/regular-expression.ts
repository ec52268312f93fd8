/**
 * A regular expression of Terraform's (RE2 syntax) as one of JavaScript's; null where the two would not mean the same, or where it is none.
 */
export function compileExpression(source: string, flags: string): RegExp | null {
  const leading = /^\(\?([imsU]+)\)/.exec(source);
  const modes = leading?.[1] ?? '';
  if (modes.includes('U')) return null;
  const body = source
    .slice(leading?.[0].length ?? 0)
    .replaceAll('(?P<', '(?<')
    .replaceAll('[[:alpha:]]', '[A-Za-z]')
    .replaceAll('[[:digit:]]', '[0-9]')
    .replaceAll('[[:alnum:]]', '[0-9A-Za-z]')
    .replaceAll('[[:space:]]', '[\\t\\n\\v\\f\\r ]')
    .replaceAll('\\A', '^')
    .replaceAll('\\z', '$');
  // What RE2 does not have, and what it has and JavaScript does not.
  if (/\(\?<?[=!]|\\[1-9]|\[\[:|\\[QEC]|\(\?[imsU-]/.test(body)) return null;
  try {
    return new RegExp(body, flags + modes + 'u');
  } catch {
    return null;
  }
}
