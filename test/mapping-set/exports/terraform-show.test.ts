import { describe, expect, it } from 'vitest';
import { findFindings } from '../../../src-language/analysis/find-findings.js';
import { createSimulator, simulateSet } from '../../../src-language/provisioning/simulator.js';
import { services } from '../../analysis/rules/rule-cases.js';
import { filters } from '../../provisioning/simulate-yaml.js';
import { codesOf, exportedSet, mappingsOf } from './read-exports.js';

type Values = Record<string, unknown>;
interface Shown {
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly values: Values;
}

// The shapes are those of Terraform's documentation, "JSON Output Format".
const addressOf = ({ type, name, index }: Shown, module = '') =>
  `${module === '' ? '' : `${module}.`}${type}.${name}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`;
const resource = (shown: Shown, module = '') => ({
  address: addressOf(shown, module),
  mode: 'managed',
  type: shown.type,
  name: shown.name,
  ...(shown.index === undefined ? {} : { index: shown.index }),
  provider_name: 'registry.terraform.io/confluentinc/confluent',
  schema_version: 0,
  values: shown.values,
});
const configured = (type: string, name: string, expressions: Record<string, unknown>, more: Values = {}) => ({
  address: `${type}.${name}`,
  mode: 'managed',
  type,
  name,
  provider_config_key: 'confluent',
  expressions,
  schema_version: 0,
  ...more,
});
const references = (...names: string[]) => ({ references: names });

const mapping = (name: string, index: string | number | undefined, values: Values): Shown => ({
  type: 'confluent_group_mapping',
  name,
  ...(index === undefined ? {} : { index }),
  values,
});
const binding = (name: string, index: string | number | undefined, values: Values): Shown => ({
  type: 'confluent_role_binding',
  name,
  ...(index === undefined ? {} : { index }),
  values,
});
const plan = (resources: Shown[], config: unknown[]) => ({
  format_version: '1.2',
  terraform_version: '1.9.8',
  planned_values: { root_module: { resources: resources.map((each) => resource(each)) } },
  configuration: { root_module: { resources: config } },
});
const state = (resources: Shown[]) => ({
  format_version: '1.0',
  terraform_version: '1.9.8',
  values: { root_module: { resources: resources.map((each) => resource(each)) } },
});

const environment = 'crn://confluent.cloud/organization=o/environment=env-1';
const team = (group: string, id?: string) => ({
  display_name: group,
  filter: `"${group}" in groups`,
  description: '',
  ...(id ? { id } : {}),
});
const grant = (role: string, principal?: string) => ({ role_name: role, crn_pattern: environment, ...(principal ? { principal } : {}) });

describe('a state', () => {
  it('gives mappings with what is granted to their ids', () => {
    const set = exportedSet({
      'state.json': state([
        mapping('app', undefined, team('orders', 'group-abc1')),
        binding('read', undefined, grant('FlinkDeveloper', 'User:group-abc1')),
        binding('other', undefined, grant('OrganizationAdmin', 'User:sa-1')),
        {
          type: 'confluent_kafka_acl',
          name: 'acl',
          values: {
            kafka_cluster: [{ id: 'lkc-1' }],
            principal: 'User:group-abc1',
            resource_type: 'TOPIC',
            resource_name: 'orders',
            pattern_type: 'PREFIXED',
            operation: 'READ',
            permission: 'DENY',
            host: '*',
          },
        },
      ]),
    });
    expect(codesOf(set)).toEqual([]);
    expect(mappingsOf(set)).toEqual([`orders: "orders" in groups → FlinkDeveloper ${environment}, DENY READ orders`]);
    expect(set.groupMappings[0]?.acls[0]?.values).toEqual({
      kafka_cluster: 'lkc-1',
      resource_type: 'TOPIC',
      resource_name: 'orders',
      pattern_type: 'PREFIXED',
      operation: 'READ',
      permission: 'DENY',
      host: '*',
    });
  });

  it('includes modules within modules, and leaves out data sources', () => {
    const inner = resource(mapping('m', 'x', team('deep', 'group-d')), 'module.a["k.]"].module.b[0]');
    const data = { ...resource(mapping('d', undefined, team('data', 'group-e'))), mode: 'data' };
    const modules = [{ address: 'module.a["k.]"]', child_modules: [{ address: 'module.a["k.]"].module.b[0]', resources: [inner] }] }];
    const set = exportedSet({
      's.json': { format_version: '1.0', values: { root_module: { resources: [data], child_modules: modules } } },
    });
    expect(mappingsOf(set)).toEqual(['deep (module.a["k.]"].module.b[0].confluent_group_mapping.m["x"]): "deep" in groups → ']);
  });

  it('may be empty', () => {
    expect(codesOf(exportedSet({ 's.json': { format_version: '1.0', terraform_version: '1.9.8' } }))).toEqual([]);
    expect(codesOf(exportedSet({ 's.json': { format_version: '1.0' } }))).toEqual([]);
  });

  it('has its filters checked at their place', () => {
    const text = JSON.stringify(state([mapping('app', undefined, { ...team('a', 'group-a'), filter: '"a" in groups && "a" in groups' })]));
    const [finding] = findFindings(exportedSet({ 's.json': text }), services).filter(({ code }) => code === 'redundant-operand');
    expect(text.slice(finding?.range.start, finding?.range.end)).toBe(String.raw`\"a\" in groups`);
  });
});

describe('a plan', () => {
  const mappings = [
    mapping('team', 'eng', team('eng')),
    mapping('team', 'eng-admins', team('eng-admins')),
    mapping('one', undefined, team('one')),
  ];
  const grants = (index: string | number | undefined, references_: Values, more: Values = {}, role = 'FlinkDeveloper') =>
    exportedSet({
      'plan.json': plan(
        [...mappings, binding('b', index, grant(role))],
        [configured('confluent_role_binding', 'b', { principal: references_ }, more)],
      ),
    });
  const holder = (set: ReturnType<typeof grants>) =>
    set.groupMappings.filter(({ roleBindings }) => roleBindings.length > 0).map(({ displayName }) => displayName);
  const instance = (key: string) => [
    `confluent_group_mapping.team["${key}"].id`,
    `confluent_group_mapping.team["${key}"]`,
    'confluent_group_mapping.team',
  ];

  it.each<[string, string | number | undefined, Values, Values, string]>([
    ['a mapping without keys', undefined, references('confluent_group_mapping.one.id', 'confluent_group_mapping.one'), {}, 'one'],
    ['an instance that is written out', undefined, references(...instance('eng-admins')), {}, 'eng-admins'],
    [
      'the same key',
      'eng',
      references('confluent_group_mapping.team', 'each.key'),
      { for_each_expression: references('local.teams') },
      'eng',
    ],
    [
      'each.value.id over the mappings',
      'eng',
      references('each.value.id', 'each.value'),
      { for_each_expression: references('confluent_group_mapping.team') },
      'eng',
    ],
    [
      'a composed key',
      'one-team/eng/FlinkDeveloper',
      references('confluent_group_mapping.team', 'each.value.team', 'each.value'),
      {},
      'eng',
    ],
    [
      'a composed key with another key in it',
      'eng-admins/env-1/FlinkDeveloper',
      references('confluent_group_mapping.team', 'each.value.team', 'each.value'),
      {},
      'eng-admins',
    ],
  ])('finds the owner by %s', (_how, index, principal, more, owner) => {
    const set = grants(index, principal, more);
    expect(codesOf(set)).toEqual([]);
    expect(holder(set)).toEqual([owner]);
  });

  it.each<[string, string | number | undefined, Values, Values]>([
    ['a key that is nobody’s', 'sales', references('confluent_group_mapping.team', 'each.key'), {}],
    ['a composed key that may be of two', 'eng-admins-x', references('confluent_group_mapping.team', 'each.value.team'), {}],
    ['two mappings', undefined, references('confluent_group_mapping.one.id', 'confluent_group_mapping.team'), {}],
    ['a local', undefined, references('local.principal'), {}],
    ['a mapping of no instance', undefined, references('confluent_group_mapping.none.id', 'confluent_group_mapping.none'), {}],
  ])('says that it cannot tell the owner from %s', (_how, index, principal, more) => {
    const set = grants(index, principal, more);
    expect(codesOf(set)).toEqual(['partly-known']);
    expect(holder(set)).toEqual([]);
    expect(set.groupMappings.every(({ mayGrantMore }) => mayGrantMore)).toBe(true);
    expect(findFindings(set, services).map(({ code }) => code)).not.toContain('mapping-grants-nothing');
  });

  it('says nothing of the grants of others', () => {
    const set = grants(undefined, references('confluent_service_account.app.id', 'confluent_service_account.app'));
    expect(codesOf(set)).toEqual([]);
    expect(holder(set)).toEqual([]);
    expect(set.groupMappings.some(({ mayGrantMore }) => mayGrantMore)).toBe(false);
  });

  it('has filters, roles and resources that only the apply tells', () => {
    const set = exportedSet({
      'plan.json': plan(
        [mapping('one', undefined, { display_name: 'One' }), binding('b', undefined, { role_name: 'EnvironmentAdmin' })],
        [
          configured('confluent_role_binding', 'b', {
            principal: references('confluent_group_mapping.one.id', 'confluent_group_mapping.one'),
          }),
        ],
      ),
    });
    expect(mappingsOf(set)).toEqual(['One: ? → EnvironmentAdmin (known after apply)?']);
    expect(findFindings(set, services).map(({ code }) => code)).toEqual(['partly-known']);
  });

  it('joins within modules', () => {
    const module = 'module.access["a"]';
    const set = exportedSet({
      'plan.json': {
        format_version: '1.2',
        planned_values: {
          root_module: {
            child_modules: [
              {
                address: module,
                resources: [resource(mapping('m', undefined, team('in')), module), resource(binding('b', 0, grant('FlinkAdmin')), module)],
              },
            ],
          },
        },
        configuration: {
          root_module: {
            module_calls: {
              access: {
                module: {
                  resources: [
                    configured('confluent_role_binding', 'b', {
                      principal: references('confluent_group_mapping.m.id', 'confluent_group_mapping.m'),
                    }),
                  ],
                },
              },
            },
          },
        },
      },
    });
    expect(mappingsOf(set)).toEqual([`in: "in" in groups → FlinkAdmin ${environment}`]);
  });
});

describe('a set written with for_each, nested for and composed keys', () => {
  // locals { access = { eng = { "env-1" = ["FlinkDeveloper", "DataDiscovery"] }, "eng-admins" = { "env-1" = ["EnvironmentAdmin"] } } }
  const access = { eng: ['FlinkDeveloper', 'DataDiscovery'], 'eng-admins': ['EnvironmentAdmin'], finance: ['MetricsViewer'] };
  const groups = Object.keys(access) as (keyof typeof access)[];
  const users = 'users:\n' + [...groups, 'nobody'].map((group) => `  - { name: ${group}, groups: [${group}] }\n`).join('');
  const yaml =
    'group_mappings:\n' +
    groups
      .map(
        (group) =>
          `  - display_name: ${group}\n    filter: '"${group}" in groups'\n    role_bindings:\n` +
          access[group].map((role) => `      - { role_name: ${role}, crn_pattern: ${environment} }\n`).join(''),
      )
      .join('');
  const resources = (ids: boolean) => [
    ...groups.map((group) => mapping('team', group, team(group, ids ? `group-${group}` : undefined))),
    ...groups.flatMap((group) =>
      access[group].map((role) => binding('grant', `${group}|env-1|${role}`, grant(role, ids ? `User:group-${group}` : undefined))),
    ),
  ];
  const config = [
    configured('confluent_group_mapping', 'team', { filter: references('each.key') }, { for_each_expression: references('local.access') }),
    configured(
      'confluent_role_binding',
      'grant',
      { principal: references('confluent_group_mapping.team', 'each.value.group', 'each.value') },
      { for_each_expression: references('local.bindings') },
    ),
  ];
  const outcomes = (content: unknown, path = 'show.json') =>
    simulateSet(createSimulator(exportedSet({ [path]: content, 'users.groupmap.yaml': users }), filters)).outcomes.map(
      ({ user, access: granted }) => ({
        user,
        roles: granted.sso_session,
      }),
    );

  it.each([
    ['its plan', plan(resources(false), config)],
    ['its state', state(resources(true))],
  ])('signs people in alike as YAML and as %s', (_what, shown) => {
    const expected = outcomes(yaml, 'set.groupmap.yaml');
    expect(expected.map(({ roles }) => roles.length)).toEqual([2, 1, 1, 0]);
    expect(outcomes(shown)).toEqual(expected);
  });
});
