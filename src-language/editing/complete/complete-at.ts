import { encodeQuoted, isRawSafe } from '../../hosts/yaml/encode-scalar.js';
import type { HostText } from '../../hosts/host-text.js';
import { isReadWithOthers } from '../../mapping-set/change-file.js';
import { hostKindOf } from '../../mapping-set/hosts-by-kind.js';
import type { MappingFile } from '../../mapping-set/mapping-set.js';
import type { OffsetRange } from '../../text/range.js';
import type { EditingContext } from '../editing-context.js';
import { filterAt } from '../spot.js';
import { blockPlaceAt } from './block-place.js';
import { completeFilter } from './complete-filter.js';
import { completeHost } from './complete-host.js';
import { inThisOrder, type CompletionEntry, type UnsortedEntry } from './completion-entry.js';
import { flowPlaceAt } from './flow-place.js';
import { encodeAtCursor } from './host-edit.js';
import type { BlockLinePlace, HostPlace, ValuePlace } from './host-place.js';
import { completeResource } from './complete-resource.js';
import { completeTogether } from './complete-together.js';
import { completeComment } from './ignore-codes.js';

/** What can be written at a UTF-16 offset of a file of the set, best first. Nothing where nothing certain fits. */
export function completeAt(context: EditingContext, path: string, offset: number): readonly CompletionEntry[] {
  const file = context.fileOf(path);
  if (!file || offset < 0 || offset > file.source.text.length) return [];
  const { text } = file.source;
  return inThisOrder(entriesAt(context, file, offset).filter(({ edit }) => isOnOneLine(text, edit.range)));
}

/** Editors replace nothing that goes over several lines, and show no entry at all where one would. */
function isOnOneLine(text: string, { start, end }: OffsetRange): boolean {
  return !/[\r\n]/.test(text.slice(start, end));
}

function entriesAt(context: EditingContext, file: MappingFile, offset: number): readonly UnsortedEntry[] {
  // A script is written in a language of its own.
  if (file.commands) return [];
  if (isReadWithOthers(file)) {
    const entries = completeTogether(context, file, offset);
    return entries.length > 0 || !file.source.path.endsWith('.tf') ? entries : completeResource(file.source.text, offset);
  }
  const { path, text } = file.source;
  const filter = filterTextAt(context, file, offset);
  if (filter && isFollowedByMore(text, filter.text)) return [];
  if (filter) {
    const decoded = filter.text.toDecoded(offset) ?? (isBehind(text, filter.text, offset) ? filter.text.value.length : null);
    const isOnEmptyLine = isBlockScalar(text, filter.text) && /^[ \t]*$/.test(lineAt(text, offset));
    if (decoded !== null && !isOnEmptyLine) {
      const parsed = context.services.parse(filter.text.value);
      return completeFilter(context, parsed, decoded, (range, newText, comparedFrom) =>
        encodeAtCursor({ file: text, text: filter.text, cursor: offset }, range, newText, comparedFrom),
      );
    }
    if (!isOnEmptyLine) return [];
  }
  const kind = hostKindOf(path, { named: true });
  const place = kind === 'yaml' || kind === 'json' ? placeAt(text, offset, kind) : null;
  if (!place) return [];
  if (place.kind === 'block-line') return completeBlockLine(context, file, place, offset);
  if (place.kind === 'comment') return completeComment(text, place.start, offset);
  if (place.form === 'line' && place.syntax === 'yaml' && isFilterPath(place)) return completeEmptyLine(context, place);
  // Exports have keys of their own, which nobody writes by hand.
  return hostKindOf(path, { named: false }) === 'export' ? [] : completeHost(context, text, place, offset);
}

function placeAt(text: string, offset: number, kind: 'yaml' | 'json'): HostPlace | null {
  if (kind === 'yaml') return blockPlaceAt(text, offset);
  if (text.trim() === '') return emptyJsonPlace(offset);
  const place = flowPlaceAt(text, text.startsWith('\ufeff') ? 1 : 0, offset, 'json', []);
  return place === 'closed' ? null : place;
}

/** After the closing quote of the value more stands on its line, so that the file means something else than it seems to. */
function isFollowedByMore(text: string, { range: { start, end } }: HostText): boolean {
  const quote = text[start];
  if ((quote !== '"' && quote !== "'") || end - start < 2 || text[end - 1] !== quote) return false;
  return !/^[ \t]*(?:\r|\n|$|[ \t]#|[,\]}]|\/\/|\/\*)/.test(text.slice(end, end + 1000));
}

function isFilterPath({ path }: ValuePlace): boolean {
  return path.length === 3 && path[0] === 'group_mappings' && path[2] === 'filter';
}

/** A filter on the line below its key. */
function completeEmptyLine(context: EditingContext, place: ValuePlace): readonly UnsortedEntry[] {
  if (place.token.start < place.token.end) return [];
  return completeFilter(context, context.services.parse(''), 0, (_range, newText) => ({
    edit: { range: place.token, newText: encodeQuoted(newText) },
    additionalEdits: [],
    lead: '',
  }));
}

/** In an empty JSON file only the whole can be written. */
function emptyJsonPlace(offset: number): HostPlace {
  return {
    kind: 'place',
    path: [],
    form: 'line',
    syntax: 'json',
    token: { start: offset, end: offset },
    quote: '',
    hasColon: false,
    before: '',
    after: '',
    additionalEdits: [],
    taken: new Set(),
    column: 0,
  };
}

/** The filter that holds an offset, also one that has nothing in it yet, with the cursor in the blanks behind it. */
function filterTextAt(context: EditingContext, file: MappingFile, offset: number): { readonly text: HostText } | null {
  const found = filterAt(context, file.source.path, offset);
  if (found) return found;
  const { path, text } = file.source;
  const mapping = context.mappingsOf(path).find(({ filter, partlyKnown }) => filter && !partlyKnown && isBehind(text, filter, offset));
  return mapping?.filter ? { text: mapping.filter } : null;
}

/** The cursor is behind a value that has no quotes around it, with nothing but blanks between. */
function isBehind(text: string, value: HostText, offset: number): boolean {
  const { start, end } = value.range;
  if (offset < end || /[^ \t]/.test(text.slice(end, offset))) return false;
  if (isBlockScalar(text, value)) return value.toDecoded(offset) !== null;
  // A comment sign right behind the cursor makes no difference; a closing quote before it ends the value.
  return start === end || !/["']/.test(text[start] ?? '') || value.toDecoded(end) !== null;
}

function isBlockScalar(text: string, value: HostText): boolean {
  return (
    value.range.start < value.range.end &&
    /[|>]/.test(text[value.range.start] ?? '') &&
    /^[|>][-+0-9]*[ \t]*(?:#|\r?\n|$)/.test(text.slice(value.range.start, value.range.start + 200))
  );
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '');
}

/** On an empty line of a block scalar everything stands as it is: what is written goes where the lines around it begin. */
function completeBlockLine(context: EditingContext, file: MappingFile, place: BlockLinePlace, offset: number): readonly UnsortedEntry[] {
  const { path, text } = file.source;
  const filter = context.mappingsOf(path).find((mapping) => mapping.filter?.range.start === place.header && !mapping.partlyKnown)?.filter;
  if (!filter) return [];
  const before = text.slice(0, place.line.start).trimEnd().length;
  const decoded = before <= place.header + 1 ? 0 : Math.max(0, filter.toDecoded(Math.min(before, filter.range.end)) ?? 0);
  const head = filter.value.slice(0, decoded);
  const column = contentColumn(text, filter, place, offset);
  const margin = ' '.repeat(column);
  const parsed = context.services.parse(`${head}\n${filter.value.slice(decoded).replace(/^\n/, '')}`);
  return completeFilter(context, parsed, head.length + 1, (range, newText) => {
    if (range.start !== range.end || !isRawSafe(newText)) return null;
    const typed = text.slice(place.line.start, offset);
    const isInPlace = typed === margin && offset === place.line.end;
    return {
      edit: isInPlace ? { range: { start: offset, end: offset }, newText } : { range: place.line, newText: margin + newText },
      additionalEdits: [],
      lead: isInPlace ? '' : typed,
    };
  });
}

/** Where the lines of a block scalar begin; without any, where the cursor is, or one step further in than the key. */
function contentColumn(text: string, filter: HostText, place: BlockLinePlace, offset: number): number {
  const lines = text.slice(place.header, filter.range.end).split('\n').slice(1);
  const first = lines.find((line) => line.trim() !== '');
  if (first !== undefined) return first.length - first.trimStart().length;
  return Math.max(offset - place.line.start, place.column + 1);
}
