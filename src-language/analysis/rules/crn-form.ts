import { editsOfFiles, hostRangeOf, placeInHost } from '../../hosts/host-text.js';
import type { CrnRepair } from '../../mapping-set/crn/check-crn-form.js';
import type { Located } from '../../mapping-set/mapping-set.js';
import type { FileFix } from '../../text/problem.js';
import { roleBindingsOfSet } from '../../mapping-set/set-role-bindings.js';
import type { SetRule } from './rule.js';

/** A resource in a form that nobody has documented. */
export const crnForm: SetRule = {
  code: 'crn-form',
  severity: 'warning',
  kind: 'set',
  summary: 'A CRN has a part that is not known, parts in another order than the documented one, or something left over.',
  explanation:
    'A CRN leads from the organization to one resource: `organization`, `environment`, `cloud-cluster`, `kafka`, then `topic`, `group` or `transactional-id`; ' +
    "`schema-registry`, `flink-region` and `provider-integration` stand in the environment, `ksql` and `connector` in the cloud cluster (Confluent's documentation, " +
    '"Confluent Resource Names", and its Terraform provider). A `*` at the end stands for every name that begins so. Confluent adds kinds of resources, so this is a ' +
    'warning. A frequent slip is a topic without the `kafka` part before it.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Orders
    filter: '"orders" in groups'
    role_bindings:
      - role_name: DeveloperRead
        crn_pattern: crn://confluent.cloud/organization=1111aaaa/environment=env-1/cloud-cluster=lkc-1/topic=orders-*
`,
  good: `group_mappings:
  - display_name: Orders
    filter: '"orders" in groups'
    role_bindings:
      - role_name: DeveloperRead
        crn_pattern: crn://confluent.cloud/organization=1111aaaa/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=orders-*
`,
  *check({ set, crnOf }) {
    for (const { crnPattern } of roleBindingsOfSet(set)) {
      if (crnPattern.isPartlyKnown) continue;
      for (const { message, range, repair } of crnOf(crnPattern.value).faults)
        yield {
          code: 'crn-form',
          message,
          ...placeInHost(crnPattern.file, crnPattern.text ? hostRangeOf(crnPattern.text, range) : crnPattern.range),
          fixes: repair ? fixIn(crnPattern, repair) : [],
        };
    }
  },
};

function fixIn({ text, file }: Located<string>, { title, edits }: CrnRepair): FileFix[] {
  const encoded = text?.encodeEdits(edits);
  return encoded ? [{ title, isPreferred: true, edits: editsOfFiles(file, encoded) }] : [];
}
