import {
  aclShape,
  applicationShape,
  claimFilterShape,
  customRoleShape,
  expectationShape,
  fileShape,
  groupClaimShape,
  groupMappingShape,
  knownGroupShape,
  limitsShape,
  organizationShape,
  roleBindingShape,
  settingsShape,
  ssoShape,
  userShape,
  type MapShape,
} from './schema-keys.js';

/** What a key of a mapping file means, in the words of the JSON Schema (a test proves that they agree). */
export interface KeyDocumentation {
  readonly title: string;
  /** Markdown of our own. */
  readonly description: string;
  /** The words it takes, each with what it means (empty where there is nothing to add). */
  readonly values?: Readonly<Record<string, string>>;
  /** The value that counts when the key is absent; left out where it depends on other keys, which the description tells. */
  readonly default?: string;
  readonly examples?: readonly string[];
}

/** One kind of map with what each of its keys means. */
export interface DocumentedShape<Key extends string = string> {
  readonly shape: MapShape<Key>;
  readonly keys: Readonly<Record<Key, KeyDocumentation>>;
}

/** A key without its documentation does not compile. */
function document<Key extends string>(shape: MapShape<Key>, keys: Readonly<Record<Key, KeyDocumentation>>): DocumentedShape {
  return { shape, keys };
}

/** Every kind of map by the first place where it stands, `[]` for the items of a list. */
const shapes: ReadonlyMap<string, DocumentedShape> = new Map([
  [
    '',
    document(fileShape, {
      organization: { title: 'Organization', description: 'The Confluent Cloud organization that the mappings are for.' },
      sso: { title: 'Single sign-on', description: 'How the identity provider lets people in, and what it says of their groups.' },
      known_groups: {
        title: 'Known groups',
        description: 'The groups that exist. When any are listed, a filter that names another one is told so.',
      },
      group_mappings: {
        title: 'Group mappings',
        description: 'Who gets which roles. All mappings that match apply; their permissions add up.',
      },
      users: { title: 'Sample users', description: 'People to try the mappings out on. A name is unique in all files of a directory.' },
      settings: { title: 'Settings', description: 'What is reported and how loud, for editor and command line alike.' },
    }),
  ],
  [
    'organization',
    document(organizationShape, {
      id: {
        title: 'Organization id',
        description: 'The id (a UUID) that Confluent Cloud shows for the organization.',
        examples: ['1111aaaa-11aa-11aa-11aa-111111aaaaaa'],
      },
      display_name: { title: 'Display name', description: 'What the organization is called.', examples: ['Acme'] },
      marketplace: {
        title: 'Cloud marketplace',
        description: 'Where the organization was bought. Just-in-time provisioning is off by default for Azure Marketplace organizations.',
        values: {
          none: 'Bought from Confluent directly.',
          aws: 'AWS Marketplace.',
          azure: 'Azure Marketplace.',
          gcp: 'Google Cloud Marketplace.',
        },
        default: 'none',
      },
      jit_enabled: {
        title: 'Just-in-time provisioning',
        description: 'An unknown user who signs in gets an account. Default: false when `marketplace` is `azure`, else true.',
        values: { true: '', false: '' },
      },
      limits: { title: 'Limits', description: 'The limits of this organization, which Confluent can raise.' },
    }),
  ],
  [
    'organization.limits',
    document(limitsShape, {
      filter_length: { title: 'Longest filter', description: 'Characters that a filter may have.', default: '300' },
      group_mappings: { title: 'Most group mappings', description: 'Group mappings that the organization may have.', default: '12' },
    }),
  ],
  [
    'sso',
    document(ssoShape, {
      identity_provider: {
        title: 'Identity provider',
        description: 'Decides the limit on groups in one sign-in and whether groups are sent as ids or names.',
        values: { entra: 'Microsoft Entra ID.', okta: 'Okta.', other: 'Any other.' },
        default: 'other',
      },
      protocol: {
        title: 'Protocol',
        description: 'Default: `oidc` when `marketplace` is `azure`, else `saml`.',
        values: { saml: 'SAML 2.0.', oidc: 'OpenID Connect.' },
      },
      group_attribute: {
        title: 'Group attribute',
        description: 'The attribute that carries the groups, as designated once in Confluent Cloud.',
        examples: ['http://schemas.microsoft.com/ws/2008/06/identity/claims/groups', 'groups'],
      },
      group_claim: {
        title: 'Group claim',
        description: 'How the identity provider fills the group attribute, for users given by `member_of`.',
      },
      application: { title: 'Application', description: "The identity provider's own gate before Confluent Cloud." },
    }),
  ],
  [
    'sso.group_claim',
    document(groupClaimShape, {
      groups: {
        title: 'Which groups are sent',
        description: 'Which of the memberships the identity provider sends.',
        values: { all: 'Every group of the user.', assigned_to_application: 'Only groups that are assigned to the application.' },
        default: 'all',
      },
      source_attribute: {
        title: 'What is sent of a group',
        description: 'Default: `group_id` when `identity_provider` is `entra`, else `display_name`.',
        values: { group_id: 'The id of the group.', display_name: 'The name of the group.' },
      },
      filter: { title: 'Which values are sent', description: 'A condition over the values sent: exactly one of the four.' },
    }),
  ],
  [
    'sso.group_claim.filter',
    document(claimFilterShape, {
      starts_with: { title: 'Starts with', description: 'Only values that begin with this text.', examples: ['cc-'] },
      equals: { title: 'Equals', description: 'Only this value.' },
      contains: { title: 'Contains', description: 'Only values that hold this text.' },
      matches: { title: 'Matches', description: 'Only values that match this regular expression.', examples: ['^cc-.*$'] },
    }),
  ],
  [
    'sso.application',
    document(applicationShape, {
      enabled_for_users_to_sign_in: {
        title: 'Enabled for users to sign-in?',
        description: 'No: nobody can sign in.',
        values: { true: '', false: '' },
        default: 'true',
      },
      assignment_required: {
        title: 'Assignment required?',
        description: 'Yes: only assigned users, and members of assigned groups, can sign in.',
        values: { true: '', false: '' },
        default: 'false',
      },
      assigned_users: { title: 'Assigned users', description: 'Users assigned to the application, by the `name` that sample users have.' },
      assigned_groups: { title: 'Assigned groups', description: 'Groups assigned to the application.' },
    }),
  ],
  [
    'known_groups[]',
    document(knownGroupShape, {
      id: {
        title: 'Group id',
        description: 'What the identity provider sends when it sends ids.',
        examples: ['9efcf0ab-9227-411d-bbea-0481e862c115'],
      },
      display_name: { title: 'Display name', description: 'What people call the group.' },
    }),
  ],
  [
    'group_mappings[]',
    document(groupMappingShape, {
      display_name: { title: 'Display name', description: 'What the group mapping is called; may be empty.', examples: ['Data science'] },
      id: { title: 'Group mapping id', description: 'The id that Confluent Cloud gave it, once it exists.', examples: ['group-abc1'] },
      description: { title: 'Description', description: 'What the group mapping is for.' },
      filter: {
        title: 'Filter',
        description:
          'A condition (CEL) over the list `groups`. Documented operators: `in`, `&&`, `||`, in this order of precedence, `startsWith` and `endsWith`; `true` is everybody.',
      },
      group: { title: 'Literal group', description: 'One exact group instead of a filter: case and spaces count.' },
      role_bindings: { title: 'Role bindings', description: 'The roles granted, each on one resource.' },
      acls: { title: 'ACLs', description: "Kafka ACLs granted to whoever matches, in the words of Terraform's `confluent_kafka_acl`." },
    }),
  ],
  [
    'role_bindings[]',
    document(roleBindingShape, {
      role_name: {
        title: 'Role',
        description: "One of Confluent's predefined roles, or of `settings.roles`.",
        examples: [
          'DeveloperRead',
          'DeveloperWrite',
          'DeveloperManage',
          'ResourceOwner',
          'EnvironmentAdmin',
          'CloudClusterAdmin',
          'FlinkDeveloper',
          'DataDiscovery',
        ],
      },
      crn_pattern: {
        title: 'Resource',
        description: 'The Confluent resource name (CRN) of what the role is granted on; a `*` at the end means every name that begins so.',
        examples: [
          'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1',
          'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=orders-*',
        ],
      },
    }),
  ],
  [
    'acls[]',
    document(aclShape, {
      kafka_cluster: { title: 'Kafka cluster', description: 'The id of the cluster.', examples: ['lkc-1'] },
      resource_type: {
        title: 'Resource type',
        description: 'The type of the resource.',
        values: { TOPIC: '', GROUP: '', CLUSTER: '', TRANSACTIONAL_ID: '', DELEGATION_TOKEN: '' },
      },
      resource_name: { title: 'Resource name', description: 'The name of the resource, or what it begins with.' },
      pattern_type: {
        title: 'Pattern type',
        description: 'How `resource_name` is compared.',
        values: { LITERAL: 'The whole name.', PREFIXED: 'What the name begins with.' },
      },
      operation: {
        title: 'Operation',
        description: 'The operation that is allowed or denied.',
        examples: [
          'ALL',
          'READ',
          'WRITE',
          'CREATE',
          'DELETE',
          'ALTER',
          'DESCRIBE',
          'CLUSTER_ACTION',
          'DESCRIBE_CONFIGS',
          'ALTER_CONFIGS',
          'IDEMPOTENT_WRITE',
        ],
      },
      permission: {
        title: 'Permission',
        description: 'A DENY beats every grant, role bindings included.',
        values: { ALLOW: 'Allows the operation.', DENY: 'Denies the operation, whatever else allows it.' },
      },
      host: { title: 'Host', description: 'The host that the ACL applies to; `*` is every host.', examples: ['*'] },
    }),
  ],
  [
    'users[]',
    document(userShape, {
      name: {
        title: 'Name',
        description: 'What the identity provider calls them; unique in all files of a directory.',
        examples: ['ana@acme.example'],
      },
      account: {
        title: 'Account',
        description: 'Whether they have a Confluent Cloud account already.',
        values: { new: 'They sign in for the first time.', existing: 'They have an account.' },
        default: 'new',
      },
      member_of: {
        title: 'Member of',
        description: "The directory's memberships; what Confluent Cloud sees of them follows from `sso.group_claim`.",
      },
      groups: { title: 'Groups', description: 'Exactly the groups that Confluent Cloud sees.' },
      attributes: {
        title: 'Attributes',
        description: 'What the assertion or token carries: attribute names with a value or a list of values.',
      },
      role_bindings: {
        title: 'Hand-assigned role bindings',
        description: 'Roles assigned to them by hand: the only ones that their API keys carry.',
      },
      expect: { title: 'Expectation', description: 'What their sign-in should come to: a test, run by `groupmap test`.' },
    }),
  ],
  [
    'users[].expect',
    document(expectationShape, {
      sign_in: {
        title: 'Sign-in',
        description: 'How the sign-in ends.',
        values: {
          allowed: 'They get in.',
          denied_by_identity_provider: 'The identity provider refuses them.',
          denied_no_account: 'They have no account, and just-in-time provisioning is off.',
        },
      },
      account: {
        title: 'Account',
        description: 'The account they have then.',
        values: { created: 'Created just in time.', existing: 'The one they had.', none: 'None.' },
      },
      group_mappings: { title: 'Group mappings', description: 'Exactly these group mappings match.' },
      role_bindings: {
        title: 'Role bindings',
        description: 'Exactly these are granted in the SSO session: names of roles, or pairs of role and resource.',
      },
      not_role_bindings: { title: 'Not role bindings', description: 'None of these is granted in the SSO session.' },
    }),
  ],
  [
    'expected',
    document(roleBindingShape, {
      role_name: { title: 'Role', description: 'The name of the role.' },
      crn_pattern: { title: 'Resource', description: 'The CRN pattern it is granted on, as the mapping has it.' },
    }),
  ],
  [
    'settings',
    document(settingsShape, {
      severity: { title: 'Severities', description: 'How much each finding matters, by its code.' },
      roles: { title: 'Roles', description: "Roles beyond Confluent's predefined ones." },
    }),
  ],
  [
    'settings.roles[]',
    document(customRoleShape, {
      name: { title: 'Name', description: 'The name of the role.', examples: ['OurCustomRole'] },
      scopes: { title: 'Scopes', description: 'What it can be bound to.' },
      administrator: {
        title: 'Administrator',
        description: 'It administers what it is bound to.',
        values: { true: '', false: '' },
        default: 'false',
      },
    }),
  ],
]);

/** The other places of a kind of map. */
const samePlaces: Readonly<Record<string, string>> = {
  'group_mappings[].role_bindings[]': 'role_bindings[]',
  'group_mappings[].acls[]': 'acls[]',
  'users[].role_bindings[]': 'role_bindings[]',
  'users[].expect.role_bindings[]': 'expected',
  'users[].expect.not_role_bindings[]': 'expected',
};

/** The kind of map that belongs at a place, given as keys and list indexes from the root; undefined where none does. */
export function shapeAtPath(path: readonly (string | number)[]): DocumentedShape | undefined {
  const place = path.reduce<string>((at, part) => (typeof part === 'number' ? `${at}[]` : at === '' ? part : `${at}.${part}`), '');
  if (Object.hasOwn(samePlaces, place)) return shapes.get(samePlaces[place] ?? '');
  return place === 'expected' || place === 'role_bindings[]' || place === 'acls[]' ? undefined : shapes.get(place);
}

/** What the key at the end of a path means; undefined for a key that is not known there. */
export function documentationOfKey(path: readonly (string | number)[]): KeyDocumentation | undefined {
  const key = path.at(-1);
  const keys = shapeAtPath(path.slice(0, -1))?.keys;
  return typeof key === 'string' && keys && Object.hasOwn(keys, key) ? keys[key] : undefined;
}
