import fc from 'fast-check';

/** Names of groups, right ones and slips of them. */
export const names = [
  'data-science',
  'Data-Science',
  'data-science ',
  ' 9EFC',
  '9efc',
  'data\u00a0science',
  'Engineering',
  'engineerin',
  'cc-users',
  'cc-*',
  '*-users',
  'finance',
  'd\u0430ta-science',
  'nobody',
];
const test = fc
  .constantFrom(...names)
  .chain((name) => fc.constantFrom(`"${name}" in groups`, `'${name}' in groups`, `("${name}") in (groups)`));
/** Filters of all kinds of tests of these names. */
export const filter = fc.letrec<{ chain: string; operand: string }>((tie) => ({
  chain: fc
    .tuple(
      fc.array(fc.oneof(test, tie('operand')), { minLength: 2, maxLength: 4 }),
      fc.constantFrom(' && ', ' || ', '&&', '\n  || ', ' // why\n && '),
    )
    .map(([operands, operator]) => operands.join(operator)),
  operand: fc.oneof(
    { maxDepth: 2 },
    test,
    test,
    fc.constantFrom('true', 'false'),
    tie('chain'),
    tie('chain').map((chain) => `(${chain})`),
    tie('chain').map((chain) => `( ${chain} )`),
  ),
})).operand;
