import { formatFilterEdits } from '../filter/format-filter.js';
import type { ParsedFilter } from '../filter/parsed-filter.js';
import type { HostText } from '../hosts/host-text.js';
import type { MappingFile } from '../mapping-set/mapping-set.js';
import { readMappingFile } from '../mapping-set/read-mapping-file.js';
import { countCodePoints } from '../text/count-code-points.js';
import { applyEdits, type OffsetRange, type TextEdit } from '../text/range.js';

/** What formatting takes of the language. */
export interface FormatServices {
  parse(filter: string): ParsedFilter;
}

export interface FormatFileOptions {
  /** Unicode characters that a filter may have: none that fits is made longer than that. */
  readonly lengthLimit?: number;
  /** Only blanks in this part of the file change; all of it when left out. */
  readonly within?: OffsetRange;
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
  const leftAlone: LeftAlone[] = [];
  const edits = new Map<string, TextEdit>();
  const wanted = filtersOf(file).map((filter) => {
    const parsed = services.parse(filter.value);
    if (filter.value.trim() === '') return filter.value;
    if (!parsed.isComplete) leftAlone.push({ what: 'filter', offset: filter.range.start, reason: '' });
    const decoded = chooseEdits(filter, parsed, options);
    const encoded = decoded.length === 0 ? [] : filter.encodeEdits(decoded);
    if (!encoded || !isAllowed(encoded, filter, options.within)) return filter.value;
    // An aliased filter stands in the file once and is met once for each alias: its edits are equal.
    for (const edit of encoded) edits.set(JSON.stringify([edit.range, edit.newText]), edit);
    return applyEdits(filter.value, decoded);
  });
  if (edits.size === 0) return { edits: [], leftAlone };
  const all = [...edits.values()];
  const readBack = filtersOf(readMappingFile({ path: file.source.path, text: applyEdits(file.source.text, all) }));
  const isFaithful = readBack.length === wanted.length && readBack.every(({ value }, index) => value === wanted[index]);
  return isFaithful ? { edits: all, leftAlone } : { edits: [], leftAlone: [...leftAlone, { what: 'edits', offset: 0, reason: '' }] };
}

function filtersOf(file: MappingFile): HostText[] {
  const filters = file.groupMappings.flatMap((mapping) => (mapping.filter && !mapping.partlyKnown ? [mapping.filter] : []));
  return file.bareFilter ? [...filters, file.bareFilter] : filters;
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
