import { roleBindingKey } from '../mapping-set/grant-keys.js';
import type { SimulationSummary } from './outcome.js';
import type { Person } from './person.js';
import type { Decision, Simulator } from './simulator.js';

/** `--format summary`: counts over any number of people, in memory that grows with the set and not with the people. */
export interface SummaryReport {
  readonly version: 1;
  readonly summary: SimulationSummary;
  /** Every mapping of the set, also one that nobody matches. */
  readonly group_mappings: readonly { readonly display_name: string; readonly matches: number; readonly unknown: number }[];
  /** Every (role, CRN) of the set's mappings in mapping order, then those that are only assigned by hand, as they come. */
  readonly role_bindings: readonly { readonly role_name: string; readonly crn_pattern: string; readonly users: number }[];
}

export interface Tally {
  add(person: Person, decision: Decision): void;
  report(): SummaryReport;
}

export function createTally(simulator: Simulator): Tally {
  const matches = new Array<number>(simulator.mappings.length).fill(0);
  const unknown = new Array<number>(simulator.mappings.length).fill(0);
  const pairs: { readonly role_name: string; readonly crn_pattern: string }[] = [];
  const users: number[] = [];
  /** The number of the last person that a pair was counted for: a pair counts once a person. */
  const countedFor: number[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (role_name: string, crn_pattern: string): number => {
    const key = roleBindingKey(role_name, crn_pattern);
    let index = indexes.get(key);
    if (index === undefined) {
      index = pairs.push({ role_name, crn_pattern }) - 1;
      indexes.set(key, index);
      users.push(0);
      countedFor.push(0);
    }
    return index;
  };
  const pairsOf = simulator.mappings.map(({ mapping }) =>
    mapping.roleBindings.map(({ roleName, crnPattern }) => indexOf(roleName.value, crnPattern.value)),
  );
  const summary = { users: 0, allowed: 0, denied: 0, accounts_created: 0, without_access: 0, uncertain: 0 };
  const count = (pair: number): void => {
    if (countedFor[pair] === summary.users) return;
    countedFor[pair] = summary.users;
    users[pair] = (users[pair] ?? 0) + 1;
  };

  return {
    add(person, decision) {
      summary.users++;
      if (decision.sign_in !== 'allowed') {
        summary.denied++;
        return;
      }
      summary.allowed++;
      if (decision.account === 'created') summary.accounts_created++;
      if (!decision.hasAccess) summary.without_access++;
      if (decision.unknown.length > 0) summary.uncertain++;
      for (const { role_name, crn_pattern } of person.roleBindings) count(indexOf(role_name, crn_pattern));
      for (const index of decision.matching) {
        matches[index] = (matches[index] ?? 0) + 1;
        for (const pair of pairsOf[index] ?? []) count(pair);
      }
      for (const index of decision.unknown) unknown[index] = (unknown[index] ?? 0) + 1;
    },
    report: () => ({
      version: 1,
      summary: { ...summary },
      group_mappings: simulator.mappings.map(({ mapping }, index) => ({
        display_name: mapping.displayName,
        matches: matches[index] ?? 0,
        unknown: unknown[index] ?? 0,
      })),
      role_bindings: pairs.map((pair, index) => ({ ...pair, users: users[index] ?? 0 })),
    }),
  };
}
