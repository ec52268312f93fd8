import { encodeQuotedString } from '../../hosts/terraform/decode-template.js';
import type { MappingSet } from '../../mapping-set/mapping-set.js';
import { printable } from '../../text/printable.js';
import { writeHclBlock, type HclAttribute, type HclBlock } from './write-hcl.js';
import {
  describeWhatStays,
  exportableMappings,
  hasHalfCharacter,
  type ExportableAcl,
  type ExportableMapping,
  type Exported,
} from './exportable-mappings.js';

/**
 * A set as Terraform for Confluent's provider: a resource a mapping, one a role binding and one an ACL, and an `import` block for each mapping
 * whose id is known, so that Terraform takes it over instead of creating a second.
 */
export function exportTerraform(set: MappingSet): Exported {
  const { mappings, remarks, leftOut } = exportableMappings(set, cannotHold);
  const nameless = mappings.filter(({ displayName }) => displayName === '');
  const named = mappings.filter(({ displayName }) => displayName !== '');
  const names = new UniqueNames();
  const blocks = named.flatMap((mapping) => blocksOf(mapping, names));
  const hasAcls = named.some(({ acls }) => acls.length > 0);
  const notWritten = [...leftOut, ...nameless.map(() => 'A mapping without a display name is left out: the provider requires one.')];
  const head = [
    'Group mappings of Confluent Cloud, for the provider confluentinc/confluent. import blocks need Terraform 1.5 or later.',
    describeWhatStays(set),
    named.some(({ id, roleBindings }) => id !== null && roleBindings.length > 0)
      ? 'Role bindings that exist already are imported by their own ids (rb-…), which the mapping files do not have.'
      : null,
    ...remarks,
    ...notWritten,
  ].filter((line) => line !== null);
  const parts = [
    head.map((line) => `# ${printable(line)}`).join('\n'),
    ...(hasAcls ? [clustersVariable] : []),
    ...blocks.map((block) => writeHclBlock(block)),
  ];
  return { text: `${parts.join('\n\n')}\n`, remarks, leftOut: notWritten };
}

/** Terraform brings every string into Unicode's composed form (NFC), which is another group to a filter that compares exactly. */
function cannotHold(text: string): string | null {
  if (hasHalfCharacter(text)) return 'it holds half a character, which Terraform cannot.';
  return text.normalize('NFC') === text
    ? null
    : 'Terraform would rewrite a character that is written in parts (Unicode NFC), and the group would be another.';
}

/** What ACLs need besides: the provider asks for each cluster's endpoint and key, which no mapping file has. */
const clustersVariable = `variable "kafka_clusters" {
  description = "REST endpoint and API key of each Kafka cluster, by its id"
  type = map(object({
    rest_endpoint = string
    api_key       = string
    api_secret    = string
  }))
}`;

function blocksOf(mapping: ExportableMapping, names: UniqueNames): readonly HclBlock[] {
  const name = names.take('confluent_group_mapping', slugOf(mapping.displayName, 'mapping'));
  const address = `confluent_group_mapping.${name}`;
  const principal: HclAttribute = ['principal', `"User:\${${address}.id}"`];
  const text = (key: string, value: string): HclAttribute => [key, encodeQuotedString(value)];
  return [
    ...(mapping.id === null ? [] : [{ header: 'import', body: [['to', address] as const, text('id', mapping.id)] }]),
    {
      header: `resource "confluent_group_mapping" "${name}"`,
      body: [
        text('display_name', mapping.displayName),
        ...(mapping.description === null ? [] : [text('description', mapping.description)]),
        text('filter', mapping.filter),
      ],
    },
    ...mapping.roleBindings.map(({ role_name, crn_pattern }): HclBlock => ({
      header: `resource "confluent_role_binding" "${names.take('confluent_role_binding', `${name}_${slugOf(role_name, 'role')}`)}"`,
      body: [principal, text('role_name', role_name), text('crn_pattern', crn_pattern)],
    })),
    ...mapping.acls.map((acl) =>
      aclBlock(acl, principal, names.take('confluent_kafka_acl', `${name}_${slugOf(`${acl.permission} ${acl.operation}`, 'acl')}`)),
    ),
  ];
}

function aclBlock(acl: ExportableAcl, principal: HclAttribute, name: string): HclBlock {
  const { kafka_cluster, ...others } = acl;
  const cluster = `var.kafka_clusters[${encodeQuotedString(kafka_cluster)}]`;
  return {
    header: `resource "confluent_kafka_acl" "${name}"`,
    body: [
      { header: 'kafka_cluster', body: [['id', encodeQuotedString(kafka_cluster)]] },
      principal,
      ...Object.entries(others).map(([key, value]): HclAttribute => [key, encodeQuotedString(value)]),
      ['rest_endpoint', `${cluster}.rest_endpoint`],
      {
        header: 'credentials',
        body: [
          ['key', `${cluster}.api_key`],
          ['secret', `${cluster}.api_secret`],
        ],
      },
    ],
  };
}

/** A name as Terraform takes one: `Data science (EU)` is `data_science_eu`, `DeveloperRead` is `developer_read`. */
function slugOf(text: string, fallback: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
    .slice(0, 60);
  return words === '' ? fallback : /^[0-9]/.test(words) ? `${fallback}_${words}` : words;
}

/** Names of resources that are given out once for each type. */
class UniqueNames {
  private readonly taken = new Set<string>();

  take(type: string, wanted: string): string {
    let name = wanted;
    for (let count = 2; this.taken.has(`${type}.${name}`); count++) name = `${wanted}_${String(count)}`;
    this.taken.add(`${type}.${name}`);
    return name;
  }
}
