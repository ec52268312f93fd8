import { describe, expect, it } from 'vitest';
import { expectInFile, expectInFilter, fixedFilters, messageOf } from './rule-cases.js';

const code = 'group-wildcard';

describe(code, () => {
  it.each([
    ['"eng-*" in groups', ['groups.exists(g, g.startsWith("eng-"))']],
    ['"*-admins" in groups', ['groups.exists(g, g.endsWith("-admins"))']],
    ["'eng-*' in groups", ["groups.exists(g, g.startsWith('eng-'))"]],
    ['"eng-.*" in groups', ['groups.exists(g, g.startsWith("eng-."))', 'groups.exists(g, g.startsWith("eng-"))']],
    ['("eng-**") in (groups)', ['groups.exists(g, g.startsWith("eng-"))']],
    ['"eng-*-ops" in groups', []],
    ['"*eng*" in groups', []],
    ['"*" in groups', []],
  ])('%s', (filter, fixed) => {
    expectInFilter(code, filter.replace(/("[^"]*"|'[^']*')/, '<|$1|>'));
    expect(fixedFilters(code, filter)).toEqual(fixed);
  });
  it('replaces the whole test and nothing else', () =>
    expect(fixedFilters(code, '"a" in groups && ("eng-*" in groups) || "b" in groups')).toEqual([
      '"a" in groups && (groups.exists(g, g.startsWith("eng-"))) || "b" in groups',
    ]));
  it('escapes what it writes', () =>
    expect(fixedFilters(code, '"a\\\\b*" in groups')).toEqual(['groups.exists(g, g.startsWith("a\\\\b"))']));
  it('leaves a known group alone', () => {
    expectInFilter(code, '"eng-*" in groups', 'known_groups: ["eng-*"]\n');
    expectInFilter(code, '<|"eng-*"|> in groups', 'known_groups: [eng]\n');
  });
  it('leaves prefixes and other characters alone', () =>
    expectInFilter(code, 'groups.exists(g, g.startsWith("eng-*")) || "eng-?" in groups'));
  it('judges a literal group mapping, which has no other form to offer', () => {
    const file = 'group_mappings:\n  - { display_name: A, group: "<|eng-*|>" }\n';
    expectInFile(code, file.replace('"<|', '<|"').replace('|>"', '"|>'));
    expect(messageOf(code, file.replace(/<\||\|>/g, ''))).toContain('literal group mapping');
  });
});
