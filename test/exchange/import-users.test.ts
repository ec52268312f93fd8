import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { importUsers, type ImportUsersOptions } from '../../src-language/exchange/directory/import-users.js';
import { imported } from './imported-users.js';

const columns = (name: string, ...groups: readonly string[]) =>
  new Map<string, readonly string[]>([
    ['name', [name]],
    ['groups', groups],
  ]);
const mistakeOf = (text: string, options: ImportUsersOptions = {}) => {
  const result = importUsers(text, 'export', options);
  return result.yaml === null ? result.mistake : result.yaml;
};

/** As Microsoft Graph answers `GET /users?$select=…&$expand=memberOf`. */
const graphUsers = {
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users(id,userPrincipalName,memberOf())',
  value: [
    {
      id: 'aaaaaaaa-0000-0000-0000-000000000001',
      userPrincipalName: 'ana@initech.example',
      mail: 'ana.ng@initech.example',
      accountEnabled: true,
      memberOf: [
        { '@odata.type': '#microsoft.graph.directoryRole', id: 'r1', displayName: 'Global Reader' },
        { '@odata.type': '#microsoft.graph.group', id: '9efcf0ab-9227-411d-bbea-0481e862c115', displayName: 'cc-data' },
        { '@odata.type': '#microsoft.graph.group', id: '00123', displayName: 'true' },
      ],
    },
    {
      id: '2',
      userPrincipalName: 'bo@initech.example',
      accountEnabled: false,
      memberOf: [{ '@odata.type': '#microsoft.graph.group', id: 'g3', displayName: 'x' }],
    },
    { id: '3', userPrincipalName: 'cy@initech.example', memberOf: [] },
  ],
};

describe('Microsoft Graph', () => {
  it('gives users, memberships and known groups', () => {
    const { users, knownGroups, remarks } = imported(JSON.stringify(graphUsers, null, 2));
    expect(users).toEqual([
      ['ana@initech.example', ['cc-data', 'true']],
      ['cy@initech.example', []],
    ]);
    expect(knownGroups).toEqual([
      ['9efcf0ab-9227-411d-bbea-0481e862c115', 'cc-data'],
      ['00123', 'true'],
    ]);
    expect(remarks).toEqual([
      '1 entry is neither user nor group (a role, a device, an application) and passed over.',
      'Disabled accounts cannot sign in and are left out: "bo@initech.example".',
    ]);
  });

  it('tells groups of one name apart by their ids', () => {
    const memberOf = ['g1', 'g2'].map((id) => ({ '@odata.type': '#microsoft.graph.group', id, displayName: 'Team' }));
    const { users, yaml } = imported(JSON.stringify([{ userPrincipalName: 'ana', memberOf }]));
    expect(users).toEqual([['ana', ['g1', 'g2']]]);
    expect(yaml).toContain('- g1 # Team');
  });

  it('says what may be missing', () => {
    const memberOf = Array.from({ length: 20 }, (_, index) => ({
      '@odata.type': '#microsoft.graph.group',
      id: `g${index}`,
      displayName: `n${index}`,
    }));
    const { remarks } = imported(
      JSON.stringify({
        '@odata.context': 'x',
        '@odata.nextLink': 'https://graph.example/next',
        value: [{ userPrincipalName: 'ana', memberOf }],
      }),
    );
    expect(remarks).toEqual([expect.stringContaining('one page of several'), expect.stringContaining('at most 20 groups a user')]);
  });

  it('gives the members of groups', () => {
    const groups = {
      value: [
        {
          id: 'g1',
          displayName: 'cc-data',
          securityEnabled: true,
          members: [
            { '@odata.type': '#microsoft.graph.user', id: 'u1', userPrincipalName: 'ana@initech.example' },
            { '@odata.type': '#microsoft.graph.group', id: 'g9', displayName: 'nested' },
          ],
        },
        {
          id: 'g2',
          displayName: 'cc-ops',
          securityEnabled: true,
          members: [{ '@odata.type': '#microsoft.graph.user', userPrincipalName: 'ana@initech.example' }],
        },
      ],
    };
    const { users, knownGroups, remarks } = imported(JSON.stringify(groups));
    expect(users).toEqual([['ana@initech.example', ['cc-data', 'cc-ops']]]);
    expect(knownGroups).toEqual([
      ['g1', 'cc-data'],
      ['g2', 'cc-ops'],
    ]);
    expect(remarks).toEqual([expect.stringContaining('1 group is a member of a group')]);
  });

  it('gives known groups from a list of groups', () => {
    const groups = { value: [{ id: 'g1', displayName: 'cc-data', groupTypes: [], securityEnabled: true }] };
    expect(imported(JSON.stringify(groups)).knownGroups).toEqual([['g1', 'cc-data']]);
  });
});

describe('Entra CSV', () => {
  const members =
    'id,userPrincipalName,displayName,objectType,userType,isUnlicensed\n1,ana@initech.example,Ana Ng,User,Member,False\n2,,Dev group,Group,,\n';

  it('lists the members of one group, which is named', () => {
    const { users, remarks } = imported(members, { groups: ['cc-oncall'] });
    expect(users).toEqual([['ana@initech.example', ['cc-oncall']]]);
    expect(remarks).toEqual([expect.stringContaining('1 group is a member of a group')]);
  });

  it('says that memberships are not known, and gives nobody none', () => {
    const { users, remarks } = imported(members);
    expect(users).toEqual([['ana@initech.example', null]]);
    expect(remarks).toContainEqual(expect.stringContaining('does not say who is in which group'));
  });

  it('gives known groups from the list of groups', () => {
    const groups =
      'id,displayName,groupType,membershipType,source,mail,securityEnabled,mailEnabled\n9efcf0ab-9227-411d-bbea-0481e862c115,cc-data,Security,Assigned,Cloud,,True,False\n00123,true,Security,Dynamic,Cloud,,True,False\n';
    expect(imported(groups).knownGroups).toEqual([
      ['9efcf0ab-9227-411d-bbea-0481e862c115', 'cc-data'],
      ['00123', 'true'],
    ]);
  });

  it('reads the headers of bulk templates', () => {
    const template =
      'version:v1.0\nName [displayName] Required,User name [userPrincipalName] Required,Block sign in (Yes/No) [accountEnabled]\nAna,ana@initech.example,\n';
    expect(imported(template).users).toEqual([['ana@initech.example', null]]);
  });
});

describe('Okta', () => {
  it('reads users of the API', () => {
    const users = [
      {
        id: '00u1',
        status: 'ACTIVE',
        profile: { login: 'ana@globex.example', email: 'a@globex.example' },
        _links: { self: { href: 'https://globex.example/u1' } },
      },
      { id: '00u2', status: 'DEPROVISIONED', profile: { login: 'bo@globex.example' } },
    ];
    const { users: found, yaml } = imported(JSON.stringify(users), { groups: ['cc-ops'] });
    expect(found).toEqual([['ana@globex.example', ['cc-ops']]]);
    expect(yaml).toContain('Okta API JSON');
    expect(imported(JSON.stringify(users), { columns: new Map([['name', ['profile.email']]]), groups: ['cc-ops'] }).users).toEqual([
      ['a@globex.example', ['cc-ops']],
    ]);
  });

  it('reads groups of the API', () => {
    const groups = [{ id: '00g1', objectClass: ['okta:user_group'], type: 'OKTA_GROUP', profile: { name: 'cc-data', description: null } }];
    expect(imported(JSON.stringify(groups)).knownGroups).toEqual([['00g1', 'cc-data']]);
  });

  it('adds up the lines of a membership report', () => {
    const report =
      'Okta username,User full name,Group name,Group membership type,Okta user status\nana@globex.example,Ana Ng,cc-data,Direct,ACTIVE\nana@globex.example,Ana Ng," padded ",Direct,ACTIVE\ncy@globex.example,Cy Ho,"Sales, EMEA",By Rule,ACTIVE\nbo@globex.example,Bo Ek,cc-data,By Rule,SUSPENDED\n';
    const { users, remarks, yaml } = imported(report);
    expect(users).toEqual([
      ['ana@globex.example', ['cc-data', ' padded ']],
      ['cy@globex.example', ['Sales, EMEA']],
    ]);
    expect(yaml).toContain("- ' padded ' # line 3");
    expect(remarks).toEqual([
      expect.stringContaining('1 user stands in several lines'),
      expect.stringContaining('"bo@globex.example"'),
      expect.stringContaining('Blanks at the start or the end'),
    ]);
  });
});

describe('any CSV', () => {
  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['bar', '|'],
  ])('%s-separated is sniffed', (word, delimiter) => {
    const text = [
      ['login', 'age', 'groups'],
      ['ana', '1', 'a'],
      ['bo', '2', '00123'],
    ]
      .map((row) => row.join(delimiter))
      .join('\r\n');
    const { users, yaml } = imported(text);
    expect(users).toEqual([
      ['ana', ['a']],
      ['bo', ['00123']],
    ]);
    expect(yaml).toContain(`(CSV, ${word}-separated)`);
  });

  it.each([
    ['semicolons', 'login,groups\nana,a;b c;00123\n', ['a', 'b c', '00123'], '";"'],
    ['semicolons and blanks', 'login,groups\nana,a; b ; c\n', ['a', 'b ', 'c'], '"; "'],
    ['blanks that belong to values', 'login,groups\nana,a; b;c\n', ['a', ' b', 'c'], '";"'],
    ['bars', 'login,groups\nana,a|b\n', ['a', 'b'], '"|"'],
    ['line breaks', 'login,groups\nana,"a\nb"\n', ['a', 'b'], '"\\u{000A}"'],
    ['commas', 'login;groups\nana;a,b\n', ['a', 'b'], '","'],
    ['JSON', 'login,groups\nana,"[""a;x"",""b""]"\n', ['a;x', 'b'], 'JSON lists'],
  ])('takes cells apart at %s', (_, text, groups, separator) => {
    const { users, remarks } = imported(text);
    expect(users).toEqual([['ana', groups]]);
    expect(remarks).toContainEqual(expect.stringMatching(/are taken apart at /));
    expect(remarks[0]).toContain(separator);
  });

  it('keeps distinguished names whole', () => {
    const { users } = imported('login;memberOf\nana;"CN=cc-data,OU=Groups,DC=initech,DC=example"\n');
    expect(users).toEqual([['ana', ['CN=cc-data,OU=Groups,DC=initech,DC=example']]]);
  });

  it('takes the separator that is given', () => {
    expect(imported('login,groups\nana,a;b/c\n', { separator: '/' }).users).toEqual([['ana', ['a;b', 'c']]]);
  });

  it('takes the columns that are named', () => {
    const text = 'Person,Alias,Entitlements,More\nAna,ana,a,b\n';
    expect(imported(text, { columns: columns('alias', 'Entitlements', 'more') }).users).toEqual([['ana', ['a', 'b']]]);
    expect(mistakeOf(text)).toBe('No column of export is known to name users. Say which one does.');
    expect(mistakeOf(text, { columns: columns('Alas', 'Entitlements') })).toBe(
      'There is no column "Alas" with a value in it. Did you mean "Alias"?',
    );
  });

  it('handles columns that stand twice, are empty or lie in lists, and says so', () => {
    const { users, remarks } = imported(
      'login,groups,groups,,department,memberOf/0/displayName,memberOf/1/displayName,memberOf/0/id\nana,a,b,zzz,,c,d,g3\n',
    );
    expect(users).toEqual([['ana', ['a', 'b', 'c', 'd']]]);
    expect(remarks).toEqual([
      '1 column without a name is passed over: number 4.',
      'Without any value: "department".',
      'This column stands more than once; of names the first value is taken, groups add up: "groups".',
    ]);
  });

  it('pairs ids and names of nested columns', () => {
    const { knownGroups } = imported(
      'login,memberOf.0.id,memberOf.0.displayName,memberOf.1.displayName,memberOf.1.id\nana,g1,one,two,g2\n',
    );
    expect(knownGroups).toEqual([
      ['g1', 'one'],
      ['g2', 'two'],
    ]);
  });

  it('says what is wrong in one sentence', () => {
    expect(mistakeOf('')).toMatch(/The file is empty/);
    expect(mistakeOf('login,groups\n')).toMatch(/There is nobody in export/);
    expect(mistakeOf('login,groups\nana,"a\nbo,b\n')).toMatch(/begins in line 2 is not closed/);
    expect(mistakeOf('{"value": [')).toMatch(/The JSON is broken in line 1/);
    expect(mistakeOf('[]')).toMatch(/There is nobody/);
  });

  it('keeps every value exactly, however it is quoted', () => {
    const value = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !/^\s*\[/.test(text));
    const rows = fc.uniqueArray(
      fc.tuple(
        value,
        fc.array(
          value.filter((text) => !text.includes(';') && !text.startsWith(' ')),
          { minLength: 2, maxLength: 4 },
        ),
      ),
      {
        selector: ([name]) => name,
        minLength: 1,
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(rows, fc.constantFrom(',', '\t'), (people, delimiter) => {
        const text = Papa.unparse([['login', 'x', 'groups'], ...people.map(([name, groups]) => [name, '1', groups.join(';')])], {
          delimiter,
        });
        expect(imported(text).users).toEqual(people.map(([name, groups]) => [name, [...new Set(groups)]]));
      }),
      { numRuns: 200 },
    );
  });

  it('reads thousands of lines', () => {
    const text = `login,groups\n${Array.from({ length: 4_000 }, (_, index) => `user${index}@initech.example,"cc-${index % 50};cc-all"`).join('\n')}\n`;
    const result = importUsers(text, 'export');
    expect(result.yaml?.split('\n').length).toBeGreaterThan(16_000);
  });
});
