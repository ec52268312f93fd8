import { describe, expect, it } from 'vitest';
import { renderSetUpChecklist } from '../../client/set-up-checklist.js';
import { setInfo, untranslated } from './set-info.js';

const checklistOf = (change?: Parameters<typeof setInfo>[0]): string => renderSetUpChecklist(setInfo(change), untranslated);
const headings = (markdown: string): string[] => markdown.split('\n').filter((line) => line.startsWith('#'));
/** The text between a heading that has these words and the next one. */
const section = (markdown: string, words: string): string =>
  markdown.split(/^(?=#)/m).find((part) => part.split('\n')[0]?.includes(words)) ?? '';

describe('the set-up checklist', () => {
  it('leads from the identity provider to the first sign-in', () => {
    expect(headings(checklistOf())).toEqual([
      '# Set-up of Acme',
      '## 1. Entra ID sends groups',
      '## 2. Confluent Cloud takes the groups from that attribute',
      '## 3. Just-in-time provisioning',
      '## 4. The group mappings exist',
      '## 5. Try it',
    ]);
  });

  it('begins with the values of the set and the keys they stand under', () => {
    const start = section(checklistOf({ organization: { marketplace: 'azure' }, jit: { isEnabled: false } }), 'Set-up of');
    expect(start).toContain('- **Organization id** (`organization.id`): `1111aaaa-11aa-11aa-11aa-111111aaaaaa`');
    expect(start).toContain('(`sso.group_attribute`): `http://schemas.microsoft.com/ws/2008/06/identity/claims/groups`');
    expect(start).toContain('(`organization.jit_enabled`): off (the default)');
  });

  it('says which values the set does not have', () => {
    const start = section(checklistOf({ organization: { id: null }, sso: { groupAttribute: null } }), 'Set-up of');
    expect(start.match(/⚠ not in the mapping set/g)).toHaveLength(2);
  });

  describe('for Entra ID', () => {
    it('asks for the groups and the source attribute that the set counts on', () => {
      const ids = section(checklistOf({ sso: { claimGroups: 'assigned_to_application' } }), 'Entra ID');
      expect(ids).toContain('select **Groups assigned to the application**');
      expect(ids).toContain('select **Group ID**');
      const names = section(checklistOf({ sso: { sourceAttribute: 'display_name' } }), 'Entra ID');
      expect(names).toContain('select **All groups**');
      expect(names).toContain('select **Cloud-only group display names**');
    });

    it('names the limit of the protocol: 150 groups with SAML, 200 with OIDC', () => {
      expect(section(checklistOf(), 'Entra ID')).toContain('more than 150 groups');
      expect(section(checklistOf({ sso: { protocol: 'oidc' } }), 'Entra ID')).toContain('more than 200 groups');
    });

    it('shows the filter of the claim', () => {
      const filtered = checklistOf({ sso: { claimFilter: { kind: 'starts_with', value: 'cc-' } } });
      expect(section(filtered, 'Entra ID')).toContain('*Starts with* `cc-`');
      expect(section(checklistOf(), 'Entra ID')).not.toContain('Advanced options');
    });
  });

  it('has the group attribute statement of Okta with name and filter', () => {
    const okta = { identityProvider: 'okta', groupAttribute: 'groups', claimFilter: { kind: 'matches', value: '^cc-.*' } } as const;
    const steps = section(checklistOf({ sso: okta }), 'Okta sends groups');
    expect(steps).toContain('**Group Attribute Statements**, enter the **Name** `groups`');
    expect(steps).toContain('*Matches regex* `^cc-.*`');
    expect(steps).not.toContain('Azure');
  });

  it('does not pretend to know another identity provider', () => {
    const steps = section(
      checklistOf({ sso: { identityProvider: 'other', groupAttribute: 'memberOf' } }),
      'The identity provider sends groups',
    );
    expect(steps).toContain('as the attribute `memberOf`');
  });

  it('gives the attribute to copy, exactly', () => {
    expect(section(checklistOf({ sso: { groupAttribute: 'my `groups`' } }), 'from that attribute')).toContain('```\nmy `groups`\n```');
    expect(section(checklistOf({ sso: { groupAttribute: '```' } }), 'from that attribute')).toContain('````\n```\n````');
  });

  it('warns while no attribute is designated, and says what Entra ID calls it', () => {
    const missing = section(checklistOf({ sso: { groupAttribute: null } }), 'from that attribute');
    expect(missing).toContain('⚠');
    expect(missing).toContain('`http://schemas.microsoft.com/ws/2008/06/identity/claims/groups`');
  });

  describe('on just-in-time provisioning', () => {
    it('has the documented request for what the set says', () => {
      const azure = checklistOf({ organization: { marketplace: 'azure' }, jit: { isEnabled: true, from: 'explicit' } });
      expect(section(azure, 'Just-in-time')).toContain(
        [
          "curl --request PATCH --url 'https://api.confluent.cloud/org/v2/organizations/1111aaaa-11aa-11aa-11aa-111111aaaaaa' \\",
          "  --header 'Authorization: Basic <user-credentials>' \\",
          "  --header 'content-type: application/json' \\",
          `  --data '{"jit_enabled": true}'`,
        ].join('\n'),
      );
      expect(section(azure, 'Just-in-time')).toContain('start with it off, so that somebody has to turn it on');
      expect(section(azure, 'Just-in-time')).toContain('With `{"jit_enabled": false}` it goes the other way.');
    });

    it('says when the set wants what the organization starts with anyway', () => {
      expect(section(checklistOf(), 'Just-in-time')).toContain('That is how organizations start.');
      const azure = checklistOf({ organization: { marketplace: 'azure' }, jit: { isEnabled: false } });
      expect(section(azure, 'Just-in-time')).toContain('That is how Azure Marketplace organizations start.');
      expect(section(azure, 'Just-in-time')).toContain(`'{"jit_enabled": false}'`);
    });

    it.each([null, "x'; rm -rf ~; '", 'a b', ''])('leaves a place for the organization id where the set has none that is one: %j', (id) => {
      const jit = section(checklistOf({ organization: { id } }), 'Just-in-time');
      expect(jit).toContain("organizations/<org_uuid>'");
      expect(jit).not.toContain('rm -rf');
    });
  });

  it('speaks of who may use the application on the Azure Marketplace, or where assignment is required', () => {
    const azure = section(checklistOf({ organization: { marketplace: 'azure' } }), 'lets the right people in');
    expect(azure).toContain('Confluent recommends **Yes**');
    const required = checklistOf({ sso: { assignmentRequired: true, assignedGroups: ['cc-users', 'ops|`x`'] } });
    expect(section(required, 'lets the right people in')).toContain('Groups in this mapping set: `cc-users`, `` ops|`x` ``.');
    expect(headings(checklistOf()).join()).not.toContain('lets the right people in');
    expect(section(checklistOf({ sso: { enabledForUsersToSignIn: false } }), 'lets the right people in')).toContain('nobody gets in');
  });

  it('counts group mappings against the limit of the organization, and asks to mend errors first', () => {
    expect(section(checklistOf(), 'group mappings exist')).toContain('3 of 12 group mappings are used.');
    const over = section(checklistOf({ counts: { groupMappings: 13, errors: 1 } }), 'group mappings exist');
    expect(over).toContain('⚠ 13 of 12');
    expect(over).toContain('First mend the error in the mapping set.');
  });

  it('takes names for text', () => {
    expect(headings(checklistOf({ name: '<b>x</b>\n# y [z](w)' }))[0]).toBe('# Set-up of &lt;b&gt;x&lt;/b&gt; \\# y \\[z\\]\\(w\\)');
  });
});
