import { anyOfFunctions } from '../analysis/join-functions.js';
import { because } from '../analysis/membership-function.js';
import { aclKey, partlyKnownKey, keyOfRoleBinding, roleBindingKey } from '../mapping-set/grant-keys.js';
import { accessOf } from '../provisioning/access-step.js';
import type { PreparedMapping } from '../provisioning/group-mappings-step.js';
import type { GrantedRole } from '../provisioning/outcome.js';
import type { Person } from '../provisioning/person.js';
import type { Decision, Simulator } from '../provisioning/simulator.js';
import type { GainedAcl, GainedRole, UncertainRole, UserChange } from './access-diff.js';
import type { GrantedBinding, SetGrants } from './grants.js';
import { type FilterReader, opaqueKey } from './opaque-filters.js';
import { PartlyKnownGrants } from './partly-known-grants.js';

/** One side of a comparison. */
export interface ReviewedSide {
  readonly simulator: Simulator;
  readonly grants: SetGrants;
}

/** How many ways to a role are told. */
const shownWays = 3;

/** Compares what people get on two sides, one by one; null for whom nothing changes. */
export function createUserComparison(
  base: ReviewedSide,
  head: ReviewedSide,
  filters: FilterReader,
  administers: (roleName: string) => boolean,
): (person: Person) => UserChange | null {
  const partlyKnownOf = {
    base: new PartlyKnownGrants(base.grants.roleBindings, head.grants.roleBindings),
    head: new PartlyKnownGrants(head.grants.roleBindings, base.grants.roleBindings),
  };

  return (person) => {
    const before = standingOf(base, person);
    const after = standingOf(head, person);
    const gains: GainedRole[] = [];
    const loses: GainedRole[] = [];
    const uncertain: UncertainRole[] = [];
    const doubt = (binding: GrantedBinding, change: UncertainRole['change'], mappings: readonly PreparedMapping[]): void => {
      const names = [...new Set(mappings.map(({ mapping }) => mapping.displayName))];
      const { role_name, crn_pattern } = binding;
      uncertain.push({ role_name, crn_pattern, change, group_mappings: names, administrator: administers(role_name) });
    };
    /** What one side has for certain and the other has not. */
    const difference = (one: Standing, other: Standing, otherSide: 'base' | 'head', ownSide: 'base' | 'head', list: GainedRole[]): void => {
      const change = ownSide === 'head' ? 'may_gain' : 'may_lose';
      for (const [key, { role, mappings }] of one.roles) {
        if (other.roles.has(key)) continue;
        const possible = other.possible.get(key);
        const computed = role.partly_known ? mappings : [];
        const mayBe = partlyKnownOf[otherSide]
          .thatMayBe(role)
          .flatMap((grant) => grant.mappings.filter((mapping) => other.reaches(mapping)));
        const obstacles = [...(possible ?? []), ...computed, ...mayBe];
        if (obstacles.length > 0) doubt(role, change, obstacles);
        else list.push(gainedRole(role, one.groups, mappings, administers));
      }
      for (const [key, mappings] of one.possible) {
        if (one.roles.has(key) || other.roles.has(key)) continue;
        const onOther = other.possible.get(key);
        if (!onOther) doubt(bindingOf(key, one), change, mappings);
        // On both sides possible: told once, by the side after.
        else if (ownSide === 'head' && !haveSameConditions(mappings, onOther, filters))
          doubt(bindingOf(key, one), 'may_change', [...mappings, ...onOther]);
      }
    };
    difference(after, before, 'base', 'head', gains);
    difference(before, after, 'head', 'base', loses);
    const gainsAcls = aclsOnlyIn(after, before);
    const losesAcls = aclsOnlyIn(before, after);
    const isSignInChanged = before.decision.sign_in !== after.decision.sign_in;
    if (!isSignInChanged && [gains, loses, uncertain, gainsAcls, losesAcls].every((list) => list.length === 0)) return null;
    return {
      user: person.name,
      gains,
      loses,
      gains_acls: gainsAcls,
      loses_acls: losesAcls,
      uncertain,
      ...(isSignInChanged ? { sign_in: { base: before.decision.sign_in, head: after.decision.sign_in } } : {}),
    };
  };
}

/** What somebody has on one side. */
interface Standing {
  readonly decision: Decision;
  readonly groups: readonly string[];
  readonly roles: ReadonlyMap<string, { readonly role: GrantedRole; readonly mappings: readonly PreparedMapping[] }>;
  /** Role bindings that unknown mappings would grant, by key. */
  readonly possible: ReadonlyMap<string, readonly PreparedMapping[]>;
  readonly acls: ReadonlyMap<string, GainedAcl>;
  /** Whether the mapping matches, or may. */
  reaches(mapping: PreparedMapping): boolean;
}

function standingOf({ simulator }: ReviewedSide, person: Person): Standing {
  const decision = simulator.decide(person);
  const at = (index: number): PreparedMapping[] => simulator.mappings.slice(index, index + 1);
  const matching = decision.matching.flatMap(at);
  const unknown = decision.unknown.flatMap(at);
  const isAllowed = decision.sign_in === 'allowed';
  const access = isAllowed ? accessOf(person, matching) : { sso_session: [], api_keys: [], acls: [] };
  const byKey = (mappings: readonly PreparedMapping[]): Map<string, PreparedMapping[]> => {
    const result = new Map<string, PreparedMapping[]>();
    for (const prepared of mappings)
      for (const binding of prepared.mapping.roleBindings) {
        const key = keyOf(keyOfRoleBinding(binding), binding.isPartlyKnown);
        const known = result.get(key);
        if (!known) result.set(key, [prepared]);
        else if (known.at(-1) !== prepared) known.push(prepared);
      }
    return result;
  };
  const granting = byKey(matching);
  return {
    decision,
    groups: decision.groups,
    roles: new Map(
      access.sso_session.flatMap((role) => {
        const text = roleBindingKey(role.role_name, role.crn_pattern);
        // One source text may stand for several role bindings.
        const keys = role.partly_known ? keysOfText(matching, text) : [text];
        return keys.map((key) => {
          const mappings = new Set([...(granting.get(key) ?? []), ...(granting.get(partlyKnownKey(key)) ?? [])]);
          return [keyOf(key, role.partly_known), { role, mappings: [...mappings] }] as const;
        });
      }),
    ),
    possible: byKey(unknown),
    acls: new Map(
      access.acls.map(({ granted_by, partly_known, ...values }) => [
        keyOf(aclKey({ values: values as Record<string, string> }), partly_known),
        { acl: values as Record<string, string>, granted_by, ...(partly_known ? { partly_known } : {}) },
      ]),
    ),
    reaches: (mapping) => matching.includes(mapping) || unknown.includes(mapping),
  };
}

function gainedRole(
  { role_name, crn_pattern, granted_by, partly_known }: GrantedRole,
  groups: readonly string[],
  mappings: readonly PreparedMapping[],
  administers: (roleName: string) => boolean,
): GainedRole {
  const functions = mappings.flatMap(({ membership }) => (membership ? [membership] : []));
  const isExplained = functions.length === mappings.length && functions.length > 0;
  return {
    role_name,
    crn_pattern,
    granted_by,
    because: isExplained ? because(anyOfFunctions(functions), groups).sets.slice(0, shownWays) : null,
    administrator: administers(role_name),
    ...(partly_known ? { partly_known } : {}),
  };
}

function aclsOnlyIn(one: Standing, other: Standing): GainedAcl[] {
  return [...one.acls].flatMap(([key, acl]) => (other.acls.has(key) ? [] : [acl]));
}

function bindingOf(key: string, { possible }: Standing): GrantedBinding {
  for (const prepared of possible.get(key) ?? [])
    for (const binding of prepared.mapping.roleBindings)
      if (keyOf(keyOfRoleBinding(binding), binding.isPartlyKnown) === key)
        return { role_name: binding.roleName.value, crn_pattern: binding.crnPattern.value };
  return { role_name: '', crn_pattern: '' };
}

/** The keys of the role bindings that are written as one text; that text's own where there is none, as of one assigned by hand. */
function keysOfText(mappings: readonly PreparedMapping[], text: string): readonly string[] {
  const bindings = mappings.flatMap(({ mapping }) => mapping.roleBindings);
  const same = bindings.filter(({ roleName, crnPattern }) => roleBindingKey(roleName.value, crnPattern.value) === text);
  return same.length === 0 ? [text] : [...new Set(same.map(keyOfRoleBinding))];
}

function keyOf(key: string, isPartlyKnown: boolean | undefined): string {
  return isPartlyKnown ? partlyKnownKey(key) : key;
}

function haveSameConditions(one: readonly PreparedMapping[], other: readonly PreparedMapping[], filters: FilterReader): boolean {
  const keys = (mappings: readonly PreparedMapping[]) => [...new Set(mappings.map((prepared) => opaqueKey(prepared, filters)))].sort();
  return JSON.stringify(keys(one)) === JSON.stringify(keys(other));
}
