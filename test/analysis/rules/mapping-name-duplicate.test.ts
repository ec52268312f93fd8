import { expect, it, describe } from 'vitest';
import { expectInFile, findingsOf } from './rule-cases.js';

const code = 'mapping-name-duplicate';
const named = (...names: string[]) =>
  `group_mappings:\n${names.map((name, index) => `  - { display_name: ${name}, group: g${index} }\n`).join('')}`;

describe(code, () => {
  it('reports each mapping after the first of a name', () => expectInFile(code, named('A', 'B', '<|A|>', '<|"A"|>')));
  it.each([[named('A', 'B')], [named('A', 'a')], [named('A', '"A "')], [named('""', '""')]])('not %s', (text) => expectInFile(code, text));
  it('points to the first, in whichever file', () => {
    const found = findingsOf({ 'b.groupmap.yaml': named('A'), 'a.groupmap.yaml': named('A') }).filter((finding) => finding.code === code);
    expect(found).toMatchObject([{ file: 'b.groupmap.yaml', severity: 'warning', related: [{ file: 'a.groupmap.yaml' }] }]);
    expect(found[0]?.message).toContain('a.groupmap.yaml, line 2');
  });
});
