import { describe, expect, it } from 'vitest';
import { findFindings } from '../../../src-language/analysis/find-findings.js';
import { expectInFile, services, setOf } from './rule-cases.js';

const code = 'mapping-unused';
const mappings = `group_mappings:
  - { display_name: A, filter: '"a" in groups' }
  - { display_name: <|B|>, filter: '"b" in groups' }
  - { display_name: <|C|>, group: c }
  - { display_name: Everyone, filter: "true" }
  - { display_name: Broken, filter: '"a" in groups and' }
`;
const plain = mappings.replace(/<\||\|>/g, '');

describe(code, () => {
  it('reports what nobody matches, and nothing unknown', () =>
    expectInFile(code, `${mappings}users: [{ name: ana, groups: [a] }, { name: ben, groups: [] }]\n`));
  it('says nothing without sample users', () => expectInFile(code, plain));
  it('says nothing where all are refused before mappings are evaluated', () =>
    expectInFile(code, `organization: { jit_enabled: false }\n${plain}users: [{ name: ana, account: new, groups: [a] }]\n`));
  it('does not count who is refused', () =>
    expectInFile(
      code,
      `organization: { jit_enabled: false }\n${mappings}users: [{ name: ana, account: existing, groups: [a] }, { name: ben, account: new, groups: [b] }]\n`,
    ));
  it('says nothing without a simulator', () => {
    const { signIns: _none, ...others } = services;
    const found = findFindings(setOf(`${plain}users: [{ name: ana, groups: [a] }]\n`), others);
    expect(found.filter((finding) => finding.code === code)).toEqual([]);
  });
});
