import type {
  Expectation,
  GroupMapping,
  KnownGroup,
  Located,
  MappingSet,
  OrganizationSection,
  RoleBinding,
  SampleUser,
  SettingsSection,
  SsoSection,
} from '../mapping-set/mapping-set.js';
import { compareCodePoints } from '../text/compare-code-points.js';
import type { YamlValue } from './write-yaml.js';

/** The sections of a set, but its mappings, as values in the schema's own keys; an absent section is undefined. */
export function sectionsOf(
  set: MappingSet,
): Readonly<Record<'organization' | 'sso' | 'known_groups' | 'users' | 'settings', YamlValue | undefined>> {
  return {
    organization: present(organizationValues(set.organization)),
    sso: present(ssoValues(set.sso)),
    known_groups: set.listsKnownGroups ? set.knownGroups.map(knownGroupValue) : undefined,
    users: set.users.length > 0 ? set.users.map(userValues) : undefined,
    settings: present(settingsValues(set.settings)),
  };
}

/** A group mapping in the schema's own keys. What its host only partly knows is the caller's to leave out. */
export function groupMappingValues(mapping: GroupMapping): Readonly<Record<string, YamlValue | undefined>> {
  return {
    display_name: mapping.displayNameAt?.value,
    id: mapping.id?.value,
    description: mapping.description?.value,
    filter: mapping.filter?.value,
    group: mapping.group?.value,
    role_bindings: listOf(mapping.roleBindings, roleBindingValues),
    acls: listOf(mapping.acls, ({ values }) => values),
  };
}

export function roleBindingValues({ roleName, crnPattern }: RoleBinding): Readonly<Record<string, YamlValue>> {
  return { role_name: roleName.value, crn_pattern: crnPattern.value };
}

function organizationValues(section: OrganizationSection) {
  return {
    id: section.id?.value,
    display_name: section.display_name?.value,
    marketplace: section.marketplace?.value,
    jit_enabled: section.jit_enabled?.value,
    limits: present({ filter_length: section.filter_length?.value, group_mappings: section.group_mappings?.value }),
  };
}

function ssoValues(section: SsoSection) {
  const filter = section.filter?.value;
  return {
    identity_provider: section.identity_provider?.value,
    protocol: section.protocol?.value,
    group_attribute: section.group_attribute?.value,
    group_claim: present({
      groups: section.groups?.value,
      source_attribute: section.source_attribute?.value,
      filter: filter && { [filter.kind]: filter.value },
    }),
    application: present({
      enabled_for_users_to_sign_in: section.enabled_for_users_to_sign_in?.value,
      assignment_required: section.assignment_required?.value,
      assigned_users: texts(section.assigned_users?.value),
      assigned_groups: texts(section.assigned_groups?.value),
    }),
  };
}

function knownGroupValue({ id, displayName }: KnownGroup): YamlValue {
  return id && displayName && id.value === displayName.value ? id.value : { id: id?.value, display_name: displayName?.value };
}

function userValues(user: SampleUser): YamlValue {
  const { claim } = user;
  return {
    name: user.name.value,
    account: user.account === 'existing' ? user.account : undefined,
    member_of: claim?.from === 'member_of' ? texts(claim.values) : undefined,
    groups: claim?.from === 'groups' ? texts(claim.values) : undefined,
    attributes: claim?.from === 'attributes' ? attributeValues(claim.attributes) : undefined,
    role_bindings: listOf(user.roleBindings, roleBindingValues),
    expect: user.expect ? expectationValues(user.expect) : undefined,
  };
}

/** Attributes by name, each a list. */
function attributeValues(attributes: ReadonlyMap<string, readonly Located<string>[]>): YamlValue {
  return new Map([...attributes].map(([name, values]) => [name, values.map(({ value }) => value)]));
}

function expectationValues(expect: Expectation): YamlValue {
  const roles = (list: Expectation['role_bindings']) =>
    list?.value.map(({ value }) =>
      value.crn_pattern === null ? value.role_name : { role_name: value.role_name, crn_pattern: value.crn_pattern },
    );
  return {
    sign_in: expect.sign_in?.value,
    account: expect.account?.value,
    group_mappings: texts(expect.group_mappings?.value),
    role_bindings: roles(expect.role_bindings),
    not_role_bindings: roles(expect.not_role_bindings),
  };
}

function settingsValues(settings: SettingsSection) {
  const severities = [...settings.severity].sort(([a], [b]) => compareCodePoints(a, b));
  return {
    severity: present(Object.fromEntries(severities.map(([code, { value }]) => [code, value]))),
    roles: listOf(settings.roles, ({ name, scopes, administrator }) => ({ name, scopes, administrator })),
  };
}

function texts(values: readonly Located<string>[] | undefined): readonly string[] | undefined {
  return values?.map(({ value }) => value);
}

/** A list, or undefined for an empty one, which says the same. */
function listOf<Item>(items: readonly Item[], valueOf: (item: Item) => YamlValue): readonly YamlValue[] | undefined {
  return items.length > 0 ? items.map(valueOf) : undefined;
}

/** A map, or undefined for one without any entry, which says the same. */
function present(values: Readonly<Record<string, YamlValue | undefined>>): YamlValue | undefined {
  return Object.values(values).some((value) => value !== undefined) ? values : undefined;
}
