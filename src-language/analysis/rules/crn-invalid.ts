import { completeCrn } from '../../mapping-set/crn/check-crn-form.js';
import { quoted } from '../../text/quoted-name.js';
import { replaceTextFix } from '../mapping-place.js';
import { roleBindingsOfSet } from '../../mapping-set/set-role-bindings.js';
import type { SetRule } from './rule.js';

/** A resource that Confluent's API refuses. */
export const crnInvalid: SetRule = {
  code: 'crn-invalid',
  severity: 'error',
  kind: 'set',
  summary: 'A `crn_pattern` is no CRN.',
  explanation:
    "Confluent's API takes as `crn_pattern` only what begins with `crn://` and goes on (its own pattern is `^crn://.+$`), and refuses the role binding otherwise. " +
    'The CRN of an environment or a cluster is what Terraform calls `resource_name` or `rbac_crn`.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: organization=1111aaaa/environment=env-1 }]
`,
  good: `group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa/environment=env-1 }]
`,
  *check({ set, crnOf }) {
    for (const { crnPattern } of roleBindingsOfSet(set)) {
      if (crnPattern.isPartlyKnown || crnOf(crnPattern.value).crn) continue;
      const complete = completeCrn(crnPattern.value);
      yield {
        code: 'crn-invalid',
        message:
          `${quoted(crnPattern.value)} is no CRN, and Confluent's API refuses it: a CRN begins with crn://, as in ` +
          'crn://confluent.cloud/organization=ORGANIZATION_ID/environment=ENVIRONMENT_ID.',
        file: crnPattern.file,
        range: crnPattern.range,
        fixes: complete === null ? [] : replaceTextFix(`Change to ${complete}`, crnPattern, complete),
      };
    }
  },
};
