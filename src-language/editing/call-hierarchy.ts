import { crnInWords } from '../mapping-set/crn/crn-scope.js';
import type { GroupMapping, Place } from '../mapping-set/mapping-set.js';
import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { filterOccurrences, groupOccurrences, type GroupOccurrence } from './group-occurrences.js';
import { nameOccurrences } from './name-occurrences.js';
import { namesOfGroup } from './references.js';
import { groupAt, spotAt } from './spot.js';
import { filterOf, nameRangeOf } from './texts-in-files.js';

/**
 * One link of the chain from a group to a role: groups lead to the mappings whose filters name them, mappings to the roles that they grant.
 * A mapping is told by the line of its first key, since names may repeat.
 */
export type AccessLink =
  | { readonly kind: 'role'; readonly name: string }
  | { readonly kind: 'mapping'; readonly name: string; readonly file: string; readonly line: number }
  | { readonly kind: 'group'; readonly name: string };

/** A link at its place, as an editor lists it. */
export interface LinkItem extends Place {
  readonly link: AccessLink;
  readonly label: string;
  readonly detail: string;
  readonly nameRange: OffsetRange;
}

/** A neighbouring link, with the places of the one that leads to the other. */
export interface LinkedItem {
  readonly item: LinkItem;
  /** In the file of whichever names the other: the mapping's. */
  readonly ranges: readonly OffsetRange[];
}

/** What under the cursor is a link of the chain: a role, the name of a mapping, a group. Null for anything else. */
export function accessLinkAt(context: EditingContext, path: string, offset: number): LinkItem | null {
  const spot = spotAt(context, path, offset);
  const group = groupAt(spot);
  if (group) return groupItem(context, group.group);
  if (spot.kind !== 'name') return null;
  const { kind, name, owner } = spot.occurrence;
  if (kind === 'role') return roleItem(context, name);
  const mapping = kind === 'mapping' ? mappingAt(context, owner, name) : undefined;
  return mapping ? mappingItem(mapping) : null;
}

/** What leads to a link: the mappings that grant a role, the groups that a mapping's filter names. */
export function incomingLinks(context: EditingContext, link: AccessLink): LinkedItem[] {
  if (link.kind === 'role')
    return mappingsIn(context).flatMap((mapping) => {
      const ranges = roleRanges(mapping, link.name);
      return ranges.length > 0 ? [{ item: mappingItem(mapping), ranges }] : [];
    });
  const mapping = link.kind === 'mapping' ? findMapping(context, link) : undefined;
  if (!mapping) return [];
  const occurrences = occurrencesOf(context, mapping);
  return [...new Set(occurrences.map(({ group }) => group))].flatMap((group) => {
    const item = groupItem(context, group);
    const ranges = occurrences.filter((occurrence) => occurrence.group === group).map(({ nameRange }) => nameRange);
    return item ? [{ item, ranges }] : [];
  });
}

/** What a link leads to: the mappings that name a group, the roles that a mapping grants. */
export function outgoingLinks(context: EditingContext, link: AccessLink): LinkedItem[] {
  if (link.kind === 'group') {
    const names = namesOfGroup(context, link.name);
    return mappingsIn(context).flatMap((mapping) => {
      const ranges = occurrencesOf(context, mapping)
        .filter(({ group }) => names.has(group))
        .map(({ nameRange }) => nameRange);
      return ranges.length > 0 ? [{ item: mappingItem(mapping), ranges }] : [];
    });
  }
  const mapping = link.kind === 'mapping' ? findMapping(context, link) : undefined;
  if (!mapping) return [];
  return [...new Set(mapping.roleBindings.map(({ roleName }) => roleName.value))].flatMap((name) => {
    const item = roleItem(context, name);
    return item ? [{ item, ranges: roleRanges(mapping, name) }] : [];
  });
}

function mappingsIn({ set }: EditingContext): readonly GroupMapping[] {
  return set.groupMappings;
}

function findMapping(context: EditingContext, { file, line, name }: Extract<AccessLink, { kind: 'mapping' }>): GroupMapping | undefined {
  const mappings = context.mappingsOf(file);
  return mappings.find((mapping) => mapping.line === line) ?? mappings.find(({ displayName }) => displayName === name);
}

function mappingAt(context: EditingContext, owner: unknown, name: string): GroupMapping | undefined {
  // Named elsewhere, in an expectation: the first of that name.
  return mappingsIn(context).find((mapping) => mapping === owner) ?? mappingsIn(context).find(({ displayName }) => displayName === name);
}

function mappingItem(mapping: GroupMapping): LinkItem {
  const { file, line, displayName } = mapping;
  const roles = [...new Set(mapping.roleBindings.map(({ roleName }) => roleName.value))];
  return {
    link: { kind: 'mapping', name: displayName, file, line },
    label: displayName || '(no name)',
    detail: roles.join(', '),
    file,
    range: mapping.range,
    nameRange: nameRangeOf(mapping),
  };
}

/** At the first place that names the role: where the organization lists it as its own, else where it is granted. */
function roleItem(context: EditingContext, name: string): LinkItem | null {
  const [first] = nameOccurrences(context, 'role', name);
  if (!first) return null;
  const crns = [
    ...new Set(
      mappingsIn(context)
        .flatMap(({ roleBindings }) => roleBindings)
        .filter(({ roleName }) => roleName.value === name)
        .map(({ crnPattern }) => crnInWords(crnPattern.value, context.set.organization)),
    ),
  ];
  return {
    link: { kind: 'role', name },
    label: name,
    detail: crns.join(', '),
    file: first.file,
    range: first.range,
    nameRange: first.nameRange,
  };
}

/** At the first place that names the group: among the known groups, where it is one. */
function groupItem(context: EditingContext, group: string): LinkItem | null {
  const names = namesOfGroup(context, group);
  const occurrences = [...names].flatMap((name) => groupOccurrences(context, { group: name }));
  const at = occurrences.find(({ knownGroup }) => knownGroup !== null) ?? occurrences[0];
  if (!at) return null;
  const displayName = context.vocabulary.find(group)?.displayName?.value;
  return {
    link: { kind: 'group', name: group },
    label: displayName ?? group,
    detail: displayName === undefined || displayName === group ? '' : group,
    file: at.file,
    range: at.range,
    nameRange: at.nameRange,
  };
}

function occurrencesOf(context: EditingContext, mapping: GroupMapping): GroupOccurrence[] {
  if (mapping.filter)
    return filterOf(mapping).flatMap((filter) => [...filterOccurrences(context, filter)].filter(({ file }) => file === mapping.file));
  return groupOccurrences(context, { file: mapping.file, outsideFilters: true }).filter(
    (occurrence) => occurrence.where === 'literal' && occurrence.mapping === mapping,
  );
}

function roleRanges({ roleBindings, file }: GroupMapping, name: string): OffsetRange[] {
  return roleBindings.filter(({ roleName }) => roleName.value === name && roleName.file === file).map(({ roleName }) => roleName.range);
}
