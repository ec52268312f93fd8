import type { GroupLiteral } from '../filter/analysed-filter.js';
import type { FilterToken, ParsedFilter } from '../filter/parsed-filter.js';
import { stretchesIn, type HostText } from '../hosts/host-text.js';
import type { HostEntry } from '../hosts/host-tree.js';
import type { GroupMapping, KafkaAcl, Located, MappingFile, RoleBinding } from '../mapping-set/mapping-set.js';
import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { filterOccurrences, occurrencesInFile, type GroupOccurrence } from './group-occurrences.js';
import { hostPathAt, touches, type HostPath } from './host-path.js';
import { namesInFile, type NameOccurrence } from './name-occurrences.js';
import type { FilterInFile } from './texts-in-files.js';

/** The cursor is in a filter, its quotes and block indicators included. */
export interface FilterSpot {
  readonly kind: 'filter';
  readonly file: string;
  /** Null for a bare filter file. */
  readonly mapping: GroupMapping | null;
  /** Every mapping that has this text in its filter, the one above first: those that one block of Terraform makes share it. */
  readonly sharing: readonly GroupMapping[];
  /** The file that ranges of `text` without the name of one are in. */
  readonly home: string;
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

/** The cursor is on what stands for a mapping where its name does not: its block's head, or the principal of what it is granted. */
export interface MappingSpot {
  readonly kind: 'mapping';
  readonly file: string;
  readonly range: OffsetRange;
  /** One; those of all instances where a block has several. */
  readonly mappings: readonly GroupMapping[];
  /** The mapping's own block. */
  readonly isDefinition: boolean;
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
export type Spot = FilterSpot | GroupSpot | NameSpot | CrnSpot | MappingSpot | KeySpot | OtherSpot;

/** What stands at a UTF-16 offset of a file of the set. */
export function spotAt(context: EditingContext, path: string, offset: number): Spot {
  const file = context.fileOf(path);
  if (!file) return { kind: 'other', file: path, path: null };
  return (
    filterSpot(context, file, offset) ?? valueSpot(context, file, offset) ?? mappingSpot(context, path, offset) ?? hostSpot(file, offset)
  );
}

/** The group under the cursor, in a filter or outside of one. */
export function groupAt(spot: Spot): GroupOccurrence | null {
  return spot.kind === 'filter' || spot.kind === 'group' ? spot.occurrence : null;
}

/** The filter of a file that holds an offset, with the mapping it is of. */
export function filterAt(context: EditingContext, path: string, offset: number): FilterInFile | null {
  return filtersAt(context, path, offset)[0] ?? null;
}

/** Every filter that an offset of a file is in: several where a host puts them together from one text. Those come first in which it is a character. */
export function filtersAt(context: EditingContext, path: string, offset: number): readonly FilterInFile[] {
  const filters = context.filtersIn(path);
  // All of a filter's own file is the filter; its byte-order mark is before the first character.
  if (context.fileOf(path)?.bareFilter) return filters;
  const touched = filters.filter(({ text, home }) => stretchesIn(path, home, text).some((range) => touches(range, offset)));
  if (touched.length < 2) return touched;
  const isIn = ({ text }: FilterInFile): boolean => text.toDecoded(offset, path) !== null;
  return [...touched.filter(isIn), ...touched.filter((filter) => !isIn(filter))];
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
  const all = filtersAt(context, path, hostOffset);
  const [found] = all;
  if (!found) return null;
  const { text, mapping, home } = found;
  const parsed = context.services.parse(text.value);
  const offset = text.toDecoded(hostOffset, path);
  const token = offset === null ? null : tokenAt(parsed, offset);
  const literals = token ? context.services.analyse(text.value).groupLiterals : [];
  // A text without its closing quote is no string, and a group all the same.
  const literal = literals.find((candidate) => candidate.literal.start === token?.start) ?? null;
  const occurrences = literal && literal.use !== 'affix' ? [...filterOccurrences(context, found)] : [];
  const occurrence = occurrences.find((candidate) => candidate.literal === literal?.literal) ?? null;
  const sharing = all.flatMap((filter) => filter.mapping ?? []);
  return { kind: 'filter', file: path, mapping, sharing, home, text, parsed, offset, token, literal, occurrence };
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
    const isHere = crnPattern.file === path && touches(crnPattern.range, offset);
    if (isHere || isWrittenAt(crnPattern, path, offset)) return { kind: 'crn', file: path, crn: crnPattern, binding };
  }
  const at = file.tree && hostPathAt(file.tree, offset);
  return definition && at && !at.key && at.path.at(-1) === 'name' ? { kind: 'name', file: path, occurrence: definition } : null;
}

/** Part of a text that a host puts together was written there. */
function isWrittenAt({ text, file }: Located<string>, path: string, offset: number): boolean {
  return text?.sources !== undefined && stretchesIn(path, file, text).some((range) => touches(range, offset));
}

function mappingSpot(context: EditingContext, path: string, offset: number): MappingSpot | null {
  const own = context.mappingsOf(path).filter(({ headerRange }) => headerRange && touches(headerRange, offset));
  const header = own[0]?.headerRange;
  if (header) return { kind: 'mapping', file: path, range: header, mappings: own, isDefinition: true };
  const isHere = ({ principalAt }: RoleBinding | KafkaAcl): boolean => principalAt?.file === path && touches(principalAt.range, offset);
  const granted = context.mappingsReaching(path).filter(({ roleBindings, acls }) => roleBindings.some(isHere) || acls.some(isHere));
  const at = granted.flatMap(({ roleBindings, acls }) => [...roleBindings, ...acls]).find(isHere)?.principalAt;
  return at ? { kind: 'mapping', file: path, range: at.range, mappings: granted, isDefinition: false } : null;
}

function roleBindingsOf(context: EditingContext, file: MappingFile) {
  const path = file.source.path;
  return [
    ...context.mappingsReaching(path).flatMap((mapping) => mapping.roleBindings),
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
