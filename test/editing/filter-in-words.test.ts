import { describe, expect, it } from 'vitest';
import { filterInWords } from '../../src-language/editing/filter-in-words.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';

const services = createGroupFilterServices();

/** Bare letters stand for memberships. */
function inWords(short: string): string | null {
  const filter = short.replace(/\b[A-Z]\b/g, (group) => `"${group}" in groups`);
  const { expression } = services.parse(filter);
  return expression && filterInWords(expression, services.membership(filter), (group) => group);
}

describe('a filter in words', () => {
  it.each([
    ['A', 'Anyone in A.'],
    ['((A))', 'Anyone in A.'],
    ['A || B', 'Anyone in A or B.'],
    ['A || B || C', 'Anyone in any of A, B and C.'],
    ['A && B', 'Anyone in both A and B.'],
    ['A && B && C', 'Anyone in all of A, B and C.'],
    ['A || B && C', 'Anyone in A, or in both B and C.'],
    ['A && B || C && D && E', 'Anyone in both A and B, or in all of C, D and E.'],
    ['A && (B || C)', 'Anyone in A, and in either B or C.'],
    ['(A || B) && (C || D || E)', 'Anyone in either A or B, and in any of C, D and E.'],
    ['A || B && (C || D)', 'Anyone who is\n- in A\n- in both B and C\n- in both B and D'],
    ['true', 'Everyone who signs in by SSO.'],
    ['A || true', 'Everyone who signs in by SSO.'],
    ['false', 'Nobody.'],
    ['A && false', 'Nobody.'],
    ['A || false', 'Anyone in A.'],
    ['A && (true || B) && C', 'Anyone in both A and C.'],
    ['!(A)', 'Anyone not in A.'],
    ['A && !(B)', 'Anyone in A, and not in B.'],
    ['groups.exists(g, g.startsWith("eng-")) || A', 'Anyone in a group whose name begins with eng-, or in A.'],
    ['groups.exists(g, g.endsWith("-x"))', 'Anyone in a group whose name ends with -x.'],
  ])('%s', (filter, words) => {
    expect(inWords(filter)).toBe(words);
  });

  it.each(['size(groups) > 1', 'A ? B : C', 'groups.all(g, g == "a")', 'groups.exists(g, g.contains("a"))'])(
    'leaves %s alone',
    (filter) => {
      expect(inWords(filter)).toBeNull();
    },
  );

  it('stays short for a long filter', () => {
    const long = Array.from({ length: 3000 }, (_, index) => `"g${index}" in groups`).join(' || ');
    const words = filterInWords(
      services.parse(long).expression ?? { kind: 'missing', start: 0, end: 0 },
      services.membership(long),
      (group) => group,
    );
    expect(words?.split('\n')).toHaveLength(10);
  });
});
