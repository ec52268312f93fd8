import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { findImplied } from '../../src-language/analysis/implied-functions.js';
import { buildMembershipFunction } from '../../src-language/analysis/membership-function.js';
import type { DiagnosticCode, Finding } from '../../src-language/text/problem.js';
import { applyEdits } from '../../src-language/text/range.js';
import { type DrawnMapping, drawnGroups, drawnMappings, fileOf, rolesPlainly, services, usersOf } from '../review/drawn-sets.js';
import { allGroupSets, all, anyOf, evaluatePlainly, filters, fromShape, type Shape, sortSets, test } from './filter-shapes.js';

const sets = sortSets(allGroupSets(drawnGroups));
const users = usersOf(sets);

/** Few filters, so that many are equal or one wider than the other. */
const crowdedMappings: fc.Arbitrary<readonly DrawnMapping[]> = fc.oneof(
  drawnMappings,
  fc
    .array(
      fc.record({
        shape: fc.oneof(
          fc.constantFrom<Shape>(test('a'), all(test('a'), test('b')), anyOf(test('b'), test('a')), anyOf(test('a'), test('c')), true),
          filters(2),
        ),
        roles: fc.subarray(['DeveloperRead', 'DeveloperWrite', 'EnvironmentAdmin']),
      }),
      { maxLength: 6 },
    )
    .map((mappings) => mappings.map((mapping, index) => ({ name: `Mapping ${index + 1}`, ...mapping }))),
);

const truthsOf = ({ shape }: DrawnMapping) => sets.map((groups) => evaluatePlainly(shape, new Set(groups)));
const implies = (one: readonly boolean[], other: readonly boolean[]) => one.every((truth, index) => !truth || other[index]);

function read(text: string, path: string) {
  return services.assemble([services.readFile({ path, text })]);
}

function named(findings: readonly Finding[], code: DiagnosticCode): string[] {
  return findings.filter((finding) => finding.code === code).map(({ message }) => /"(Mapping \d)"/.exec(message)?.[1] ?? message);
}

describe('findings about mappings', () => {
  it('are what brute force over all group sets says', () => {
    fc.assert(
      fc.property(crowdedMappings, (mappings) => {
        const findings = services.findings(read(JSON.stringify(fileOf(mappings)), 'a.groupmap.json'));
        const truths = mappings.map(truthsOf);
        const isSatisfiable = (index: number) => truths[index]?.includes(true) ?? false;
        const equal = (i: number, j: number) => JSON.stringify(truths[i]) === JSON.stringify(truths[j]);
        const duplicates = mappings.filter((_, i) => isSatisfiable(i) && mappings.some((_other, j) => j < i && equal(i, j)));
        expect(named(findings, 'mapping-duplicate')).toEqual(duplicates.map(({ name }) => name));
        const shadowed = mappings.filter(
          ({ roles }, i) =>
            isSatisfiable(i) &&
            roles.length > 0 &&
            roles.every((role) =>
              mappings.some((other, j) => other.roles.includes(role) && !equal(i, j) && implies(truths[i] ?? [], truths[j] ?? [])),
            ),
        );
        expect(named(findings, 'mapping-shadowed')).toEqual(shadowed.map(({ name }) => name));
        const broad = mappings.filter(({ roles }, i) => roles.includes('EnvironmentAdmin') && truths[i]?.every((truth) => truth));
        expect(named(findings, 'broad-admin')).toEqual(broad.map(({ name }) => name));
        for (const { code, message, witness } of findings) {
          const index = mappings.findIndex(({ name }) => message.startsWith(`The group mapping "${name}"`));
          if (witness === undefined || code === 'mapping-unused') continue;
          // The sets are sorted: the first is a smallest.
          expect(witness.length).toBe(sets.find((_, place) => truths[index]?.[place])?.length);
          expect(truths[index]?.[sets.findIndex((set) => set.join() === [...witness].sort().join())]).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['YAML', 'a.groupmap.yaml', (value: unknown) => stringify(value)],
    ['YAML in braces', 'a.groupmap.yaml', (value: unknown) => `${JSON.stringify(value)}\n`],
    ['JSON', 'a.groupmap.json', (value: unknown) => JSON.stringify(value, null, 2)],
  ])('have fixes in %s that remove them and change nobody’s access', (_host, path, write) => {
    fc.assert(
      fc.property(crowdedMappings, (mappings) => {
        const text = write(fileOf(mappings, users));
        const before = read(text, path);
        for (const finding of services.findings(before)) {
          for (const fix of finding.fixes) {
            if (!/^mapping-(?:duplicate|same-roles|shadowed)$/.test(finding.code)) continue;
            const fixed = applyEdits(text, fix.edits);
            const after = read(fixed, path);
            expect(after.files.flatMap(({ problems }) => problems)).toEqual([]);
            expect(after.groupMappings.length).toBeLessThan(before.groupMappings.length);
            const diff = services.diff(before, after);
            expect([diff.users, diff.role_bindings, diff.acls, diff.users_added, diff.users_removed]).toEqual([[], [], [], [], []]);
            // The same without the review: straight from what was drawn.
            const simulator = services.simulator(after);
            sets.forEach((groups, index) => {
              const user = after.users[index];
              const matching = user
                ? simulator.decide({ name: '', account: 'existing', claim: { from: 'groups', values: groups }, roleBindings: [] }).matching
                : [];
              const roles = matching.flatMap(
                (place) => after.groupMappings[place]?.roleBindings.map(({ roleName }) => roleName.value) ?? [],
              );
              expect(new Set(roles)).toEqual(rolesPlainly(mappings, groups));
            });
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('which functions imply which', () => {
  it('is what brute force says, for all pairs at once', () => {
    fc.assert(
      fc.property(fc.array(filters(5), { maxLength: 8 }), (shapes) => {
        const functions = shapes.map((shape) => buildMembershipFunction(fromShape(shape).expression));
        const groupSets = allGroupSets(['a', 'b', 'c', 'd', 'e']).map((set) => new Set(set));
        const truths = shapes.map((shape) => groupSets.map((set) => evaluatePlainly(shape, set)));
        const expected = truths.map((one, i) =>
          one.includes(true) ? truths.flatMap((other, j) => (i !== j && implies(one, other) ? [j] : [])) : [],
        );
        expect(findImplied(functions)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('is told of functions with more ways into them than can be listed', () => {
    const clauses = (from: number) =>
      all(...Array.from({ length: 25 }, (_, index) => anyOf(test(`a${index + from}`), test(`b${index + from}`))));
    const functions = [clauses(0), clauses(0), clauses(1), all(clauses(0), test('a25'))].map((shape) =>
      buildMembershipFunction(fromShape(shape).expression),
    );
    expect(findImplied(functions)).toEqual([[1], [0], [], [0, 1, 2]]);
  });

  it('is told of many mappings in little more time than their number asks for', () => {
    const functions = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        buildMembershipFunction(
          fromShape(anyOf(test(`g${index % 400}`), all(test(`g${(index * 7) % 400}`), test(`h${index % 300}`)), test(`i${index}`)))
            .expression,
        ),
      );
    const timed = (count: number) => {
      const drawn = functions(count);
      const started = performance.now();
      findImplied(drawn);
      return performance.now() - started;
    };
    timed(2000);
    const [few, many] = [250, 2000].map((count) => Math.min(...Array.from({ length: 5 }, () => timed(count))));
    // Eight times as many are 64 times as many pairs.
    expect((many ?? 0) / (few ?? 1)).toBeLessThan(32);
  });
});
