import { parseCrn } from '../../mapping-set/crn/parse-crn.js';

/** The scope and resource of a role binding as flags of `confluent iam rbac role-binding create`. */
export interface RoleBindingFlags {
  /** Names and values, in the order that Confluent's help has them; a flag without a value is a switch. */
  readonly flags: readonly (readonly [flag: string, value: string | null])[];
  /** The organization that the command line has to be logged in to. */
  readonly organization: string;
}

/** Parts of a CRN that have a flag of their own, in the order in which the command line builds CRNs. */
const scopeFlags: readonly (readonly [segment: string, flag: string])[] = [
  ['environment', '--environment'],
  ['cloud-cluster', '--cloud-cluster'],
  ['schema-registry', '--schema-registry-cluster'],
  ['ksql', '--ksql-cluster'],
  ['kafka', '--kafka-cluster'],
  ['flink-region', '--flink-region'],
];

/** Kinds of resource as `--resource` names them: the command line puts the name into lower case, but for a few (its source code). */
const resourceTypes: ReadonlyMap<string, string> = new Map([
  ['topic', 'Topic'],
  ['group', 'Group'],
  ['transactional-id', 'Transactional-Id'],
  ['subject', 'Subject'],
  ['connector', 'Connector'],
  ['compute-pool', 'ComputePool'],
  ['service-account', 'ServiceAccount'],
]);

/**
 * The flags from which the command line builds exactly this CRN; null for one that it cannot build, or that is not known to be buildable:
 * another order of parts, a kind of resource without a flag, a `*` in place of an environment or cluster.
 */
export function roleBindingFlags(crnPattern: string): RoleBindingFlags | null {
  const crn = parseCrn(crnPattern);
  const [first, ...others] = crn?.segments ?? [];
  if (crn?.authority !== 'confluent.cloud' || first?.kind !== 'organization' || !first.name || first.name.includes('*')) return null;
  const flags: (readonly [string, string | null])[] = [];
  let next = 0;
  let hasCluster = false;
  for (const [index, { kind, name }] of others.entries()) {
    if (name === null || name === '') return null;
    const scope = scopeFlags.findIndex(([segment]) => segment === kind);
    if (scope >= next && !name.includes('*')) {
      flags.push([scopeFlags[scope]?.[1] ?? '', name]);
      next = scope + 1;
      hasCluster ||= kind !== 'environment';
      continue;
    }
    const type = resourceTypes.get(kind);
    if (type === undefined || index !== others.length - 1) return null;
    const isPrefix = name.endsWith('*') && name !== '*';
    flags.push(['--resource', `${type}:${isPrefix ? name.slice(0, -1) : name}`], ...(isPrefix ? [['--prefix', null] as const] : []));
  }
  // A cluster is named within its environment.
  if (hasCluster && !flags.some(([flag]) => flag === '--environment')) return null;
  return { flags, organization: first.name };
}
