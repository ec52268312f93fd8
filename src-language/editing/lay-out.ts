/** A value to be written into a file: a leaf, a list or a map. */
export type LaidOut<Leaf> = Leaf | LaidOutList<Leaf> | LaidOutMap<Leaf>;
export interface LaidOutList<Leaf> {
  readonly list: readonly LaidOut<Leaf>[];
}
export interface LaidOutMap<Leaf> {
  readonly map: readonly (readonly [key: string, value: LaidOut<Leaf>])[];
}

/** How the leaves and keys of a value are written in a file's host. */
export interface LeafWriter<Leaf> {
  leaf(leaf: Leaf, isInFlow: boolean): string;
  key(name: string, isInFlow: boolean): string;
  readonly closingBrace: string;
  /** How long a line may get by a list on one line, in UTF-16 units. */
  readonly width: number;
}

/** The blanks and line breaks of the file that something is written into. */
export interface Margin {
  readonly lineBreak: string;
  /** What the first line already stands behind, and every other begins with. */
  readonly indent: string;
  /** What one more level is indented by. */
  readonly step: string;
}

/** YAML in blocks. Lists of leaves stay on one line while they fit. */
export function layOutBlock<Leaf>(value: LaidOut<Leaf>, writer: LeafWriter<Leaf>, margin: Margin): string {
  if (isList(value)) {
    const inner = { ...margin, indent: `${margin.indent}  ` };
    return value.list.length === 0
      ? '[]'
      : value.list.map((item) => `- ${layOutBlock(item, writer, inner)}`).join(margin.lineBreak + margin.indent);
  }
  if (!isMap(value)) return writer.leaf(value, false);
  if (value.map.length === 0) return '{}';
  return value.map.map(([key, entry]) => layOutBlockEntry(key, entry, writer, margin)).join(margin.lineBreak + margin.indent);
}

/** One key of a block map with its value. */
export function layOutBlockEntry<Leaf>(key: string, value: LaidOut<Leaf>, writer: LeafWriter<Leaf>, margin: Margin): string {
  const lead = `${writer.key(key, false)}:`;
  if (!isList(value) && !isMap(value)) return `${lead} ${writer.leaf(value, false)}`;
  if (isOnOneLine(value, writer, margin.indent.length + lead.length + 1)) return `${lead} ${layOutFlow(value, writer)}`;
  const inner = { ...margin, indent: margin.indent + margin.step };
  return `${lead}${margin.lineBreak}${inner.indent}${layOutBlock(value, writer, inner)}`;
}

/** `[…]` and `{ … }` on one line, in YAML as in JSON. */
export function layOutFlow<Leaf>(value: LaidOut<Leaf>, writer: LeafWriter<Leaf>): string {
  if (isList(value)) return `[${value.list.map((item) => layOutFlow(item, writer)).join(', ')}]`;
  if (!isMap(value)) return writer.leaf(value, true);
  if (value.map.length === 0) return `{${writer.closingBrace}`;
  return `{ ${value.map.map(([key, entry]) => layOutFlowEntry(key, entry, writer)).join(', ')} ${writer.closingBrace}`;
}

/** One key of a map on one line with its value. */
export function layOutFlowEntry<Leaf>(key: string, value: LaidOut<Leaf>, writer: LeafWriter<Leaf>): string {
  return `${writer.key(key, true)}: ${layOutFlow(value, writer)}`;
}

/** `[…]` and `{ … }` over several lines, as JSON is mostly written. Lists of leaves stay on one line while they fit. */
export function layOutFlowLines<Leaf>(value: LaidOut<Leaf>, writer: LeafWriter<Leaf>, margin: Margin): string {
  if (isOnOneLine(value, writer, margin.indent.length)) return layOutFlow(value, writer);
  const inner = { ...margin, indent: margin.indent + margin.step };
  const between = (parts: readonly string[]): string =>
    margin.lineBreak + parts.map((part) => inner.indent + part).join(`,${margin.lineBreak}`) + margin.lineBreak + margin.indent;
  if (isList(value)) return `[${between(value.list.map((item) => layOutFlowLines(item, writer, inner)))}]`;
  if (!isMap(value)) return writer.leaf(value, true);
  return `{${between(value.map.map(([key, entry]) => layOutFlowLinesEntry(key, entry, writer, inner)))}${writer.closingBrace}`;
}

/** One key of a map over several lines with its value. */
export function layOutFlowLinesEntry<Leaf>(key: string, value: LaidOut<Leaf>, writer: LeafWriter<Leaf>, margin: Margin): string {
  const lead = `${writer.key(key, true)}: `;
  if (isList(value) && isOnOneLine(value, writer, margin.indent.length + lead.length)) return lead + layOutFlow(value, writer);
  return lead + layOutFlowLines(value, writer, margin);
}

function isOnOneLine<Leaf>(value: LaidOut<Leaf>, writer: LeafWriter<Leaf>, column: number): boolean {
  if (isMap(value)) return value.map.length === 0;
  if (!isList(value)) return true;
  if (value.list.length === 0) return true;
  return value.list.every((item) => !isList(item) && !isMap(item)) && column + layOutFlow(value, writer).length <= writer.width;
}

function isList<Leaf>(value: LaidOut<Leaf>): value is LaidOutList<Leaf> {
  return typeof value === 'object' && value !== null && 'list' in value;
}

function isMap<Leaf>(value: LaidOut<Leaf>): value is LaidOutMap<Leaf> {
  // An array has a method of this name.
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'map' in value;
}
