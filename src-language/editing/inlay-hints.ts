import { countCodePoints } from '../text/count-code-points.js';
import type { HostRange } from '../hosts/host-text.js';
import type { GroupMapping } from '../mapping-set/mapping-set.js';
import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { groupOccurrences } from './group-occurrences.js';
import { shortenLine } from './shorten-line.js';

/** What hints tell; each kind can be switched off. */
export type InlayHintKind = 'display-name' | 'matching-users' | 'filter-length';

/** A few words that the editor shows after a place, without their being in the file. */
export interface InlayHint {
  readonly kind: InlayHintKind;
  readonly offset: number;
  readonly label: string;
  /** The same in full, for a tooltip; null where the label says it all. */
  readonly tooltip: string | null;
}

/** From which part of its limit on a filter's length is worth a hint. */
const nearLimit = 0.8;
/** How many users a tooltip names. */
const namedUsers = 20;

/**
 * The hints of one part of a file: the display name after each group that is given by its id, how many sample users each mapping matches,
 * and the length of filters that are near the set's limit or beyond it.
 */
export function inlayHints(
  context: EditingContext,
  path: string,
  within: OffsetRange,
  kinds: ReadonlySet<InlayHintKind> = new Set<InlayHintKind>(['display-name', 'matching-users', 'filter-length']),
): InlayHint[] {
  const hints: InlayHint[] = [];
  if (kinds.has('display-name')) hints.push(...displayNameHints(context, path, within));
  if (kinds.has('filter-length')) hints.push(...filterLengthHints(context, path, within));
  if (kinds.has('matching-users')) hints.push(...matchingUsersHints(context, path, within));
  return hints.filter(({ offset }) => within.start <= offset && offset <= within.end).sort((a, b) => a.offset - b.offset);
}

function* displayNameHints(context: EditingContext, path: string, within: OffsetRange): Generator<InlayHint> {
  if (context.set.knownGroups.length === 0) return;
  for (const { group, where, range } of groupOccurrences(context, { file: path, within })) {
    if (where === 'known-id' || where === 'known-name') continue;
    const name = displayNameOf(context, group);
    if (name === null) continue;
    const label = shortenLine(name, 40);
    yield { kind: 'display-name', offset: range.end, label, tooltip: label === name ? null : shortenLine(name, 1000) };
  }
}

/** The display name of the group with this id; null where the name is the same, or there is none. */
function displayNameOf({ vocabulary }: EditingContext, id: string): string | null {
  const known = vocabulary.findAll(id).find((group) => group.id?.value === id);
  const name = known?.displayName?.value;
  return name === undefined || name === id || name === '' ? null : name;
}

function* filterLengthHints(context: EditingContext, path: string, within: OffsetRange): Generator<InlayHint> {
  const limit = context.settings.filterLengthLimit;
  const seen = new Set<number>();
  for (const { text, home } of context.filtersIn(path)) {
    const { value, range } = text;
    if ((range.file ?? home) !== path || !reaches(range, within) || seen.has(range.start)) continue;
    seen.add(range.start);
    if (value.length < nearLimit * limit) continue;
    const length = countCodePoints(value);
    if (length < nearLimit * limit) continue;
    const rest = limit - length;
    const tooltip =
      rest >= 0
        ? `The filter has ${length} of the ${limit} characters that it may have.`
        : `The filter has ${length} characters, ${-rest} more than it may have.`;
    yield { kind: 'filter-length', offset: range.end, label: `${length}/${limit}`, tooltip };
  }
}

function* matchingUsersHints(context: EditingContext, path: string, within: OffsetRange): Generator<InlayHint> {
  if (context.set.users.length === 0) return;
  const byPlace = new Map<number, { readonly place: OffsetRange; readonly mappings: GroupMapping[] }>();
  for (const mapping of context.mappingsReaching(path)) {
    const place = conditionPlace(mapping, path);
    if (!place || !reaches(place, within)) continue;
    const known = byPlace.get(place.start);
    if (known) known.mappings.push(mapping);
    else byPlace.set(place.start, { place, mappings: [mapping] });
  }
  for (const { place, mappings } of byPlace.values()) {
    // A filter behind an alias stands once in the file and may decide for many mappings: they match the same users, unless it is put together.
    const [mapping] = mappings;
    if (!mapping || mappings.some(({ filter }) => filter?.value !== mapping.filter?.value)) continue;
    const { matching, unknown } = context.matchesOf(mapping);
    if (unknown.length > 0 && matching.length === 0) continue;
    const names = matching.slice(0, namedUsers).map(({ name }) => shortenLine(name.value));
    if (matching.length > namedUsers) names.push(`${matching.length - namedUsers} more`);
    const label = matching.length === 0 ? 'no user' : matching.length === 1 ? '1 user' : `${matching.length} users`;
    const tooltip = matching.length === 0 ? 'No sample user of the set matches.' : `Matches ${names.join(', ')}.`;
    yield { kind: 'matching-users', offset: place.end, label, tooltip };
  }
}

/**
 * Where a mapping's condition is told from others in a file: what a host puts together, at what was not written in the mapping's own block;
 * null where that is in another file.
 */
function conditionPlace({ filter, group, file, range }: GroupMapping, path: string): OffsetRange | null {
  if (!filter) return group?.file === path ? group.range : null;
  const isOutside = (at: HostRange): boolean => (at.file ?? file) !== file || at.end <= range.start || at.start >= range.end;
  const at = filter.sources?.find(isOutside) ?? filter.range;
  return (at.file ?? file) === path ? at : null;
}

function reaches(range: OffsetRange, within: OffsetRange): boolean {
  return range.start <= within.end && range.end >= within.start;
}
