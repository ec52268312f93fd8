import { readdirSync, readFileSync } from 'node:fs';
import { parse as parseHcl } from '@cdktn/hcl2json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import { loadHclParser } from '../support/hcl-parser.js';
import { exportSet, type ExportFormat } from '../../src-language/exchange/export/export-set.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { runShell } from './shell-recorder.js';
import { meaningOf, readYaml, services, structureOf } from './reading-back.js';
import { randomContent, randomMappings, setOf, type RandomMapping } from './random-sets.js';

const examples = ['entra-azure-marketplace', 'okta'].map((name) => {
  const directory = new URL(`../../examples/${name}/`, import.meta.url);
  const files = readdirSync(directory).filter((file) => file.endsWith('.groupmap.yaml'));
  return {
    name,
    set: services.assemble(files.map((path) => services.readFile({ path, text: readFileSync(new URL(path, directory), 'utf8') }))),
  };
});
/** 200 sets, drawn once: a property by hand, so that what runs them runs once. */
const randoms = fc.sample(randomMappings, 200);

/** The mappings of a set as plain values. */
function plainMappings({ groupMappings }: MappingSet): readonly RandomMapping[] {
  return groupMappings.map(({ displayName, id, description, filter, group, roleBindings, acls }) => ({
    display_name: displayName,
    ...(id && { id: id.value }),
    ...(description && { description: description.value }),
    ...(filter && { filter: filter.value }),
    ...(group && { group: group.value }),
    role_bindings: roleBindings.map(({ roleName, crnPattern }) => ({ role_name: roleName.value, crn_pattern: crnPattern.value })),
    acls: acls.map(({ values }) => values),
  }));
}

/** What came back of a mapping. */
interface ReadMapping {
  readonly name: string;
  readonly description: string | null;
  readonly filter: string;
  readonly bindings: readonly (readonly [role: string, crn: string])[];
  readonly acls: readonly Readonly<Record<string, string>>[];
}

/** The same, as the set has it; a literal group compares by what its filter matches. */
function expectedOf({
  display_name,
  description,
  filter,
  group,
  role_bindings,
  acls,
}: RandomMapping): ReadMapping & { readonly group: string | null } {
  return {
    name: display_name,
    description: description ?? null,
    filter: filter ?? '',
    group: group ?? null,
    bindings: role_bindings.map(({ role_name, crn_pattern }) => [role_name, crn_pattern]),
    acls,
  };
}

function compare(
  read: readonly ReadMapping[],
  mappings: readonly RandomMapping[],
  described: (text: string | null, mapping: RandomMapping) => string | null,
): void {
  const expected = mappings.map(expectedOf);
  expect(read.map(({ name, description, bindings, acls }) => ({ name, description, bindings, acls }))).toEqual(
    expected.map(({ name, description, bindings, acls }, index) => ({
      name,
      bindings,
      acls,
      description: described(description, mappings[index] as RandomMapping),
    })),
  );
  read.forEach(({ filter }, index) => {
    const wanted = expected[index];
    if (wanted?.group === null) expect(filter).toBe(wanted.filter);
    else {
      const { fn } = { fn: services.membership(filter) };
      expect(fn).not.toBeNull();
      const matches = (groups: readonly string[]) =>
        services
          .simulator(setOf({ group_mappings: [{ display_name: 'x', filter }], users: [] }))
          .decide({ name: 'x', account: 'existing', claim: { from: 'groups', values: groups }, roleBindings: [] }).matching.length;
      expect([matches([wanted?.group ?? '']), matches([]), matches([`${wanted?.group ?? ''} `])]).toEqual([1, 0, 0]);
    }
  });
}

function exported(set: MappingSet, format: ExportFormat): string {
  const { text, leftOut } = exportSet(set, format);
  expect(leftOut).toEqual([]);
  return text;
}

describe('YAML', () => {
  it.each(examples)('of the example $name reads back to the same', ({ set }) => {
    const back = readYaml(exported(set, 'yaml'));
    expect(structureOf(back)).toEqual([]);
    expect(meaningOf(back)).toEqual(meaningOf(set));
  });

  it('reads back to the same, whatever the set holds', () => {
    fc.assert(
      fc.property(randomContent, (content) => {
        const set = setOf(content);
        const back = readYaml(exported(set, 'yaml'));
        expect(meaningOf(back)).toEqual(meaningOf(set));
      }),
      { numRuns: 200 },
    );
  });
});

describe.each(examples)('the example $name', ({ set }) => {
  const mappings = plainMappings(set);
  it('comes back from commands', () => {
    const [calls = []] = runShell([exported(set, 'cli')]);
    compare(readCommands(calls, set.organization.id?.value), mappings, (text) => text);
  });
  it('comes back from requests', () => compare(readRequests(runShell([exported(set, 'api')])[0] ?? []), mappings, (text) => text ?? ''));
  it('comes back from Terraform', async () => compare(await readTerraform(exported(set, 'terraform')), mappings, (text) => text));
});

describe('commands', () => {
  it('run in a real shell, and make the command line create exactly the set', { timeout: 120_000 }, () => {
    const texts = randoms.map((group_mappings) =>
      exported(
        setOf({ organization: { id: '1111aaaa-11aa-11aa-11aa-111111aaaaaa' }, group_mappings: group_mappings.filter(isForCommands) }),
        'cli',
      ),
    );
    const runs = runShell(texts);
    randoms.forEach((mappings, index) => {
      const kept = mappings.filter(isForCommands);
      compare(readCommands(runs[index] ?? []), kept, (text, { id }) => (id !== undefined && text === '' ? null : text));
    });
  });

  it('never leave --filter out', () => {
    for (const mappings of randoms) {
      const text = exportSet(setOf({ group_mappings: mappings }), 'cli').text;
      const commands = text.split('\n').filter((line) => /^(?:id=\$\()?confluent iam group-mapping/.test(line));
      for (const command of commands) expect(command).toMatch(/ --filter /);
    }
  });

  it.each([
    ['a part without a flag', 'crn://confluent.cloud/organization=o/environment=e/provider-integration=p', /no flags are known/],
    ['another order', 'crn://confluent.cloud/organization=o/cloud-cluster=l/environment=e', /no flags are known/],
    ['a cluster without an environment', 'crn://confluent.cloud/organization=o/cloud-cluster=l', /no flags are known/],
    ['any environment', 'crn://confluent.cloud/organization=o/environment=*', /no flags are known/],
    ['another organization', 'crn://confluent.cloud/organization=p/environment=e', /in organization p, and the other commands act on o/],
  ])('say what they cannot express: %s', (_, crn_pattern, reason) => {
    const { text, leftOut } = exportSet(
      setOf({
        organization: { id: 'o' },
        group_mappings: [{ display_name: 'A', filter: 'true', role_bindings: [{ role_name: 'R', crn_pattern }] }],
      }),
      'cli',
    );
    expect(leftOut).toEqual([expect.stringMatching(reason)]);
    expect(text.split('\n')).toContain(`# ${leftOut[0]}`);
    expect(text).not.toContain('role-binding create');
  });
});

describe('REST requests', () => {
  it('run in a real shell, and send exactly the set', { timeout: 120_000 }, () => {
    const texts = randoms.map((group_mappings) => exported(setOf({ group_mappings }), 'api'));
    const runs = runShell(texts);
    randoms.forEach((mappings, index) =>
      compare(readRequests(runs[index] ?? []), mappings, (text, { id }) => text ?? (id === undefined ? '' : null)),
    );
  });

  it('hold no credentials', () => {
    const text = exportSet(setOf({ group_mappings: [{ display_name: 'A', filter: 'true', role_bindings: [] }] }), 'api').text;
    expect(text).toContain('--user "$CONFLUENT_CLOUD_API_KEY:$CONFLUENT_CLOUD_API_SECRET"');
  });
});

describe('Terraform', () => {
  it("reads back to the same by HashiCorp's parser", { timeout: 120_000 }, async () => {
    for (const mappings of randoms)
      compare(await readTerraform(exported(setOf({ group_mappings: mappings }), 'terraform')), mappings, (text) => text);
  });

  it('reads back to the same by our own reader, with the ids of import blocks left to Terraform', { timeout: 120_000 }, async () => {
    const terraform = createGroupFilterServices({ loadHclParser });
    for (const mappings of randoms) {
      const source = { path: 'main.tf', text: exported(setOf({ group_mappings: mappings }), 'terraform') };
      await terraform.prepare([source]);
      const set = terraform.assemble([terraform.readFile(source)]);
      expect(structureOf(set)).toEqual([]);
      const back = plainMappings(set).map(({ display_name, description, filter, role_bindings, acls }) => ({
        name: display_name,
        description: description ?? null,
        filter: filter ?? '',
        bindings: role_bindings.map(({ role_name, crn_pattern }) => [role_name, crn_pattern] as const),
        acls,
      }));
      compare(back, mappings, (text) => text);
    }
  });

  it('imports what has an id', async () => {
    const text = exported(
      setOf({
        group_mappings: [
          { display_name: 'Ops', id: 'group-a"1', filter: 'true' },
          { display_name: 'New', filter: 'true' },
        ],
      }),
      'terraform',
    );
    const { import: imports } = (await parseHcl('a.tf', text)) as { import: unknown };
    expect(imports).toEqual([{ to: '${confluent_group_mapping.ops}', id: 'group-a"1' }]);
  });

  it('gives every resource a name of its own that Terraform takes', async () => {
    const names = [
      'Data science',
      'data-science',
      'Data_Science',
      'Ünïcode & more',
      '!!!',
      '???',
      '2nd line',
      'DataScience',
      'data science 2',
    ];
    const text = exported(
      setOf({
        group_mappings: names.map((display_name) => ({
          display_name,
          filter: 'true',
          role_bindings: [
            { role_name: 'R', crn_pattern: 'crn://x' },
            { role_name: 'R', crn_pattern: 'crn://y' },
          ],
        })),
      }),
      'terraform',
    );
    const headers = text.match(/^resource .*\{$/gm) ?? [];
    expect(new Set(headers).size).toBe(names.length * 3);
    for (const header of headers) expect(header).toMatch(/^resource "\w+" "[a-z_][a-z0-9_]*" \{$/);
  });

  it('is laid out as terraform fmt does', () => {
    for (const mappings of randoms.slice(0, 50)) {
      const lines = exported(setOf({ group_mappings: mappings }), 'terraform').split('\n');
      let run: number[] = [];
      for (const line of [...lines, '']) {
        const column = /^ *[a-z_]+ += (?!map\()/.test(line) ? line.indexOf(' = ') : -1;
        if (column >= 0) run.push(column);
        else {
          expect(new Set(run).size).toBeLessThanOrEqual(1);
          run = [];
        }
        expect(line).not.toMatch(/\t|\s$/);
      }
    }
  });

  it('leaves out what Terraform would rewrite, and says so', () => {
    const { text, leftOut } = exportSet(
      setOf({
        group_mappings: [
          { display_name: 'A', group: 'e\u0301quipe' },
          { display_name: '', filter: 'true' },
        ],
      }),
      'terraform',
    );
    expect(leftOut).toEqual([expect.stringMatching(/Unicode NFC/), expect.stringMatching(/without a display name/)]);
    expect(text).not.toContain('resource');
  });
});

describe('what is not known', () => {
  const set = readYaml(`
group_mappings:
  - display_name: Both
    filter: 'true'
    group: a
  - display_name: Neither
  - display_name: Fine
    filter: 'true'
`);
  it.each(['terraform', 'cli', 'api'] as const)('is left out of %s, and said', (format) => {
    const { text, leftOut } = exportSet(set, format);
    expect(leftOut).toEqual([
      expect.stringMatching(/"Both" \(read\.groupmap\.yaml:3\) is left out: whom it matches is unknown/),
      expect.stringMatching(/"Neither"/),
    ]);
    for (const line of leftOut) expect(text).toContain(`# ${line}`);
    expect(text).toContain('Fine');
  });

  it('is left out when Terraform computes it, and said', async () => {
    const terraform = createGroupFilterServices({ loadHclParser });
    const text = `resource "confluent_group_mapping" "a" {
  display_name = "A"
  filter       = "true"
}
resource "confluent_kafka_acl" "b" {
  kafka_cluster {
    id = "lkc-1"
  }
  principal     = "User:\${confluent_group_mapping.a.id}"
  resource_type = "TOPIC"
  resource_name = var.topic
  pattern_type  = "LITERAL"
  operation     = "READ"
  permission    = "ALLOW"
  host          = "*"
}
`;
    const source = { path: 'main.tf', text };
    await terraform.prepare([source]);
    const computed = terraform.assemble([terraform.readFile(source)]);
    for (const format of ['terraform', 'cli', 'api', 'yaml'] as const) {
      const { text: written, leftOut } = exportSet(computed, format);
      expect(leftOut).toEqual([expect.stringMatching(/^An ACL of "A" \(main\.tf:5\) is left out/)]);
      expect(written).not.toContain('var.topic');
    }
  });

  it('stays as it is in YAML, where it can be written', () => {
    const { text, leftOut } = exportSet(set, 'yaml');
    expect(leftOut).toEqual([]);
    expect(meaningOf(readYaml(text))).toEqual(meaningOf(set));
  });
});

/** Commands send no empty name and no empty filter. */
function isForCommands({ filter }: RandomMapping): boolean {
  return filter !== '';
}

/** What the command line would make of recorded calls: flags as its help has them, CRNs as its source code builds them. */
function readCommands(calls: readonly (readonly string[])[], organization = '1111aaaa-11aa-11aa-11aa-111111aaaaaa'): ReadMapping[] {
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
function readRequests(calls: readonly (readonly string[])[]): ReadMapping[] {
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
async function readTerraform(text: string): Promise<ReadMapping[]> {
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
