/**
 * The regular expression of `group_claim.filter.matches`, or null when it is none. Both of JavaScript's syntaxes are accepted: the
 * Unicode one first, the older one for escapes that identity providers allow and it does not (`\-`).
 */
export function compileClaimPattern(pattern: string): RegExp | null {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Not in this syntax.
    }
  }
  return null;
}
