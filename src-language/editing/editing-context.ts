import { functionOfMapping, vocabularyOf } from '../analysis/find-findings.js';
import type { GroupFunction } from '../analysis/group-function.js';
import type { MembershipFunction } from '../analysis/membership-function.js';
import type { AnalysedFilter } from '../filter/analysed-filter.js';
import type { ParsedFilter } from '../filter/parsed-filter.js';
import type { FileChanging } from '../mapping-set/change-file.js';
import { effectiveSettings, type EffectiveSettings } from '../mapping-set/effective-settings.js';
import type { GroupVocabulary } from '../mapping-set/group-vocabulary.js';
import type { GroupMapping, MappingFile, MappingSet, SampleUser } from '../mapping-set/mapping-set.js';
import { readGroupClaim } from '../provisioning/group-claim-step.js';
import type { Outcome } from '../provisioning/outcome.js';
import { compileSignInRules, membershipsOf } from '../provisioning/sign-in-rules.js';
import { personOf, type Decision, type Simulator } from '../provisioning/simulator.js';
import { bareFilterOf, filesOf, filesOfMapping, filterOf, type FilterInFile } from './texts-in-files.js';
import type { Finding } from '../text/problem.js';
import type { TextEdit } from '../text/range.js';

/** What the editing features take of the language; the composition root's services satisfy it. Filters are cached by their texts. */
export interface EditingServices {
  parse(filter: string): ParsedFilter;
  analyse(filter: string): AnalysedFilter;
  membership(filter: string): MembershipFunction | null;
  groupFunction(filter: string): GroupFunction | null;
  formatEdits(filter: string): readonly TextEdit[];
  findings(set: MappingSet): readonly Finding[];
  simulator(set: MappingSet): Simulator;
  readFiles: FileChanging['readFiles'];
  assemble: FileChanging['assemble'];
}

/** Which sample users a mapping matches, in the set's order. */
export interface MatchingUsers {
  readonly matching: readonly SampleUser[];
  readonly unknown: readonly SampleUser[];
}

/**
 * A mapping set as an editor asks about it: one for each state of the set. Everything beyond the set itself is worked out when it is
 * first asked for and kept, so that making a context costs nothing.
 */
export interface EditingContext {
  readonly set: MappingSet;
  readonly services: EditingServices;
  readonly settings: EffectiveSettings;
  readonly vocabulary: GroupVocabulary;
  readonly findings: readonly Finding[];
  readonly simulator: Simulator;
  /** How each sample user's sign-in ends, in the set's order: the light path. */
  readonly decisions: readonly Decision[];
  fileOf(path: string): MappingFile | undefined;
  /** The mappings that stand in a file, as the set has them (role bindings from elsewhere included), in file order. */
  mappingsOf(path: string): readonly GroupMapping[];
  /** Those of any file, a part of which was written in this one: what the host puts together may stand elsewhere than the mapping. In the set's order. */
  mappingsReaching(path: string): readonly GroupMapping[];
  /** Every filter that can be read and reaches into a file, a bare one too. */
  filtersIn(path: string): readonly FilterInFile[];
  usersOf(path: string): readonly SampleUser[];
  /** Everything that a sign-in of this user comes to. */
  outcomeOf(user: SampleUser): Outcome;
  /** The groups that Confluent Cloud sees when the user signs in; none for a user who is refused. */
  groupsSeenOf(user: SampleUser): readonly string[];
  /** The sample users who have a group, by either spelling of it, whether or not the sign-in carries it. */
  usersWithGroup(group: string): readonly SampleUser[];
  /** What a mapping asks of groups; null where that is not known, or more than is analysed exactly. */
  functionOf(mapping: GroupMapping): GroupFunction | null;
  /** The sample users that a mapping of the set matches. */
  matchesOf(mapping: GroupMapping): MatchingUsers;
}

const nobody: MatchingUsers = { matching: [], unknown: [] };

export function createEditingContext(set: MappingSet, services: EditingServices): EditingContext {
  const settings = once(() => effectiveSettings(set));
  const vocabulary = once(() => vocabularyOf(set, services));
  const findings = once(() => services.findings(set));
  const simulator = once(() => services.simulator(set));
  const files = once(() => new Map(set.files.map((file) => [file.source.path, file])));
  const mappingsByFile = once(() => groupByFile(set.groupMappings));
  const reaching = once(() => groupByFiles(set.groupMappings, filesOfMapping));
  const filters = once(() =>
    groupByFiles([...set.files.flatMap(bareFilterOf), ...set.groupMappings.flatMap(filterOf)], ({ text, home }) => filesOf(text, home)),
  );
  const usersByFile = once(() => groupByFile(set.users));
  const userIndexes = once(() => new Map(set.users.map((user, index) => [user, index])));
  const rules = once(() => compileSignInRules(set));
  const usersByGroup = once(() => indexUsersByGroup(set, (user) => membershipsOf(rules(), personOf(user)), rules().knownGroups));
  const matches = once(() => indexMatches(set, simulator().sampleDecisions));
  const outcomes = new Map<SampleUser, Outcome>();
  const groupsSeen = new Map<SampleUser, readonly string[]>();

  return {
    set,
    services,
    get settings() {
      return settings();
    },
    get vocabulary() {
      return vocabulary();
    },
    get findings() {
      return findings();
    },
    get simulator() {
      return simulator();
    },
    get decisions() {
      return simulator().sampleDecisions;
    },
    fileOf: (path) => files().get(path),
    mappingsOf: (path) => mappingsByFile().get(path) ?? [],
    mappingsReaching: (path) => reaching().get(path) ?? [],
    filtersIn: (path) => filters().get(path) ?? [],
    usersOf: (path) => usersByFile().get(path) ?? [],
    outcomeOf: (user) => remembered(outcomes, user, () => simulator().simulate(personOf(user))),
    groupsSeenOf: (user) =>
      remembered(groupsSeen, user, () => {
        const index = userIndexes().get(user);
        const decision = index === undefined ? simulator().decide(personOf(user)) : simulator().sampleDecisions[index];
        if (decision?.sign_in !== 'allowed') return [];
        return [...new Set(readGroupClaim(rules(), personOf(user), null).groups)];
      }),
    usersWithGroup: (group) => usersByGroup().get(group) ?? [],
    functionOf: (mapping) => functionOfMapping(mapping, services),
    matchesOf: (mapping) => matches().get(mapping) ?? nobody,
  };
}

function indexUsersByGroup(
  set: MappingSet,
  groupsOf: (user: SampleUser) => readonly string[],
  names: { withOtherSpellings(names: Iterable<string>): ReadonlySet<string> },
): ReadonlyMap<string, readonly SampleUser[]> {
  const spellings = new Map<string, ReadonlySet<string>>();
  const result = new Map<string, SampleUser[]>();
  for (const user of set.users) {
    const all = new Set<string>();
    for (const group of groupsOf(user)) {
      for (const name of remembered(spellings, group, () => names.withOtherSpellings([group]))) all.add(name);
    }
    for (const name of all) remembered(result, name, () => []).push(user);
  }
  return result;
}

function indexMatches(set: MappingSet, decisions: readonly Decision[]): ReadonlyMap<GroupMapping, MatchingUsers> {
  const rows = set.groupMappings.map(() => ({ matching: [] as SampleUser[], unknown: [] as SampleUser[] }));
  decisions.forEach((decision, index) => {
    const user = set.users[index];
    if (!user || decision.sign_in !== 'allowed') return;
    for (const at of decision.matching) rows[at]?.matching.push(user);
    for (const at of decision.unknown) rows[at]?.unknown.push(user);
  });
  return new Map(set.groupMappings.map((mapping, index) => [mapping, rows[index] ?? nobody]));
}

function groupByFile<T extends { readonly file: string }>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const result = new Map<string, T[]>();
  for (const item of items) remembered(result, item.file, () => []).push(item);
  return result;
}

function groupByFiles<T>(items: readonly T[], filesOf: (item: T) => Iterable<string>): ReadonlyMap<string, readonly T[]> {
  const result = new Map<string, T[]>();
  for (const item of items) for (const file of filesOf(item)) remembered(result, file, () => []).push(item);
  return result;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function remembered<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = make();
  values.set(key, value);
  return value;
}
