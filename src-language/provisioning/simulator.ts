import type { EffectiveSettings } from '../mapping-set/effective-settings.js';
import type { MappingSet, SampleUser } from '../mapping-set/mapping-set.js';
import { accessNotes, accessOf, accessStep, listsDefaultMapping } from './access-step.js';
import { accountOf, accountStep } from './account-step.js';
import { groupClaimNotes, groupClaimStep, readGroupClaim, type ClaimTrace, type GroupClaim } from './group-claim-step.js';
import {
  evaluateMapping,
  groupMappingNotes,
  groupMappingsStep,
  mappingOutcome,
  prepareMapping,
  type FilterAnalyser,
  type PreparedMapping,
} from './group-mappings-step.js';
import { createMappingMatcher } from './mapping-matcher.js';
import { admit, identityProviderStep, type Admission } from './identity-provider-step.js';
import type { Account, MappingOutcome, Outcome, SignIn, SimulationResult, Step } from './outcome.js';
import type { Person } from './person.js';
import { compileSignInRules } from './sign-in-rules.js';
import { createTally } from './tally.js';

/** What a sign-in comes to, without the explanations: all that counting over a great many people needs. */
export interface Decision {
  readonly sign_in: SignIn;
  readonly account: Account;
  /** The groups that Confluent Cloud sees; none for whoever is refused. */
  readonly groups: readonly string[];
  /** Indexes into the simulator's mappings, ascending; empty for whoever is refused. */
  readonly matching: readonly number[];
  readonly unknown: readonly number[];
  /** Whether the SSO session has any role binding or ALLOW ACL. */
  readonly hasAccess: boolean;
}

/** The sign-in simulator of one mapping set: compiled once, then asked for any number of people. Deterministic and without side effects. */
export interface Simulator {
  readonly set: MappingSet;
  readonly settings: EffectiveSettings;
  /** The set's mappings in their order, as the indexes of a decision count them. */
  readonly mappings: readonly PreparedMapping[];
  /** The whole outcome, with every step, note and reason. Built on the same decision as `decide`. */
  simulate(person: Person): Outcome;
  /** The light path: a few microseconds a person, nothing explained. */
  decide(person: Person): Decision;
  /** What is decided of the set's sample users, in their order; worked out when it is first asked for. */
  readonly sampleDecisions: readonly Decision[];
}

interface Reading {
  readonly admission: Admission;
  readonly claim: GroupClaim | null;
}

export function createSimulator(set: MappingSet, filters: FilterAnalyser): Simulator {
  const rules = compileSignInRules(set);
  const mappings = set.groupMappings.map((mapping, index) => prepareMapping(mapping, index, filters));
  const match = createMappingMatcher(mappings);
  const setListsDefault = listsDefaultMapping(set.groupMappings);

  const decideWith = (person: Person, trace: ClaimTrace | null): Decision & Reading => {
    const admission = admit(rules, person);
    const refused = { groups: [], matching: [], unknown: [], hasAccess: false, admission, claim: null };
    if (!admission.admitted)
      return { sign_in: 'denied_by_identity_provider', account: person.account === 'existing' ? 'existing' : 'none', ...refused };
    const account = accountOf(rules, person);
    if (account === 'none') return { sign_in: 'denied_no_account', account, ...refused };
    const claim = readGroupClaim(rules, person, trace);
    const { matching, unknown } = match(claim.groups);
    const hasAccess = person.roleBindings.length > 0 || matching.some((index) => mappings[index]?.grantsAccess);
    return { sign_in: 'allowed', account, groups: claim.groups, matching, unknown, hasAccess, admission, claim };
  };

  const simulate = (person: Person): Outcome => {
    const trace: ClaimTrace = { withheld: [], unlisted: [] };
    const decision = decideWith(person, trace);
    const { sign_in, account, admission, claim, groups } = decision;
    const steps: Step[] = [identityProviderStep(rules, person, admission)];
    if (admission.admitted) steps.push(accountStep(rules, person, account));
    if (!claim)
      return {
        user: person.name,
        sign_in,
        account,
        groups: [],
        groups_withheld: [],
        group_mappings: [],
        access: { sso_session: [], api_keys: [], acls: [] },
        steps,
        notes: [],
      };
    const outcomes = describeMappings(mappings, decision, groups);
    const at = (index: number): PreparedMapping[] => mappings.slice(index, index + 1);
    const matching = decision.matching.flatMap(at);
    const unknown = decision.unknown.flatMap(at);
    const access = accessOf(person, matching);
    return {
      user: person.name,
      sign_in,
      account,
      groups,
      groups_withheld: trace.withheld,
      group_mappings: outcomes,
      access,
      steps: [
        ...steps,
        groupClaimStep(rules, person, claim, trace),
        groupMappingsStep(outcomes),
        accessStep(access, decision.hasAccess, unknown.length > 0 || matching.some(({ mapping }) => mapping.mayGrantMore)),
      ],
      notes: [
        ...groupClaimNotes(rules, person, claim, trace),
        ...mappings.flatMap((prepared, index) => {
          const outcome = outcomes[index];
          return outcome ? groupMappingNotes(prepared, outcome) : [];
        }),
        ...accessNotes(matching, decision.hasAccess, unknown, setListsDefault),
      ],
    };
  };

  const decide = (person: Person): Decision => decideWith(person, null);
  let sampleDecisions: readonly Decision[] | undefined;
  return {
    set,
    settings: rules.settings,
    mappings,
    simulate,
    decide,
    get sampleDecisions() {
      return (sampleDecisions ??= set.users.map((user) => decide(personOf(user))));
    },
  };
}

function describeMappings(mappings: readonly PreparedMapping[], decision: Decision, groups: readonly string[]): MappingOutcome[] {
  const matching = new Set(decision.matching);
  const unknown = new Set(decision.unknown);
  const held = new Set(groups);
  return mappings.map((prepared) => {
    const result = matching.has(prepared.index) ? 'match' : unknown.has(prepared.index) ? 'unknown' : 'no-match';
    const verdict = result === 'unknown' ? evaluateMapping(prepared, groups) : null;
    return mappingOutcome(prepared, result, held, typeof verdict === 'object' ? verdict : null);
  });
}

/** A sample user as the plain values that the simulator takes. */
export function personOf(user: SampleUser): Person {
  const values = (located: readonly { readonly value: string }[]) => located.map((item) => item.value);
  const { claim } = user;
  return {
    name: user.name.value,
    account: user.account,
    claim:
      claim === null
        ? null
        : claim.from === 'attributes'
          ? { from: 'attributes', attributes: new Map([...claim.attributes].map(([name, items]) => [name, values(items)])) }
          : { from: claim.from, values: values(claim.values) },
    roleBindings: user.roleBindings.map(({ roleName, crnPattern, isPartlyKnown }) => ({
      role_name: roleName.value,
      crn_pattern: crnPattern.value,
      ...(isPartlyKnown ? { partly_known: true } : {}),
    })),
  };
}

/** `organization` of the result: whose sign-ins these are, and whether accounts are created just in time. */
export function organizationOf(simulator: Simulator): SimulationResult['organization'] {
  return {
    display_name: simulator.set.organization.display_name?.value ?? null,
    jit_enabled: simulator.settings.jitEnabled,
    jit_from: simulator.settings.jitFrom,
  };
}

/** Simulates the set's own sample users, or those of them that are given, in their order. */
export function simulateSet(simulator: Simulator, users: readonly SampleUser[] = simulator.set.users): SimulationResult {
  const tally = createTally(simulator);
  const outcomes = users.map((user) => {
    const person = personOf(user);
    tally.add(person, simulator.decide(person));
    return simulator.simulate(person);
  });
  return { version: 1, organization: organizationOf(simulator), outcomes, summary: tally.report().summary };
}
