import { examplesAmong, smallestAround, smallestLoss } from '../analysis/group-ways.js';
import { anyOfFunctions } from '../analysis/join-functions.js';
import { isAdministrator } from '../mapping-set/predefined-roles.js';
import type { PreparedMapping } from '../provisioning/group-mappings-step.js';
import type { Account, MappingOutcome, NoteCode, Outcome, SignIn } from '../provisioning/outcome.js';
import type { Person } from '../provisioning/person.js';
import type { Simulator } from '../provisioning/simulator.js';
import type { MappingPlace } from './access-diff.js';
import { placeOf } from './compare-mappings.js';
import { type Grant, type GrantedBinding, grantsOf } from './grants.js';
import { roleBindingKey } from '../mapping-set/grant-keys.js';

/** How somebody comes to each role, and what little would change that. Keys are the JSON contract's. */
export interface ExplainedAccess {
  readonly version: 1;
  readonly user: string;
  readonly sign_in: SignIn;
  readonly account: Account;
  /** The groups that Confluent Cloud sees. */
  readonly groups: readonly string[];
  /** What the steps up to the groups say, for people. */
  readonly claim: readonly string[];
  /** The roles of the SSO session, in the outcome's order. */
  readonly roles: readonly ExplainedRole[];
  /** For each role binding of the set that the session lacks, the fewest groups that would bring it; fewest first, then in file order. */
  readonly nearest: readonly NearestRole[];
  /** Role bindings that unknown mappings may grant. */
  readonly unknown: readonly UnknownRole[];
  /** Why more groups would bring nothing, however many; absent where they would. */
  readonly blocked?: { readonly code: NoteCode; readonly message: string };
}

export interface ExplainedRole extends GrantedBinding {
  readonly administrator: boolean;
  /** Whether it is there, or what role on what resource it is, is computed by the host and not known. */
  readonly partly_known?: true;
  /** Assigned by hand: no group takes it away. */
  readonly direct: boolean;
  /** Every way to it: each mapping that grants it, and for a hand-assigned role `direct`. */
  readonly paths: readonly RolePath[];
  /** The fewest of the user's groups whose loss takes the role away; null when none does, or it is not known. */
  readonly remove: readonly string[] | null;
}

export interface RolePath {
  readonly group_mapping: string;
  /** The minimal sets of the user's groups that satisfy the filter, `[[]]` when none is needed; null for other filters than memberships. */
  readonly because: MappingOutcome['because'];
  readonly because_truncated?: true;
  /** Absent for what is assigned by hand. */
  readonly file?: string;
  readonly line?: number;
}

export interface NearestRole extends GrantedBinding {
  readonly administrator: boolean;
  readonly partly_known?: true;
  readonly add: readonly string[];
  /** Groups of `add` that stand for others, since the filter asks how names begin or end. */
  readonly examples?: readonly string[];
  /** Groups of `add` that the identity provider would hold back: not assigned to the application, or filtered. */
  readonly held_back?: readonly string[];
  readonly group_mapping: string;
  readonly file: string;
  readonly line: number;
}

export interface UnknownRole extends GrantedBinding, MappingPlace {
  readonly administrator: boolean;
  readonly reason: { readonly code: string; readonly message: string };
}

/** With these notes the claim stays empty, or left out, whatever groups are added. */
const blockingNotes: readonly NoteCode[] = ['group-claim-overflow', 'attribute-not-designated'];

/** Explains a person's access; with `roleName` only that of one role. */
export function explainAccess(simulator: Simulator, person: Person, roleName: string | null = null): ExplainedAccess {
  const outcome = simulator.simulate(person);
  const isAsked = (binding: GrantedBinding) => roleName === null || binding.role_name === roleName;
  const administers = (name: string) => isAdministrator(name, simulator.set.settings);
  const grants = [...grantsOf(simulator).roleBindings.values()].filter(({ granted }) => isAsked(granted));
  const held = new Set(outcome.access.sso_session.map((role) => roleBindingKey(role.role_name, role.crn_pattern)));
  const isHeld = ({ granted }: Grant<GrantedBinding>) => held.has(roleBindingKey(granted.role_name, granted.crn_pattern));
  const blocked = outcome.notes.find(({ code }) => blockingNotes.includes(code));
  const isAllowed = outcome.sign_in === 'allowed';
  const lacking = isAllowed ? grants.filter((grant) => !isHeld(grant)) : [];
  return {
    version: 1,
    user: outcome.user,
    sign_in: outcome.sign_in,
    account: outcome.account,
    groups: outcome.groups,
    claim: outcome.steps.filter(({ step, result }) => step === 'group_claim' || result === 'denied').map(({ message }) => message),
    roles: outcome.access.sso_session.filter(isAsked).map(({ role_name, crn_pattern, direct, partly_known }) => {
      const granting = grants.find(({ granted }) => granted.role_name === role_name && granted.crn_pattern === crn_pattern);
      const matching = (granting?.mappings ?? []).filter((prepared) => resultOf(outcome, prepared)?.result === 'match');
      return {
        role_name,
        crn_pattern,
        administrator: administers(role_name),
        ...(partly_known ? { partly_known } : {}),
        direct,
        paths: [...(direct ? [{ group_mapping: 'direct', because: [[]] }] : []), ...matching.map((prepared) => pathOf(outcome, prepared))],
        remove: direct ? null : lossOf(granting?.mappings ?? [], outcome.groups),
      };
    }),
    nearest: blocked
      ? []
      : lacking
          .flatMap((grant) => nearestWay(grant, outcome) ?? [])
          .map((way) => ({ ...way, ...heldBack(way.add, person, simulator), administrator: administers(way.role_name) }))
          .sort((a, b) => a.add.length - b.add.length),
    unknown: lacking.flatMap(({ granted, mappings }) =>
      mappings.flatMap((prepared) => {
        const reason = resultOf(outcome, prepared)?.reason;
        return reason ? [{ ...granted, ...placeOf(prepared), administrator: administers(granted.role_name), reason }] : [];
      }),
    ),
    ...(blocked ? { blocked: { code: blocked.code, message: blocked.message } } : {}),
  };
}

function resultOf(outcome: Outcome, { index }: PreparedMapping): MappingOutcome | undefined {
  return outcome.group_mappings[index];
}

function pathOf(outcome: Outcome, prepared: PreparedMapping): RolePath {
  const result = resultOf(outcome, prepared);
  return {
    group_mapping: prepared.mapping.displayName,
    because: result?.because ?? null,
    ...(result?.because_truncated ? { because_truncated: true as const } : {}),
    file: prepared.mapping.file,
    line: prepared.mapping.line,
  };
}

/**
 * The fewest of somebody's groups without which none of the mappings that grant a role matches any more; null where there are none, and where one
 * of the mappings is not analysed.
 */
export function lossOf(mappings: readonly PreparedMapping[], groups: readonly string[]): readonly string[] | null {
  const functions = mappings.flatMap(({ groupFunction }) => (groupFunction ? [groupFunction] : []));
  return functions.length === mappings.length ? smallestLoss(anyOfFunctions(functions), groups) : null;
}

/** For somebody given by their memberships: which of more memberships would not reach Confluent Cloud. */
function heldBack(add: readonly string[], person: Person, simulator: Simulator): Pick<NearestRole, 'held_back'> {
  const { claim } = person;
  if (claim?.from !== 'member_of') return {};
  const seen = new Set(simulator.decide({ ...person, claim: { from: 'member_of', values: [...claim.values, ...add] } }).groups);
  const missing = add.filter((group) => !seen.has(group));
  return missing.length > 0 ? { held_back: missing } : {};
}

/** The mapping that would grant it with the fewest more groups; the first of those. */
function nearestWay(
  { granted, mappings, isPartlyKnown }: Grant<GrantedBinding>,
  { groups }: Outcome,
): Omit<NearestRole, 'administrator'> | null {
  const held = new Set(groups);
  let nearest: Omit<NearestRole, 'administrator'> | null = null;
  for (const prepared of mappings) {
    const around = prepared.groupFunction && smallestAround(prepared.groupFunction, groups);
    const add = around?.filter((group) => !held.has(group));
    if (!add || !prepared.groupFunction || (nearest && nearest.add.length <= add.length)) continue;
    const examples = examplesAmong(add, [prepared.groupFunction]);
    nearest = {
      ...granted,
      ...(isPartlyKnown ? { partly_known: true } : {}),
      add,
      ...(examples.length > 0 ? { examples } : {}),
      ...placeOf(prepared),
    };
  }
  return nearest;
}
