import type { OffsetRange } from '../../text/range.js';
import type { HostEntry, HostMap, HostNode } from '../host-tree.js';
import { JsonText } from '../json/json-text.js';
import { readJsonTree } from '../json/read-json-tree.js';
import type { ExpressionReader } from './expression-reader.js';
import type { Expression, PlacedExpression } from './expression.js';
import type { ModuleAttribute, ModuleBlock, ModuleFile, ModuleName } from './module-file.js';
import type { Origin } from './origin.js';
import { textPart } from './read-literal-template.js';

/** How many labels the blocks have that matter here; the keys of as many levels are labels in JSON. */
const labelsOfType: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['variable', 1],
  ['module', 1],
  ['locals', 0],
  ['import', 0],
]);

/** Reads a file in Terraform's JSON syntax, or a file of variable values in JSON: in that one, strings are no templates. */
export function readJsonFile(path: string, text: string, reader: ExpressionReader): ModuleFile {
  const tree = readJsonTree(text);
  const file = new JsonFileReader(path, text, reader, path.endsWith('.tf.json'));
  const root = tree.roots.find((node) => node.kind === 'map');
  const faults = tree.problems
    .filter(({ code }) => code === 'host-syntax')
    .map(({ message, range }) => ({ message: message.replace(/\.$/, ''), range }));
  if (!root) {
    const [other] = tree.roots;
    const isSaid = faults.length > 0;
    const isNone = { message: 'Terraform takes one JSON object as a file, and there is none: write {} for a file without content' };
    return {
      path,
      blocks: [],
      attributes: new Map(),
      faults: isSaid ? faults : [{ ...isNone, range: other?.range ?? { start: 0, end: 0 } }],
    };
  }
  return path.endsWith('.tf.json')
    ? { path, blocks: file.blocks(root), attributes: new Map(), faults }
    : { path, blocks: [], attributes: file.attributes(root), faults };
}

class JsonFileReader {
  constructor(
    private readonly path: string,
    private readonly text: string,
    private readonly reader: ExpressionReader,
    private readonly hasTemplates: boolean,
  ) {}

  blocks(root: HostMap): ModuleBlock[] {
    return root.entries.flatMap((entry) => {
      const count = labelsOfType.get(entry.key);
      return count === undefined ? [] : this.blocksBelow(entry.key, entry, [], count);
    });
  }

  /** By name, of those that are no comments. */
  attributes(map: HostMap): ReadonlyMap<string, ModuleAttribute> {
    const attributes = new Map<string, ModuleAttribute>();
    for (const entry of map.entries) if (entry.key !== '//' && !attributes.has(entry.key)) attributes.set(entry.key, this.attribute(entry));
    return attributes;
  }

  private blocksBelow(type: string, entry: HostEntry, labels: readonly ModuleName[], count: number): ModuleBlock[] {
    const nodes = entry.value?.kind === 'sequence' ? entry.value.items : [entry.value];
    return nodes.flatMap((node): ModuleBlock[] => {
      if (node?.kind !== 'map') return [];
      if (count === 0) return [this.block(type, entry, node, labels)];
      return node.entries
        .filter(({ key }) => key !== '//')
        .flatMap((inner) => this.blocksBelow(type, inner, [...labels, { name: inner.key, range: inner.keyRange }], count - 1));
    });
  }

  private block(type: string, { keyRange }: HostEntry, body: HostMap, labels: readonly ModuleName[]): ModuleBlock {
    return {
      file: this.path,
      type,
      labels,
      range: { start: keyRange.start, end: body.range.end },
      header: keyRange,
      bodyRange: { start: body.range.start + 1, end: Math.max(body.range.start + 1, body.range.end - 1) },
      attributes: this.attributes(body),
      blocks: body.entries.flatMap((entry) =>
        entry.value?.kind === 'map' || entry.value?.kind === 'sequence' ? this.blocksBelow(entry.key, entry, [], 0) : [],
      ),
      faults: [],
    };
  }

  private attribute({ key, keyRange, value, range }: HostEntry): ModuleAttribute {
    const placed = value ? this.placed(value, key === 'type') : { expression: nothing, at: 0, origin: this.origin(range.end) };
    return {
      name: key,
      nameRange: keyRange,
      file: this.path,
      range: value?.range ?? { start: range.end, end: range.end },
      expression: placed.expression,
      origin: placed.origin,
    };
  }

  /** A value with an origin of its own; with `isType` a text is a type constraint, not a template. */
  private placed(node: HostNode, isType = false): PlacedExpression & { readonly origin: Origin } {
    const whole = { start: 0, end: node.range.end - node.range.start };
    switch (node.kind) {
      case 'sequence':
        return {
          expression: { kind: 'tuple', items: node.items.map((item) => this.placed(item)), ...whole },
          at: 0,
          origin: this.origin(node.range.start),
        };
      case 'map':
        return {
          expression: {
            kind: 'object',
            entries: node.entries.map(({ key, keyRange, value, range }) => ({
              key: this.key(key, keyRange),
              value: value ? this.placed(value) : { expression: nothing, at: 0, origin: this.origin(range.end) },
            })),
            ...whole,
          },
          at: 0,
          origin: this.origin(node.range.start),
        };
      case 'scalar': {
        const { text, value } = node;
        const origin: Origin = { file: this.path, text: text.value, offset: 0, host: text };
        const range = { start: 0, end: text.value.length };
        if (typeof value !== 'string') return { expression: { kind: 'literal', value, ...range }, at: 0, origin };
        if (isType && this.hasTemplates) return { expression: this.reader.read(text.value, range), at: 0, origin };
        return { expression: this.template(text.value), at: 0, origin };
      }
    }
  }

  private key(key: string, keyRange: OffsetRange): PlacedExpression {
    const inside = { start: keyRange.start + 1, end: keyRange.end - 1 };
    const host = new JsonText(this.text, key, keyRange, inside, this.text[keyRange.start] === '"');
    return { expression: this.template(key), at: 0, origin: { file: this.path, text: key, offset: 0, host } };
  }

  private template(text: string): Expression {
    if (this.hasTemplates) return this.reader.readTemplate(text);
    return { kind: 'template', form: 'verbatim', parts: [textPart([{ start: 0, end: text.length }])], start: 0, end: text.length };
  }

  private origin(offset: number): Origin {
    return { file: this.path, text: this.text, offset, host: null };
  }
}

const nothing: Expression = { kind: 'literal', value: null, start: 0, end: 0 };
