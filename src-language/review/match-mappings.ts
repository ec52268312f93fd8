import { primeImplicants } from '../analysis/membership-function.js';
import { keyOfRoleBinding } from '../mapping-set/grant-keys.js';
import type { PreparedMapping } from '../provisioning/group-mappings-step.js';
import { type FilterReader, opaqueKey } from './opaque-filters.js';

/** A mapping on both sides, or on one. */
export interface MappingPair {
  readonly base: PreparedMapping | null;
  readonly head: PreparedMapping | null;
}

/**
 * Which mapping of one set is which of the other: by id, by display name, then by what it means: the same condition and role bindings,
 * the same condition, the same role bindings. `head`'s mappings in order, then those that only `base` has.
 */
export function matchMappings(base: readonly PreparedMapping[], head: readonly PreparedMapping[], filters: FilterReader): MappingPair[] {
  const partners = new Map<PreparedMapping, PreparedMapping>();
  const matched = new Set<PreparedMapping>();
  const conditionOf = remembered((prepared: PreparedMapping) => conditionKey(prepared, filters));
  const bindingsOf = remembered(bindingsKey);
  const repeatedNames = new Set([...repeated(base), ...repeated(head)]);
  /** Null: nothing that a mapping could be told by. */
  const keys: readonly ((prepared: PreparedMapping) => string | null)[] = [
    ({ mapping }) => mapping.id?.value || null,
    (prepared) => (repeatedNames.has(nameOf(prepared)) ? JSON.stringify([nameOf(prepared), conditionOf(prepared)]) : null),
    (prepared) => nameOf(prepared) || null,
    (prepared) => JSON.stringify([conditionOf(prepared), bindingsOf(prepared)]),
    conditionOf,
    (prepared) => (prepared.mapping.roleBindings.length === 0 ? null : bindingsOf(prepared)),
  ];
  for (const keyOf of keys) {
    const waiting = new Map<string, PreparedMapping[]>();
    for (const prepared of base) {
      const key = matched.has(prepared) ? null : keyOf(prepared);
      if (key === null) continue;
      const queue = waiting.get(key);
      if (queue) queue.push(prepared);
      else waiting.set(key, [prepared]);
    }
    for (const prepared of head) {
      const key = partners.has(prepared) ? null : keyOf(prepared);
      const partner = key === null ? undefined : waiting.get(key)?.shift();
      if (!partner) continue;
      partners.set(prepared, partner);
      matched.add(partner);
    }
  }
  return [
    ...head.map((prepared) => ({ base: partners.get(prepared) ?? null, head: prepared })),
    ...base.filter((prepared) => !matched.has(prepared)).map((prepared) => ({ base: prepared, head: null })),
  ];
}

/** Display names that several mappings share. */
function repeated(mappings: readonly PreparedMapping[]): string[] {
  const seen = new Set<string>();
  return mappings.flatMap((prepared) => {
    const name = nameOf(prepared);
    if (name === '') return [];
    if (seen.has(name)) return [name];
    seen.add(name);
    return [];
  });
}

/** The display name, and where only part of it is known, what is. */
export function nameOf({ mapping }: PreparedMapping): string {
  return mapping.displayNameAt?.comparedAs ?? mapping.displayName;
}

/** Conditions with more alternatives than this are told apart by their first ones: enough to tell who is who. */
const comparedAlternatives = 64;

/** The same for two conditions that mean the same. */
function conditionKey(prepared: PreparedMapping, filters: FilterReader): string {
  if (!prepared.membership) return opaqueKey(prepared, filters);
  const { sets, truncated } = primeImplicants(prepared.membership, comparedAlternatives);
  return JSON.stringify({ sets, truncated });
}

function bindingsKey({ mapping }: PreparedMapping): string {
  return JSON.stringify([...new Set(mapping.roleBindings.map(keyOfRoleBinding))].sort());
}

function remembered(keyOf: (prepared: PreparedMapping) => string): (prepared: PreparedMapping) => string {
  const keys = new Map<PreparedMapping, string>();
  return (prepared) => {
    let key = keys.get(prepared);
    if (key === undefined) keys.set(prepared, (key = keyOf(prepared)));
    return key;
  };
}
