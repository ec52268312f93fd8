import { describe, expect, test } from 'vitest';
import { noteCodes, outcomeOf } from './simulate-yaml.js';

/** Groups, withheld groups as `group (reason)`, the step's result and the notes of one user; a mapping for everybody keeps `no-access` away. */
function claim(user: string, sso = '{}', knownGroups = '') {
  const outcome = outcomeOf(`
sso: ${sso}
${knownGroups && `known_groups: ${knownGroups}`}
users: [{ name: ana, role_bindings: [{ role_name: Operator, crn_pattern: crn://a }], ${user} }]
`);
  return {
    groups: outcome.groups,
    withheld: outcome.groups_withheld.map(({ group, reason }) => `${group} (${reason})`),
    result: outcome.steps.find((step) => step.step === 'group_claim')?.result,
    notes: noteCodes(outcome),
  };
}
const sees = (...groups: string[]) => ({ groups, withheld: [] as string[], result: 'passed', notes: [] as string[] });
const numbered = (count: number, prefix = 'g') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('groups are what Confluent Cloud sees', () => {
  test('as they are, each once, in order', () => {
    expect(claim('groups: [b, a, b, " a"]')).toEqual(sees('b', 'a', ' a'));
  });
  test('an empty list is no groups, and no note', () => {
    expect(claim('groups: []')).toEqual({ groups: [], withheld: [], result: 'empty', notes: [] });
  });
  test('an empty string is a group here', () => {
    expect(claim('groups: [""]')).toEqual(sees(''));
  });
  test('neither assignment, nor translation, nor filter, nor the limit apply', () => {
    const sso = '{ identity_provider: entra, group_claim: { groups: assigned_to_application, filter: { starts_with: x } } }';
    const groups = numbered(250);
    expect(claim(`groups: ${JSON.stringify(groups)}`, sso, '[{ id: i0, display_name: g0 }]')).toEqual(sees(...groups));
  });
});

describe('attributes carry the designated one', () => {
  const designated = '{ group_attribute: g }';
  test('a list, or one string, exactly', () => {
    expect(claim('attributes: { g: [b, a, b], other: [c] }', designated)).toEqual(sees('b', 'a'));
    expect(claim('attributes: { g: a }', designated)).toEqual(sees('a'));
  });
  test('not designated', () => {
    expect(claim('attributes: { g: [a] }')).toEqual({ groups: [], withheld: [], result: 'missing', notes: ['attribute-not-designated'] });
  });
  test.each(['{}', '{ G: [a] }', '{ "g ": [a], other: b }'])('missing in %s', (attributes) => {
    expect(claim(`attributes: ${attributes}`, designated)).toEqual({
      groups: [],
      withheld: [],
      result: 'missing',
      notes: ['attribute-missing'],
    });
  });
  test.each(['{ g: [] }', '{ g: null }', '{ g: "" }', '{ g: [""] }', '{ g: ["", ""] }'])('empty in %s', (attributes) => {
    expect(claim(`attributes: ${attributes}`, designated)).toEqual({
      groups: [],
      withheld: [],
      result: 'empty',
      notes: ['attribute-empty'],
    });
  });
  test('an empty string beside another value is a value', () => {
    expect(claim('attributes: { g: ["", a] }', designated)).toEqual(sees('', 'a'));
  });
  test('blanks are values', () => {
    expect(claim('attributes: { g: [" "] }', designated)).toEqual(sees(' '));
  });
  test('what the assertion carries is not filtered again', () => {
    const sso = '{ group_attribute: g, group_claim: { groups: assigned_to_application, filter: { equals: x } } }';
    expect(claim('attributes: { g: [a] }', sso, '[{ id: i, display_name: a }]')).toEqual(sees('a'));
  });
  test('the missing attribute is named, and what came instead', () => {
    const outcome = outcomeOf('sso: { group_attribute: g }\nusers: [{ name: ana, attributes: { roles: [a] } }]');
    expect(outcome.notes[0]?.message).toContain('"g"');
    expect(outcome.notes[0]?.message).toContain('"roles"');
    expect(outcome.notes[0]?.message).toContain('assumption');
    expect(outcome.steps[2]?.basis).toBe('assumption');
  });
});

test('none of the three forms: the attribute is missing', () => {
  const missing = { groups: [], withheld: [], result: 'missing', notes: ['attribute-missing'] };
  expect(claim('account: new')).toEqual(missing);
  expect(claim('account: new', '{ group_attribute: g }')).toEqual(missing);
});

describe('memberships become the claim', () => {
  const known = '[{ id: id-a, display_name: a }, { id: id-b, display_name: b }, both]';
  test('as written where nothing says otherwise, designated attribute or not', () => {
    expect(claim('member_of: [b, a, b]')).toEqual(sees('b', 'a'));
    expect(claim('member_of: [b, a]', '{ group_attribute: g }')).toEqual(sees('b', 'a'));
  });
  test('nobody’s member is in no group, without a note', () => {
    expect(claim('member_of: []')).toEqual({ groups: [], withheld: [], result: 'empty', notes: [] });
  });
  test('Entra sends ids, others names', () => {
    expect(claim('member_of: [a, id-b, both]', '{ identity_provider: entra }', known)).toEqual(sees('id-a', 'id-b', 'both'));
    expect(claim('member_of: [a, id-b, both]', '{ identity_provider: okta }', known)).toEqual(sees('a', 'b', 'both'));
    expect(claim('member_of: [a, id-b]', '{}', known)).toEqual(sees('a', 'b'));
  });
  test('source_attribute overrides the default', () => {
    const entra = '{ identity_provider: entra, group_claim: { source_attribute: display_name } }';
    const okta = '{ identity_provider: okta, group_claim: { source_attribute: group_id } }';
    expect(claim('member_of: [id-a, b]', entra, known)).toEqual(sees('a', 'b'));
    expect(claim('member_of: [id-a, b]', okta, known)).toEqual(sees('id-a', 'id-b'));
  });
  test('both spellings of one group count once', () => {
    expect(claim('member_of: [a, id-a]', '{ identity_provider: entra }', known)).toEqual(sees('id-a'));
  });
  test('a name that is one group’s id and another’s display name means the one whose spelling is sent', () => {
    const crossed = '[{ id: x, display_name: y }, { id: y, display_name: z }]';
    expect(claim('member_of: [y]', '{ identity_provider: entra }', crossed)).toEqual(sees('y'));
    expect(claim('member_of: [y]', '{ identity_provider: okta }', crossed)).toEqual(sees('y'));
  });
  test('a listed group without the spelling that is sent is taken as written', () => {
    expect(claim('member_of: [only-name]', '{ identity_provider: entra }', '[{ display_name: only-name }]')).toEqual(sees('only-name'));
  });
  test('an unlisted one is taken as written, with a note, only where groups are listed', () => {
    expect(claim('member_of: [a, typo, other, typo]', '{}', known)).toEqual({
      ...sees('a', 'typo', 'other'),
      notes: ['group-not-listed', 'group-not-listed'],
    });
    expect(claim('member_of: [typo]')).toEqual(sees('typo'));
  });
  test('one that is held back is unlisted all the same, and the note says which', () => {
    const outcome = outcomeOf(
      'known_groups: [cc]\nsso: { group_claim: { groups: assigned_to_application }, application: { assigned_groups: [cc] } }\n' +
        'users: [{ name: ana, member_of: [cc, lunch] }]',
    );
    expect(outcome.groups_withheld).toEqual([{ group: 'lunch', reason: 'not-assigned' }]);
    expect(outcome.notes).toMatchObject([
      { code: 'group-not-listed', message: expect.stringContaining('"lunch"') as string },
      { code: 'no-access' },
    ]);
  });
  test('the note guesses what was meant', () => {
    const outcome = outcomeOf('known_groups: [data-science]\nusers: [{ name: ana, member_of: [data-sceince] }]');
    expect(outcome.notes[0]?.message).toContain('Did you mean "data-science"');
  });
  test('only assigned groups where so set, compared in either spelling', () => {
    const sso = (provider: string) =>
      `{ identity_provider: ${provider}, group_claim: { groups: assigned_to_application }, application: { assigned_groups: [a, id-b, new] } }`;
    const user = 'member_of: [lunch, id-a, b, both, new, lunch]';
    expect(claim(user, sso('entra'), known)).toEqual({
      groups: ['id-a', 'id-b', 'new'],
      withheld: ['lunch (not-assigned)', 'both (not-assigned)'],
      result: 'passed',
      notes: ['group-not-listed', 'group-not-listed'],
    });
    expect(claim(user, sso('okta'), known).groups).toEqual(['a', 'b', 'new']);
  });
  test.each([
    ['{ starts_with: cc- }', ['cc-a', 'cc-b'], ['CC-a', 'x-cc-a']],
    ['{ equals: cc-a }', ['cc-a'], ['cc-b', 'CC-a', 'x-cc-a']],
    ['{ contains: -a }', ['cc-a', 'CC-a', 'x-cc-a'], ['cc-b']],
    ['{ matches: "^cc-[ab]$" }', ['cc-a', 'cc-b'], ['CC-a', 'x-cc-a']],
    ['{ matches: "cc-." }', ['cc-a', 'cc-b', 'x-cc-a'], ['CC-a']],
  ])('filter %s', (filter, sent, filtered) => {
    expect(claim('member_of: [cc-a, cc-b, CC-a, x-cc-a]', `{ group_claim: { filter: ${filter} } }`)).toEqual({
      groups: sent,
      withheld: filtered.map((group) => `${group} (filtered)`),
      result: 'passed',
      notes: [],
    });
  });
  test('the filter looks at the value sent', () => {
    const sso = '{ identity_provider: entra, group_claim: { filter: { starts_with: id- } } }';
    expect(claim('member_of: [a, both]', sso, known)).toEqual({
      groups: ['id-a'],
      withheld: ['both (filtered)'],
      result: 'passed',
      notes: [],
    });
  });
  test('a pattern that cannot be matched in linear time filters nothing, and the step says so', () => {
    const outcome = outcomeOf('sso: { group_claim: { filter: { matches: "^(?!x)" } } }\nusers: [{ name: ana, member_of: [a, x] }]');
    const step = outcome.steps[2];
    expect(outcome.groups).toEqual(['a', 'x']);
    expect(step?.message).toContain('lookahead is not supported');
    expect(step?.basis).toBe('our-choice');
  });
  test('the step says ids by their display names', () => {
    const outcome = outcomeOf(`sso: { identity_provider: entra }\nknown_groups: ${known}\nusers: [{ name: ana, member_of: [a, both] }]`);
    expect(outcome.steps[2]?.message).toContain('"a" (id-a) and "both"');
  });
  test('everything held back is an empty claim', () => {
    expect(claim('member_of: [a]', '{ group_claim: { filter: { equals: b } } }')).toEqual({
      groups: [],
      withheld: ['a (filtered)'],
      result: 'empty',
      notes: [],
    });
  });
});

describe('Entra omits a claim that is too large', () => {
  const entra = (rest = '') => `{ identity_provider: entra, group_attribute: g${rest} }`;
  const attributes = (groups: readonly string[]) => `attributes: { g: ${JSON.stringify(groups)} }`;
  const members = (groups: readonly string[]) => `member_of: ${JSON.stringify(groups)}`;
  const omitted = (groups: readonly string[]) => ({
    groups: [],
    withheld: groups.map((group) => `${group} (overflow)`),
    result: 'overflow',
    notes: ['group-claim-overflow'],
  });

  test.each([
    ['', 150],
    [', protocol: saml', 150],
    [', protocol: oidc', 200],
  ])('with%s above %i', (protocol, limit) => {
    for (const form of [attributes, members]) {
      expect(claim(form(numbered(limit)), entra(protocol))).toEqual(sees(...numbered(limit)));
      expect(claim(form(numbered(limit + 1)), entra(protocol))).toEqual(omitted(numbered(limit + 1)));
    }
  });
  test('Azure Marketplace organizations use OIDC', () => {
    const yaml = (count: number) => `
organization: { marketplace: azure, jit_enabled: true }
sso: ${entra()}
users: [{ name: ana, ${attributes(numbered(count))} }]
`;
    expect(outcomeOf(yaml(200)).groups).toHaveLength(200);
    expect(outcomeOf(yaml(201)).groups).toEqual([]);
  });
  test('repeated values count once', () => {
    expect(claim(attributes([...numbered(150), ...numbered(150)]), entra())).toEqual(sees(...numbered(150)));
  });
  test('both spellings of a group count once', () => {
    const known = JSON.stringify(numbered(150).map((name) => ({ id: `id-${name}`, display_name: name })));
    const both = numbered(150).flatMap((name) => [name, `id-${name}`]);
    expect(claim(members(both), entra(), known)).toEqual(sees(...numbered(150).map((name) => `id-${name}`)));
  });
  test('what is not sent does not count', () => {
    const filtered = entra(', group_claim: { filter: { starts_with: cc- } }');
    const groups = [...numbered(150, 'cc-'), ...numbered(100, 'x-')];
    expect(claim(members(groups), filtered).groups).toEqual(numbered(150, 'cc-'));
    const assigned = entra(', group_claim: { groups: assigned_to_application }, application: { assigned_groups: [cc-1, cc-2] }');
    expect(claim(members(groups), assigned).groups).toEqual(['cc-1', 'cc-2']);
  });
  test('what was held back before stays said', () => {
    const filtered = entra(', group_claim: { filter: { starts_with: cc- } }');
    expect(claim(members(['x', ...numbered(151, 'cc-')]), filtered).withheld).toEqual([
      'x (filtered)',
      ...numbered(151, 'cc-').map((group) => `${group} (overflow)`),
    ]);
  });
  test('other identity providers have no such limit', () => {
    expect(claim(attributes(numbered(500)), '{ identity_provider: okta, group_attribute: g }')).toEqual(sees(...numbered(500)));
  });
});

describe('one value that looks like several', () => {
  const designated = '{ group_attribute: g }';
  const joined = (group: string) => ({ ...sees(group), notes: ['joined-group-value'] });
  test.each(['a,b', 'a;b', 'a, b', ','])('%s', (value) => {
    expect(claim(`attributes: { g: ${JSON.stringify(value)} }`, designated)).toEqual(joined(value));
    expect(claim(`groups: [${JSON.stringify(value)}]`)).toEqual(joined(value));
    expect(claim(`member_of: [${JSON.stringify(value)}]`)).toEqual(joined(value));
  });
  test('repeated it is still one', () => {
    expect(claim('attributes: { g: ["a,b", "a,b"] }', designated)).toEqual(joined('a,b'));
  });
  test.each(['CN=a,OU=b', 'a=1;b=2', 'a b', 'a|b'])('not %s', (value) => {
    expect(claim(`attributes: { g: ${JSON.stringify(value)} }`, designated)).toEqual(sees(value));
  });
  test('not beside another value', () => {
    expect(claim('attributes: { g: ["a,b", c] }', designated)).toEqual(sees('a,b', 'c'));
  });
});
