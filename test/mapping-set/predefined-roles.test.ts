import { describe, expect, it } from 'vitest';
import { findCrnKind } from '../../src-language/mapping-set/crn/crn-kinds.js';
import { administratorRankOf, isAdministrator, predefinedRoles } from '../../src-language/mapping-set/predefined-roles.js';

const nothing = { roles: [] };
const own = (administrator: boolean, scopes: string[], name = 'Ours') => ({
  roles: [{ name, scopes, administrator, file: 'a.groupmap.yaml', range: { start: 0, end: 0 } }],
});

describe('the catalogue of roles', () => {
  it('lists the names of the documentation, each once', () => {
    const names = predefinedRoles.map(({ name }) => name).sort();
    expect(names).toEqual([
      'AccountAdmin', 'Assigner', 'BillingAdmin', 'CloudClusterAdmin', 'ConnectManager', 'DataDiscovery', 'DataSteward', 'DeveloperManage',
      'DeveloperRead', 'DeveloperWrite', 'EnvironmentAdmin', 'FlinkAdmin', 'FlinkDeveloper', 'FlinkFunctionDeveloper', 'KsqlAdmin',
      'MetricsViewer', 'NetworkAdmin', 'Operator', 'OrganizationAdmin', 'ResourceKeyAdmin', 'ResourceOwner',
    ]); // prettier-ignore
  });

  it.each(predefinedRoles)('$name: every scope is a kind of CRN, in one list, and it says where it is from', (role) => {
    const scopes = [...role.documentedScopes, ...role.reportedScopes, ...role.impossibleScopes];
    expect(scopes.filter((scope) => !findCrnKind(scope))).toEqual([]);
    expect(new Set(scopes).size).toBe(scopes.length);
    expect(role.source).not.toBe('');
    expect(role.description).toMatch(/^[A-Z].*\.$/);
  });
});

describe('isAdministrator', () => {
  it('is what Confluent names so', () => {
    const administrators = predefinedRoles.filter(({ name }) => isAdministrator(name, nothing)).map(({ name }) => name);
    expect(administrators).toEqual(predefinedRoles.map(({ name }) => name).filter((name) => name.endsWith('Admin')));
    expect(isAdministrator('Unheard', nothing)).toBe(false);
  });

  it("believes the set's own roles first", () => {
    expect(isAdministrator('Ours', own(true, ['environment']))).toBe(true);
    expect(isAdministrator('Ours', own(false, []))).toBe(false);
    expect(isAdministrator('EnvironmentAdmin', own(false, [], 'EnvironmentAdmin'))).toBe(false);
    expect(isAdministrator('DataSteward', own(true, [], 'DataSteward'))).toBe(true);
  });

  it('ranks by what is administered', () => {
    expect(administratorRankOf('OrganizationAdmin', nothing)).toBe('organization');
    expect(administratorRankOf('EnvironmentAdmin', nothing)).toBe('environment');
    expect(administratorRankOf('CloudClusterAdmin', nothing)).toBe('cluster');
    expect(administratorRankOf('Ours', own(true, ['topic', 'environment']))).toBe('environment');
    expect(administratorRankOf('Ours', own(true, []))).toBe('organization');
    expect(administratorRankOf('Ours', own(true, ['topic']))).toBe('cluster');
  });
});
