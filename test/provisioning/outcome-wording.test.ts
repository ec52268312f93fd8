import { describe, expect, test } from 'vitest';
import type { Note } from '../../src-language/provisioning/outcome.js';
import { alternatives, groupsOf, notesToShow, withheldLines } from '../../src-language/provisioning/outcome-wording.js';

const numbered = (count: number, prefix = 'g') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const withheld = (groups: readonly string[], reason: 'filtered' | 'overflow') => groups.map((group) => ({ group, reason }));

describe('alternatives', () => {
  const words = (sets: string[][], isTruncated = false) => alternatives(sets, isTruncated, (group) => group, 'nothing');
  test('single groups stand side by side, sets are set apart', () => {
    expect(words([['a'], ['b']])).toBe('a or b');
    expect(words([['a'], ['b', 'c']])).toBe('a, or b and c');
  });
  test('many are counted, and so are the groups of a large one', () => {
    expect(words(numbered(50).map((group) => [group]))).toBe('g0 or g1 or g2 or 47 other ways');
    expect(words([numbered(25), numbered(25)])).toBe('g0 and g1 and g2 and g3 and g4 and 20 more groups, or 1 other way');
    expect(words([['a'], ['b'], ['c'], ['d'], ['e']], true)).toBe('a or b or c or 2 or more other ways');
  });
});

describe('long lists', () => {
  test('groups are all named while they can be read', () => {
    expect(groupsOf({ groups: [] }, String)).toBe('none');
    expect(groupsOf({ groups: numbered(25) }, String)).toBe(numbered(25).join(', '));
    expect(groupsOf({ groups: numbered(150) }, String)).toBe(`${numbered(24).join(', ')}, 126 more (150 in all)`);
  });
  test('withheld groups take a line a reason', () => {
    const groups_withheld = [...withheld(['x', 'y'], 'filtered'), ...withheld(numbered(151), 'overflow')];
    expect(withheldLines({ groups_withheld }, String)).toEqual([
      'x, y: filtered out of the claim',
      '151 groups (g0, g1, g2, g3, 147 more): the claim is too large and is left out',
    ]);
  });
  test('of many unlisted groups the first are said one by one, and no other note is lost', () => {
    const note = (code: Note['code'], message: string): Note => ({ code, message });
    const unlisted = (count: number) => numbered(count).map((name) => note('group-not-listed', name));
    expect(notesToShow([...unlisted(4), note('no-access', 'x')])).toHaveLength(5);
    expect(notesToShow([note('group-claim-overflow', 'o'), ...unlisted(151), note('no-access', 'x')]).map((each) => each.message)).toEqual([
      'o',
      'g0',
      'g1',
      'g2',
      '148 more groups are not among the known groups.',
      'x',
    ]);
  });
});
