import type { GroupMapping, MappingSet } from '../../mapping-set/mapping-set.js';
import { parseCrn } from '../../mapping-set/crn/parse-crn.js';
import { printable } from '../../text/printable.js';
import { quoted } from '../../text/quoted-name.js';
import { describeWhatStays, exportableMappings, type ExportableAcl, type ExportableMapping, type Exported } from './exportable-mappings.js';
import { cannotBeArgument, quoteShell } from './quote-shell.js';
import { roleBindingFlags } from './role-binding-flags.js';

/** Operations of `confluent kafka acl create` (its help). */
const aclOperations = new Set(
  'alter alter-configs cluster-action create delete describe describe-configs idempotent-write read write'.split(' '),
);
const aclResources: ReadonlyMap<string, string> = new Map([
  ['TOPIC', '--topic'],
  ['GROUP', '--consumer-group'],
  ['TRANSACTIONAL_ID', '--transactional-id'],
]);

/**
 * A set as commands of the Confluent command line. `--filter` is always there: left out, the command line sends `true`, which maps everyone.
 * A mapping with an id is updated, one without is created and its new id used for what it grants.
 */
export function exportCommands(set: MappingSet): Exported {
  const { mappings, remarks, leftOut } = exportableMappings(set, cannotBeArgument);
  const organization = organizationOf(set, mappings);
  const writer = new CommandWriter(organization, environmentsOf(mappings), leftOut);
  const commands = mappings.map((mapping) => writer.commandsOf(mapping));
  const creates = mappings.some(({ id }) => id === null);
  const head = [
    'Commands of the Confluent command line (3.41 or later) for a POSIX shell. Groupmap runs nothing: read them, log in' +
      `${organization === null ? '' : ` to organization ${organization}`} (confluent login) and run what you want.`,
    creates ? 'jq takes the id out of what a command prints.' : null,
    describeWhatStays(set),
    ...remarks,
    ...writer.leftOut,
  ].filter((line) => line !== null);
  const text = [head.map(comment).join('\n'), ...commands.filter((command) => command !== '')].join('\n\n');
  return { text: `${text}\n`, remarks, leftOut: writer.leftOut };
}

function comment(line: string): string {
  return `# ${printable(line)}`;
}

/** Some mappings of a set as commands alone, for the clipboard. */
export function exportCommandsOf(set: MappingSet, groupMappings: readonly GroupMapping[]): Exported {
  const { mappings, remarks, leftOut } = exportableMappings({ ...set, groupMappings }, cannotBeArgument);
  const all = exportableMappings(set, cannotBeArgument).mappings;
  const writer = new CommandWriter(organizationOf(set, all), environmentsOf(all), leftOut);
  const commands = mappings.map((one) => writer.commandsOf(one));
  const text = commands.filter((command) => command !== '').join('\n\n');
  return { text: text === '' ? '' : `${text}\n`, remarks, leftOut: writer.leftOut };
}

/** The organization that most role bindings are in; the set's own goes first. */
function organizationOf(set: MappingSet, mappings: readonly ExportableMapping[]): string | null {
  const named = mappings.flatMap(({ roleBindings }) =>
    roleBindings.flatMap(({ crn_pattern }) => roleBindingFlags(crn_pattern)?.organization ?? []),
  );
  return set.organization.id?.value ?? named[0] ?? null;
}

/** The environment of each cluster, as the CRNs of the set tell it. */
function environmentsOf(mappings: readonly ExportableMapping[]): ReadonlyMap<string, string> {
  const environments = new Map<string, string>();
  for (const { crn_pattern } of mappings.flatMap(({ roleBindings }) => roleBindings)) {
    const segments = parseCrn(crn_pattern)?.segments ?? [];
    const nameOf = (wanted: string) => segments.find(({ kind }) => kind === wanted)?.name;
    const cluster = nameOf('cloud-cluster');
    const environment = nameOf('environment');
    if (cluster && environment) environments.set(cluster, environment);
  }
  return environments;
}

type Flag = readonly [flag: string, value: string | null];

class CommandWriter {
  readonly leftOut: string[];

  constructor(
    private readonly organization: string | null,
    private readonly environments: ReadonlyMap<string, string>,
    leftOut: readonly string[],
  ) {
    this.leftOut = [...leftOut];
  }

  commandsOf(mapping: ExportableMapping): string {
    const { displayName, id, description, filter } = mapping;
    const called = quoted(displayName);
    if (displayName === '' || filter === '') {
      this.leftOut.push(
        `The mapping ${called} is left out: the command line cannot send an empty ${displayName === '' ? 'name' : 'filter'}.`,
      );
      return '';
    }
    const described: readonly Flag[] = description === null || (id !== null && description === '') ? [] : [['--description', description]];
    const flags: readonly Flag[] = [...(id === null ? [] : [['--name', displayName] as const]), ...described, ['--filter', filter]];
    const lines = [comment(`${displayName}${id === null ? '' : ` (${id})`}`)];
    const principal = id === null ? '"User:${id:?}"' : quoteShell(`User:${id}`);
    const command = ['confluent', 'iam', 'group-mapping'];
    if (id === null) {
      // A name that begins with a dash would be taken for a flag.
      const isDashed = displayName.startsWith('-');
      const create = [
        ...command,
        'create',
        ...(isDashed ? [] : [quoteShell(displayName)]),
        ...words(flags),
        '-o',
        'json',
        ...(isDashed ? ['--', quoteShell(displayName)] : []),
      ];
      const grants = mapping.roleBindings.length + mapping.acls.length > 0;
      lines.push(grants ? `id=$(${create.join(' ')} | jq -r '.id // empty')` : create.join(' '));
    } else lines.push([...command, 'update', quoteShell(id), ...words(flags)].join(' '));
    for (const binding of mapping.roleBindings) {
      const found = roleBindingFlags(binding.crn_pattern);
      if (found === null || found.organization !== this.organization) {
        const reason =
          found === null
            ? `no flags are known that make ${binding.crn_pattern}. groupmap export api writes it as a request.`
            : `it is in organization ${found.organization}, and the other commands act on ${this.organization ?? 'another'}.`;
        this.leaveOut(lines, `${binding.role_name} of ${called} is left out: ${reason}`);
      } else {
        const create = [
          'confluent',
          'iam',
          'rbac',
          'role-binding',
          'create',
          '--principal',
          principal,
          ...words([['--role', binding.role_name], ...found.flags]),
        ];
        lines.push(create.join(' '));
      }
    }
    for (const acl of mapping.acls) {
      const found = this.aclFlags(acl);
      if ('reason' in found)
        this.leaveOut(
          lines,
          `The ACL ${acl.permission} ${acl.operation} on ${acl.resource_name} of ${called} is left out: ${found.reason}`,
        );
      else
        lines.push(
          [
            'confluent',
            'kafka',
            'acl',
            'create',
            ...words(found.flags.slice(0, 1)),
            '--principal',
            principal,
            ...words(found.flags.slice(1)),
          ].join(' '),
        );
    }
    return lines.join('\n');
  }

  private leaveOut(lines: string[], sentence: string): void {
    this.leftOut.push(sentence);
    lines.push(comment(sentence));
  }

  private aclFlags(acl: ExportableAcl): { readonly flags: readonly Flag[] } | { readonly reason: string } {
    const operation = acl.operation.toLowerCase().replaceAll('_', '-');
    if (!aclOperations.has(operation)) return { reason: `the command line has no operation ${operation}.` };
    if (acl.permission !== 'ALLOW' && acl.permission !== 'DENY') return { reason: `its permission is neither ALLOW nor DENY.` };
    if (acl.host !== '*') return { reason: 'the command line makes ACLs for every host only.' };
    const resource = aclResources.get(acl.resource_type);
    if (resource === undefined && acl.resource_type !== 'CLUSTER')
      return { reason: `the command line has no flag for a ${acl.resource_type}.` };
    if (acl.pattern_type !== 'LITERAL' && acl.pattern_type !== 'PREFIXED')
      return { reason: 'its pattern type is neither LITERAL nor PREFIXED.' };
    const environment = this.environments.get(acl.kafka_cluster);
    return {
      flags: [
        [acl.permission === 'ALLOW' ? '--allow' : '--deny', null],
        ['--operations', operation],
        ...(resource === undefined ? [['--cluster-scope', null] as const] : [[resource, acl.resource_name] as const]),
        ...(acl.pattern_type === 'PREFIXED' && resource !== undefined ? [['--prefix', null] as const] : []),
        ['--cluster', acl.kafka_cluster],
        ...(environment === undefined ? [] : [['--environment', environment] as const]),
      ],
    };
  }
}

function words(flags: readonly Flag[]): readonly string[] {
  return flags.flatMap(([flag, value]) => (value === null ? [flag] : [flag, quoteShell(value)]));
}
