import type { EditingContext } from '../editing/editing-context.js';
import type { GroupMapping, MappingSet, SampleUser } from '../mapping-set/mapping-set.js';
import type { Account, SignIn } from '../provisioning/outcome.js';
import { groupLabeller, type GroupLabel } from '../provisioning/outcome-wording.js';
import { sessionRolesOf } from '../provisioning/session-roles.js';
import { admit } from '../provisioning/identity-provider-step.js';
import type { Person } from '../provisioning/person.js';
import { compileSignInRules, membershipsOf, type SignInRules } from '../provisioning/sign-in-rules.js';
import { personOf, type Decision } from '../provisioning/simulator.js';
import { LineIndex } from '../text/line-index.js';
import { grantWriter, type AclInWords, type GrantInWords, type GrantWriter } from './grant-words.js';
import type { SourcePlace } from './source-place.js';

/** A whole set at a glance: the mappings, and for each sample user what comes of signing in. The matrix, and the list to pick a user from. */
export interface EvaluatorSet {
  /** Files that do not parse: what is in them may be missing from every answer. */
  readonly unreadable: readonly UnreadableFile[];
  /** Every group that the set names: known groups first, in their order, then those that only users or mappings name. */
  readonly groups: readonly EvaluatorGroup[];
  /** In the set's order, which is that of `group_mappings` in outcomes. */
  readonly mappings: readonly EvaluatorMapping[];
  /** In the set's order. */
  readonly users: readonly EvaluatorUser[];
}

export interface UnreadableFile extends SourcePlace {
  readonly message: string;
}

export interface EvaluatorGroup extends GroupLabel {
  readonly isKnown: boolean;
}

export interface EvaluatorMapping {
  readonly displayName: string;
  readonly place: SourcePlace;
  /** The filter as written; null for a literal group, and where there is neither. */
  readonly filter: string | null;
  /** The literal group; null for a filter. */
  readonly group: string | null;
  readonly grants: readonly GrantInWords[];
  readonly acls: readonly AclInWords[];
  /** Whether it grants an administrator role. */
  readonly isAdministrator: boolean;
}

export interface EvaluatorUser {
  readonly name: string;
  readonly place: SourcePlace;
  readonly signIn: SignIn;
  readonly account: Account;
  /** Why there is no sign-in, in a few words; null for whoever signs in. */
  readonly refusal: string | null;
  /** Memberships, whether or not the sign-in carries them: indexes into the set's groups. */
  readonly groups: readonly number[];
  /** Indexes into the set's mappings, ascending; empty for whoever is refused. */
  readonly matching: readonly number[];
  readonly unknown: readonly number[];
  /** Role bindings that the SSO session has for certain, and those of them that are administrator roles. */
  readonly roles: number;
  readonly administratorRoles: number;
  /** The names of the roles assigned by hand; empty for whoever is refused. */
  readonly directRoles: readonly string[];
  /** Whether the SSO session has anything: a role binding, or an ACL that allows. */
  readonly hasAccess: boolean;
}

/** Describes a set for the evaluator; of each user on the light path, so that ten thousand are no matter. */
export function evaluatorSet(context: EditingContext): EvaluatorSet {
  const groups = createGroupTable(context);
  const rules = compileSignInRules(context.set);
  const writer = grantWriter(context.set);
  for (const { analysed, group } of namedInMappings(context)) {
    for (const literal of analysed) groups.indexOf(literal);
    if (group !== null) groups.indexOf(group);
  }
  const users = context.set.users.map((user, index): EvaluatorUser | null => {
    const decision = context.decisions[index];
    if (!decision) return null;
    const person = personOf(user);
    const roles = sessionRolesOf(context.simulator, person, decision);
    return {
      name: user.name.value,
      place: placeOf(user),
      signIn: decision.sign_in,
      account: decision.account,
      refusal: reasonOfRefusal(rules, person, decision),
      groups: [...new Set(membershipsOf(rules, person).map(groups.indexOf))],
      matching: decision.matching,
      unknown: decision.unknown,
      roles: roles.length,
      administratorRoles: roles.filter(({ role_name }) => writer.isAdministrator(role_name)).length,
      directRoles: decision.sign_in === 'allowed' ? [...new Set(person.roleBindings.map(({ role_name }) => role_name))] : [],
      hasAccess: decision.hasAccess,
    };
  });
  return {
    unreadable: unreadableFiles(context.set),
    groups: groups.all,
    mappings: context.set.groupMappings.map((mapping) => mappingOf(mapping, writer)),
    users: users.filter((user) => user !== null),
  };
}

/** Why somebody is refused, in a few words; null for whoever signs in. */
export function refusalOf({ sign_in }: Pick<Decision, 'sign_in'>): string | null {
  switch (sign_in) {
    case 'denied_by_identity_provider':
      return 'Refused by the identity provider';
    case 'denied_no_account':
      return 'Refused: no account, and JIT is off';
    case 'allowed':
      return null;
  }
}

/** The same for one person, with what the identity provider refuses them for. */
function reasonOfRefusal(rules: SignInRules, person: Person, decision: Decision): string | null {
  if (decision.sign_in !== 'denied_by_identity_provider') return refusalOf(decision);
  const admission = admit(rules, person);
  const isOff = !admission.admitted && admission.because === 'sign-in-disabled';
  return isOff ? 'Refused: nobody may sign in' : 'Refused: not assigned to the application';
}

/** The files of a set that their host's reader could not read whole, each with the first thing that is wrong. */
export function unreadableFiles(set: MappingSet): readonly UnreadableFile[] {
  return set.files.flatMap(({ source, problems }) => {
    const first = problems.find(({ code }) => code === 'host-syntax');
    if (!first) return [];
    return [{ file: source.path, line: new LineIndex(source.text).positionAt(first.range.start).line + 1, message: first.message }];
  });
}

/** What a mapping grants, as written: a binding that comes twice is there twice. */
export function grantsOf(mapping: GroupMapping, writer: GrantWriter): readonly GrantInWords[] {
  return mapping.roleBindings.map(({ roleName, crnPattern }) => writer.grant(roleName.value, crnPattern.value));
}

export function placeOf({ file, line }: GroupMapping | SampleUser): SourcePlace {
  return { file, line };
}

function mappingOf(mapping: GroupMapping, writer: GrantWriter): EvaluatorMapping {
  const grants = grantsOf(mapping, writer);
  return {
    displayName: mapping.displayName,
    place: placeOf(mapping),
    filter: mapping.filter?.value ?? null,
    group: mapping.group?.value ?? null,
    grants,
    acls: mapping.acls.map(writer.acl),
    isAdministrator: grants.some((grant) => grant.isAdministrator),
  };
}

function namedInMappings({ set, services }: EditingContext) {
  return set.groupMappings.map(({ filter, group }) => ({
    analysed: filter
      ? services
          .analyse(filter.value)
          .groupLiterals.filter(({ use }) => use !== 'affix')
          .map((literal) => literal.group)
      : [],
    group: group?.value ?? null,
  }));
}

/** Groups by their places in a table, which grows when a new one is asked for. */
function createGroupTable({ set, simulator }: EditingContext) {
  const label = groupLabeller(simulator);
  const all: EvaluatorGroup[] = [];
  const indexes = new Map<string, number>();
  const add = (group: string, isKnown: boolean): number => {
    const known = indexes.get(group);
    if (known !== undefined) return known;
    const index = all.push({ ...label(group), isKnown }) - 1;
    indexes.set(group, index);
    return index;
  };
  for (const { id, displayName } of set.knownGroups) {
    const name = id?.value ?? displayName?.value;
    if (name === undefined) continue;
    const index = add(name, true);
    // A membership may be written by either spelling.
    if (displayName && !indexes.has(displayName.value)) indexes.set(displayName.value, index);
  }
  return { all, indexOf: (group: string): number => add(group, false) };
}
