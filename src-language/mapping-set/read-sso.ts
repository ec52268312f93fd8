import { compileClaimPattern } from './claim-pattern.js';
import type { GroupClaimFilter, Located, SsoSection } from './mapping-set.js';
import { applicationShape, claimFilterShape, groupClaimShape, ssoShape } from './schema-keys.js';
import { listOf, shorten, slotOf, type SectionReader, type Slot } from './section-reader.js';

/** `sso:`: how the identity provider lets people in and what it says of their groups. */
export function readSso(reader: SectionReader, slot: Slot | undefined): SsoSection {
  const fields = reader.fields(slot, ssoShape);
  if (!fields) return {};
  const claim = reader.fields(reader.slot(fields, 'group_claim'), groupClaimShape);
  const application = reader.fields(reader.slot(fields, 'application'), applicationShape);
  return {
    identity_provider: reader.oneOf(reader.slot(fields, 'identity_provider'), ['entra', 'okta', 'other'], {
      azure: 'entra',
      azure_ad: 'entra',
      entra_id: 'entra',
      none: 'other',
    }),
    protocol: reader.oneOf(reader.slot(fields, 'protocol'), ['saml', 'oidc'], { saml2: 'saml', openid: 'oidc' }),
    group_attribute: reader.string(reader.slot(fields, 'group_attribute')),
    groups:
      claim && reader.oneOf(reader.slot(claim, 'groups'), ['all', 'assigned_to_application'], { assigned: 'assigned_to_application' }),
    source_attribute:
      claim && reader.oneOf(reader.slot(claim, 'source_attribute'), ['group_id', 'display_name'], { id: 'group_id', name: 'display_name' }),
    filter: claim && readClaimFilter(reader, reader.slot(claim, 'filter')),
    enabled_for_users_to_sign_in: application && reader.boolean(reader.slot(application, 'enabled_for_users_to_sign_in')),
    assignment_required: application && reader.boolean(reader.slot(application, 'assignment_required')),
    assigned_users: application && reader.locatedStrings(reader.slot(application, 'assigned_users'), 'A user of `assigned_users`'),
    assigned_groups: application && reader.locatedStrings(reader.slot(application, 'assigned_groups'), 'A group of `assigned_groups`'),
  };
}

/** Exactly one of the four conditions that identity providers offer over the values they send. */
function readClaimFilter(reader: SectionReader, slot: Slot | undefined): Located<GroupClaimFilter> | undefined {
  const fields = reader.fields(slot, claimFilterShape);
  if (!slot || !fields) return undefined;
  const { map, entries, misspelt } = fields;
  const [first, second] = entries;
  if (!first || second) {
    const count = first ? 'two or more' : 'none';
    const message = `${slot.what} takes exactly one of ${listOf(claimFilterShape.keys, 'and')}; here there ${first ? 'are' : 'is'} ${count}.`;
    if (first || misspelt.size === 0) reader.report('wrong-type', map.range, message);
    return undefined;
  }
  const [kind, entry] = first;
  const value = reader.string(slotOf(entry));
  if (!value) return undefined;
  if (kind === 'matches' && !compileClaimPattern(value.value)) {
    reader.report('wrong-type', value.range, `\`matches\` takes a regular expression; \`${shorten(value.value)}\` is none.`);
    return undefined;
  }
  return { ...reader.place(map.range), value: { kind, value: value.value } };
}
