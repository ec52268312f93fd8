import { describe, it } from 'vitest';
import { expectInFile } from './rule-cases.js';

const code = 'group-unmapped';
const filter = (text: string) => `group_mappings: [{ display_name: A, filter: '${text}' }]\n`;

describe(code, () => {
  it('reports a group that no mapping names', () => expectInFile(code, `known_groups: [a, <|b|>]\n${filter('"a" in groups')}`));
  it('reports every group of a set without mappings', () => expectInFile(code, 'known_groups: [<|a|>, <|b|>]\n'));
  it('marks the whole entry of a group with two spellings', () =>
    expectInFile(code, `known_groups:\n  - <|{ id: 9efc, display_name: eng }|>\n${filter('"a" in groups')}`));
  it.each([
    ['is one of several that are needed', '"a" in groups && "b" in groups'],
    ['begins as a filter asks', 'groups.exists(g, g.startsWith("a")) || "b" in groups'],
    ['holds what a filter asks for', '"b" in groups || groups.exists(g, g.contains("a"))'],
    ['is excluded', '!("a" in groups) && "b" in groups'],
    ['is counted', 'size(groups) == 1'],
    ['stands in a filter that is broken', '"a" in groups and "b" in groups'],
    ['is misspelt in case only', '"A" in groups || "b" in groups'],
  ])('not when it %s', (_what, text) => expectInFile(code, `known_groups: [a, b]\n${filter(text)}`));
  it('does not count a filter that applies to everyone', () => expectInFile(code, `known_groups: [<|a|>]\n${filter('true')}`));
  it('knows literal group mappings', () =>
    expectInFile(code, 'known_groups: [a, <|b|>]\ngroup_mappings: [{ display_name: A, group: a }]\n'));
  it('takes either spelling', () =>
    expectInFile(code, `sso: { identity_provider: entra }\nknown_groups: [{ id: 9efc, display_name: eng }]\n${filter('"eng" in groups')}`));
});
