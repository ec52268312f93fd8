import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFindings } from '../../../src-language/analysis/find-findings.js';
import { services } from '../../analysis/rules/rule-cases.js';
import { codesOf, exportedSet, mappingsOf } from './read-exports.js';

const mapping = (id: string, name = id, filter = `"${id}" in groups`) => ({
  api_version: 'iam/v2',
  kind: 'GroupMapping',
  id,
  display_name: name,
  description: '',
  filter,
  principal: id,
  state: 'ENABLED',
});
const binding = (principal: string, role = 'DeveloperRead', crn = 'crn://confluent.cloud/organization=o/environment=e') => ({
  id: `rb-${principal}-${role}`,
  principal: `User:${principal}`,
  role_name: role,
  crn_pattern: crn,
});
const page = (kind: string, data: unknown[], next: string | null = null) => ({
  api_version: 'iam/v2',
  kind,
  metadata: { first: 'https://api.confluent.cloud/iam/v2/sso/group-mappings', next },
  data,
});
const more = 'https://api.confluent.cloud/iam/v2/sso/group-mappings?page_token=abc';
const a = mapping('group-a');
const b = mapping('group-b');
const both = ['group-a: "group-a" in groups → ', 'group-b: "group-b" in groups → '];

describe('pages of a list', () => {
  const pages = [page('GroupMappingList', [a], more), page('GroupMappingList', [b], '')];
  it.each<[string, Record<string, unknown>]>([
    ['in files beside each other', { 'a.group-mappings.json': pages[0], 'b.group-mappings.json': pages[1] }],
    ['in a list', { 'all.json': pages }],
    ['one after the other', { 'all.json': pages.map((each) => JSON.stringify(each, null, 2)).join('\n') }],
    ['one a line', { 'all.group-mappings.json': pages.map((each) => JSON.stringify(each)).join('\n') }],
    ['as YAML documents', { 'all.yaml': pages.map((each) => JSON.stringify(each)).join('\n---\n') }],
  ])('add up %s', (_where, files) => {
    const set = exportedSet(files);
    expect(codesOf(set)).toEqual([]);
    expect(mappingsOf(set)).toEqual(both);
  });

  it('may overlap', () => {
    const set = exportedSet({ 'all.json': [page('GroupMappingList', [a, b], more), page('GroupMappingList', [b])] });
    expect(mappingsOf(set)).toEqual(both);
    const bindings = [page('RoleBindingList', [binding('group-a')], more), page('RoleBindingList', [binding('group-a')])];
    expect(exportedSet({ 'a.json': [a], 'b.json': bindings }).groupMappings[0]?.roleBindings.length).toBe(1);
  });

  it('are said to be missing where each names a next one', () => {
    const files = { 'a.group-mappings.json': page('GroupMappingList', [a], more), 'b.group-mappings.json': page('RoleBindingList', []) };
    const [finding, ...others] = findFindings(exportedSet(files), services).filter(({ code }) => code === 'partly-known');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', file: 'a.group-mappings.json' });
    const text = JSON.stringify(files['a.group-mappings.json'], null, 2);
    expect(text.slice(finding?.range.start, finding?.range.end)).toBe(`"${more}"`);
  });

  it('do not make a mapping file of several values', () => {
    const set = exportedSet({ 'x.json': '{"group_mappings": []}\n{"users": []}' });
    expect(codesOf(set)).toEqual(['host-syntax']);
  });
});

describe('what the command line prints', () => {
  it.each(['name', 'display_name'])('may call a mapping by %s', (key) => {
    const listed =
      '[{"id": "group-abc", "KEY": "M", "description": "", "filter": "\\"a\\" in groups \\u0026\\u0026 \\"b\\" in groups", "principal": "group-abc"}]';
    expect(mappingsOf(exportedSet({ 'list.json': listed.replace('KEY', key) }))).toEqual(['M: "a" in groups && "b" in groups → ']);
  });

  it('may be one mapping alone', () => {
    expect(mappingsOf(exportedSet({ 'one.json': a, 'two.yaml': 'id: group-b\nname: B\nfilter: "true"\nprincipal: group-b\n' }))).toEqual([
      both[0],
      'B: true → ',
    ]);
  });

  it('joins old pool ids, and a principal that is not the id', () => {
    const set = exportedSet({
      'm.json': [mapping('pool-abc', 'Old'), { ...mapping('group-xyz', 'Renamed'), principal: 'pool-xyz' }],
      'b.json': {
        kind: 'RoleBindingList',
        data: [binding('pool-abc'), binding('pool-xyz', 'Operator'), binding('group-xyz', 'MetricsViewer')],
      },
    });
    expect(set.groupMappings.map(({ roleBindings }) => roleBindings.map(({ roleName }) => roleName.value))).toEqual([
      ['DeveloperRead'],
      ['MetricsViewer', 'Operator'],
    ]);
  });

  /** The listing of `confluent iam rbac role-binding list --principal`, as the command line's source makes it of a CRN. */
  function listing(crn: string): Record<string, string> {
    const row = {
      environment: '',
      cloud_cluster: '',
      cluster_type: '',
      logical_cluster: '',
      resource_type: '',
      name: '',
      pattern_type: '',
    };
    for (const element of crn.split('/')) {
      const [kind = '', content] = element.split('=');
      if (content === undefined || kind === 'organization') continue;
      if (kind === 'environment') row.environment = content;
      else if (kind === 'cloud-cluster') row.cloud_cluster = content;
      else if (kind === 'ksql') Object.assign(row, { cluster_type: 'ksqlDB', logical_cluster: content });
      else if (kind === 'schema-registry') Object.assign(row, { cluster_type: 'Schema Registry', logical_cluster: content });
      else if (kind === 'kafka')
        Object.assign(row, {
          cluster_type: 'Kafka',
          logical_cluster: content,
          resource_type: 'Cluster',
          name: 'kafka-cluster',
          pattern_type: 'LITERAL',
        });
      else {
        row.resource_type = kind.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
        row.name = content.replace(/\*$/, '');
        row.pattern_type = 'LITERAL';
      }
    }
    if (crn.includes('*')) row.pattern_type = 'PREFIXED';
    return { principal: 'User:group-a', email: '', role: 'DeveloperRead', ...row };
  }
  const organization = 'crn://confluent.cloud/organization=1111aaaa';
  const cluster = `${organization}/environment=env-1/cloud-cluster=lkc-1`;
  const crns = [
    organization,
    `${organization}/environment=env-1`,
    cluster,
    `${cluster}/kafka=lkc-1`,
    `${cluster}/kafka=lkc-1/topic=orders-*`,
    `${cluster}/kafka=lkc-1/topic=*`,
    `${cluster}/kafka=lkc-1/group=readers`,
    `${cluster}/kafka=lkc-1/transactional-id=t-*`,
    `${cluster}/ksql=ksqldb0`,
    `${cluster}/connector=sink`,
    `${organization}/environment=env-1/schema-registry=lsrc-1/subject=clicks`,
    `${organization}/environment=env-1/provider-integration=cspi-1`,
    `${organization}/service-account=sa-1`,
  ];

  it.each(crns)('gives the CRN back that it lists in columns: %s', (crn) => {
    const files = { 'm.json': [a], 'b.json': [listing(crn)] };
    const known = exportedSet({ ...files, 'o.groupmap.yaml': 'organization: { id: 1111aaaa }\n' });
    expect(mappingsOf(known)).toEqual([`group-a: "group-a" in groups → DeveloperRead ${crn}`]);
    expect(mappingsOf(exportedSet(files))).toEqual([
      `group-a: "group-a" in groups → DeveloperRead ${crn.replace('1111aaaa', 'ORGANIZATION_ID')}?`,
    ]);
  });

  it('leaves a compute pool without its region known in part', () => {
    const pool = `${organization}/environment=env-1/flink-region=aws.us-east-1/compute-pool=lfcp-1`;
    const set = exportedSet({
      'm.json': [a],
      'b.json': [{ ...listing(pool), role: 'FlinkDeveloper' }],
      'o.groupmap.yaml': 'organization: { id: o }\n',
    });
    expect(set.groupMappings[0]?.roleBindings[0]?.isPartlyKnown).toBe(true);
    expect(findFindings(set, services).filter(({ code }) => code.startsWith('crn-') || code === 'role-scope')).toEqual([]);
  });
});

describe('any JSON as an export', () => {
  it('is read without a fault', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.constantFrom('data', 'values', 'planned_values', 'filter', 'principal', 'resources'),
        (json, key) => {
          for (const text of [
            json,
            `{"format_version": "1.2", "${key}": ${json}, "name": "x", "role": ${json}}`,
            `[{"${key}": ${json}}]${json}`,
          ])
            expect(() => findFindings(exportedSet({ 'x.group-mappings.json': text, 'y.json': text }), services)).not.toThrow();
        },
      ),
    );
  });
});
