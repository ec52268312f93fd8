import { beforeAll, describe, expect, it } from 'vitest';
import type { GroupFilterServices } from '../../../src-language/group-filter-services.js';
import { simulateSet } from '../../../src-language/provisioning/simulator.js';
import { createTerraformServices, setOf } from '../../support/read-terraform.js';

let services: GroupFilterServices;
beforeAll(async () => {
  services = await createTerraformServices();
});

/** What somebody in the groups a and b is granted, a role in a line. */
function granted(binding: string): string[] {
  const texts = {
    'main.tf': `resource "confluent_group_mapping" "t" {
  for_each     = { a = "eu", b = "us" }
  display_name = each.key
  filter       = "\\"\${each.key}\\" in groups"
}
data "confluent_environment" "e" {
  for_each = toset(["a", "b"])
}
resource "confluent_role_binding" "b" {
${binding}
}
`,
    'users.groupmap.yaml': 'users: [{ name: ana, groups: [a, b] }]',
  };
  const [outcome] = simulateSet(services.simulator(setOf(services, texts))).outcomes;
  return (outcome?.access.sso_session ?? []).map(
    ({ role_name, crn_pattern, granted_by }) => `${role_name} on ${crn_pattern} by ${granted_by.join(' and ')}`,
  );
}

describe('instances whose role binding is known only in part', () => {
  it.each([
    [
      'are told apart by their key',
      'for_each = confluent_group_mapping.t\nprincipal = "User:${each.value.id}"\nrole_name = "EnvironmentAdmin"\ncrn_pattern = data.confluent_environment.e[each.key].resource_name',
      [
        'EnvironmentAdmin on data.confluent_environment.e["a"].resource_name by a',
        'EnvironmentAdmin on data.confluent_environment.e["b"].resource_name by b',
      ],
    ],
    [
      'are told apart by values, in templates too',
      'for_each = { x = { env = "a", "role" = "Operator" }, y = { env = "b", "role" = "MetricsViewer" } }\nprincipal = "User:${confluent_group_mapping.t["a"].id}"\nrole_name = each.value.role\ncrn_pattern = "${data.confluent_environment.e[each.value.env].resource_name}/topic=${each.key}"',
      [
        'Operator on ${data.confluent_environment.e["a"].resource_name}/topic=x by a',
        'MetricsViewer on ${data.confluent_environment.e["b"].resource_name}/topic=y by a',
      ],
    ],
    [
      'are told apart by their index',
      'count = 2\nprincipal = "User:${confluent_group_mapping.t["a"].id}"\nrole_name = "Operator"\ncrn_pattern = data.confluent_environment.e[count.index].resource_name',
      ['Operator on data.confluent_environment.e[0].resource_name by a', 'Operator on data.confluent_environment.e[1].resource_name by a'],
    ],
    [
      'are one where they are the same',
      'count = 2\nprincipal = "User:${confluent_group_mapping.t["a"].id}"\nrole_name = "Operator"\ncrn_pattern = data.confluent_environment.e["a"].resource_name',
      ['Operator on data.confluent_environment.e["a"].resource_name by a'],
    ],
    [
      'are as they are written where their key is not known',
      'for_each = data.x.y.z\nprincipal = "User:${confluent_group_mapping.t["a"].id}"\nrole_name = "Operator"\ncrn_pattern = data.confluent_environment.e[each.key].resource_name',
      ['Operator on data.confluent_environment.e[each.key].resource_name by a'],
    ],
  ])('%s', (_, binding, expected) => {
    expect(granted(binding)).toEqual(expected);
  });
});
