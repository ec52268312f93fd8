import { encodeJsonString } from '../../hosts/json/json-text.js';
import { encodeYamlScalar } from '../../hosts/yaml/encode-scalar.js';
import type { HostEntry, HostMap, HostNode, HostSequence } from '../../hosts/host-tree.js';
import { isFlow, isOwnEntry } from '../../mapping-set/file-edits.js';
import type { MappingFile } from '../../mapping-set/mapping-set.js';
import type { TextEdit } from '../../text/range.js';
import {
  layOutBlock,
  layOutBlockEntry,
  layOutFlow,
  layOutFlowEntry,
  layOutFlowLines,
  layOutFlowLinesEntry,
  type LaidOut,
  type LeafWriter,
  type Margin,
} from '../lay-out.js';
import { isJsonFile } from '../encode-scalar.js';
import { appendItems, dashIndent, hasSpacedItems, lineBreakOf, lineEndAt, lineStartAt } from '../list-edits.js';

/** Texts, lists of them and maps: what is written into mapping files. */
export type PlainValue = LaidOut<string>;

const width = 120;

const yamlWriter: LeafWriter<string> = {
  leaf: (text, isInFlow) => encodeYamlScalar(text, { isInFlow }),
  // As a key, this one would merge maps.
  key: (name, isInFlow) => (name === '<<' ? "'<<'" : encodeYamlScalar(name, { isInFlow })),
  closingBrace: '}',
  width,
};

const jsonWriter: LeafWriter<string> = { leaf: encodeJsonString, key: encodeJsonString, closingBrace: '}', width };

function writerOf(file: MappingFile): LeafWriter<string> {
  return isJsonFile(file) ? jsonWriter : yamlWriter;
}

/** A whole file in YAML. */
export function yamlDocument(value: PlainValue): string {
  return `${layOutBlock(value, yamlWriter, { lineBreak: '\n', indent: '', step: '  ' })}\n`;
}

/** How what surrounds a value is laid out, and so the value: in blocks, on one line, or in braces over several lines. */
export interface Layout {
  readonly form: 'block' | 'line' | 'lines';
  /** That of the entries of a map, or of the items of a list. */
  readonly margin: Margin;
}

/** How the entries of a map are laid out. */
export function layoutOfMap(file: MappingFile, map: HostMap): Layout {
  const { text } = file.source;
  const lineBreak = lineBreakOf(text);
  const first = map.entries.find((entry) => isOwnEntry(map, entry));
  const from = first?.keyRange.start ?? map.range.start;
  if (!isFlow(text, map)) {
    const column = ' '.repeat(from - lineStartAt(text, from));
    return { form: 'block', margin: { lineBreak, indent: column, step: '  ' } };
  }
  const before = text.slice(lineStartAt(text, from), from);
  if (!first || before.trim() !== '') return { form: 'line', margin: { lineBreak, indent: '', step: '  ' } };
  const outer = indentAt(text, map.range.start);
  const step = before.startsWith(outer) && before.length > outer.length ? before.slice(outer.length) : '  ';
  return { form: 'lines', margin: { lineBreak, indent: before, step } };
}

/** The blanks that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStartAt(text, offset), offset))?.[0] ?? '';
}

/** A value as it stands in a list or map of this layout; its first line goes where the margin's indent ends. */
export function valueSource(file: MappingFile, value: PlainValue, { form, margin }: Layout): string {
  const writer = writerOf(file);
  if (form === 'block') return layOutBlock(value, writer, margin);
  return form === 'lines' ? layOutFlowLines(value, writer, margin) : layOutFlow(value, writer);
}

/** A key with its value, as it stands in a map of this layout. */
export function entrySource(file: MappingFile, key: string, value: PlainValue, { form, margin }: Layout): string {
  const writer = writerOf(file);
  if (form === 'block') return layOutBlockEntry(key, value, writer, margin);
  return form === 'lines' ? layOutFlowLinesEntry(key, value, writer, margin) : layOutFlowEntry(key, value, writer);
}

/** Writes a key after one of a map's own, in the layout of the map; null where something else than a comment follows on its line. */
export function insertEntryAfter(file: MappingFile, map: HostMap, after: HostEntry, key: string, value: PlainValue): TextEdit[] | null {
  const { text } = file.source;
  const layout = layoutOfMap(file, map);
  const source = entrySource(file, key, value, layout);
  const end = entryEnd(text, after);
  if (layout.form === 'line') return [insertion(end, `, ${source}`)];
  const lineEnd = lineEndAt(text, end);
  const rest = text.slice(end, lineEnd);
  const written = layout.margin.lineBreak + layout.margin.indent + source;
  if (layout.form === 'block') return /^[ \t]*(?:#.*)?$/.test(rest) ? [insertion(lineEnd, written)] : null;
  // A comment behind the last value stays there, with the comma before it.
  if (/^[ \t]*(?:(?:#|\/\/).*)$/.test(rest)) return [insertion(end, ','), insertion(lineEnd, written)];
  return [insertion(end, `,${written}`)];
}

/** Writes a value in the place of another one of a map, key and all. */
export function replaceEntry(file: MappingFile, map: HostMap, entry: HostEntry, value: PlainValue): TextEdit {
  const { start } = entry.range;
  return { range: { start, end: entryEnd(file.source.text, entry) }, newText: entrySource(file, entry.key, value, layoutOfMap(file, map)) };
}

/** Writes items after the last one of a list that has some, laid out as that one is; null for a layout that is too unusual. */
export function appendValues(file: MappingFile, list: HostSequence, values: readonly PlainValue[]): TextEdit[] | null {
  const { text } = file.source;
  const last = list.items.at(-1);
  if (!last) return null;
  if (isFlow(text, list)) {
    const layout = last.kind === 'map' ? layoutOfMap(file, last) : null;
    const isOnLines = layout?.form === 'lines';
    const margin = { lineBreak: lineBreakOf(text), indent: indentAt(text, last.range.start), step: layout?.margin.step ?? '  ' };
    const sources = values.map((value) => valueSource(file, value, { form: isOnLines ? 'lines' : 'line', margin }));
    const edit = appendItems(text, list, sources);
    return edit && [edit];
  }
  const indent = dashIndent(text, list);
  if (indent === null) return null;
  const margin = { lineBreak: lineBreakOf(text), indent: `${indent}  `, step: '  ' };
  const isOnLine = last.kind === 'map' && isFlow(text, last);
  const gap = margin.lineBreak.repeat(hasSpacedItems(text, list) ? 2 : 1);
  const end = endOfItem(text, last.range.end, indent);
  const form = isOnLine ? 'line' : 'block';
  return values.map((value) => insertion(end, `${gap}${indent}- ${valueSource(file, value, { form, margin })}`));
}

/** The end of the last line of a block item: comments below it that are indented further than its dash belong to it. */
function endOfItem(text: string, itemEnd: number, indent: string): number {
  let end = lineEndAt(text, itemEnd);
  for (;;) {
    const comment = /^\r?\n( *)#[^\r\n]*/.exec(text.slice(end));
    if (!comment || (comment[1] ?? '').length <= indent.length) return end;
    end += comment[0].length;
  }
}

/** Where an entry ends, the colon of one without a value included. */
function entryEnd(text: string, { keyRange, value, range }: HostEntry): number {
  if (value) return range.end;
  return Math.max(range.end, keyRange.end + (/^["']?[ \t]*:/.exec(text.slice(keyRange.end))?.[0].length ?? 0));
}

/** A node that has nothing in it, as a key without a value has. */
export function isNothing(node: HostNode | null | undefined): boolean {
  return !node || (node.kind === 'scalar' && node.value === null && !node.isUnreadable);
}

export function insertion(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}
