import type { MappingSet } from '../mapping-set/mapping-set.js';
import { isAdministrator } from '../mapping-set/predefined-roles.js';
import type { PreparedMapping } from '../provisioning/group-mappings-step.js';
import { personOf, type Simulator } from '../provisioning/simulator.js';
import { listed, quoted } from '../text/quoted-name.js';
import type { AccessDiff, AclChange, GrantChange, RoleBindingChange, UnknownMapping, UserChange } from './access-diff.js';
import { compareConditions, type ConditionChange } from './compare-conditions.js';
import { compareMappings, placeOf } from './compare-mappings.js';
import { compareSettings, canDescribeSignIn } from './compare-settings.js';
import { createUserComparison, type ReviewedSide } from './compare-users.js';
import { type Grant, type GrantedBinding, grantsOf } from './grants.js';
import type { FilterReader } from './opaque-filters.js';
import { PartlyKnownGrants } from './partly-known-grants.js';

/** What the review takes of the language; the composition root's services satisfy it. */
export interface ReviewServices extends FilterReader {
  simulator(set: MappingSet): Simulator;
}

/**
 * What changes from one mapping set to another: for `head`'s sample users on both sides, and for anyone, whatever their groups. By
 * meaning: renaming, reordering, rewriting and moving to another host change nothing. A `base` whose files cannot say how people sign in is
 * taken to be of the organization that `head` describes. Pure and deterministic.
 */
export function diffAccess(baseSet: MappingSet, headSet: MappingSet, services: ReviewServices): AccessDiff {
  const baseSaysWho = canDescribeSignIn(baseSet);
  const headSaysWho = canDescribeSignIn(headSet);
  const base = sideOf(baseSaysWho ? baseSet : withSignInOf(headSet, baseSet), services);
  const head = sideOf(headSet, services);
  const administers = (roleName: string) => isAdministrator(roleName, headSet.settings) || isAdministrator(roleName, baseSet.settings);
  const compareUser = createUserComparison(base, head, services, administers);
  const users = headSet.users.flatMap((user) => compareUser(personOf(user)) ?? []);
  const roleBindings = compareRoleBindings(base, head, services, administers);
  return {
    version: 1,
    users,
    users_added: baseSaysWho ? onlyIn(namesOf(headSet), namesOf(baseSet)) : [],
    users_removed: headSaysWho ? onlyIn(namesOf(baseSet), namesOf(headSet)) : [],
    role_bindings: roleBindings,
    acls: compareAcls(base, head, services),
    group_mappings: compareMappings(base.simulator.mappings, head.simulator.mappings, services),
    unknown_group_mappings: [...unknownMappings('base', base.simulator), ...unknownMappings('head', head.simulator)],
    sign_in: baseSaysWho && headSaysWho ? compareSettings(baseSet, headSet) : null,
    summary: {
      users_gaining: users.filter(isGaining).length,
      users_losing: users.filter(isLosing).length,
      users_uncertain: users.filter(({ uncertain }) => uncertain.length > 0).length,
      users_unchanged: headSet.users.length - users.length,
      users_gaining_administration: users.filter(({ gains }) => gains.some(({ administrator }) => administrator)).length,
      users: headSet.users.length,
      role_bindings_changed: roleBindings.filter(({ change }) => change !== 'unknown').length,
      role_bindings_unknown: roleBindings.filter(({ change }) => change === 'unknown').length,
    },
  };
}

/** Whether somebody gets a role or an ACL that they did not have. */
export function isGaining({ gains, gains_acls }: UserChange): boolean {
  return gains.length > 0 || gains_acls.length > 0;
}

export function isLosing({ loses, loses_acls }: UserChange): boolean {
  return loses.length > 0 || loses_acls.length > 0;
}

function sideOf(set: MappingSet, services: ReviewServices): ReviewedSide {
  const simulator = services.simulator(set);
  return { simulator, grants: grantsOf(simulator) };
}

/** A set that only lists mappings, as those would be of the organization that the other describes. */
function withSignInOf({ sso, organization, knownGroups, listsKnownGroups }: MappingSet, mappings: MappingSet): MappingSet {
  return { ...mappings, sso, organization, knownGroups, listsKnownGroups };
}

function namesOf({ users }: MappingSet): ReadonlySet<string> {
  return new Set(users.map(({ name }) => name.value));
}

function onlyIn(one: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  return [...one].filter((name) => !other.has(name));
}

function unknownMappings(side: UnknownMapping['side'], { mappings }: Simulator): UnknownMapping[] {
  return mappings.flatMap((prepared) => (prepared.unknown ? [{ side, ...placeOf(prepared), reason: prepared.unknown }] : []));
}

/** Calls `compare` for everything that either side grants: `head`'s in file order, then what only `base` has. */
function eachGrant<Granted, Change>(
  base: ReadonlyMap<string, Grant<Granted>>,
  head: ReadonlyMap<string, Grant<Granted>>,
  compare: (before: Grant<Granted> | undefined, after: Grant<Granted> | undefined, granted: Granted) => Change | null,
): Change[] {
  const keys = [...head.keys(), ...[...base.keys()].filter((key) => !head.has(key))];
  return keys.flatMap((key) => {
    const before = base.get(key);
    const after = head.get(key);
    const granted = (after ?? before)?.granted;
    return granted === undefined ? [] : (compare(before, after, granted) ?? []);
  });
}

function compareRoleBindings(
  base: ReviewedSide,
  head: ReviewedSide,
  services: ReviewServices,
  administers: (roleName: string) => boolean,
): RoleBindingChange[] {
  const [ofBase, ofHead] = [base.grants.roleBindings, head.grants.roleBindings];
  const computedBefore = new PartlyKnownGrants(ofBase, ofHead);
  const computedAfter = new PartlyKnownGrants(ofHead, ofBase);
  return eachGrant(ofBase, ofHead, (before, after, granted): RoleBindingChange | null => {
    const change = compareConditions(before?.mappings ?? [], after?.mappings ?? [], services);
    if (!change) return null;
    const isComputed = (before ?? after)?.isPartlyKnown === true && !(before && after);
    const mayBe: readonly Grant<GrantedBinding>[] = [
      ...(change.gaining ? computedBefore.thatMayBe(granted) : []),
      ...(change.losing ? computedAfter.thatMayBe(granted) : []),
    ];
    const doubt = isComputed
      ? 'it is computed, so that it may be what another role binding was, or none'
      : mayBe.length > 0
        ? `${namesOfMappings(mayBe.flatMap(({ mappings }) => mappings))} ${mayBe.length === 1 ? 'has a role binding' : 'have role bindings'} that ${mayBe.length === 1 ? 'is' : 'are'} computed in part, which may be this one`
        : null;
    return {
      role_name: granted.role_name,
      crn_pattern: granted.crn_pattern,
      ...grantChange(change, before, after, doubt),
      administrator: administers(granted.role_name),
      ...((before ?? after)?.isPartlyKnown ? { partly_known: true as const } : {}),
    };
  });
}

function compareAcls(base: ReviewedSide, head: ReviewedSide, services: ReviewServices): AclChange[] {
  return eachGrant(base.grants.acls, head.grants.acls, (before, after, acl) => {
    const change = compareConditions(before?.mappings ?? [], after?.mappings ?? [], services);
    if (!change) return null;
    const isPartlyKnown = (before ?? after)?.isPartlyKnown === true;
    const doubt = isPartlyKnown ? 'it is computed, so that it may be what another ACL was, or none' : null;
    return { acl, ...grantChange(change, before, after, doubt), ...(isPartlyKnown ? { partly_known: true as const } : {}) };
  });
}

function grantChange(
  condition: ConditionChange,
  before: Grant<unknown> | undefined,
  after: Grant<unknown> | undefined,
  doubt: string | null,
): GrantChange {
  const places = {
    base: (before?.mappings ?? []).map(placeOf),
    head: (after?.mappings ?? []).map(placeOf),
  };
  if (doubt !== null || condition.change === 'unknown')
    return { change: 'unknown', witness: null, reason: doubt ?? reasonOf(condition), ...places };
  const { change, gaining, losing, isTruncated, stillMatching, examples } = condition;
  return {
    change,
    witness: (gaining ?? losing)?.[0] ?? null,
    ...(gaining && losing ? { witness_loses: losing[0] } : {}),
    ...(gaining ? { ways_gained: gaining } : {}),
    ...(losing ? { ways_lost: losing } : {}),
    ...(isTruncated ? { ways_truncated: true as const } : {}),
    ...(examples.length > 0 ? { examples } : {}),
    ...(losing && change !== 'removed' ? { still: stillMatching } : {}),
    ...places,
  };
}

/** Why it is not known how a condition changes, as a clause. */
function reasonOf({ obstacles, isTooEntangled }: ConditionChange): string {
  if (isTooEntangled) return 'the filters name too many groups in too entangled a way to be compared';
  const [first] = obstacles;
  if (!first) return 'its mappings cannot be compared';
  if (first.unknown) return `whom ${quoted(first.mapping.displayName)} matches is unknown: ${first.unknown.message}`;
  return `${namesOfMappings(obstacles)} ${obstacles.length === 1 ? 'is a filter' : 'are filters'} of more than group tests joined by && and ||, and those are not compared`;
}

function namesOfMappings(mappings: readonly PreparedMapping[]): string {
  return listed([...new Set(mappings.map(({ mapping }) => mapping.displayName))]);
}
