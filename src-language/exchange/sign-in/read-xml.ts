import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { LineIndex } from '../../text/line-index.js';
import { quoted } from '../../text/quoted-name.js';
import type { OffsetRange } from '../../text/range.js';

/** An element of an XML document with its names resolved. Text is exact: neither trimmed nor converted. */
export interface XmlElement {
  /** Null where there is none. A prefix that nothing declares stands for itself, as `undeclared:PREFIX`. */
  readonly namespace: string | null;
  readonly localName: string;
  /** By local name; attributes with a prefix as `{NAMESPACE}NAME`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, pieces around comments, CDATA sections and child elements joined. */
  readonly text: string;
  /** Text and child elements as they follow each other. */
  readonly content: readonly (XmlElement | string)[];
  /** Its start tag begins here: a UTF-16 offset of the document. */
  readonly start: number;
}

export type ReadXml =
  | { readonly root: XmlElement; readonly mistake: null }
  | { readonly root: null; readonly mistake: string; readonly range: OffsetRange | null };

/** How a prefix that is not declared shows in `namespace`. */
export const undeclaredPrefix = 'undeclared:';

/** More deeply nested elements are refused, so that walks over the tree may recurse. */
const maximumNesting = 100;

const startOf = XMLParser.getMetaDataSymbol() as symbol;
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  cdataPropName: '#cdata',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  captureMetaData: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: maximumNesting,
});

/**
 * Reads an XML document that has no document type: entities beyond XML's own five cannot be declared, so that nothing expands. Never throws;
 * the mistake is a whole sentence.
 */
export function readXml(text: string): ReadXml {
  const doctype = findDoctype(text);
  if (doctype !== null) {
    const message =
      'This XML has a <!DOCTYPE>, which SAML forbids and which can hide an attack. It is not read. Paste the response as the identity provider sent it.';
    return { root: null, mistake: message, range: { start: doctype, end: doctype + '<!DOCTYPE'.length } };
  }
  try {
    const verdict = XMLValidator.validate(text);
    if (verdict !== true) {
      const { msg, line, col } = verdict.err;
      const open = openAtTheEnd(msg);
      if (open !== null) {
        const message = `The XML ends too soon: the element ${quoted(open)} is not closed. ${copyWhole}`;
        return { root: null, mistake: message, range: { start: text.length - 1, end: text.length } };
      }
      const start = new LineIndex(text).offsetAt({ line: Math.max(0, line - 1), character: Math.max(0, (col ?? 1) - 1) });
      const message = `The XML is broken in line ${String(line)}: ${msg.replace(/\.$/, '')}. ${copyWhole}`;
      return { root: null, mistake: message, range: { start, end: Math.min(text.length, start + 1) } };
    }
    const nodes = parser.parse(text) as readonly ParsedNode[];
    const xmlPrefix = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);
    const root = nodes.map((node) => childOf(node, 0, xmlPrefix)).find((node) => typeof node !== 'string');
    return root
      ? { root, mistake: null }
      : { root: null, mistake: 'This XML has no element. Copy the whole document.', range: { start: 0, end: text.length } };
  } catch (error) {
    if (error instanceof XmlMistake) return { root: null, mistake: error.message, range: { start: error.at, end: error.at } };
    const reason = error instanceof Error ? error.message : String(error);
    return { root: null, mistake: `The XML is broken: ${reason.replace(/\.$/, '')}. Copy the whole document.`, range: null };
  }
}

const copyWhole = 'Copy the whole document, from its first < to its last >.';

/** The innermost of the elements that the validator lists as open where the document ends; null when that is not what it says. */
function openAtTheEnd(message: string): string | null {
  const listed = /^Invalid '(\[.*\])' found\.$/.exec(message)?.[1];
  if (listed === undefined) return null;
  const names = JSON.parse(listed) as readonly string[];
  return names.at(-1) ?? null;
}

/** Where the document type begins: anywhere but in a comment or a CDATA section, where it is mere text. */
function findDoctype(text: string): number | null {
  for (let at = text.indexOf('<!'); at !== -1; at = text.indexOf('<!', at)) {
    if (/^<!doctype/i.test(text.slice(at, at + 9))) return at;
    const closing = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : '<!';
    const end = text.indexOf(closing, at + 2);
    if (end === -1) return null;
    at = closing === '<!' ? end : end + closing.length;
  }
  return null;
}

/** A node as the parser gives it: one key for the element's name, its attributes under `:@`. */
type ParsedNode = Readonly<Record<string | symbol, unknown>>;

class XmlMistake extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** A child element, or the text that stands in its place. */
function childOf(node: ParsedNode, parentStart: number, prefixes: ReadonlyMap<string, string>): XmlElement | string {
  const name = nameOf(node);
  return name === undefined || name.startsWith('#') ? textOf(node, parentStart) : elementOf(node, name, prefixes);
}

function elementOf(node: ParsedNode, name: string, outerPrefixes: ReadonlyMap<string, string>): XmlElement {
  const start = (node[startOf] as { readonly startIndex?: number } | undefined)?.startIndex ?? 0;
  const given = Object.entries((node[':@'] ?? {}) as Readonly<Record<string, string>>).map(
    ([key, value]) => [key.slice(1), decodeEntities(value.replace(/[\t\n\r]/g, ' '), start)] as const,
  );
  const prefixes = new Map(outerPrefixes);
  for (const [key, value] of given) {
    if (key === 'xmlns') prefixes.set('', value);
    else if (key.startsWith('xmlns:')) prefixes.set(key.slice('xmlns:'.length), value);
  }
  const attributes = new Map<string, string>();
  for (const [key, value] of given) {
    const { prefix, localName } = splitName(key);
    if (prefix !== 'xmlns' && key !== 'xmlns') attributes.set(prefix === '' ? key : `{${resolve(prefix, prefixes)}}${localName}`, value);
  }
  const { prefix, localName } = splitName(name);
  const content = (node[name] as readonly ParsedNode[]).map((child) => childOf(child, start, prefixes));
  return {
    namespace: resolve(prefix, prefixes) || null,
    localName,
    attributes,
    children: content.filter((child) => typeof child !== 'string'),
    text: content.filter((child) => typeof child === 'string').join(''),
    content,
    start,
  };
}

function textOf(node: ParsedNode, start: number): string {
  if (typeof node['#text'] === 'string') return decodeEntities(node['#text'], start);
  const section = node['#cdata'];
  return Array.isArray(section) ? (section as readonly ParsedNode[]).map((part) => String(part['#text'] ?? '')).join('') : '';
}

function nameOf(node: ParsedNode): string | undefined {
  return Object.keys(node).find((key) => key !== ':@');
}

function splitName(name: string): { readonly prefix: string; readonly localName: string } {
  const colon = name.indexOf(':');
  return colon < 0 ? { prefix: '', localName: name } : { prefix: name.slice(0, colon), localName: name.slice(colon + 1) };
}

function resolve(prefix: string, prefixes: ReadonlyMap<string, string>): string {
  return prefixes.get(prefix) ?? (prefix === '' ? '' : `${undeclaredPrefix}${prefix}`);
}

const namedEntities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntities(text: string, at: number): string {
  return text.replace(/&([^;&\s]{1,40});/g, (reference, name: string) => {
    const named = namedEntities.get(name);
    if (named !== undefined) return named;
    const number = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(name);
    const codePoint = number ? parseInt(number[1] ?? number[2] ?? '', number[1] === undefined ? 10 : 16) : NaN;
    if (isXmlCharacter(codePoint)) return String.fromCodePoint(codePoint);
    throw new XmlMistake(
      `The XML uses ${quoted(reference)}, which XML does not define. Paste the response as the identity provider sent it.`,
      at,
    );
  });
}

/** What may stand in an XML document (XML 1.0, production `Char`). */
function isXmlCharacter(codePoint: number): boolean {
  return (
    [0x9, 0xa, 0xd].includes(codePoint) ||
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}
