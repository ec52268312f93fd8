import { describe, expect, it } from 'vitest';
import { complete } from './completion.js';

const known = { 'known.groupmap.yaml': 'known_groups: [alpha, beta]\nusers: [{ name: ana, groups: [alpha] }]\n' };
const mapping = (filter: string): string => `group_mappings:\n  - display_name: M\n    filter:${filter}\n    role_bindings: []\n`;
const pattern = ['groups.exists(g, g.startsWith("…"))', 'groups.exists(g, g.endsWith("…"))'];
const tests = ['alpha', 'beta', ...pattern, '( … )'];

function labelsIn(filter: string): readonly string[] {
  return complete(filter, known, 'a.groupfilter').labels;
}

describe('what can stand where', () => {
  it.each<readonly [string, readonly string[]]>([
    ['<|>', ['alpha', 'beta', 'true', ...pattern, '( … )']],
    ['al<|>', ['alpha', 'beta', 'true', ...pattern, '( … )']],
    ['"alpha" in groups && <|>', tests],
    ['"alpha" in groups || <|>', tests],
    ['"alpha" in groups and <|>', tests],
    ['(<|>', tests],
    ['"alpha" in groups && (<|>)', tests],
    ['"alpha" <|>', ['in groups']],
    ['"alpha"<|>', ['in groups']],
    ['"alpha" i<|>', ['in groups']],
    ['"alpha" in <|>', ['groups']],
    ['"alpha" in gr<|>', ['groups']],
    ['"alpha" in groups <|>', ['&&', '||']],
    ['"alpha" in groups &<|>', ['&&', '||']],
    ['"alpha" in groups |<|>', ['&&', '||']],
    ['("alpha" in groups) <|>', ['&&', '||']],
    ['true <|>', ['&&', '||']],
    ['groups.exists(g, g == "alpha" <|>)', ['&&', '||']],
    ['"alpha" in groups <|> "beta" in groups', ['&&', '||']],
    ['groups.<|>', ['exists(g, g.startsWith("…"))', 'exists(g, g.endsWith("…"))']],
    ['groups.exists(g, g.<|>)', ['startsWith("…")', 'endsWith("…")']],
    ['groups.exists(g, <|>)', ['g.startsWith("…")', 'g.endsWith("…")', 'alpha', 'beta']],
  ])('%s', (filter, labels) => {
    expect(labelsIn(filter)).toEqual(labels);
  });

  it.each([
    '// <|>',
    '"alpha" in groups // an<|>',
    'b"<|>" in groups',
    '"alpha" in groups <|> && "beta" in groups',
    '"alpha" <|> in groups',
    '<|>"alpha" in groups',
    'g == <|>',
    'size(<|>)',
    '[<|>]',
  ])('nothing in %s', (filter) => {
    expect(labelsIn(filter)).toEqual([]);
  });
});

describe('accepting', () => {
  it.each([
    ['', 'alpha', ` '"alpha" in groups'`],
    [' <|>', 'alpha', ` '"alpha" in groups'`],
    [' <|> # why', 'alpha', ` '"alpha" in groups' # why`],
    [' ""', 'alpha', ` "\\"alpha\\" in groups"`],
    [` ''`, 'alpha', ` '"alpha" in groups'`],
    [' al<|>', 'alpha', ` '"alpha" in groups'`],
    [' "alpha" in groups && <|>', 'beta', ` '"alpha" in groups && "beta" in groups'`],
    [' "alpha" in groups &&<|>', 'beta', ` '"alpha" in groups && "beta" in groups'`],
    [` '"alpha" in groups &<|>'`, '&&', ` '"alpha" in groups &&'`],
    [` '"alpha" in groups<|>'`, '||', ` '"alpha" in groups'`],
    [` '"alpha"<|>'`, 'in groups', ` '"alpha" in groups'`],
    [` '"alpha" in <|>'`, 'groups', ` '"alpha" in groups'`],
    [' |\n      <|>', 'alpha', ' |\n      "alpha" in groups'],
    [' >-\n     <|>', 'alpha', ' >-\n      "alpha" in groups'],
    [' |\n      "alpha" in groups ||\n      <|>', 'beta', ' |\n      "alpha" in groups ||\n      "beta" in groups'],
    [' |\n      "alpha" in groups ||\n\n      <|>', 'beta', ' |\n      "alpha" in groups ||\n\n      "beta" in groups'],
    [
      ' >-\n      "alpha" in groups ||\n       <|>\n      && true',
      'beta',
      ' >-\n      "alpha" in groups ||\n      "beta" in groups\n      && true',
    ],
    ['\n      <|>', 'alpha', `\n      '"alpha" in groups'`],
    [' |\n      "alpha" in groups || <|>', 'beta', ' |\n      "alpha" in groups || "beta" in groups'],
    [` '<|>'`, 'groups.exists(g, g.startsWith("…"))', ` 'groups.exists(g, g.startsWith("PREFIX"))'`],
    [` "<|>"`, 'groups.exists(g, g.startsWith("…"))', ` "groups.exists(g, g.startsWith(\\"PREFIX\\"))"`],
    [` '<|>'`, '( … )', ` '(TEST)'`],
    [` '<|>'`, 'true', ` 'true'`],
  ])('filter:%s and then %s', (before, label, after) => {
    const marked = before.includes('<|>') ? before : before === '' ? '<|>' : before.replace(/(?=.$)/, '<|>');
    const completion = complete(mapping(marked), known);
    if (label === '||' && !before.includes('&')) {
      // The cursor touches the word `groups`, which is complete.
      expect(completion.labels).toEqual(['groups']);
      return;
    }
    expect(completion.accept(label)).toBe(mapping(after));
  });

  it.each([
    ['{ "group_mappings": [{ "filter": "<|>" }] }', '{ "group_mappings": [{ "filter": "\\"alpha\\" in groups" }] }'],
    ['{ "group_mappings": [{ "filter": <|> }] }', '{ "group_mappings": [{ "filter": "\\"alpha\\" in groups" }] }'],
    ['{ "group_mappings": [{ "filter":<|> }] }', '{ "group_mappings": [{ "filter": "\\"alpha\\" in groups" }] }'],
    [
      '{ "group_mappings": [{ "filter": "\\"beta\\" in groups || <|>" }] }',
      '{ "group_mappings": [{ "filter": "\\"beta\\" in groups || \\"alpha\\" in groups" }] }',
    ],
  ])('in JSON: %s', (before, after) => {
    expect(complete(before, known, 'a.groupmap.json').accept('alpha')).toBe(after);
  });

  it('says that the call of startsWith is not verified', () => {
    const entry = complete('<|>', known, 'a.groupfilter').entry(pattern[0] ?? '');
    expect(entry).toMatchObject({ isSnippet: true, edit: { newText: 'groups.exists(g, g.startsWith("${1:PREFIX}"))' } });
    expect(entry.detail).toContain('Unverified');
  });

  it('keeps the line ends of a file with CR LF', () => {
    const before = 'group_mappings:\r\n  - display_name: M\r\n    filter: |\r\n      <|>\r\n';
    expect(complete(before, known).accept('alpha')).toBe(before.replace('<|>', '"alpha" in groups'));
  });
});
