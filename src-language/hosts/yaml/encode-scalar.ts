import { isScalar, parseDocument, isMap } from 'yaml';

/** Where a flow scalar stands: inside `[…]` or `{…}`, fewer characters may be plain. */
export interface ScalarPlace {
  readonly isInFlow: boolean;
}

// Control characters but the tab, what other YAML versions take for line breaks, byte-order marks, and halves of surrogate pairs.
const unsafe =
  /[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const escaped =
  /["\\]|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Whether a text may stand in a file as it is, apart from quotes: on one line, and safe in whatever encoding the file has. */
export function isRawSafe(text: string): boolean {
  return !unsafe.test(text);
}

const shortEscapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text between the quotes of a double-quoted scalar. */
export function escapeDouble(value: string): string {
  return value.replace(escaped, (char) => {
    const short = shortEscapes[char];
    if (short !== undefined) return short;
    const code = char.charCodeAt(0);
    return code < 0x100 ? '\\x' + code.toString(16).padStart(2, '0') : '\\u' + code.toString(16).padStart(4, '0');
  });
}

/**
 * A value in quotes: single ones where they can hold it (filters hold double quotes), double ones around single quotes, and
 * with escapes where there is no other way.
 */
export function encodeQuoted(value: string, prefer: 'single' | 'double' = 'single'): string {
  const isEasyInDouble = value.includes("'") && !/["\\]/.test(value);
  if (prefer === 'single' && isRawSafe(value) && !isEasyInDouble) return `'${value.replaceAll("'", "''")}'`;
  return `"${escapeDouble(value)}"`;
}

/** Names that no YAML reader takes for anything but text: most names are, and asking the parser for each takes its time. */
const surelyPlain =
  /^(?=.{6})[A-Za-z][\w@.-]*(?: [\w@.-]+)*$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^crn:\/\/[\w.-]+(?:\/[\w.-]+=[\w.*-]*)+$/;

/**
 * A string as a YAML scalar on one line, to be written after `key: ` or `- `: plain where it then reads as the same string,
 * else quoted. It decodes to the value whatever that holds.
 */
export function encodeYamlScalar(value: string, place: ScalarPlace = { isInFlow: false }): string {
  return surelyPlain.test(value) || (isRawSafe(value) && readsAsPlain(value, value, place)) ? value : encodeQuoted(value);
}

/**
 * Whether a plain scalar's source, put where the scalar stands, reads as this string and leaves what surrounds it alone. The
 * YAML parser itself answers, over a document of two keys.
 */
export function readsAsPlain(source: string, value: string, place: ScalarPlace): boolean {
  if (value === '') return false;
  const text = place.isInFlow ? `{ k: ${source}, z: 1 }\n` : `k: ${source}\nz: 1\n`;
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent', resolveKnownTags: false });
  const root = document.contents;
  if (document.errors.length > 0 || document.warnings.length > 0 || !isMap(root) || root.items.length !== 2) return false;
  const [first, second] = root.items;
  const node: unknown = first?.value;
  return (
    isScalar(node) &&
    node.type === 'PLAIN' &&
    node.value === value &&
    !node.anchor &&
    !node.tag &&
    node.range?.[0] === (place.isInFlow ? 5 : 3) &&
    node.range[1] === node.range[0] + source.length &&
    isScalar(second?.key) &&
    second.key.value === 'z'
  );
}
