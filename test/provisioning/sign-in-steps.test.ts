import { describe, expect, test } from 'vitest';
import { outcomeOf, outcomesOf } from './simulate-yaml.js';

const signIns = (yaml: string) => outcomesOf(yaml).map((outcome) => outcome.sign_in);
const steps = (yaml: string) => outcomesOf(yaml).map((outcome) => outcome.steps.at(-1));

describe('the identity provider', () => {
  test('sign-in that is not enabled refuses everybody, also who is assigned', () => {
    expect(
      signIns(`
sso: { application: { enabled_for_users_to_sign_in: false, assignment_required: true, assigned_users: [ana], assigned_groups: [g] } }
users: [{ name: ana, groups: [g] }, { name: ben, account: existing, groups: [g] }]
`),
    ).toEqual(['denied_by_identity_provider', 'denied_by_identity_provider']);
  });

  test('without required assignment the lists refuse nobody', () => {
    expect(
      signIns(`
sso: { application: { assigned_users: [ana], assigned_groups: [g] } }
users: [{ name: ben, groups: [] }]
`),
    ).toEqual(['allowed']);
  });

  test('either a user or a group assignment suffices; names are compared exactly', () => {
    expect(
      signIns(`
sso: { application: { assignment_required: true, assigned_users: [ana@acme.example], assigned_groups: [cc-users] } }
users:
  - { name: ana@acme.example, groups: [] }
  - { name: Ana@acme.example, groups: [] }
  - { name: ben@acme.example, groups: [other, cc-users] }
  - { name: eve@acme.example, groups: [CC-Users, 'cc-users '] }
`),
    ).toEqual(['allowed', 'denied_by_identity_provider', 'allowed', 'denied_by_identity_provider']);
  });

  test('the step names the user assignment first', () => {
    const [both, group] = outcomesOf(`
sso: { application: { assignment_required: true, assigned_users: [ana], assigned_groups: [cc-users] } }
users: [{ name: ana, groups: [cc-users] }, { name: ben, groups: [cc-users] }]
`);
    expect(both?.steps[0]?.message).toContain('by name');
    expect(both?.steps[0]?.message).not.toContain('cc-users');
    expect(group?.steps[0]?.message).toContain('"cc-users"');
  });

  test('a group is the same in either spelling of a known group, on either side', () => {
    expect(
      signIns(
        `
sso: { application: { assignment_required: true, assigned_groups: [11111111-aaaa, cc-b] } }
known_groups: [{ id: 11111111-aaaa, display_name: cc-a }, { id: 22222222-bbbb, display_name: cc-b }, { id: 3, display_name: cc-c }]
users:
  - { name: by-name, member_of: [cc-a] }
  - { name: by-id, member_of: [22222222-bbbb] }
  - { name: same, groups: [11111111-aaaa] }
  - { name: another, member_of: [cc-c] }
`.replace('id: 3,', "id: '3',"),
      ),
    ).toEqual(['allowed', 'allowed', 'allowed', 'denied_by_identity_provider']);
  });

  test('attributes count by the values of the designated one', () => {
    const users =
      'users: [{ name: a, attributes: { g: [cc] } }, { name: b, attributes: { g: cc } }, { name: c, attributes: { other: cc } }, { name: d }]';
    const application = 'application: { assignment_required: true, assigned_groups: [cc] }';
    const denied = 'denied_by_identity_provider';
    expect(signIns(`sso: { group_attribute: g, ${application} }\n${users}`)).toEqual(['allowed', 'allowed', denied, denied]);
    expect(signIns(`sso: { ${application} }\n${users}`)).toEqual([denied, denied, denied, denied]);
  });

  test('a refusal says that keys are not affected', () => {
    for (const step of steps(`
sso: { application: { assignment_required: true } }
users: [{ name: ana, account: existing, groups: [] }, { name: ben }]
`)) {
      expect(step).toMatchObject({ step: 'identity_provider', result: 'denied' });
      expect(step?.message).toContain('does not affect API keys');
    }
  });

  test('the portal’s settings are documented for Entra and our choice elsewhere', () => {
    const basis = (provider: string) =>
      outcomeOf(`
sso: { identity_provider: ${provider}, application: { assignment_required: true, assigned_users: [ana] } }
users: [{ name: ana, groups: [] }]
`).steps[0]?.basis;
    expect(basis('entra')).toBe('documented');
    expect(basis('okta')).toBe('our-choice');
  });
});

describe('the account', () => {
  test('an existing account is used whatever JIT says', () => {
    expect(outcomeOf('organization: { jit_enabled: false }\nusers: [{ name: ana, account: existing }]')).toMatchObject({
      sign_in: 'allowed',
      account: 'existing',
    });
  });

  test.each([
    ['nothing written', '{}', 'allowed'],
    ['Azure Marketplace', '{ marketplace: azure }', 'denied_no_account'],
    ['Azure Marketplace, enabled', '{ marketplace: azure, jit_enabled: true }', 'allowed'],
    ['AWS Marketplace', '{ marketplace: aws }', 'allowed'],
    ['Google Cloud Marketplace', '{ marketplace: gcp }', 'allowed'],
    ['disabled', '{ jit_enabled: false }', 'denied_no_account'],
  ])('a first sign-in with %s', (_, organization, signIn) => {
    const outcome = outcomeOf(`organization: ${organization}\nusers: [{ name: ana }]`);
    expect(outcome.sign_in).toBe(signIn);
    expect(outcome.account).toBe(signIn === 'allowed' ? 'created' : 'none');
  });

  test('without an account the request is shown, with the organization’s id when it is known', () => {
    const message = (organization: string) => outcomeOf(`organization: ${organization}\nusers: [{ name: ana }]`).steps.at(-1)?.message;
    expect(message('{ marketplace: azure }')).toContain('PATCH /org/v2/organizations/<org_uuid> with {"jit_enabled": true}');
    expect(message('{ id: 1111aaaa-11aa, jit_enabled: false }')).toContain(
      'PATCH /org/v2/organizations/1111aaaa-11aa with {"jit_enabled": true}',
    );
    expect(message('{ jit_enabled: false }')).toContain('does not affect API keys');
  });

  test('the gate stands before the account', () => {
    const outcome = outcomeOf(`
organization: { jit_enabled: false }
sso: { application: { assignment_required: true } }
users: [{ name: ana }]
`);
    expect(outcome.sign_in).toBe('denied_by_identity_provider');
    expect(outcome.steps).toHaveLength(1);
  });
});
