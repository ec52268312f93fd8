/**
 * A monotone boolean function of group memberships: what a filter of `"x" in groups`, `true`, `false`, `&&`, `||` and
 * parentheses means. Groups are interned as atoms; the function is held as its prime implicants (minimal sufficient sets), which for a
 * monotone function are its unique minimal sum (absorption), up to a cap. Built in `membership-function.ts`, used for
 * `because`, `missing`, `always-*` and `redundant-operand`.
 */
export interface MembershipFunction {
  /** Every group the filter names, once, in text order. */
  readonly atoms: readonly string[];
}
