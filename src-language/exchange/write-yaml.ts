import { Document, isScalar, Scalar, YAMLMap, YAMLSeq, type ScalarTag } from 'yaml';
import { encodeYamlScalar, isRawSafe } from '../hosts/yaml/encode-scalar.js';
import { printable } from '../text/printable.js';

/** What YAML is written of. Entries that are undefined are left out; a `Map` is for keys that come from outside. */
export type YamlValue =
  | string
  | number
  | boolean
  | readonly YamlValue[]
  | ReadonlyMap<string, YamlValue>
  | { readonly [key: string]: YamlValue | undefined }
  | Noted;

/** A value with comments: whole lines before it, or at the end of its own line. */
export class Noted {
  constructor(
    readonly value: YamlValue,
    readonly comments: { readonly before?: readonly string[]; readonly after?: string },
  ) {}
}

/** Strings in the style that the rest of the language writes them in, so that each reads back to exactly itself. */
const exactString: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: (value) => typeof value === 'string',
  resolve: (text) => text,
  stringify({ value, comment }, { inFlow, implicitKey, indent }) {
    const text = String(value);
    if (text === '<<') return `'<<'`;
    // A comment on its own line would become part of a block.
    const mayBeBlock = !inFlow && !implicitKey && !comment && indent !== '';
    return mayBeBlock && isBlockText(text) ? literalBlock(text, indent) : encodeYamlScalar(text, { isInFlow: inFlow === true });
  },
};

/** Lines that read best as they are, and that are safe so: none is blank at its start or made of blanks only, and one line break may end them. */
function isBlockText(text: string): boolean {
  const lines = text.split('\n');
  const body = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  return lines.length > 1 && !/^\s/.test(text) && body.every((line) => line.trim() !== '' && isRawSafe(line)) && !/\t/.test(text);
}

function literalBlock(text: string, indent: string): string {
  const isEnded = text.endsWith('\n');
  const lines = (isEnded ? text.slice(0, -1) : text).split('\n');
  return `|${isEnded ? '' : '-'}\n${lines.map((line) => indent + line).join('\n')}`;
}

/**
 * Writes a mapping file: comment lines, then sections with an empty line between them and between the items of their lists. Whatever the
 * texts hold, reading the file gives them back, and a comment cannot end early.
 */
export function writeYaml(sections: Readonly<Record<string, YamlValue | undefined>>, head: readonly string[]): string {
  const document = new Document(null, { customTags: (tags) => [exactString, ...tags] });
  const root = nodeOf(sections) as YAMLMap;
  root.items.forEach(({ key, value }, index) => {
    if (index > 0) (key as Scalar).spaceBefore = true;
    if (!(value instanceof YAMLSeq)) return;
    value.items.forEach((item, at) => {
      if (at > 0 && item instanceof YAMLMap && item.items.length > 1) item.spaceBefore = true;
    });
  });
  document.contents = root as never;
  const text = root.items.length === 0 ? '' : document.toString({ lineWidth: 0 });
  const opening = head.map((line) => `#${commentOf(line)}\n`).join('');
  return opening + (opening !== '' && text !== '' ? '\n' : '') + text;
}

type YamlNode = Scalar | YAMLMap | YAMLSeq;

function nodeOf(value: YamlValue): YamlNode {
  if (value instanceof Noted) {
    const node = nodeOf(value.value);
    const { before = [], after } = value.comments;
    if (before.length > 0) node.commentBefore = before.map(commentOf).join('\n');
    if (after !== undefined) node.comment = commentOf(after);
    return node;
  }
  if (typeof value !== 'object') return new Scalar(value);
  if (isList(value)) {
    const sequence = new YAMLSeq();
    sequence.items = value.map(nodeOf);
    if (value.length === 0) sequence.flow = true;
    return sequence;
  }
  const map = new YAMLMap();
  for (const [key, item] of value instanceof Map ? (value as ReadonlyMap<string, YamlValue>) : Object.entries(value)) {
    if (item === undefined) continue;
    const keyNode = new Scalar(key);
    const valueNode = nodeOf(item as YamlValue);
    // A comment before the value of a key belongs above the key.
    if (!isScalar(valueNode) || valueNode.commentBefore) {
      keyNode.commentBefore = valueNode.commentBefore;
      valueNode.commentBefore = undefined;
    }
    map.add({ key: keyNode, value: valueNode });
  }
  if (map.items.length === 0) map.flow = true;
  return map;
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** One line of a comment, whatever it quotes. */
function commentOf(line: string): string {
  return line === '' ? '' : ` ${printable(line)}`;
}
