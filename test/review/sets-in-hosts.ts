import { exportSet } from '../../src-language/exchange/export/export-set.js';
import { fromShape, type Shape } from '../analysis/filter-shapes.js';
import type { Texts } from '../support/read-terraform.js';
import { crn, type DrawnMapping, setOf } from './drawn-sets.js';
import { type Draw, written } from './same-access.js';

export const hosts = ['YAML', 'JSON', 'Terraform', 'command line listing', 'REST listing'] as const;
export type Host = (typeof hosts)[number];

/** What a drawn role stands for: two role bindings that differ in their CRN alone, and one that every kind of quoting has to keep. */
export const grants: Readonly<Record<string, { readonly role_name: string; readonly crn_pattern: string }>> = {
  DeveloperRead: { role_name: 'DeveloperRead', crn_pattern: crn },
  DeveloperWrite: { role_name: 'DeveloperRead', crn_pattern: `${crn}/cloud-cluster=lkc-1/kafka=lkc-1/topic=orders-*` },
  EnvironmentAdmin: { role_name: 'EnvironmentAdmin', crn_pattern: `${crn}/"odd" \${it}` },
};

/** One that only our own formats and Terraform can tell. */
const acl = {
  kafka_cluster: 'lkc-1',
  resource_type: 'TOPIC',
  resource_name: 'orders',
  pattern_type: 'LITERAL',
  operation: 'READ',
  permission: 'ALLOW',
  host: '*',
};
export const aclOf = (host: Host): typeof acl | null => (host.endsWith('listing') ? null : acl);

/** What the drawn groups are called: names that each host has to quote in its own way. */
export const groupNames: Readonly<Record<string, string>> = { a: 'R&D "core"', b: "it's \\ ${var.x} %{if}", c: '00123', d: 'équipe 🦊\n#' };

/** The mappings as files of a host. Our exports write YAML and Terraform; JSON and listings are as their documentation has them. */
export function filesOf(host: Host, mappings: readonly DrawnMapping[], withAcls: boolean, draw: Draw): Texts {
  const content = mappings.map(({ name, shape, roles }, index) => ({
    id: `group-${index}`,
    display_name: name,
    ...condition(shape, host, draw),
    role_bindings: roles.map((role) => grants[role]),
    ...(withAcls && roles.includes('DeveloperWrite') ? { acls: [acl] } : {}),
  }));
  switch (host) {
    case 'JSON':
      return { 'acme.groupmap.json': JSON.stringify({ group_mappings: content }, null, draw(3)) };
    case 'YAML':
      return { 'acme.groupmap.yaml': exported(content, 'yaml') };
    case 'Terraform':
      return { 'main.tf': exported(content, 'terraform') };
    default: {
      const isRest = host === 'REST listing';
      const listed = content.map(({ id, display_name, filter }) => ({
        ...(isRest ? { api_version: 'iam/v2', kind: 'GroupMapping', display_name, state: 'ENABLED' } : { name: display_name }),
        id,
        description: '',
        filter,
        principal: id,
      }));
      const bindings = content.flatMap(({ id, role_bindings }) =>
        role_bindings.map((binding) => ({ ...(isRest ? { id: 'rb-1' } : {}), principal: `User:${id}`, ...binding })),
      );
      const list = (kind: string, data: readonly unknown[]) =>
        JSON.stringify(isRest ? { api_version: 'iam/v2', kind, metadata: {}, data } : data, null, 2);
      return {
        'a.group-mappings.json': list('GroupMappingList', listed),
        'b.group-mappings.json': list('RoleBindingList', bindings),
      };
    }
  }
}

/** A group alone may be written as a literal one, where a host has such. */
function condition(shape: Shape, host: Host, draw: Draw): { readonly filter?: string; readonly group?: string } {
  if (typeof shape === 'object' && 'test' in shape && !host.endsWith('listing') && draw(2) === 0) return { group: nameOf(shape.test) };
  const filter = draw(2) === 0 ? fromShape(shape).text : written(shape, draw);
  return { filter: filter.replace(/(["'])([a-d])\1/g, (_, quote: string, group: string) => quotedIn(quote, nameOf(group))) };
}

function nameOf(group: string): string {
  return groupNames[group] ?? group;
}

/** A CEL string in either kind of quotes. */
function quotedIn(quote: string, text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${inner}"` : `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function exported(group_mappings: unknown, format: 'yaml' | 'terraform'): string {
  const { text, leftOut } = exportSet(setOf({ group_mappings }), format);
  if (leftOut.length > 0) throw new Error(leftOut.join('\n'));
  return text;
}

/** Files of people only, who hold the groups that a set of drawn ones is called; named after the drawn ones. */
export function peopleOf(sets: readonly (readonly string[])[]): Texts {
  const users = sets.map((groups) => ({
    name: `with ${groups.join(' ') || 'nothing'}`,
    groups: groups.map(nameOf),
  }));
  return { 'people.groupmap.json': JSON.stringify({ users }) };
}
