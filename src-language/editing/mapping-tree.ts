import { crnInWords } from '../mapping-set/crn/crn-scope.js';
import { isAdministrator } from '../mapping-set/predefined-roles.js';
import type { GroupMapping, Place, SampleUser } from '../mapping-set/mapping-set.js';
import { hasPermission } from '../provisioning/access-step.js';
import { describeAcl } from '../provisioning/outcome-wording.js';
import { compareCodePoints } from '../text/compare-code-points.js';
import type { Finding, Severity } from '../text/problem.js';
import { groupIndexOf, type GroupSuggestion } from './complete/group-suggestions.js';
import type { EditingContext } from './editing-context.js';
import { groupOccurrences } from './group-occurrences.js';

/** A mapping set as a tree to look around in: its group mappings, and its groups with the mappings that name them. */
export interface MappingTree {
  readonly users: number;
  readonly mappings: readonly MappingNode[];
  readonly groups: readonly GroupNode[];
}

/** One group mapping; its place is that of its name. */
export interface MappingNode {
  readonly displayName: string;
  readonly place: Place;
  readonly id: string | null;
  /** One of the two; both are null where the mapping has none that can be read. */
  readonly filter: string | null;
  readonly group: string | null;
  readonly matching: number;
  /** How many sample users it could match or not: nobody can say. */
  readonly unknown: number;
  readonly roleBindings: readonly BindingNode[];
  readonly acls: readonly AclNode[];
  readonly findings: FindingSummary | null;
}

/** One role binding; its place is that of the role's name. */
export interface BindingNode {
  readonly roleName: string;
  readonly crnPattern: string;
  /** What the role is bound to, in words; the CRN pattern where there are none for it. */
  readonly scope: string;
  readonly isAdministrator: boolean;
  /** Whether there is such a binding at all is not known. */
  readonly mayBeAbsent: boolean;
  readonly place: Place;
}

/** One ACL for Kafka. */
export interface AclNode {
  /** In words, with its values as written. */
  readonly text: string;
  readonly isDeny: boolean;
  /** Whether there is such an ACL at all is not known. */
  readonly mayBeAbsent: boolean;
  readonly place: Place;
}

/** One group, listed or not. */
export interface GroupNode {
  /** What people call it: its display name where it has one. */
  readonly name: string;
  /** Its id, where that is listed and differs. */
  readonly id: string | null;
  readonly isKnown: boolean;
  readonly users: number;
  /** Where it is listed, else where it is first named. */
  readonly place: Place | null;
  /** Indexes into the tree's mappings. */
  readonly mappings: readonly number[];
  readonly findings: FindingSummary | null;
}

/** What is found at one item: the gravest severity, how many, and the first messages. Hints are advice and do not count. */
export interface FindingSummary {
  readonly severity: Exclude<Severity, 'hint'>;
  readonly count: number;
  readonly messages: readonly string[];
}

/** How many messages a summary carries. */
const shownMessages = 5;

const severities = ['error', 'warning', 'information'] as const;

/** The tree of a set; who matches a mapping is told apart, by `usersOfMapping`. */
export function mappingTree(context: EditingContext): MappingTree {
  const { set } = context;
  const indexes = new Map(set.groupMappings.map((mapping, index) => [mapping, index]));
  const findingsByFile = groupFindings(context.findings);
  const placesByGroup = groupPlaces(context);
  return {
    users: set.users.length,
    mappings: set.groupMappings.map((mapping) => mappingNode(context, mapping, findingsByFile)),
    groups: groupIndexOf(context)
      .groups.map((group) => groupNode(context, group, indexes, placesByGroup, findingsByFile))
      .sort((a, b) => Number(isExtra(a)) - Number(isExtra(b)) || compareCodePoints(a.name, b.name)),
  };
}

/** The sample users that a mapping of the tree matches, and those of whom nobody can say. */
export function usersOfMapping(
  context: EditingContext,
  index: number,
): { readonly matching: readonly SampleUser[]; readonly unknown: readonly SampleUser[] } {
  const mapping = context.set.groupMappings[index];
  return mapping ? context.matchesOf(mapping) : { matching: [], unknown: [] };
}

function mappingNode(context: EditingContext, mapping: GroupMapping, findings: ReadonlyMap<string, readonly Finding[]>): MappingNode {
  const { file, range, displayNameAt } = mapping;
  const { matching, unknown } = context.matchesOf(mapping);
  const own = (findings.get(file) ?? []).filter((finding) => finding.range.start >= range.start && finding.range.end <= range.end);
  return {
    displayName: mapping.displayName,
    place: displayNameAt ?? { file, range: { start: range.start, end: range.start } },
    id: mapping.id?.value ?? null,
    filter: mapping.filter?.value ?? null,
    group: mapping.group?.value ?? null,
    matching: matching.length,
    unknown: unknown.length,
    roleBindings: mapping.roleBindings.map(({ roleName, crnPattern, mayBeAbsent = false }) => ({
      roleName: roleName.value,
      crnPattern: crnPattern.value,
      scope: crnInWords(crnPattern.value, context.set.organization),
      isAdministrator: isAdministrator(roleName.value, context.set.settings),
      mayBeAbsent,
      place: roleName,
    })),
    acls: mapping.acls.map((acl) => ({
      text: describeAcl({ ...acl.values, granted_by: [] }),
      isDeny: hasPermission(acl, 'DENY'),
      mayBeAbsent: acl.mayBeAbsent ?? false,
      // Where it begins: an ACL has no name to go to.
      place: { file: acl.file, range: { start: acl.range.start, end: acl.range.start } },
    })),
    findings: summarize(own),
  };
}

function groupNode(
  context: EditingContext,
  group: GroupSuggestion,
  indexes: ReadonlyMap<GroupMapping, number>,
  places: ReadonlyMap<string, readonly Place[]>,
  findings: ReadonlyMap<string, readonly Finding[]>,
): GroupNode {
  const named = [group.name, ...(group.otherName === null ? [] : [group.otherName])].flatMap((name) => places.get(name) ?? []);
  const own = named.flatMap(({ file, range }) =>
    (findings.get(file) ?? []).filter(
      (finding) => finding.code.startsWith('group-') && finding.range.start === range.start && finding.range.end === range.end,
    ),
  );
  const listed = group.isKnown ? context.vocabulary.find(group.name) : undefined;
  const name = listed?.displayName?.value ?? group.name;
  const id = listed?.id?.value ?? null;
  return {
    name,
    id: id === name ? null : id,
    isKnown: group.isKnown,
    users: group.users,
    place: named[0] ?? null,
    mappings: group.mappings.flatMap((mapping) => indexes.get(mapping) ?? []),
    findings: summarize([...new Set(own)]),
  };
}

/** A group that only people are said to have: there may be very many of them. */
function isExtra({ isKnown, mappings }: GroupNode): boolean {
  return !isKnown && mappings.length === 0;
}

/** Where each group is named: where it is listed first, then in mappings, then anywhere else. */
function groupPlaces(context: EditingContext): ReadonlyMap<string, readonly Place[]> {
  const rank = { 'known-id': 0, 'known-name': 0, filter: 1, literal: 1, user: 2, attribute: 2, assignment: 2 } as const;
  const result = new Map<string, Place[]>();
  for (const { group, file, range } of groupOccurrences(context).sort((a, b) => rank[a.where] - rank[b.where])) {
    const places = result.get(group);
    if (places) places.push({ file, range });
    else result.set(group, [{ file, range }]);
  }
  return result;
}

function groupFindings(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const result = new Map<string, Finding[]>();
  for (const finding of findings) {
    const inFile = result.get(finding.file);
    if (inFile) inFile.push(finding);
    else result.set(finding.file, [finding]);
  }
  return result;
}

function summarize(findings: readonly Finding[]): FindingSummary | null {
  const sorted = severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
  const severity = severities.find((candidate) => sorted[0]?.severity === candidate);
  return severity ? { severity, count: sorted.length, messages: sorted.slice(0, shownMessages).map(({ message }) => message) } : null;
}
