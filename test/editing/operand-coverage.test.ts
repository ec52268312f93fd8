import fc from 'fast-check';
import { expect, it } from 'vitest';
import { operandCoverage } from '../../src-language/editing/operand-coverage.js';
import { markPlaces, readMarkedSet, withoutCursors } from './marked-set.js';

const marked = `group_mappings:
  - display_name: Filter
    filter: '(<|"a" in groups|> || <|"b" in groups|>) && !(<|"it''s" in groups|>)'
  - display_name: Literal
    group: <|a|>
  - display_name: Folded
    filter: >-
      <|"a" in groups|> &&
      <|groups.exists(g, g == "c")|>
  - display_name: Broken
    filter: '"a" in'
  - display_name: Neither
  - display_name: Everybody
    filter: 'true || <|"a" in groups|>'
users:
  - { name: x, groups: [a] }
  - { name: y, groups: [a, c] }
  - { name: z, groups: [b, "it's"] }
  - { name: w, groups: [a] }
`;
const { context, texts, set } = readMarkedSet({ 'a.groupmap.yaml': marked });

it('counts for how many people each test of a filter was true and false', () => {
  const coverage = operandCoverage(context, set.users);
  expect(markPlaces(texts, coverage.flatMap(({ operands }) => operands))).toEqual(withoutCursors({ 'a.groupmap.yaml': marked })); // prettier-ignore
  expect(
    coverage.map(({ displayName, matching, operands }) => [
      displayName,
      matching,
      operands.map((operand) => [operand.trueFor, operand.falseFor]),
    ]),
  ).toEqual([
    ['Filter', 3, [[3, 1], [1, 3], [1, 3]]], // prettier-ignore
    ['Literal', 3, [[3, 1]]], // prettier-ignore
    ['Folded', 1, [[3, 1], [1, 3]]], // prettier-ignore
    ['Everybody', 4, [[3, 1]]], // prettier-ignore
  ]);
});

it('counts the people that are asked about, and nobody who is refused', () => {
  const text = `organization: { jit_enabled: false }\n${marked}  - { name: new, groups: [b] }\n`.replaceAll(
    /\{ name: ([xyzw])/g,
    '{ account: existing, name: $1',
  );
  const { context: refusing, set: everybody } = readMarkedSet({ 'a.groupmap.yaml': text });
  expect(operandCoverage(refusing, everybody.users)[0]?.operands[1]).toMatchObject({ trueFor: 1, falseFor: 3 });
  expect(operandCoverage(refusing, everybody.users.slice(2, 3))[0]?.operands.map(({ trueFor, falseFor }) => [trueFor, falseFor])).toEqual([
    [0, 1],
    [1, 0],
    [1, 0],
  ]);
});

it('counts like somebody who asks each person for each group', () => {
  const groups = ['a', 'b', 'c', 'd'];
  const condition = fc.uniqueArray(fc.constantFrom(...groups), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(condition, { maxLength: 4 }),
      fc.array(fc.subarray(groups), { maxLength: 8 }),
      fc.constantFrom('&&', '||'),
      (filters, people, operator) => {
        const { context: drawn, set: all } = readMarkedSet({
          'a.groupmap.json': JSON.stringify({
            group_mappings: filters.map((names) => ({
              display_name: 'm',
              filter: names.map((name) => `"${name}" in groups`).join(` ${operator} `),
            })),
            users: people.map((held, index) => ({ name: `u${index}`, groups: held })),
          }),
        });
        expect(
          operandCoverage(drawn, all.users).map(({ matching, operands }) => [
            matching,
            operands.map(({ trueFor, falseFor }) => [trueFor, falseFor]),
          ]),
        ).toEqual(
          filters.map((names) => [
            people.filter((held) =>
              operator === '&&' ? names.every((name) => held.includes(name)) : names.some((name) => held.includes(name)),
            ).length,
            names.map((name) => [
              people.filter((held) => held.includes(name)).length,
              people.filter((held) => !held.includes(name)).length,
            ]),
          ]),
        );
      },
    ),
    { numRuns: 50 },
  );
});
