import { beforeAll, describe, expect, it } from 'vitest';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import { diffAccess } from '../../src-language/review/diff-access.js';
import { simulateSet } from '../../src-language/provisioning/simulator.js';
import { createTerraformServices, setOf } from '../support/read-terraform.js';

let services: GroupFilterServices;
beforeAll(async () => {
  services = await createTerraformServices();
});

/** A team for each key, in an environment that only Terraform knows. */
const terraform = (organization: string, teams = '{ eng = "Engineering", ops = "Operations" }') =>
  setOf(services, {
    'main.tf': `locals {
  root  = "crn://confluent.cloud/organization=${organization}"
  teams = ${teams}
}
data "confluent_environment" "prod" {
}
resource "confluent_group_mapping" "team" {
  for_each     = local.teams
  display_name = "\${each.value} of \${data.confluent_environment.prod.display_name}"
  filter       = "\\"\${each.key}\\" in groups"
}
resource "confluent_role_binding" "team" {
  for_each    = confluent_group_mapping.team
  principal   = "User:\${each.value.id}"
  role_name   = "FlinkDeveloper"
  crn_pattern = "\${local.root}/environment=\${data.confluent_environment.prod.id}/flink-region=aws.\${each.key}"
}
`,
    'users.groupmap.yaml': 'users: [{ name: ana, groups: [eng, ops] }]\n',
  });
const nameOf = (team: string): string => `${team} of \${data.confluent_environment.prod.display_name}`;
const crnOf = (key: string): string => `\${local.root}/environment=\${data.confluent_environment.prod.id}/flink-region=aws.${key}`;

describe('a name and a resource that are known only in part', () => {
  it('are their source text wherever they are shown, as it is for each instance', () => {
    const [outcome] = simulateSet(services.simulator(terraform('o'))).outcomes;
    expect(outcome?.group_mappings.map(({ display_name, partly_known, result }) => [display_name, partly_known, result])).toEqual([
      [nameOf('Engineering'), true, 'match'],
      [nameOf('Operations'), true, 'match'],
    ]);
    expect(outcome?.access.sso_session).toEqual([
      { role_name: 'FlinkDeveloper', crn_pattern: crnOf('eng'), granted_by: [nameOf('Engineering')], direct: false, partly_known: true },
      { role_name: 'FlinkDeveloper', crn_pattern: crnOf('ops'), granted_by: [nameOf('Operations')], direct: false, partly_known: true },
    ]);
  });

  it('are no two mappings of one name', () => {
    expect(services.findings(terraform('o')).filter(({ code }) => code === 'mapping-name-duplicate')).toEqual([]);
  });

  it('are told apart by what is known of them when sets are compared', () => {
    const same = diffAccess(terraform('o'), terraform('o'), services);
    expect([same.users, same.role_bindings, same.group_mappings]).toEqual([[], [], []]);
    const moved = diffAccess(terraform('o'), terraform('p'), services);
    expect(moved.role_bindings.map(({ change, partly_known }) => [change, partly_known])).toEqual([
      ['unknown', true],
      ['unknown', true],
      ['unknown', true],
      ['unknown', true],
    ]);
    const renamed = diffAccess(terraform('o'), terraform('o', '{ eng = "Engineers", ops = "Operations" }'), services);
    expect(renamed.group_mappings.map(({ is_renamed, change }) => [is_renamed, change])).toEqual([[true, 'equal']]);
  });
});
