import type { StringLiteral } from '../filter/expression.js';
import { decodeStringLiteral } from '../filter/string-literal.js';
import { stretchesIn, type HostText } from '../hosts/host-text.js';
import type { GroupMapping, KnownGroup, Located, MappingFile, SampleUser } from '../mapping-set/mapping-set.js';
import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { placeOfPart, type FilterInFile } from './texts-in-files.js';

/** What a group's name is there for, at one place. */
export type GroupRole = 'filter' | 'literal' | 'known-id' | 'known-name' | 'user' | 'attribute' | 'assignment';

/** One place where a group is named. */
export interface GroupOccurrence {
  readonly group: string;
  /** Where the name was written: a host may put a filter together from texts of other files. */
  readonly file: string;
  /** The file that ranges of `text` without the name of one are in. */
  readonly home: string;
  readonly where: GroupRole;
  /** The whole literal or value, quotes included. */
  readonly range: OffsetRange;
  /** The name itself, without quotes, as far as its characters stand together in the file; otherwise as `range`. */
  readonly nameRange: OffsetRange;
  /** The filter or value that the name stands in; null where it cannot be edited as text. */
  readonly text: HostText | null;
  /** The literal in the decoded filter, or the whole decoded value. */
  readonly decoded: OffsetRange;
  /** The literal of a filter, null elsewhere. */
  readonly literal: StringLiteral | null;
  /** The mapping of a filter or literal group; null for a bare filter and elsewhere. */
  readonly mapping: GroupMapping | null;
  readonly knownGroup: KnownGroup | null;
  readonly user: SampleUser | null;
}

/** What the occurrences are restricted to. */
export interface OccurrenceQuery {
  /** Only this exact name. */
  readonly group?: string;
  /** Only in this file. */
  readonly file?: string;
  /** Only what stands outside of filters. */
  readonly outsideFilters?: boolean;
  /** Only filters and values that reach into this part of the file. */
  readonly within?: OffsetRange;
}

/**
 * Every place of the set where a group is named, file by file: in filters (bare ones too), literal group mappings, known groups,
 * sample users and application assignments. A value that is used twice through a YAML alias is one place. Texts that are no whole
 * name (`startsWith("eng-")`, the patterns of `group_claim.filter`) are none.
 */
export function groupOccurrences(context: EditingContext, query: OccurrenceQuery = {}): GroupOccurrence[] {
  const files = query.file === undefined ? context.set.files : context.set.files.filter((file) => file.source.path === query.file);
  return files.flatMap((file) => {
    const seen = new Set<string>();
    const found: GroupOccurrence[] = [];
    for (const occurrence of occurrencesInFile(context, file, query)) {
      const key = keyOf(occurrence);
      if (seen.has(key)) continue;
      seen.add(key);
      found.push(occurrence);
    }
    return found.sort((a, b) => startOf(a) - startOf(b) || a.decoded.start - b.decoded.start);
  });
}

/** Where the filter or value of an occurrence begins: for that its characters need no map to the file, unless it is put together. */
function startOf({ text, range }: GroupOccurrence): number {
  return (text && !text.sources ? text.range : range).start;
}

/** What two occurrences at one place have in common. */
function keyOf(occurrence: GroupOccurrence): string {
  const { decoded, text, range, group } = occurrence;
  return text?.sources ? `${range.start}:${range.end}:${group}` : `${startOf(occurrence)}:${decoded.start}`;
}

/** As `groupOccurrences` for one file, in no particular order; a value behind YAML aliases comes once for each of them. */
export function* occurrencesInFile(
  context: EditingContext,
  file: MappingFile,
  { group, outsideFilters, within }: OccurrenceQuery,
): Generator<GroupOccurrence> {
  const isWithin = ({ start, end }: OffsetRange): boolean => !within || (start <= within.end && end >= within.start);
  const { groupAttribute } = context.settings;
  const isMeant = (name: string): boolean => group === undefined || name === group;
  const isWanted = ({ value, range }: Located<string>): boolean => isMeant(value) && isWithin(range);
  const path = file.source.path;
  for (const filter of outsideFilters ? [] : context.filtersIn(path)) {
    if (!stretchesIn(path, filter.home, filter.text).some(isWithin)) continue;
    for (const occurrence of filterOccurrences(context, filter, isMeant)) if (occurrence.file === path) yield occurrence;
  }
  for (const mapping of context.mappingsOf(path))
    if (mapping.group && isWanted(mapping.group)) yield valueOccurrence(mapping.group, 'literal', { mapping });
  for (const knownGroup of file.knownGroups) {
    const { id, displayName } = knownGroup;
    if (id && isWanted(id)) yield valueOccurrence(id, 'known-id', { knownGroup });
    if (displayName && displayName !== id && isWanted(displayName)) yield valueOccurrence(displayName, 'known-name', { knownGroup });
  }
  for (const user of context.usersOf(path)) {
    const { claim } = user;
    if (!claim) continue;
    const isAttribute = claim.from === 'attributes';
    const values = !isAttribute ? claim.values : groupAttribute === null ? [] : (claim.attributes.get(groupAttribute) ?? []);
    for (const value of values) if (isWanted(value)) yield valueOccurrence(value, isAttribute ? 'attribute' : 'user', { user });
  }
  for (const value of file.sso.assigned_groups?.value ?? []) if (isWanted(value)) yield valueOccurrence(value, 'assignment', {});
}

/** The whole names of groups in one filter, in text order. */
export function* filterOccurrences(
  context: EditingContext,
  filter: FilterInFile,
  isMeant: (name: string) => boolean = () => true,
): Generator<GroupOccurrence> {
  const { text, mapping, home } = filter;
  // Most filters are asked about a group that they do not hold: those need no map of their characters.
  for (const { group, literal, use } of context.services.analyse(text.value).groupLiterals) {
    if (use === 'affix' || !isMeant(group)) continue;
    const decoded = { start: literal.start, end: literal.end };
    yield {
      group,
      get file() {
        return text.sources || text.range.file !== undefined ? placeOfPart(filter, decoded).file : home;
      },
      home,
      where: 'filter',
      get range() {
        return placeOfPart(filter, decoded).range;
      },
      get nameRange() {
        const name = text.toHost(contentOf(text.value, literal));
        const whole = placeOfPart(filter, decoded);
        return name && (name.file ?? home) === whole.file ? { start: name.start, end: name.end } : whole.range;
      },
      text,
      decoded,
      literal,
      mapping,
      knownGroup: null,
      user: null,
    };
  }
}

/** What stands between the quotes of a literal, as offsets of the filter. */
function contentOf(filter: string, literal: StringLiteral): OffsetRange {
  const { opening, isClosed } = decodeStringLiteral(filter.slice(literal.start, literal.end));
  const closing = isClosed ? opening.replace(/^[a-z]+/i, '').length : 0;
  return { start: literal.start + opening.length, end: Math.max(literal.start + opening.length, literal.end - closing) };
}

function valueOccurrence(
  located: Located<string>,
  where: GroupRole,
  about: { readonly mapping?: GroupMapping; readonly knownGroup?: KnownGroup; readonly user?: SampleUser },
): GroupOccurrence {
  const decoded = { start: 0, end: located.value.length };
  return {
    group: located.value,
    file: located.file,
    home: located.file,
    where,
    range: located.range,
    // Worked out when it is asked for: a file may hold many thousands of names, and one is under the cursor.
    get nameRange() {
      return located.text?.toHost(decoded) ?? located.range;
    },
    text: located.text ?? null,
    decoded,
    literal: null,
    mapping: about.mapping ?? null,
    knownGroup: about.knownGroup ?? null,
    user: about.user ?? null,
  };
}
