import type { EditingContext } from '../editing/editing-context.js';
import type { GroupMapping } from '../mapping-set/mapping-set.js';
import { roleBindingKey } from '../mapping-set/grant-keys.js';
import type { MappingOutcome, Note, Outcome } from '../provisioning/outcome.js';
import { groupLabeller, notesToShow, withheldReasons, type GroupLabel } from '../provisioning/outcome-wording.js';
import type { Person } from '../provisioning/person.js';
import { lossOf } from '../review/explain-access.js';
import type { Finding } from '../text/problem.js';
import { grantsOf, placeOf, unreadableFiles, type UnreadableFile } from './evaluator-set.js';
import { filterTruths, layoutFilter, type FilterPiece } from './filter-layout.js';
import { grantWriter, type AclInWords, type GrantInWords, type GrantWriter } from './grant-words.js';
import { stepViews, type StepView } from './sign-in-steps.js';
import { verdictInWords, type VerdictView } from './sign-in-verdict.js';
import { shownEdits, type ShownEdit } from './shown-edits.js';
import type { SourcePlace } from './source-place.js';

/** Everything that the Sign-in page shows of one sign-in: the outcome, and what it is in words and marks. */
export interface SignInView {
  /** What `groupmap simulate --format json` prints of this person. */
  readonly outcome: Outcome;
  readonly verdict: VerdictView;
  /** The five steps, also those that a refused sign-in does not reach. */
  readonly steps: readonly StepView[];
  /** The groups that Confluent Cloud sees, in the claim's order. */
  readonly groups: readonly GroupLabel[];
  readonly withheld: readonly { readonly group: GroupLabel; readonly reason: string }[];
  /** By their places in the set, as in the outcome; empty for whoever is refused. */
  readonly mappings: readonly MappingView[];
  /** Places of mappings in the order of the page: matches and unknown ones in the set's, the others nearest first. */
  readonly order: { readonly match: readonly number[]; readonly unknown: readonly number[]; readonly noMatch: readonly number[] };
  /** Administrator roles first, then as in the outcome; last what unknown mappings would add. */
  readonly access: readonly AccessRow[];
  /** DENY first. */
  readonly acls: readonly AclRow[];
  readonly notes: readonly Pick<Note, 'code' | 'message'>[];
  readonly unreadable: readonly UnreadableFile[];
}

export interface MappingView {
  readonly displayName: string;
  readonly place: SourcePlace;
  readonly result: MappingOutcome['result'];
  /** The filter, or the literal group as one test. */
  readonly pieces: readonly FilterPiece[];
  readonly isLiteral: boolean;
  /** By part; null is unknown. */
  readonly truths: readonly (boolean | null)[];
  readonly because: readonly (readonly GroupLabel[])[] | null;
  readonly isBecauseTruncated: boolean;
  readonly missing: readonly (readonly GroupLabel[])[] | null;
  readonly isMissingTruncated: boolean;
  readonly reason: MappingOutcome['reason'] | null;
  /** Repairs of what makes it unknown, the likeliest first. */
  readonly fixes: readonly { readonly title: string; readonly edits: readonly ShownEdit[] }[];
  readonly grants: readonly GrantInWords[];
  readonly acls: readonly AclInWords[];
  readonly isAdministrator: boolean;
}

export interface AccessRow extends GrantInWords {
  /** Mappings that grant it, by their places in the set; each once. */
  readonly mappings: readonly number[];
  readonly isAssignedByHand: boolean;
  /** Unknown: only an unknown mapping would bring it. */
  readonly session: boolean | null;
  readonly apiKeys: boolean;
  /** The fewest of the groups without which the session lacks it; null where no loss of groups takes it away, or that is not known. */
  readonly goneWithout: readonly GroupLabel[] | null;
}

export interface AclRow extends AclInWords {
  readonly mappings: readonly number[];
}

/** More repairs than these are in the editor, at the mistake. */
const shownFixes = 2;

/** What comes of somebody's sign-in, for the Sign-in page. */
export function signInView(context: EditingContext, person: Person): SignInView {
  const outcome = context.simulator.simulate(person);
  const label = groupLabeller(context.simulator);
  const writer = grantWriter(context.set);
  const mappings = outcome.group_mappings.flatMap((entry, index): MappingView[] => {
    const mapping = context.set.groupMappings[index];
    return mapping ? [mappingView(context, mapping, entry, outcome.groups, { label, writer })] : [];
  });
  const access = accessRows(context, outcome, mappings, { label, writer });
  const steps = stepViews(context, person, outcome, { mappings, access });
  return {
    outcome,
    verdict: verdictInWords(outcome, { mappings, access, steps }),
    steps,
    groups: outcome.groups.map(label),
    withheld: outcome.groups_withheld.map(({ group, reason }) => ({ group: label(group), reason: withheldReasons[reason] })),
    mappings,
    order: { match: placesOf(mappings, 'match'), unknown: placesOf(mappings, 'unknown'), noMatch: nearestFirst(mappings) },
    access,
    acls: aclRows(outcome, mappings, writer),
    notes: notesToShow(outcome.notes),
    unreadable: unreadableFiles(context.set),
  };
}

function mappingView(
  context: EditingContext,
  mapping: GroupMapping,
  entry: MappingOutcome,
  groups: readonly string[],
  { label, writer }: { readonly label: (group: string) => GroupLabel; readonly writer: GrantWriter },
): MappingView {
  const analysed = mapping.filter && context.services.analyse(mapping.filter.value);
  const literal = mapping.group?.value ?? '';
  const grants = grantsOf(mapping, writer);
  return {
    displayName: mapping.displayName,
    place: placeOf(mapping),
    result: entry.result,
    pieces: analysed
      ? layoutFilter(analysed, label)
      : [{ kind: 'part', part: 0, isTest: true, pieces: [{ kind: 'string', text: literal, group: label(literal) }] }],
    isLiteral: !analysed,
    truths: entry.result === 'unknown' && !entry.reason ? [] : analysed ? filterTruths(analysed, groups) : [groups.includes(literal)],
    because: entry.because?.map((set) => set.map(label)) ?? null,
    isBecauseTruncated: entry.because_truncated ?? false,
    missing: entry.missing?.map((set) => set.map(label)) ?? null,
    isMissingTruncated: entry.missing_truncated ?? false,
    reason: entry.reason ?? null,
    fixes: entry.reason ? fixesOf(context, mapping, entry.reason.code) : [],
    grants,
    acls: mapping.acls.map(writer.acl),
    isAdministrator: grants.some((grant) => grant.isAdministrator),
  };
}

function fixesOf({ set, findings }: EditingContext, mapping: GroupMapping, code: string): MappingView['fixes'] {
  const isHere = ({ file, range }: Finding): boolean =>
    file === mapping.file && range.start >= mapping.range.start && range.end <= mapping.range.end;
  const finding = findings.find((candidate) => candidate.code === code && isHere(candidate));
  return (finding?.fixes ?? []).slice(0, shownFixes).map(({ title, edits }) => ({ title, edits: shownEdits(set, edits) }));
}

function placesOf(mappings: readonly MappingView[], result: MappingView['result']): number[] {
  return mappings.flatMap((mapping, index) => (mapping.result === result ? [index] : []));
}

/** Mappings that do not match: those that the fewest groups would make match first, those that nothing would last; as in the set otherwise. */
function nearestFirst(mappings: readonly MappingView[]): number[] {
  const distance = (index: number): number => {
    const missing = mappings[index]?.missing;
    // Of a filter that is no boolean function of memberships it cannot be said.
    if (!missing) return Number.MAX_SAFE_INTEGER - 1;
    return missing[0]?.length ?? Number.MAX_SAFE_INTEGER;
  };
  return placesOf(mappings, 'no-match').sort((a, b) => distance(a) - distance(b) || a - b);
}

function accessRows(
  { simulator }: EditingContext,
  outcome: Outcome,
  mappings: readonly MappingView[],
  { label, writer }: { readonly label: (group: string) => GroupLabel; readonly writer: GrantWriter },
): AccessRow[] {
  const keyOf = (roleName: string, crnPattern: string): string => roleBindingKey(roleName, crnPattern);
  const inKeys = new Set(outcome.access.api_keys.map((role) => keyOf(role.role_name, role.crn_pattern)));
  const held = new Set(outcome.access.sso_session.map((role) => keyOf(role.role_name, role.crn_pattern)));
  const granting = (result: MappingView['result']) => {
    const places = new Map<string, number[]>();
    mappings.forEach((mapping, index) => {
      if (mapping.result !== result) return;
      for (const key of new Set(mapping.grants.map((grant) => keyOf(grant.roleName, grant.crnPattern))))
        places.set(key, [...(places.get(key) ?? []), index]);
    });
    return places;
  };
  const granted = granting('match');
  const possibly = granting('unknown');
  /** Who loses groups matches no mapping that did not match before: those that do are all there is to it. */
  const lossOfRole = (key: string): readonly GroupLabel[] | null => {
    if (possibly.has(key)) return null;
    const through = (granted.get(key) ?? []).flatMap((place) => simulator.mappings.slice(place, place + 1));
    return lossOf(through, outcome.groups)?.map(label) ?? null;
  };
  const certain = outcome.access.sso_session.map(({ role_name, crn_pattern, direct, partly_known }): AccessRow => {
    const key = keyOf(role_name, crn_pattern);
    return {
      ...writer.grant(role_name, crn_pattern),
      mappings: granted.get(key) ?? [],
      isAssignedByHand: direct,
      session: true,
      apiKeys: inKeys.has(key),
      goneWithout: direct || partly_known ? null : lossOfRole(key),
    };
  });
  const possible = [...possibly].flatMap(([key, places]): AccessRow[] => {
    const [first] = places;
    const grant = mappings[first ?? -1]?.grants.find(({ roleName, crnPattern }) => keyOf(roleName, crnPattern) === key);
    if (!grant || held.has(key)) return [];
    return [{ ...grant, mappings: places, isAssignedByHand: false, session: null, apiKeys: false, goneWithout: null }];
  });
  const administratorsFirst = (rows: readonly AccessRow[]): AccessRow[] =>
    [...rows].sort((a, b) => Number(b.isAdministrator) - Number(a.isAdministrator));
  return [...administratorsFirst(certain), ...administratorsFirst(possible)];
}

function aclRows(outcome: Outcome, mappings: readonly MappingView[], writer: GrantWriter): AclRow[] {
  return outcome.access.acls
    .map(({ granted_by: _grantedBy, partly_known: _partlyKnown, ...values }): AclRow => {
      const acl = writer.acl({ values: values as Readonly<Record<string, string>> });
      const brings = (mapping: MappingView): boolean => mapping.result === 'match' && mapping.acls.some(({ text }) => text === acl.text);
      return { ...acl, mappings: mappings.flatMap((mapping, index) => (brings(mapping) ? [index] : [])) };
    })
    .sort((a, b) => Number(b.isDeny) - Number(a.isDeny));
}
