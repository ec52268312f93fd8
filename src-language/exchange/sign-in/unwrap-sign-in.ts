import type { OffsetRange } from '../../text/range.js';
import { codePointName, quoted } from '../../text/quoted-name.js';
import { decodeBase64 } from './decode-base64.js';
import { decodeText, inflate } from './decode-bytes.js';

/** What was found once every wrapping is off, and those wrappings in words, outermost last. */
export interface UnwrappedSignIn {
  readonly content: 'xml' | 'json' | 'token';
  readonly text: string;
  readonly wrappings: readonly string[];
}
export type Unwrapped = UnwrappedSignIn | { readonly content: null; readonly mistake: string; readonly range: OffsetRange | null };

/** A SAML response has a few thousand characters; one of more than this many, or bytes once inflated, is none. */
export const longestSignIn = 5_000_000;

const tooLong =
  'This is longer than 5 MB, and a SAML response has a few thousand characters. Paste only the value of the SAMLResponse field.';
const fieldNames = 'SAMLResponse|SAMLRequest|SAMLart|wresult|id_token|access_token|assertion';
const fieldPattern = new RegExp(`(?:^|[?&#;\\s])(${fieldNames})=([^&#]*)`);
const inputPattern = new RegExp(`<input\\b[^<>]{0,200}?\\bname=["']?(${fieldNames})\\b["']?[^<>]{0,200}?\\bvalue=["']?([^"'<>]*)`, 'i');
const inputPatternValueFirst = new RegExp(
  `<input\\b[^<>]{0,200}?\\bvalue=["']([^"'<>]*)["'][^<>]{0,200}?\\bname=["']?(${fieldNames})\\b`,
  'i',
);

/**
 * Takes off what a browser, a proxy or a developer tool wraps a SAML message or an ID token in: an address, a form body, a page, percent
 * encoding (also twice), base64, DEFLATE. Never throws, and takes time in proportion to the text's length.
 */
export function unwrapSignIn(given: string): Unwrapped {
  if (given.length > longestSignIn) return { content: null, mistake: tooLong, range: null };
  const wrappings: string[] = [];
  let text = given.replace(/^\ufeff/, '').trim();
  if (text === '') return { content: null, mistake: 'There is nothing to read. Paste a SAML response or an ID token.', range: null };
  for (let round = 0; round < 4; round++) {
    if (text.startsWith('<')) {
      const input = /^<(?:!doctype\s+html|html|form|input)\b/i.test(text) ? findInput(text) : null;
      if (!input) return { content: 'xml', text, wrappings };
      wrappings.unshift(`from the field ${input.name} of a web page`);
      text = input.value.trim();
      continue;
    }
    if (text.startsWith('{')) return { content: 'json', text, wrappings };
    const field = fieldPattern.exec(text);
    if (field) {
      wrappings.unshift(`from the field ${field[1] ?? ''} of a form or an address`);
      text = (field[2] ?? '').trim();
      if (text === '') return { content: null, mistake: `The field ${field[1] ?? ''} is empty. Copy the whole request.`, range: null };
      continue;
    }
    if (/%[0-9a-f]{2}/i.test(text)) {
      wrappings.unshift('URL-encoded');
      try {
        text = decodeURIComponent(text).trim();
      } catch {
        const at = text.search(/%(?![0-9a-f]{2})/i);
        const mistake = 'This is URL-encoded, and one of its % escapes is broken. Copy the value again, whole.';
        return { content: null, mistake, range: wrappings.length === 1 && at >= 0 ? placeIn(given, text, at) : null };
      }
      continue;
    }
    break;
  }
  text = text.replace(/^bearer\s+/i, '').replace(/^(["'])([^]*)\1$/, '$2');
  if (/^[\w.-]+$/.test(text) && text.includes('.')) return { content: 'token', text, wrappings };
  return unwrapBase64(given, text, wrappings);
}

function findInput(page: string): { readonly name: string; readonly value: string } | null {
  const nameFirst = inputPattern.exec(page);
  const [, value = '', name = ''] = inputPatternValueFirst.exec(page) ?? [];
  const input = nameFirst ? { name: nameFirst[1] ?? '', value: nameFirst[2] ?? '' } : { name, value };
  // Some pages write + and = of base64 as references.
  const decoded = input.value.replace(/&#(?:x([0-9a-f]{1,4})|([0-9]{1,4}));/gi, (_, hex?: string, decimal?: string) =>
    String.fromCharCode(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
  );
  return input.name === '' ? null : { name: input.name, value: decoded };
}

function unwrapBase64(given: string, text: string, wrappings: readonly string[]): Unwrapped {
  // A blank may be a line that was wrapped, or a plus sign that was URL-decoded once too often: what then reads as text is right.
  const candidates = / /.test(text) ? [text.replaceAll(' ', '+'), text] : [text];
  let mistake: Unwrapped | null = null;
  for (const candidate of candidates) {
    const decoded = decodeBase64(candidate);
    if (decoded.bytes === null) {
      mistake = { content: null, mistake: describeBadBase64(text, decoded), range: placeIn(given, text, decoded.at) };
      continue;
    }
    const found = readBytes(decoded.bytes, wrappings);
    if (found.content !== null) return found;
    mistake = found;
  }
  return mistake ?? { content: null, mistake: tooLong, range: null };
}

function readBytes(bytes: Uint8Array, wrappings: readonly string[]): Unwrapped {
  const plain = asContent(decodeText(bytes));
  if (plain) return { ...plain, wrappings: ['in base64', ...wrappings] };
  const inflated = inflate(bytes, longestSignIn);
  if (inflated === 'too-long') {
    return { content: null, mistake: 'This inflates to more than 5 MB, which no SAML response does. It is not read.', range: null };
  }
  const content = inflated === 'not-deflated' ? null : asContent(decodeText(inflated));
  if (content) return { ...content, wrappings: ['in base64, deflated', ...wrappings] };
  const encoding = declaredEncoding(bytes);
  const mistake =
    encoding === null
      ? 'This decodes from base64, but what comes out is neither XML nor JSON, nor either of them deflated. Copy the whole value: a part may be missing.'
      : `This XML says that it is in ${quoted(encoding)}, and it is neither UTF-8 nor UTF-16, which are the ones that are read. Paste it as text, not in base64.`;
  return { content: null, mistake, range: null };
}

/** The encoding that an XML declaration names; null where there is none. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const beginning = String.fromCharCode(...bytes.subarray(0, 200));
  return /^<\?xml\b[^<>?]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(beginning)?.[1] ?? null;
}

function asContent(text: string | null): Pick<UnwrappedSignIn, 'content' | 'text'> | null {
  const trimmed = text?.trim() ?? '';
  return trimmed.startsWith('<') ? { content: 'xml', text: trimmed } : trimmed.startsWith('{') ? { content: 'json', text: trimmed } : null;
}

function describeBadBase64(text: string, bad: { readonly mistake: string; readonly at: number }): string {
  const code = text.codePointAt(bad.at);
  if (code === undefined) return `This ${bad.mistake}. Copy the whole value.`;
  const character = String.fromCodePoint(code);
  const shown = /[\p{C}\p{Z}]/u.test(character) ? codePointName(character) : `"${character}"`;
  return (
    `This is no SAML response and no ID token in a form that is known: XML, base64, a form body with SAMLResponse=…, or a token of three parts. ` +
    `As base64 it fails at character ${String(bad.at + 1)}: ${shown} ${bad.mistake}.`
  );
}

/** The range of one character of `text` in what was given, when that still holds it as it is. */
function placeIn(given: string, text: string, at: number): OffsetRange | null {
  const start = given.indexOf(text);
  return start < 0 ? null : { start: start + Math.min(at, Math.max(0, text.length - 1)), end: start + Math.min(at + 1, text.length) };
}
