import { formatFilterEdits } from '../filter/format-filter.js';
import type { ParsedFilter } from '../filter/parsed-filter.js';
import type { HostText } from '../hosts/host-text.js';
import { changeFile, isReadWithOthers, type FileChanging } from '../mapping-set/change-file.js';
import type { GroupMapping, MappingFile, MappingSet } from '../mapping-set/mapping-set.js';
import { readMappingFile } from '../mapping-set/read-mapping-file.js';
import { countCodePoints } from '../text/count-code-points.js';
import { applyEdits, type OffsetRange, type TextEdit } from '../text/range.js';

/** What formatting takes of the language. */
export interface FormatServices {
  parse(filter: string): ParsedFilter;
  readFiles: FileChanging['readFiles'];
  assemble: FileChanging['assemble'];
}

export interface FormatFileOptions {
  /** Unicode characters that a filter may have: none that fits is made longer than that. */
  readonly lengthLimit?: number;
  /** Only blanks in this part of the file change; all of it when left out. */
  readonly within?: OffsetRange;
  /** The set of the file: what its files put together can be formatted only with it. */
  readonly set?: MappingSet;
}

/** Something that is left as it is. */
export interface LeftAlone {
  /** `file`: it does not parse; `filter`: that does not parse; `edits`: they would change more than blanks in filters. */
  readonly what: 'file' | 'filter' | 'edits';
  readonly offset: number;
  /** Why, in the words of the file's parser; empty where `what` says it all. */
  readonly reason: string;
}

export interface FormattedFile {
  /** Edits of the file, in no particular order, none overlapping another. */
  readonly edits: readonly TextEdit[];
  readonly leftAlone: readonly LeftAlone[];
}

/**
 * Edits that bring the filters of a file into their canonical layout: blanks only, never what a filter means, and nothing else in the
 * file. The result is read back: unless every filter then reads as it should, nothing changes. A file that does not parse is left alone.
 */
export function formatFile(file: MappingFile, services: FormatServices, options: FormatFileOptions = {}): FormattedFile {
  const broken = file.problems.find((problem) => problem.code === 'host-syntax');
  if (broken) return { edits: [], leftAlone: [{ what: 'file', offset: broken.range.start, reason: broken.message }] };
  const { path, text } = file.source;
  const leftAlone: LeftAlone[] = [];
  const edits = new Map<string, TextEdit>();
  // Files that are read together put their filters together: those of the whole set may stand in this one.
  const shared = options.set && isReadWithOthers(file) ? options.set : null;
  const wanted = filtersOf(shared ? shared.groupMappings : file.groupMappings, file.bareFilter).map(({ filter, home }) => {
    const parsed = services.parse(filter.value);
    if (filter.value.trim() === '') return filter.value;
    if (!parsed.isComplete && (filter.range.file ?? home ?? path) === path)
      leftAlone.push({ what: 'filter', offset: filter.range.start, reason: '' });
    const decoded = chooseEdits(filter, parsed, options);
    const encoded = decoded.length === 0 ? [] : filter.encodeEdits(decoded);
    if (!encoded || !isAllowed(encoded, filter, options.within)) return filter.value;
    if (encoded.some(({ range }) => (range.file ?? home ?? path) !== path)) return filter.value;
    // An aliased filter stands in the file once and is met once for each alias: its edits are equal.
    for (const { range, newText } of encoded) {
      const edit = { range: { start: range.start, end: range.end }, newText };
      edits.set(JSON.stringify(edit), edit);
    }
    return applyEdits(filter.value, decoded);
  });
  if (edits.size === 0) return { edits: [], leftAlone };
  const all = [...edits.values()];
  const after = applyEdits(text, all);
  const readBack = shared
    ? filtersOf(changeFile(shared, path, after, services).groupMappings, null)
    : filtersOfFile(readMappingFile({ path, text: after }));
  const isFaithful = readBack.length === wanted.length && readBack.every(({ filter }, index) => filter.value === wanted[index]);
  return isFaithful ? { edits: all, leftAlone } : { edits: [], leftAlone: [...leftAlone, { what: 'edits', offset: 0, reason: '' }] };
}

function filtersOfFile(file: MappingFile): FilterOfFile[] {
  return filtersOf(file.groupMappings, file.bareFilter);
}

/** A filter, and the file that it was read for; null for a bare one. */
interface FilterOfFile {
  readonly filter: HostText;
  readonly home: string | null;
}

function filtersOf(mappings: readonly GroupMapping[], bareFilter: HostText | null): FilterOfFile[] {
  const filters = mappings.flatMap(({ filter, partlyKnown, file }): FilterOfFile[] =>
    filter && !partlyKnown ? [{ filter, home: file }] : [],
  );
  return bareFilter ? [...filters, { filter: bareFilter, home: null }] : filters;
}

/** The edits of a filter's own text; in part of a file those that lie in it. */
function chooseEdits(filter: HostText, parsed: ParsedFilter, { lengthLimit, within }: FormatFileOptions): readonly TextEdit[] {
  if (!within || contains(within, filter.range)) return formatFilterEdits(parsed, { lengthLimit });
  if (filter.range.start > within.end || filter.range.end < within.start) return [];
  const isWithin = (edit: TextEdit): boolean => {
    const range = filter.toHost(edit.range);
    return range !== null && contains(within, range);
  };
  // Where the whole is chosen, the limit is judged by the formatter; here by what is chosen.
  const chosen = inPairs(parsed, formatFilterEdits(parsed)).filter((edits) => edits.every(isWithin));
  return staysWithinLimit(filter.value, chosen.flat(), lengthLimit) ? chosen.flat() : [];
}

/** Edits that only together make sense: the blanks before and after an operator that moves to another line. */
function inPairs({ text }: ParsedFilter, edits: readonly TextEdit[]): TextEdit[][] {
  const groups: TextEdit[][] = [];
  for (const edit of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    const previous = groups.at(-1)?.at(-1);
    const between = previous && text.slice(previous.range.end, edit.range.start).trim();
    if (between === '&&' || between === '||') groups.at(-1)?.push(edit);
    else groups.push([edit]);
  }
  return groups;
}

function staysWithinLimit(filter: string, edits: readonly TextEdit[], limit: number | undefined): boolean {
  if (limit === undefined) return true;
  const length = countCodePoints(applyEdits(filter, edits));
  return length <= limit || length <= countCodePoints(filter);
}

/** A scalar that would have to be rewritten whole is left alone where only part of it is to be formatted. */
function isAllowed(encoded: readonly TextEdit[], filter: HostText, within: OffsetRange | undefined): boolean {
  return !within || contains(within, filter.range) || encoded.every(({ range }) => contains(within, range));
}

function contains(outer: OffsetRange, inner: OffsetRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
