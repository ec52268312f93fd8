import { parse as parseHcl } from '@cdktn/hcl2json';
import { expect } from 'vitest';

/** What came back of a mapping. */
export interface ReadMapping {
  readonly name: string;
  readonly description: string | null;
  readonly filter: string;
  readonly bindings: readonly (readonly [role: string, crn: string])[];
  readonly acls: readonly Readonly<Record<string, string>>[];
}

/** What the command line would make of recorded calls: flags as its help has them, CRNs as its source code builds them. */
export function readCommands(calls: readonly (readonly string[])[], organization = '1111aaaa-11aa-11aa-11aa-111111aaaaaa'): ReadMapping[] {
  const mappings = new Map<
    string,
    { name: string; description: string | null; filter: string; bindings: [string, string][]; acls: Record<string, string>[] }
  >();
  for (const [program, ...words] of calls) {
    expect(program).toBe('confluent');
    const { flags, positional, created } = readFlags(words);
    const command = positional.slice(0, words[1] === 'rbac' ? 4 : 3).join(' ');
    const rest = positional.slice(command.split(' ').length);
    const given = flags.get('--filter');
    if (command === 'iam group-mapping create')
      mappings.set(created, {
        name: rest[0] ?? '',
        description: flags.get('--description') ?? null,
        filter: given ?? 'true',
        bindings: [],
        acls: [],
      });
    else if (command === 'iam group-mapping update')
      mappings.set(rest[0] ?? '', {
        name: flags.get('--name') ?? '',
        description: flags.get('--description') ?? null,
        filter: given ?? 'true',
        bindings: [],
        acls: [],
      });
    else {
      const principal = flags.get('--principal') ?? '';
      const mapping = mappings.get(principal.slice('User:'.length));
      if (command === 'iam rbac role-binding create') mapping?.bindings.push([flags.get('--role') ?? '', crnOf(flags, organization)]);
      else if (command === 'kafka acl create') mapping?.acls.push(aclOf(flags));
      else throw new Error(`unknown command ${command}`);
    }
  }
  return [...mappings.values()];
}

function readFlags(words: readonly string[]) {
  const flags = new Map<string, string>();
  const positional: string[] = [];
  const switches = new Set(['--prefix', '--allow', '--deny', '--cluster-scope']);
  let created = '';
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word.startsWith('created:')) created = word.slice('created:'.length);
    else if (word === '--') positional.push(words[++at] ?? '');
    else if (switches.has(word)) flags.set(word, '');
    else if (/^--?[a-z]/.test(word)) flags.set(word, words[++at] ?? '');
    else positional.push(word);
  }
  return { flags, positional, created };
}

function crnOf(flags: ReadonlyMap<string, string>, organization: string): string {
  const parts = [`crn://confluent.cloud/organization=${organization}`];
  const add = (flag: string, segment: string) => flags.has(flag) && parts.push(`${segment}=${flags.get(flag) ?? ''}`);
  add('--environment', 'environment');
  add('--cloud-cluster', 'cloud-cluster');
  add('--schema-registry-cluster', 'schema-registry');
  add('--ksql-cluster', 'ksql');
  add('--kafka-cluster', 'kafka');
  add('--flink-region', 'flink-region');
  const resource = flags.get('--resource');
  if (resource !== undefined) {
    const [type = '', ...name] = resource.split(':');
    const segment = { Cluster: 'kafka', ServiceAccount: 'service-account', ComputePool: 'compute-pool' }[type] ?? type.toLowerCase();
    parts.push(`${segment}=${name.join(':')}${flags.has('--prefix') ? '*' : ''}`);
  }
  return parts.join('/');
}

function aclOf(flags: ReadonlyMap<string, string>): Record<string, string> {
  const [flag, resource_type] = [
    ...Object.entries({ '--topic': 'TOPIC', '--consumer-group': 'GROUP', '--transactional-id': 'TRANSACTIONAL_ID' }),
  ].find(([name]) => flags.has(name)) ?? ['', ''];
  return {
    kafka_cluster: flags.get('--cluster') ?? '',
    resource_type,
    resource_name: flags.get(flag) ?? '',
    pattern_type: flags.has('--prefix') ? 'PREFIXED' : 'LITERAL',
    operation: (flags.get('--operations') ?? '').toUpperCase().replaceAll('-', '_'),
    permission: flags.has('--allow') ? 'ALLOW' : 'DENY',
    host: '*',
  };
}

/** What the API would be left with after recorded calls of curl. */
export function readRequests(calls: readonly (readonly string[])[]): ReadMapping[] {
  const mappings = new Map<string, ReadMapping & { bindings: [string, string][]; acls: Record<string, string>[] }>();
  for (const [program, ...words] of calls) {
    expect(program).toBe('curl');
    const after = (flag: string) => words[words.indexOf(flag) + 1] ?? '';
    const method = after('--request');
    const url = words[words.indexOf('--request') + 2] ?? '';
    const { principal = '', ...body } = JSON.parse(after('--data')) as Record<string, string>;
    const created = words.find((word) => word.startsWith('created:'))?.slice('created:'.length) ?? '';
    const path = 'https://api.confluent.cloud/iam/v2/sso/group-mappings';
    if (url.startsWith(path)) {
      expect(method).toBe(url === path ? 'POST' : 'PATCH');
      mappings.set(url === path ? created : url.slice(path.length + 1), {
        name: body['display_name'] ?? '',
        description: body['description'] ?? null,
        filter: body['filter'] ?? '',
        bindings: [],
        acls: [],
      });
      continue;
    }
    expect(method).toBe('POST');
    const mapping = mappings.get(principal.slice('User:'.length));
    const cluster = /^https:\/\/rest\.example\/kafka\/v3\/clusters\/([^/]+)\/acls$/.exec(url)?.[1];
    if (cluster !== undefined) mapping?.acls.push({ kafka_cluster: cluster, ...body });
    else {
      expect(url).toBe('https://api.confluent.cloud/iam/v2/role-bindings');
      mapping?.bindings.push([body['role_name'] ?? '', body['crn_pattern'] ?? '']);
    }
  }
  return [...mappings.values()];
}

type Resources = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Mappings of a Terraform file by HashiCorp's own parser, joined by the references of principals. */
export async function readTerraform(text: string): Promise<ReadMapping[]> {
  const { resource = {} } = (await parseHcl('main.tf', text)) as { resource?: Readonly<Record<string, Resources>> };
  const literal = (value: unknown) => String(value).replaceAll('$${', '${').replaceAll('%%{', '%{');
  // The parser sorts resources; the file has them in order.
  const order = [...text.matchAll(/^resource "(\w+)" "(\w+)"/gm)].map((match) => [match[1] ?? '', match[2] ?? ''] as const);
  const of = (type: string, name: string) =>
    order
      .filter(([of]) => of === type)
      .flatMap(([, key]) => resource[type]?.[key] ?? [])
      .filter(({ principal }) => principal === `User:\${confluent_group_mapping.${name}.id}`);
  return order
    .filter(([type]) => type === 'confluent_group_mapping')
    .map(([type, name]) => {
      const [body] = resource[type]?.[name] ?? [];
      return {
        name: literal(body?.['display_name']),
        description: body?.['description'] === undefined ? null : literal(body['description']),
        filter: literal(body?.['filter']),
        bindings: of('confluent_role_binding', name).map(
          ({ role_name, crn_pattern }) => [literal(role_name), literal(crn_pattern)] as const,
        ),
        acls: of('confluent_kafka_acl', name).map(({ kafka_cluster, principal, rest_endpoint, credentials, ...acl }) => {
          expect([principal, rest_endpoint, credentials].every(Boolean)).toBe(true);
          const [{ id }] = kafka_cluster as [{ id: unknown }];
          return { kafka_cluster: literal(id), ...Object.fromEntries(Object.entries(acl).map(([key, value]) => [key, literal(value)])) };
        }),
      };
    });
}
