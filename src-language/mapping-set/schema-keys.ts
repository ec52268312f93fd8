/** The keys of one kind of map in a mapping file: what its reader knows, and what people write in their place. */
export interface MapShape<Key extends string = string> {
  /** How messages call the map: `A user`, or a key path in backquotes. */
  readonly name: string;
  readonly keys: readonly Key[];
  /** Frequent slips that are too far from the right key for a spelling distance to find it. */
  readonly slips?: Readonly<Record<string, Key>>;
}

function shape<const Key extends string>(name: string, keys: readonly Key[], slips?: Readonly<Record<string, Key>>): MapShape<Key> {
  return { name, keys, slips };
}

export const fileShape = shape('A mapping file', ['organization', 'sso', 'known_groups', 'group_mappings', 'users', 'settings'], {
  org: 'organization',
  mappings: 'group_mappings',
  groups: 'known_groups',
  sample_users: 'users',
});
export const organizationShape = shape('`organization`', ['id', 'display_name', 'marketplace', 'jit_enabled', 'limits'], {
  name: 'display_name',
  jit: 'jit_enabled',
});
export const limitsShape = shape('`limits`', ['filter_length', 'group_mappings'], { mappings: 'group_mappings' });
export const ssoShape = shape('`sso`', ['identity_provider', 'protocol', 'group_attribute', 'group_claim', 'application'], {
  idp: 'identity_provider',
  attribute: 'group_attribute',
  provider: 'identity_provider',
});
export const groupClaimShape = shape('`group_claim`', ['groups', 'source_attribute', 'filter'], { source: 'source_attribute' });
export const claimFilterShape = shape('`group_claim.filter`', ['starts_with', 'equals', 'contains', 'matches'], {
  prefix: 'starts_with',
  regex: 'matches',
});
export const applicationShape = shape(
  '`application`',
  ['enabled_for_users_to_sign_in', 'assignment_required', 'assigned_users', 'assigned_groups'],
  { enabled: 'enabled_for_users_to_sign_in', users: 'assigned_users', groups: 'assigned_groups' },
);
export const knownGroupShape = shape('A known group', ['id', 'display_name'], { name: 'display_name', group_id: 'id' });
export const groupMappingShape = shape(
  'A group mapping',
  ['display_name', 'id', 'description', 'filter', 'group', 'role_bindings', 'acls'],
  { name: 'display_name', roles: 'role_bindings', bindings: 'role_bindings', condition: 'filter', expression: 'filter' },
);
export const roleBindingShape = shape('A role binding', ['role_name', 'crn_pattern'], {
  role: 'role_name',
  name: 'role_name',
  crn: 'crn_pattern',
  resource: 'crn_pattern',
  scope: 'crn_pattern',
});
export const aclShape = shape(
  'An ACL',
  ['kafka_cluster', 'resource_type', 'resource_name', 'pattern_type', 'operation', 'permission', 'host'],
  { cluster: 'kafka_cluster', type: 'resource_type', name: 'resource_name' },
);
export const userShape = shape('A user', ['name', 'account', 'member_of', 'groups', 'attributes', 'role_bindings', 'expect'], {
  display_name: 'name',
  email: 'name',
  user: 'name',
  roles: 'role_bindings',
  expected: 'expect',
  memberships: 'member_of',
});
export const expectationShape = shape('`expect`', ['sign_in', 'account', 'group_mappings', 'role_bindings', 'not_role_bindings'], {
  mappings: 'group_mappings',
  roles: 'role_bindings',
});
export const settingsShape = shape('`settings`', ['severity', 'roles'], { rules: 'severity', severities: 'severity' });
export const customRoleShape = shape('A role of `settings.roles`', ['name', 'scopes', 'administrator'], {
  role_name: 'name',
  scope: 'scopes',
  admin: 'administrator',
});

/** Where a key stands that was written in the wrong map: every shape with the words that name its place. */
const homes: readonly (readonly [MapShape, string])[] = [
  [fileShape, 'at the top of the file'],
  [organizationShape, 'in `organization`'],
  [ssoShape, 'in `sso`'],
  [limitsShape, 'in `organization.limits`'],
  [groupClaimShape, 'in `sso.group_claim`'],
  [applicationShape, 'in `sso.application`'],
  [claimFilterShape, 'in `sso.group_claim.filter`'],
  [groupMappingShape, 'in a group mapping'],
  [roleBindingShape, 'in a role binding'],
  [userShape, 'in a user'],
  [expectationShape, 'in the `expect` of a user'],
  [settingsShape, 'in `settings`'],
  [aclShape, 'in an ACL'],
];

/** The words for the one place where `key` belongs, or undefined when no map, or more than one, has it. */
export function homeOfKey(key: string): string | undefined {
  const found = homes.filter(([{ keys }]) => keys.includes(key));
  return found.length === 1 ? found[0]?.[1] : undefined;
}
