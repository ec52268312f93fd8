import { describe, expect, it } from 'vitest';
import { predefinedRoles } from '../../../src-language/mapping-set/predefined-roles.js';
import { expectInFile, fixedFiles, messageOf } from './rule-cases.js';

const code = 'role-scope';
const organization = 'crn://confluent.cloud/organization=o';
const environment = `${organization}/environment=env-1`;
const cluster = `${environment}/cloud-cluster=lkc-1`;
const topic = `${cluster}/kafka=lkc-1/topic=orders-*`;
const registry = `${environment}/schema-registry=lsrc-1`;
const bound = (role: string, crn: string, more = '') =>
  `group_mappings:\n  - { display_name: M, group: g, role_bindings: [{ role_name: ${role}, crn_pattern: '${crn}' }] }\n${more}`;
const marked = (role: string, crn: string) => bound(role, crn).replace(/([^/]+)' }/, "<|$1|>' }");

describe(code, () => {
  // Scopes seen in Confluent's own examples, documentation and code, with one pair for each.
  it.each([
    ['OrganizationAdmin', organization],
    ['AccountAdmin', organization],
    ['NetworkAdmin', organization],
    ['MetricsViewer', organization],
    ['EnvironmentAdmin', environment],
    ['DataSteward', environment],
    ['DataDiscovery', environment],
    ['FlinkAdmin', environment],
    ['FlinkDeveloper', environment],
    ['FlinkDeveloper', `${environment}/flink-region=aws.us-east-1/compute-pool=lfcp-1`],
    ['CloudClusterAdmin', cluster],
    ['ConnectManager', cluster],
    ['KsqlAdmin', `${cluster}/ksql=ksqldb0`],
    ['Assigner', `${organization}/service-account=sa-1`],
    ['ResourceOwner', topic],
    ['ResourceOwner', `${registry}/subject=clicks`],
    ['ResourceOwner', `${environment}/provider-integration=cspi-1`],
    ['DeveloperRead', `${cluster}/kafka=lkc-1/group=readers`],
    ['DeveloperRead', `${registry}/kek=k`],
    ['DeveloperRead', `${cluster}/connector=c`],
    ['DeveloperWrite', `${cluster}/kafka=lkc-1/transactional-id=t`],
    // Reported by others, or not known at all: nothing is said.
    ['Operator', cluster],
    ['DeveloperManage', topic],
    ['FlinkDeveloper', organization],
    ['ResourceKeyAdmin', cluster],
    ['ConnectManager', environment],
    ['DeveloperRead', environment],
    ['Unheard', topic],
  ])('%s may be bound to %s', (role, crn) => expectInFile(code, bound(role, crn)));

  it.each([
    ['EnvironmentAdmin', organization],
    ['EnvironmentAdmin', topic],
    ['OrganizationAdmin', environment],
    ['CloudClusterAdmin', environment],
    ['MetricsViewer', topic],
    ['ResourceOwner', registry],
    ['DataSteward', registry],
  ])('%s cannot be bound to %s', (role, crn) => expectInFile(code, marked(role, crn)));

  it('says where a role belongs, and offers the resource around it or the administrator for it', () => {
    expect(messageOf(code, bound('EnvironmentAdmin', cluster))).toBe(
      '"EnvironmentAdmin" cannot be bound to Kafka cluster lkc-1 in env-1: it is bound to an environment. ' +
        'Bind it to one of those, or take another role.',
    );
    expect(fixedFiles(code, bound('EnvironmentAdmin', cluster))).toEqual([
      bound('EnvironmentAdmin', environment),
      bound('CloudClusterAdmin', cluster),
    ]);
    expect(fixedFiles(code, bound('DataSteward', registry))).toEqual([bound('DataSteward', environment)]);
  });

  it.each([
    ['environment', environment, true],
    ['environment', topic, false],
    ['Kafka cluster, topic', cluster, true],
    ['cluster', `${cluster}/kafka=lkc-1`, true],
    ['consumer_group', `${cluster}/kafka=lkc-1/group=x`, true],
    ['topics', topic, true],
    ['topics', environment, false],
    ['galaxy', topic, true],
    ['', topic, true],
  ])('takes the scopes %j of a role of settings.roles for all there are: %s %s', (scopes, crn, isFine) => {
    const settings = `settings: { roles: [{ name: Ours, scopes: [${scopes}] }] }\n`;
    const text = isFine ? bound('Ours', crn) : marked('Ours', crn);
    expectInFile(code, text + settings);
  });

  it('believes settings.roles more than the catalogue', () => {
    expectInFile(
      code,
      bound('EnvironmentAdmin', organization, 'settings: { roles: [{ name: EnvironmentAdmin, scopes: [organization] }] }\n'),
    );
  });

  it('is silent where the form of the CRN is in doubt', () => {
    expectInFile(code, bound('EnvironmentAdmin', `${cluster}/topic=t`));
    expectInFile(code, bound('EnvironmentAdmin', 'topic=t'));
  });

  it('has an opinion only on the kinds that the catalogue rules out', () => {
    for (const { name, documentedScopes, reportedScopes, impossibleScopes } of predefinedRoles)
      expect(
        [...documentedScopes, ...reportedScopes].filter((scope) => impossibleScopes.includes(scope)),
        name,
      ).toEqual([]);
  });
});
