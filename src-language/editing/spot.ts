import type { GroupLiteral } from '../filter/analysed-filter.js';
import type { FilterToken, ParsedFilter } from '../filter/parsed-filter.js';
import type { HostText } from '../hosts/host-text.js';
import type { HostEntry } from '../hosts/host-tree.js';
import type { GroupMapping, Located, MappingFile, RoleBinding } from '../mapping-set/mapping-set.js';
import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { filterOccurrences, occurrencesInFile, type GroupOccurrence } from './group-occurrences.js';
import { hostPathAt, touches, type HostPath } from './host-path.js';
import { namesInFile, type NameOccurrence } from './name-occurrences.js';

/** The cursor is in a filter, its quotes and block indicators included. */
export interface FilterSpot {
  readonly kind: 'filter';
  readonly file: string;
  /** Null for a bare filter file. */
  readonly mapping: GroupMapping | null;
  readonly text: HostText;
  readonly parsed: ParsedFilter;
  /** Offset in the decoded filter; null on quotes, indicators and indentation. */
  readonly offset: number | null;
  /** The token that the cursor is in or touches; of two that it touches, a word before anything else, then the one after it. */
  readonly token: FilterToken | null;
  /** The group literal that `token` is, also one that is only part of a name. */
  readonly literal: GroupLiteral | null;
  /** The same as an occurrence of the group; null where the literal is only part of a name. */
  readonly occurrence: GroupOccurrence | null;
}

/** The cursor is on a group that is named outside a filter. */
export interface GroupSpot {
  readonly kind: 'group';
  readonly file: string;
  readonly occurrence: GroupOccurrence;
}

/** The cursor is on the name of a mapping, a user or a role. */
export interface NameSpot {
  readonly kind: 'name';
  readonly file: string;
  readonly occurrence: NameOccurrence;
}

/** The cursor is on the resource of a role binding. */
export interface CrnSpot {
  readonly kind: 'crn';
  readonly file: string;
  readonly crn: Located<string>;
  readonly binding: RoleBinding;
}

/** The cursor is on a key. */
export interface KeySpot {
  readonly kind: 'key';
  readonly file: string;
  readonly entry: HostEntry;
  readonly path: HostPath;
  readonly range: OffsetRange;
}

/** Anywhere else. */
export interface OtherSpot {
  readonly kind: 'other';
  readonly file: string;
  /** Null where the file has no values to walk (a bare filter, a host without a tree) or is not in the set. */
  readonly path: HostPath | null;
}

/** What is under the cursor. */
export type Spot = FilterSpot | GroupSpot | NameSpot | CrnSpot | KeySpot | OtherSpot;

/** What stands at a UTF-16 offset of a file of the set. */
export function spotAt(context: EditingContext, path: string, offset: number): Spot {
  const file = context.fileOf(path);
  if (!file) return { kind: 'other', file: path, path: null };
  return filterSpot(context, file, offset) ?? valueSpot(context, file, offset) ?? hostSpot(file, offset);
}

/** The group under the cursor, in a filter or outside of one. */
export function groupAt(spot: Spot): GroupOccurrence | null {
  return spot.kind === 'filter' || spot.kind === 'group' ? spot.occurrence : null;
}

/** The filter of a file that holds an offset, with the mapping it is of. */
export function filterAt(
  context: EditingContext,
  path: string,
  offset: number,
): { readonly text: HostText; readonly mapping: GroupMapping | null } | null {
  const bare = context.fileOf(path)?.bareFilter;
  // All of such a file is the filter; its byte-order mark is before the first character.
  if (bare) return { text: bare, mapping: null };
  const mapping = context
    .mappingsOf(path)
    .find(
      ({ filter, partlyKnown }) => filter !== null && !partlyKnown && (filter.range.file ?? path) === path && touches(filter.range, offset),
    );
  return mapping?.filter ? { text: mapping.filter, mapping } : null;
}

/** The token that an offset is in or touches: of two, a word or text before signs, then the later one. */
export function tokenAt(parsed: ParsedFilter, offset: number): FilterToken | null {
  let low = 0;
  let high = parsed.tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((parsed.tokens[middle]?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const touched = parsed.tokens.slice(low, low + 2).filter((token) => touches(token, offset));
  const [first, second] = touched;
  if (!first || !second) return first ?? null;
  return isWord(first) && !isWord(second) ? first : second;
}

function isWord({ kind }: FilterToken): boolean {
  return kind !== 'operator' && kind !== 'punctuation' && kind !== 'mistake';
}

function filterSpot(context: EditingContext, file: MappingFile, hostOffset: number): FilterSpot | null {
  const path = file.source.path;
  const found = filterAt(context, path, hostOffset);
  if (!found) return null;
  const { text, mapping } = found;
  const parsed = context.services.parse(text.value);
  const offset = text.toDecoded(hostOffset);
  const token = offset === null ? null : tokenAt(parsed, offset);
  const literals = token ? context.services.analyse(text.value).groupLiterals : [];
  // A text without its closing quote is no string, and a group all the same.
  const literal = literals.find((candidate) => candidate.literal.start === token?.start) ?? null;
  const occurrences = literal && literal.use !== 'affix' ? [...filterOccurrences(context, path, text, mapping)] : [];
  const occurrence = occurrences.find((candidate) => candidate.literal === literal?.literal) ?? null;
  return { kind: 'filter', file: path, mapping, text, parsed, offset, token, literal, occurrence };
}

function valueSpot(context: EditingContext, file: MappingFile, offset: number): GroupSpot | NameSpot | CrnSpot | null {
  const path = file.source.path;
  if (file.bareFilter) return null;
  for (const occurrence of occurrencesInFile(context, file, { outsideFilters: true, within: { start: offset, end: offset } }))
    if (touches(occurrence.range, offset)) return { kind: 'group', file: path, occurrence };
  let definition: NameOccurrence | null = null;
  for (const occurrence of namesInFile(context, file)) {
    if (!touches(occurrence.range, offset)) continue;
    // A role's definition is the whole item, keys and all: only its name is the name.
    if (occurrence.kind === 'role' && occurrence.isDefinition) definition = occurrence;
    else return { kind: 'name', file: path, occurrence };
  }
  for (const binding of roleBindingsOf(context, file)) {
    const { crnPattern } = binding;
    if (crnPattern.file === path && touches(crnPattern.range, offset)) return { kind: 'crn', file: path, crn: crnPattern, binding };
  }
  const at = file.tree && hostPathAt(file.tree, offset);
  return definition && at && !at.key && at.path.at(-1) === 'name' ? { kind: 'name', file: path, occurrence: definition } : null;
}

function roleBindingsOf(context: EditingContext, file: MappingFile) {
  const path = file.source.path;
  return [
    ...context.mappingsOf(path).flatMap((mapping) => mapping.roleBindings),
    ...context.usersOf(path).flatMap((user) => user.roleBindings),
    ...(file.looseRoleBindings ?? []).map(({ binding }) => binding),
  ];
}

function hostSpot(file: MappingFile, offset: number): KeySpot | OtherSpot {
  const path = file.tree ? hostPathAt(file.tree, offset) : null;
  const entry = path?.key;
  if (path && entry) return { kind: 'key', file: file.source.path, entry, path, range: entry.keyRange };
  return { kind: 'other', file: file.source.path, path };
}
