import { describe, expect, it } from 'vitest';
import { expectInFile, findingsOf, messageOf } from './rule-cases.js';

const code = 'broad-admin';
const set = (name: string, filter: string, role: string, rest = '') =>
  `group_mappings:\n  - display_name: ${name}\n    filter: '${filter}'\n    role_bindings: [{ role_name: ${role}, crn_pattern: crn://x }]\n${rest}`;
const any = (count: number) => Array.from({ length: count }, (_, index) => `"g${index}" in groups`).join(' || ');
const custom = (administrator: boolean) =>
  `settings: { roles: [{ name: OurRole, scopes: [environment], administrator: ${administrator} }] }\n`;

describe(code, () => {
  it.each([
    ['true', set('<|A|>', 'true', 'OrganizationAdmin')],
    ['what comes to true', set('<|A|>', '"a" in groups || true', 'EnvironmentAdmin')],
    ['five groups', set('<|A|>', any(5), 'CloudClusterAdmin')],
    ['five groups, however written', set('<|A|>', `(${any(5)}) && (${any(6)})`, 'CloudClusterAdmin')],
    ['names that begin in some way', set('<|A|>', '"a" in groups || groups.exists(g, g.startsWith("eng-"))', 'OrganizationAdmin')],
    ["an organization's own administrator", set('<|A|>', any(5), 'OurRole', custom(true))],
  ])('reports %s', (_what, text) => expectInFile(code, text));

  it.each([
    ['four groups', set('A', any(4), 'OrganizationAdmin')],
    ['five groups of which two are needed', set('A', `(${any(5)}) && "x" in groups`, 'OrganizationAdmin')],
    ['one group five times', set('A', Array.from({ length: 5 }, () => '"a" in groups').join(' || '), 'OrganizationAdmin')],
    ['a role of developers', set('A', 'true', 'DeveloperRead')],
    ['a role that is not known', set('A', 'true', 'SomeNewAdmin')],
    ["an organization's own role", set('A', 'true', 'OurRole', custom(false))],
    ['a name that is needed with another group', set('A', 'groups.exists(g, g.startsWith("eng-")) && "a" in groups', 'OrganizationAdmin')],
    ['what is not known', set('A', '!("a" in groups)', 'OrganizationAdmin')],
    ['nobody', set('A', 'false', 'OrganizationAdmin')],
  ])('not %s', (_what, text) => expectInFile(code, text));

  it('says whom, with a smallest witness, and points to the role', () => {
    expect(messageOf(code, set('A', any(6), 'OrganizationAdmin'))).toBe(
      'The group mapping "A" grants "OrganizationAdmin", an administrator’s role for the whole organization, to whoever is in any one of 6 groups: ' +
        '"g0", "g1", "g2" and 3 more. Ask for one group of administrators, or for a second group with && as well.',
    );
    const text = set('A', 'true', 'OrganizationAdmin');
    const [found] = findingsOf(text).filter((finding) => finding.code === code);
    expect(found).toMatchObject({ severity: 'warning', witness: [] });
    expect(found?.message).toContain('to everyone who signs in by SSO');
    expect(found?.related?.map(({ range }) => text.slice(range.start, range.end))).toEqual(['OrganizationAdmin']);
  });
});
