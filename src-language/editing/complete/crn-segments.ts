import { compareCodePoints } from '../../text/compare-code-points.js';
import type { EditingContext } from '../editing-context.js';

/** What every resource name of Confluent Cloud begins with. */
const root = 'crn://confluent.cloud/';

/** The kinds of resource by what they stand in (Confluent's documentation, "Confluent Resource Names", and the CRNs of its Terraform provider). */
const kindsWithin: Readonly<Record<string, readonly string[]>> = {
  '': ['organization'],
  organization: ['environment', 'service-account', 'group-mapping', 'identity-provider'],
  environment: ['cloud-cluster', 'schema-registry', 'flink-region', 'provider-integration'],
  'cloud-cluster': ['kafka', 'ksql', 'connector'],
  kafka: ['topic', 'group', 'transactional-id'],
  'schema-registry': ['subject', 'kek'],
  'flink-region': ['compute-pool'],
};

/** What the resources of a set are called. */
export interface KnownResources {
  /** The names of a kind of resource, those within `parent` (its own `kind=name` parts, joined by `/`) first. */
  seen(parent: string, kind: string): readonly string[];
}

/** One part more of a resource name. */
export interface CrnStep {
  /** The new last part: `environment=env-1`. */
  readonly label: string;
  /** The whole name with it. */
  readonly crn: string;
  readonly kind: string;
  /** False when the resource's own name is still to be written. */
  readonly isNamed: boolean;
  /** Something can stand within it. */
  readonly hasMore: boolean;
}

const indexes = new WeakMap<EditingContext, KnownResources>();

/** The resources that a set names, collected once. */
export function crnsOf(context: EditingContext): KnownResources {
  let index = indexes.get(context);
  if (!index) indexes.set(context, (index = collect(context)));
  return index;
}

function collect(context: EditingContext): KnownResources {
  const { set } = context;
  const byKind = new Map<string, Map<string, Set<string>>>();
  const add = (parent: string, kind: string, name: string): void => {
    let names = byKind.get(kind);
    if (!names) byKind.set(kind, (names = new Map()));
    const parents = names.get(name);
    if (parents) parents.add(parent);
    else names.set(name, new Set([parent]));
  };
  const seen = new Set<string>();
  if (set.organization.id) add('', 'organization', set.organization.id.value);
  for (const { roleBindings } of [...set.groupMappings, ...set.users]) {
    for (const { crnPattern } of roleBindings) {
      const crn = crnPattern.value;
      if (seen.has(crn) || !crn.startsWith(root)) continue;
      seen.add(crn);
      let parent = '';
      for (const part of crn.slice(root.length).split('/')) {
        const equals = part.indexOf('=');
        if (equals < 1 || equals === part.length - 1) break;
        add(parent, part.slice(0, equals), part.slice(equals + 1));
        parent = parent === '' ? part : `${parent}/${part}`;
      }
    }
  }
  for (const { acls } of set.groupMappings)
    for (const { values } of acls) if (values['kafka_cluster']) add('', 'cloud-cluster', values['kafka_cluster']);
  return {
    seen(parent, kind) {
      const names = [...(byKind.get(kind) ?? [])].map(([name, parents]) => ({ name, isWithin: parents.has(parent) }));
      return names.sort((a, b) => Number(b.isWithin) - Number(a.isWithin) || compareCodePoints(a.name, b.name)).map(({ name }) => name);
    },
  };
}

/**
 * What a resource name can go on with: the names known for the part that is being written, and, where that part is complete, what can
 * stand within it. `typed` is the text before the cursor.
 */
export function crnSteps(resources: KnownResources, typed: string): readonly CrnStep[] {
  if (!typed.startsWith(root)) return stepsWithin(resources, '');
  const parts = typed.slice(root.length).split('/');
  const last = parts.pop() ?? '';
  const parent = parts.join('/');
  const steps = [...stepsWithin(resources, parent)];
  const equals = last.indexOf('=');
  // A name that is there already can be what was meant, or the beginning of another one: both go on.
  if (equals > 0 && equals < last.length - 1 && !last.includes('*')) {
    const whole = parent === '' ? last : `${parent}/${last}`;
    steps.push(...stepsWithin(resources, whole));
  }
  return steps.filter(({ crn }) => crn !== typed);
}

function stepsWithin(resources: KnownResources, parent: string): readonly CrnStep[] {
  const last = parent.slice(parent.lastIndexOf('/') + 1);
  const equals = last.indexOf('=');
  const [within, name] = equals < 0 ? [last, ''] : [last.slice(0, equals), last.slice(equals + 1)];
  const kinds = Object.hasOwn(kindsWithin, within) ? (kindsWithin[within] ?? []) : [];
  return kinds.flatMap((kind) => {
    // The Kafka cluster of a cloud cluster has the same id.
    const own = kind === 'kafka' && name !== '' ? [name] : [];
    const names = own.length > 0 ? own : resources.seen(parent, kind);
    const step = (label: string, isNamed: boolean): CrnStep => ({
      label,
      crn: root + (parent === '' ? label : `${parent}/${label}`),
      kind,
      isNamed,
      hasMore: !isNamed || Object.hasOwn(kindsWithin, kind),
    });
    return [...names.map((each) => step(`${kind}=${each}`, true)), ...(own.length > 0 ? [] : [step(`${kind}=`, false)])];
  });
}
