import '../../support/property-seed.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { planSet } from '../../../src-language/analysis/plan/plan-set.js';
import { createEditingContext } from '../../../src-language/editing/editing-context.js';
import { proposePlan } from '../../../src-language/editing/plan.js';
import type { MappingSet } from '../../../src-language/mapping-set/mapping-set.js';
import { testExpectations } from '../../../src-language/provisioning/expectations.js';
import { countCodePoints } from '../../../src-language/text/count-code-points.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { drawnGroups, drawnMappings, fileOf, rolesPlainly, services, usersOf } from '../../review/drawn-sets.js';
import { allGroupSets, all, anyOf, fromShape, type Shape, sortSets, test } from '../filter-shapes.js';

const crn = 'crn://confluent.cloud/organization=o/environment=env-1';

interface Written {
  readonly name: string;
  readonly filter: string;
  readonly roles: readonly string[];
}

const mapping = (name: string, shape: Shape | string, ...roles: string[]): Written => ({
  name,
  filter: typeof shape === 'string' ? shape : fromShape(shape).text,
  roles,
});

function setOf(limits: { group_mappings?: number; filter_length?: number }, ...mappings: Written[]): MappingSet {
  const file = {
    organization: { limits },
    group_mappings: mappings.map(({ name, filter, roles }) => ({
      display_name: name,
      filter,
      role_bindings: roles.map((role_name) => ({ role_name, crn_pattern: crn })),
    })),
  };
  return services.assemble([services.readFile({ path: 'a.groupmap.json', text: JSON.stringify(file) })]);
}

const stepsOf = (set: MappingSet) =>
  planSet(set, services).steps.map(({ action, mappings }) => [action, ...mappings.map(({ displayName }) => displayName)].join(' '));
const many = (count: number, prefix = 'g') => Array.from({ length: count }, (_, index) => test(`${prefix}${index}`));

describe('a plan', () => {
  it('leaves a set alone that is within its quotas', () => {
    const plan = planSet(setOf({}, mapping('A', test('a'), 'R'), mapping('B', test('a'), 'R')), services);
    expect(plan).toMatchObject({
      fits: true,
      steps: [],
      before: { groupMappings: 2, longestFilter: 13 },
      after: { groupMappings: 2, longestFilter: 13 },
    });
  });

  it.each([
    [
      'drops what is granted anyway',
      setOf({ group_mappings: 1 }, mapping('A', all(test('a'), test('b')), 'R'), mapping('W', test('a'), 'R', 'S')),
      ['drop A'],
    ],
    [
      'merges what grants the same',
      setOf({ group_mappings: 1 }, mapping('A', test('a'), 'R'), mapping('B', test('b'), 'R')),
      ['merge A B'],
    ],
    [
      'merges what matches the same users',
      setOf({ group_mappings: 1 }, mapping('A', test('a'), 'R'), mapping('B', test('a'), 'S')),
      ['merge A B'],
    ],
    [
      'does no more than it takes',
      setOf({ group_mappings: 2 }, mapping('A', test('a'), 'R'), mapping('B', test('b'), 'R'), mapping('C', test('c'), 'R')),
      ['merge A B'],
    ],
    ['shrinks', setOf({ filter_length: 12 }, mapping('A', test('a'), 'R')), ['shrink A']],
    ['splits', setOf({ filter_length: 26 }, mapping('A', anyOf(...many(3)), 'R')), ['split A']],
  ])('%s', (_what, set, steps) => {
    expect(planSet(set, services).fits).toBe(true);
    expect(stepsOf(set)).toEqual(steps);
  });

  it('splits a product at one of its sums', () => {
    const set = setOf({ filter_length: 60 }, mapping('A', all(test('x'), anyOf(...many(9))), 'R'));
    const plan = planSet(set, services);
    expect(plan.fits).toBe(true);
    expect(plan.after.groupMappings).toBeLessThanOrEqual(4);
    expect(Math.max(...plan.mappings.map(({ filter }) => countCodePoints(filter)))).toBeLessThanOrEqual(60);
  });

  it.each([
    [
      'too many groups at once',
      setOf({ filter_length: 60 }, mapping('A', all(...many(9)), 'R')),
      /"A" has 158 characters, and the limit is 60: it asks for 9 groups at once/,
    ],
    [
      'nothing to merge',
      setOf({ group_mappings: 1 }, mapping('A', test('a'), 'R'), mapping('B', test('b'), 'S')),
      /2 group mappings are left, and the limit is 1/,
    ],
    [
      'a filter that is not analysed',
      setOf({ filter_length: 20 }, mapping('A', '!("a" in groups) && !("b" in groups)', 'R')),
      /it is not known whom it matches/,
    ],
  ])('says why there is none: %s', (_why, set, reason) => {
    const plan = planSet(set, services);
    expect(plan.fits).toBe(false);
    expect(plan.obstacles.join(' ')).toMatch(reason);
  });

  it('packs many small filters into few mappings', () => {
    const set = setOf({}, ...many(40).map((shape, index) => mapping(`M${index}`, shape, 'R')));
    const plan = planSet(set, services);
    expect(plan.fits).toBe(true);
    expect(plan.after.groupMappings).toBeLessThanOrEqual(12);
    expect(plan.after.longestFilter).toBeLessThanOrEqual(300);
  });

  const sets = sortSets(allGroupSets(drawnGroups));
  const written = [
    ['a.groupmap.yaml', (value: unknown) => stringify(value)],
    ['a.groupmap.json', (value: unknown) => JSON.stringify(value, null, 2)],
  ] as const;

  it.each(written)(
    'in %s keeps every role of every group set, what users are expected to match, and the limits that it says it keeps',
    (path, write) => {
      fc.assert(
        fc.property(drawnMappings, fc.nat(4), fc.integer({ min: 12, max: 90 }), (mappings, group_mappings, filter_length) => {
          const plain = services.simulator(services.assemble([services.readFile({ path, text: write(fileOf(mappings, usersOf(sets))) })]));
          const users = usersOf(sets).map((user, index) => {
            const decision = plain.decide({
              name: '',
              account: 'existing',
              claim: { from: 'groups', values: sets[index] ?? [] },
              roleBindings: [],
            });
            const names = decision.matching.map((place) => mappings[place]?.name);
            return { ...(user as object), expect: { group_mappings: names } };
          });
          const text = write({
            organization: { limits: { group_mappings: group_mappings + 1, filter_length } },
            ...(fileOf(mappings, users) as object),
          });
          const set = services.assemble([services.readFile({ path, text })]);
          const { plan, edits, problem } = proposePlan(createEditingContext(set, services), services);
          expect(problem).toBeNull();
          const after = services.assemble([services.readFile({ path, text: applyEdits(text, edits ?? []) })]);
          expect(after.files.flatMap(({ problems }) => problems)).toEqual([]);
          expect(after.groupMappings.map(({ filter }) => filter?.value)).toEqual(plan.mappings.map(({ filter }) => filter));
          if (plan.fits) {
            expect(after.groupMappings.length).toBeLessThanOrEqual(group_mappings + 1);
            for (const { filter } of after.groupMappings) expect(countCodePoints(filter?.value ?? '')).toBeLessThanOrEqual(filter_length);
          } else expect(plan.obstacles.length).toBeGreaterThan(0);
          const simulator = services.simulator(after);
          for (const groups of sets) {
            const { matching } = simulator.decide({
              name: '',
              account: 'existing',
              claim: { from: 'groups', values: groups },
              roleBindings: [],
            });
            const roles = matching.flatMap((place) => after.groupMappings[place]?.roleBindings.map(({ roleName }) => roleName.value) ?? []);
            expect(new Set(roles)).toEqual(rolesPlainly(mappings, groups));
          }
          expect(testExpectations(after, simulator).filter(({ passed }) => !passed)).toEqual([]);
        }),
        { numRuns: 80 },
      );
    },
  );
});
