import { predefinedRoles } from '../../mapping-set/predefined-roles.js';
import type { Located, MappingSet } from '../../mapping-set/mapping-set.js';
import { nearestName } from '../../text/nearest-name.js';
import { quoted } from '../../text/quoted-name.js';
import { replaceTextFix } from '../mapping-place.js';
import { roleBindingsOfSet } from '../../mapping-set/set-role-bindings.js';
import type { SetRule } from './rule.js';

const predefined: readonly string[] = predefinedRoles.map(({ name }) => name);

/** Names that people know from elsewhere, too far from the right ones to be slips of the pen. */
const slips: ReadonlyMap<string, string> = new Map([
  ['clusteradmin', 'CloudClusterAdmin'],
  ['kafkaclusteradmin', 'CloudClusterAdmin'],
  ['orgadmin', 'OrganizationAdmin'],
  ['envadmin', 'EnvironmentAdmin'],
]);

/** A role that nobody knows. */
export const roleUnknown: SetRule = {
  code: 'role-unknown',
  severity: 'warning',
  kind: 'set',
  summary: "A role is neither one of Confluent's predefined roles nor listed in `settings.roles`.",
  explanation:
    "Neither Terraform nor the command line checks the names of roles before the API refuses them. The catalogue holds the names that Confluent's documentation lists; " +
    'Confluent adds roles, so an unknown one is a warning: list it in `settings.roles` once it is right. In an expectation a misspelt role is never granted, so that ' +
    '`not_role_bindings` would hold whatever happens.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Platform
    filter: '"platform" in groups'
    role_bindings: [{ role_name: EnviromentAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa/environment=env-1 }]
`,
  good: `group_mappings:
  - display_name: Platform
    filter: '"platform" in groups'
    role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa/environment=env-1 }]
`,
  *check({ set }) {
    const own = set.settings.roles.map(({ name }) => name);
    const names = [...new Set([...own, ...predefined])];
    const known: ReadonlySet<string> = new Set(names);
    const meantFor = new Map<string, string | undefined>();
    for (const role of rolesNamed(set)) {
      const name = role.value;
      if (known.has(name)) continue;
      if (!meantFor.has(name)) meantFor.set(name, slips.get(name.toLowerCase()) ?? nearestName(name, names));
      const meant = meantFor.get(name);
      const source =
        own.length > 0
          ? "Confluent's predefined roles and settings.roles have none of this name"
          : "Confluent's predefined roles have none of this name";
      yield {
        code: 'role-unknown',
        message:
          `The role ${quoted(name)} is not known: ${source}. ` +
          (meant === undefined ? 'If your organization has it, list it in settings.roles.' : `Did you mean ${meant}?`),
        file: role.file,
        range: role.range,
        fixes: meant === undefined ? [] : replaceTextFix(`Change to ${meant}`, role, meant),
      };
    }
  },
};

/** Every place where a role is named and known, those in expectations too. */
function* rolesNamed(set: MappingSet): Generator<Located<string>> {
  for (const { roleName } of roleBindingsOfSet(set)) if (!roleName.isPartlyKnown) yield roleName;
  for (const { expect } of set.users)
    for (const expected of [expect?.role_bindings, expect?.not_role_bindings])
      for (const role of expected?.value ?? []) yield { ...role, value: role.value.role_name };
}
