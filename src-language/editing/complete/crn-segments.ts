import { compareCodePoints } from '../../text/compare-code-points.js';
import { crnKindsWithin } from '../../mapping-set/crn/crn-kinds.js';
import { crnRoot as root, parseCrn } from '../../mapping-set/crn/parse-crn.js';
import { roleBindingsOfSet } from '../../mapping-set/set-role-bindings.js';
import type { EditingContext } from '../editing-context.js';

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

/** The kinds of resource that an ACL names, by its `resource_type`. */
const kindOfAcl: ReadonlyMap<string, string> = new Map([
  ['TOPIC', 'topic'],
  ['GROUP', 'group'],
  ['TRANSACTIONAL_ID', 'transactional-id'],
]);

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
  for (const { crnPattern } of roleBindingsOfSet(set)) {
    const crn = crnPattern.value;
    if (crnPattern.isPartlyKnown || seen.has(crn) || !crn.startsWith(root)) continue;
    seen.add(crn);
    let parent = '';
    for (const { kind, name, range } of parseCrn(crn)?.segments ?? []) {
      if (kind === '' || !name) break;
      add(parent, kind, name);
      parent = crn.slice(root.length, range.end);
    }
  }
  for (const { acls, id } of set.groupMappings) {
    if (id) add('', 'group-mapping', id.value);
    for (const { values } of acls) {
      const { kafka_cluster: cluster, resource_type: type, resource_name: name, pattern_type: pattern } = values;
      if (cluster) add('', 'cloud-cluster', cluster);
      const kind = kindOfAcl.get(type?.toUpperCase() ?? '');
      if (kind && name) add('', kind, pattern?.toUpperCase() === 'PREFIXED' ? `${name}*` : name);
    }
  }
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
  return crnKindsWithin(within === '' ? null : within).flatMap(({ segment: kind }) => {
    // The Kafka cluster of a cloud cluster has the same id.
    const own = kind === 'kafka' && name !== '' ? [name] : [];
    const names = own.length > 0 ? own : resources.seen(parent, kind);
    const step = (label: string, isNamed: boolean): CrnStep => ({
      label,
      crn: root + (parent === '' ? label : `${parent}/${label}`),
      kind,
      isNamed,
      hasMore: !isNamed || crnKindsWithin(kind).length > 0,
    });
    return [...names.map((each) => step(`${kind}=${each}`, true)), ...(own.length > 0 ? [] : [step(`${kind}=`, false)])];
  });
}
