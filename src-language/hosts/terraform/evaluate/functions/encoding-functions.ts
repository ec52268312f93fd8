import type { HostNode } from '../../../host-tree.js';
import { readJsonTree } from '../../../json/read-json-tree.js';
import { readYamlTree } from '../../../yaml/read-yaml-tree.js';
import { decodeStretches } from '../../decode-template.js';
import type { OffsetRange, TextEdit } from '../../../../text/range.js';
import {
  booleanValue,
  firstUnknown,
  listOf,
  mapOf,
  nullValue,
  numberValue,
  plainText,
  type MapEntry,
  type TextSource,
  type TextValue,
  type Value,
} from '../value.js';
import { csvdecode } from './decode-csv.js';
import { encodeJson } from './encode-json.js';
import { withMap, withTexts, type FunctionCall, type FunctionDefinition } from './function-definition.js';
import { changed } from './text-functions.js';

/** A text that is a whole file, so that what is decoded from it keeps its places there. */
export const wholeFile = Symbol('whole file');

function decoding(
  read: (text: string) => { readonly roots: readonly HostNode[]; readonly problems: readonly { readonly code: string }[] },
): FunctionDefinition {
  return {
    least: 1,
    call: (args, call) =>
      withTexts(args, call, (text = '') => {
        const { roots, problems } = read(fileText(args[0]) ?? text);
        if (problems.some(({ code }) => code === 'host-syntax')) return call.mistake(`${call.name} is given what it cannot read`);
        const file = fileOf(args[0]);
        return roots[0] ? valueOf(roots[0], file) : nullValue;
      }),
  };
}

/** The file that a text is all of; null for any other text. */
function fileOf(value: Value | undefined): string | null {
  const parts = value?.kind === 'text' ? value.parts : [];
  const [only] = parts;
  return parts.length === 1 && only?.kind === 'known' && only.source && wholeFile in only.source.literal ? only.source.file : null;
}

/** The text of the file that a text is all of, as it is written there. */
function fileText(value: Value | undefined): string | null {
  const [part] = value?.kind === 'text' ? value.parts : [];
  const literal = part?.kind === 'known' ? part.source?.literal : undefined;
  return fileOf(value) !== null && literal && wholeFile in literal ? String(literal[wholeFile]) : null;
}

/** A text that was read from somewhere else than Terraform, which composes it. */
function readText(written: string, source: TextSource | null): TextValue {
  const text = written.normalize('NFC');
  return plainText(text, source && text !== written ? { ...source, from: null } : source);
}

/** Values of a YAML or JSON text; `file` is the one that they stand in, null when the text was put together. */
function valueOf(node: HostNode, file: string | null): Value {
  switch (node.kind) {
    case 'sequence':
      return listOf(node.items.map((item) => valueOf(item, file)));
    case 'map':
      return mapOf(
        node.entries.map(({ key, keyRange, value }): MapEntry => ({
          key: readText(key, file === null ? null : { file, literal: keyLiteral(key, keyRange), from: 0 }),
          value: value ? valueOf(value, file) : nullValue,
        })),
      );
    case 'scalar': {
      const { value, text } = node;
      if (value === null) return nullValue;
      if (typeof value === 'string') return readText(value, file === null ? null : { file, literal: text, from: 0 });
      return typeof value === 'number' ? numberValue(value) : booleanValue(value);
    }
  }
}

/** A key can be pointed at, not edited: how it would have to be written is the host's own business. */
function keyLiteral(key: string, range: { readonly start: number; readonly end: number }) {
  const isPlain = range.end - range.start === key.length;
  return {
    value: key,
    range,
    toHost: ({ start, end }: { readonly start: number; readonly end: number }) =>
      isPlain ? { start: range.start + start, end: range.start + end } : start === 0 && end === key.length ? range : null,
    toDecoded: (offset: number) => (isPlain && offset >= range.start && offset <= range.end ? offset - range.start : null),
    encodeEdits: () => null,
  };
}

function readFile(args: readonly Value[], call: FunctionCall): Value {
  return withTexts(args, call, (path = '') => {
    const read = call.context.readFile(path);
    if ('reason' in read) return call.unknown(read.reason);
    const { file, text } = read;
    const whole = { start: 0, end: text.length };
    const map = decodeStretches(text, [whole], 'verbatim');
    const literal = {
      [wholeFile]: text,
      value: map.value,
      range: whole,
      toHost: (range: OffsetRange) => map.toHost(range),
      toDecoded: (offset: number) => map.toDecoded(offset),
      encodeEdits: (edits: readonly TextEdit[]) => (map.value === text ? edits : null),
    };
    return plainText(map.value, { file, literal, from: 0 });
  });
}

function renderedTemplate(args: readonly Value[], call: FunctionCall): Value {
  const [path, names] = args;
  return withTexts(path ? [path] : [], call, (name = '') => {
    const read = call.context.readFile(name);
    if ('reason' in read) return call.unknown(read.reason);
    return withMap(names, call, (map) => call.context.renderTemplate(read.text, read.file, map, call.place));
  });
}

/** The part of a path after its last `/`, and the one before it. */
function splitPath(path: string): readonly [directory: string, name: string] {
  const trimmed = path.replace(/\/+$/, '');
  const slash = trimmed.lastIndexOf('/');
  return [slash < 0 ? '.' : slash === 0 ? '/' : trimmed.slice(0, slash), trimmed.slice(slash + 1)];
}

/** Terraform's functions on encoded texts and files. */
export const encodingFunctions: Readonly<Record<string, FunctionDefinition>> = {
  csvdecode,
  jsondecode: decoding((text) => readJsonTree(text)),
  yamldecode: decoding((text) => readYamlTree(text)),
  jsonencode: {
    least: 1,
    call: ([value = nullValue], call) => {
      const encoded = encodeJson(value);
      return encoded === null ? (firstUnknown(value) ?? call.unknown('part of it is not known')) : plainText(encoded);
    },
  },
  urlencode: {
    least: 1,
    call: (args, call) =>
      withTexts(args, call, (text = '') =>
        changed(
          args[0],
          text,
          encodeURIComponent(text)
            .replace(/%20/g, '+')
            .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
        ),
      ),
  },
  file: { least: 1, call: readFile },
  fileexists: {
    least: 1,
    call: (args, call) => withTexts(args, call, (path = '') => booleanValue(!('reason' in call.context.readFile(path)))),
  },
  templatefile: { least: 2, call: renderedTemplate },
  basename: { least: 1, call: (args, call) => withTexts(args, call, (path = '') => plainText(splitPath(path)[1])) },
  dirname: { least: 1, call: (args, call) => withTexts(args, call, (path = '') => plainText(splitPath(path)[0])) },
};
