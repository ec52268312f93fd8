import { quoted } from '../../text/quoted-name.js';
import { replaceTextFix } from '../mapping-place.js';
import type { SetRule } from './rule.js';

/** A principal that is none. */
export const principalPrefix: SetRule = {
  code: 'principal-prefix',
  severity: 'error',
  kind: 'set',
  summary: 'The principal of a role binding does not begin with `User:`.',
  explanation:
    'The principal of a group mapping is `User:` and its id, such as `User:group-abc1`, not `Group:` and not the id alone. The Confluent Terraform provider refuses ' +
    'any other value of `principal` (its pattern is `^User:.+$`), and without the prefix the binding belongs to no mapping.',
  example: 'export',
  bad: `[
  { "id": "group-abc1", "name": "Platform", "filter": "\\"platform\\" in groups" },
  { "principal": "group-abc1", "role_name": "EnvironmentAdmin", "crn_pattern": "crn://confluent.cloud/organization=o/environment=env-1" }
]
`,
  good: `[
  { "id": "group-abc1", "name": "Platform", "filter": "\\"platform\\" in groups" },
  { "principal": "User:group-abc1", "role_name": "EnvironmentAdmin", "crn_pattern": "crn://confluent.cloud/organization=o/environment=env-1" }
]
`,
  *check({ set }) {
    for (const { source, looseRoleBindings } of set.files)
      for (const { principal } of looseRoleBindings ?? []) {
        const { value, isPartlyKnown } = principal;
        if (/^User:./.test(value)) continue;
        // The API takes Group: too, so that an export can hold it; the Terraform provider does not.
        if (/^Group:./.test(value) && !/\.tf(?:\.json)?$/.test(source.path)) continue;
        const id = value.replace(/^\s*(?:(?:user|group)\s*:)?\s*/i, '').trim();
        yield {
          code: 'principal-prefix',
          message:
            `The principal ${quoted(value)} does not begin with User:, so the role binding belongs to nobody. The principal of a group mapping is ` +
            `User: and its id, as in ${isPartlyKnown ? '"User:${confluent_group_mapping.NAME.id}"' : 'User:group-abc1'}.`,
          file: principal.file,
          range: principal.range,
          fixes: id === '' ? [] : replaceTextFix(value === id ? 'Put User: before it' : `Change to User:${id}`, principal, `User:${id}`),
        };
      }
  },
};
