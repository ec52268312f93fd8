import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importUsers } from '../../src-language/exchange/directory/import-users.js';
import { personOf } from '../../src-language/provisioning/simulator.js';
import { imported } from './imported-users.js';
import { readYaml, services } from './reading-back.js';

const group = (id: string, displayName: string) => ({ '@odata.type': '#microsoft.graph.group', id, displayName });

/** What Confluent Cloud sees of the first user, when the identity provider sends ids or names. */
function claimOf(yaml: string, sourceAttribute: 'group_id' | 'display_name'): readonly string[] {
  const sso = `sso: { identity_provider: entra, group_claim: { source_attribute: ${sourceAttribute} } }\n`;
  const set = readYaml(yaml + sso);
  const [user] = set.users;
  if (!user) throw new Error('no user');
  return services.simulator(set).simulate(personOf(user)).groups;
}

describe('groups whose names are the ids of others', () => {
  it('stay memberships of their own', () => {
    const memberOf = [group('g1', 'g2'), group('g2', 'Team')];
    const { yaml, users } = imported(JSON.stringify([{ userPrincipalName: 'ana', memberOf }]));
    expect(users).toEqual([['ana', ['g1', 'Team']]]);
    expect(claimOf(yaml, 'group_id')).toEqual(['g1', 'g2']);
    expect(claimOf(yaml, 'display_name')).toEqual(['g2', 'Team']);
  });

  it('are sent as what they are, whatever is called what, or it is said that they cannot be told apart', () => {
    const letter = fc.constantFrom('a', 'b', 'c', 'd');
    const groups = fc.uniqueArray(fc.record({ id: letter, name: letter }), { selector: ({ id }) => id, minLength: 1 });
    fc.assert(
      fc.property(groups, (all) => {
        const memberOf = all.map(({ id, name }) => group(id, name));
        const { yaml, remarks } = imported(JSON.stringify([{ userPrincipalName: 'ana', memberOf }]));
        expect([...claimOf(yaml, 'group_id')].sort()).toEqual(all.map(({ id }) => id).sort());
        const names = [...new Set(all.map(({ name }) => name))].sort();
        if (!remarks.some((remark) => remark.includes('Neither id nor name stands for one group alone')))
          expect([...claimOf(yaml, 'display_name')].sort()).toEqual(names);
      }),
      { numRuns: 300 },
    );
  });
});

describe('cells with several separators', () => {
  it.each([
    ['login,groups\nana,a;b\nbo,"c,d"\n', [['a', 'b'], ['c,d']], 'hold ",", such as "c,d"'],
    ['login,groups\nana,"a;b"\nana,"Sales, EMEA"\n', [['a;b', 'Sales, EMEA']], 'hold ";", such as "a;b"'],
  ])('are kept whole where it is not certain, and said: %j', (text, groups, said) => {
    const { users, remarks } = imported(text);
    expect(users.map(([, memberships]) => memberships)).toEqual(groups);
    expect(remarks).toContainEqual(expect.stringContaining(said));
  });

  it('are taken apart as told, without a word about it', () => {
    const { users, remarks } = imported('login,groups\nana,"a;b"\nana,"c;d,e"\n', { separator: ';' });
    expect(users).toEqual([['ana', ['a', 'b', 'c', 'd,e']]]);
    expect(remarks.filter((remark) => remark.includes('kept whole'))).toEqual([]);
  });

  it('says nothing where every line is one membership and names hold a comma', () => {
    const { remarks } = imported('login,groups\nana,cc-data\nana,"Sales, EMEA"\n');
    expect(remarks).toEqual([expect.stringContaining('1 user stands in several lines')]);
  });

  it('says which blanks belong to names', () => {
    const { users, remarks } = imported('login,groups\nana,"cc-a, cc-b"\nbo,"cc-a,cc-b"\n');
    expect(users[0]).toEqual(['ana', ['cc-a', ' cc-b']]);
    expect(remarks).toContainEqual(expect.stringMatching(/Blanks at the start or the end .*: " cc-b"\.$/));
  });
});

describe('other directories', () => {
  it("reads PowerShell's CSV of Active Directory", () => {
    const { users } = imported(
      '#TYPE Selected.Microsoft.ActiveDirectory.Management.ADUser\r\n"SamAccountName","UserPrincipalName","MemberOf"\r\n"ana","ana@x.example","CN=cc-a,OU=G,DC=x;CN=cc-b,OU=G,DC=x"\r\n',
    );
    expect(users).toEqual([['ana@x.example', ['CN=cc-a,OU=G,DC=x', 'CN=cc-b,OU=G,DC=x']]]);
  });

  it("reads Google's users and members", () => {
    const people =
      'Email Address [Required],First Name [Required],Status [READ ONLY]\nana@x.example,Ana,Active\nbo@x.example,Bo,Suspended\n';
    expect(imported(people, { groups: ['cc-a'] }).users).toEqual([['ana@x.example', ['cc-a']]]);
    const members =
      'Group Email [Required],Member Email,Member Role,Member Type\ncc-a@x.example,ana@x.example,MEMBER,USER\ncc-a@x.example,cc-b@x.example,MEMBER,GROUP\n';
    const { users, knownGroups, remarks } = imported(members);
    expect([users, knownGroups]).toEqual([[['ana@x.example', ['cc-a@x.example']]], []]);
    expect(remarks).toEqual([expect.stringContaining('1 group is a member of a group')]);
  });

  it('reads SCIM, Keycloak and transitive memberships', () => {
    const scim = { Resources: [{ userName: 'ana', active: true, groups: [{ value: 'g1', display: 'cc-a' }] }] };
    expect(imported(JSON.stringify(scim))).toMatchObject({ users: [['ana', ['cc-a']]], knownGroups: [['g1', 'cc-a']] });
    expect(imported('[{"username":"ana","enabled":true,"groups":["/cc-a"]}]').users).toEqual([['ana', ['/cc-a']]]);
    const graph = { value: [{ userPrincipalName: 'ana', transitiveMemberOf: [group('g1', 'cc-a')] }] };
    expect(imported(JSON.stringify(graph))).toMatchObject({
      users: [['ana', ['cc-a']]],
      yaml: expect.stringContaining('Microsoft Graph JSON') as string,
    });
  });

  it('says of whom only the first page of groups came', () => {
    const user = { userPrincipalName: 'ana', memberOf: [group('g1', 'cc-a')], 'memberOf@odata.nextLink': 'https://graph.example/next' };
    expect(imported(JSON.stringify({ value: [user] })).remarks).toEqual([expect.stringContaining('only the first page of groups')]);
  });

  it('makes no known group of what has neither id nor name', () => {
    const { knownGroups, remarks } = imported('type,displayName,mail\nGroup,cc-a,\nGroup,,x@x.example\n');
    expect(knownGroups).toEqual([[undefined, 'cc-a']]);
    expect(remarks).toEqual(['1 group has neither id nor name and is left out, the first in line 3.']);
  });

  it('says that a line of names is missing', () => {
    const result = importUsers('ana@x.example\nbo@x.example\n', 'people.txt');
    expect(result).toEqual({
      yaml: null,
      mistake: expect.stringMatching(/^The first line of people\.txt is taken for the names/) as string,
    });
  });
});
