import fc from 'fast-check';
import { services } from './reading-back.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';

const organization = '1111aaaa-11aa-11aa-11aa-111111aaaaaa';

/** Text that every format can carry: whole characters, composed, no NUL. Half of it is out to break quoting. */
const text = fc
  .oneof(
    fc.constantFrom(
      'true',
      '00123',
      ' padded ',
      "it's",
      '"',
      '\\',
      '$(id)',
      '`id`',
      '${a.b}',
      '$${a}',
      '%{if x}',
      '%%{',
      '-rf',
      '--filter',
      'a\nb',
      '\t',
      '!x',
      '#',
      '; ls',
      '\u001b[31m',
      '\u202eabc',
      'R&D',
      '{"a":1}',
      'ID',
      'EOF',
      '*',
      '~',
      '@file',
      '\u2028',
      'ünï 🦊',
    ),
    fc.string(),
    fc.string({ unit: 'grapheme' }),
  )
  .map((value) => value.normalize('NFC').replaceAll('\0', ''))
  .filter((value) => value !== '');
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const quoted = (group: string) => JSON.stringify(group).replace(/[\u007f-\u009f]/g, ' ');
const filter: fc.Arbitrary<string> = fc.oneof(
  fc.array(text, { minLength: 1, maxLength: 4 }).map((groups) => groups.map((group) => `${quoted(group)} in groups`).join(' || ')),
  fc.tuple(text, text).map(([a, b]) => `${quoted(a)} in groups &&\n  (${quoted(b)} in groups || groups.exists(g, g.startsWith("x-")))`),
  fc.constantFrom('true', 'false', 'eng'),
  text,
);

const name = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,8}$/);
const id = (prefix: string) => fc.stringMatching(/^[a-z0-9]{3,6}$/).map((rest) => `${prefix}-${rest}`);
const root = `crn://confluent.cloud/organization=${organization}`;
const resource = (kinds: readonly string[]) =>
  fc.tuple(fc.constantFrom(...kinds), name, fc.constantFrom('', '*')).map(([kind, of, star]) => `${kind}=${of}${star}`);
/** What the command line has flags for. */
export const commandCrn = fc.oneof(
  fc.constant(root),
  id('env').map((env) => `${root}/environment=${env}`),
  fc.tuple(id('env'), id('lkc')).map(([env, lkc]) => `${root}/environment=${env}/cloud-cluster=${lkc}`),
  fc
    .tuple(id('env'), id('lkc'), resource(['topic', 'group', 'transactional-id']))
    .map(([env, lkc, what]) => `${root}/environment=${env}/cloud-cluster=${lkc}/kafka=${lkc}/${what}`),
  fc.tuple(id('env'), id('lkc')).map(([env, lkc]) => `${root}/environment=${env}/cloud-cluster=${lkc}/kafka=${lkc}/topic=*`),
  fc.tuple(id('env'), id('lkc'), name).map(([env, lkc, app]) => `${root}/environment=${env}/cloud-cluster=${lkc}/ksql=${app}`),
  fc
    .tuple(id('env'), id('lsrc'), resource(['subject']))
    .map(([env, lsrc, what]) => `${root}/environment=${env}/schema-registry=${lsrc}/${what}`),
  fc.tuple(id('env'), id('lfcp')).map(([env, pool]) => `${root}/environment=${env}/flink-region=aws.us-east-1/compute-pool=${pool}`),
);
const acl = fc.record({
  kafka_cluster: id('lkc'),
  resource_type: fc.constantFrom('TOPIC', 'GROUP', 'TRANSACTIONAL_ID'),
  resource_name: text,
  pattern_type: fc.constantFrom('LITERAL', 'PREFIXED'),
  operation: fc.constantFrom('READ', 'WRITE', 'DESCRIBE_CONFIGS'),
  permission: fc.constantFrom('ALLOW', 'DENY'),
  host: fc.constant('*'),
});

export interface RandomMapping {
  readonly display_name: string;
  readonly id?: string;
  readonly description?: string;
  readonly filter?: string;
  readonly group?: string;
  readonly role_bindings: readonly { readonly role_name: string; readonly crn_pattern: string }[];
  readonly acls: readonly Readonly<Record<string, string>>[];
}

const mapping: fc.Arbitrary<RandomMapping> = fc
  .tuple(
    fc.record({
      display_name: text,
      id: optional(id('group')),
      description: optional(fc.oneof(fc.constant(''), text)),
      role_bindings: fc.array(
        fc.record({ role_name: fc.oneof(name, fc.constantFrom('DeveloperRead', 'EnvironmentAdmin'), text), crn_pattern: commandCrn }),
        { maxLength: 3 },
      ),
      acls: fc.array(acl, { maxLength: 2 }),
    }),
    fc.oneof(
      filter.map((value) => ({ filter: value })),
      text.map((value) => ({ group: value })),
    ),
  )
  .map(([mapping, condition]) => ({ ...mapping, ...condition }) as RandomMapping);

/** The mappings of a set; ids are unique. */
export const randomMappings = fc.uniqueArray(mapping, { maxLength: 6, selector: ({ id: given }) => given ?? Symbol('new') });

/** A set by way of JSON: read by another reader than the YAML that is written. */
export function setOf(content: object): MappingSet {
  return services.assemble([services.readFile({ path: 'random.groupmap.json', text: JSON.stringify(content) })]);
}

const users = fc.uniqueArray(
  fc
    .tuple(
      fc.record({
        name: text,
        account: optional(fc.constantFrom('new', 'existing')),
        role_bindings: optional(fc.array(fc.record({ role_name: text, crn_pattern: commandCrn }), { maxLength: 2 })),
      }),
      fc.constantFrom('member_of', 'groups', 'attributes', 'none'),
      fc.array(text, { maxLength: 4 }),
      fc.uniqueArray(text, { maxLength: 3 }),
      optional(
        fc.record(
          {
            sign_in: fc.constantFrom('allowed', 'denied_by_identity_provider', 'denied_no_account'),
            account: fc.constantFrom('created', 'existing', 'none'),
            group_mappings: fc.array(text, { maxLength: 2 }),
            role_bindings: fc.array(fc.oneof(text, fc.record({ role_name: text, crn_pattern: commandCrn })), { maxLength: 2 }),
            not_role_bindings: fc.array(text, { maxLength: 2 }),
          },
          { requiredKeys: [] },
        ),
      ),
    )
    .map(([user, form, values, names, expect]) => ({
      ...user,
      ...(form === 'attributes'
        ? { attributes: Object.fromEntries(names.map((key) => [key, values])) }
        : form !== 'none' && { [form]: values }),
      ...(expect && { expect }),
    })),
  { maxLength: 4, selector: ({ name: of }) => of },
);

/** Every section of a mapping file. */
export const randomContent = fc.record(
  {
    organization: fc.record(
      {
        id: text,
        display_name: text,
        marketplace: fc.constantFrom('none', 'aws', 'azure', 'gcp'),
        jit_enabled: fc.boolean(),
        limits: fc.record(
          { filter_length: fc.integer({ min: 1, max: 1000 }), group_mappings: fc.integer({ min: 1, max: 50 }) },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    ),
    sso: fc.record(
      {
        identity_provider: fc.constantFrom('entra', 'okta', 'other'),
        protocol: fc.constantFrom('saml', 'oidc'),
        group_attribute: text,
        group_claim: fc.record(
          {
            groups: fc.constantFrom('all', 'assigned_to_application'),
            source_attribute: fc.constantFrom('group_id', 'display_name'),
            filter: fc.oneof(
              text.map((value) => ({ starts_with: value })),
              text.map((value) => ({ equals: value })),
              text.map((value) => ({ contains: value })),
            ),
          },
          { requiredKeys: [] },
        ),
        application: fc.record(
          {
            enabled_for_users_to_sign_in: fc.boolean(),
            assignment_required: fc.boolean(),
            assigned_users: fc.array(text, { maxLength: 2 }),
            assigned_groups: fc.array(text, { maxLength: 2 }),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    ),
    known_groups: fc.array(fc.oneof(text, fc.record({ id: text, display_name: text }, { requiredKeys: ['id'] })), { maxLength: 4 }),
    group_mappings: randomMappings,
    users,
    settings: fc.record(
      {
        severity: fc.dictionary(fc.constantFrom('mixed-and-or', 'group-unmapped', 'always-true'), fc.constantFrom('off', 'hint', 'error')),
        roles: fc.array(
          fc.record({ name: text, scopes: fc.constantFrom(['environment'], ['organization', 'topic']), administrator: fc.boolean() }),
          { maxLength: 2 },
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['group_mappings'] },
);
