import type { TextEdit } from '../../text/range.js';
import { replace } from './mistake.js';
import type { BrokenFilter, Mistake, MistakeRecogniser } from './mistake.js';

const HTML_NAMES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
};

/** `&quot;a&quot; in groups`: a filter copied from the source of a web page. */
export const recogniseHtmlEntities: MistakeRecogniser = (filter) => {
  const edits = matchesOutsideStrings(
    filter,
    /&(?:(quot|amp|apos|lt|gt|nbsp|[lr]squo|[lr]dquo)|#(\d{1,6})|#[xX]([0-9a-fA-F]{1,5}));/g,
    (match) => {
      const [, name, decimal, hex] = match;
      const code = decimal ? parseInt(decimal, 10) : parseInt(hex ?? '0', 16);
      return name ? (HTML_NAMES[name] ?? '') : code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
    },
  );
  const [first] = edits;
  if (!first) return [];
  const written = filter.text.slice(first.range.start, first.range.end);
  return [
    {
      range: first.range,
      message: `${written} is how HTML writes ${first.newText}. A filter is not HTML: write the character itself.`,
      repairs: [{ title: `Write ${first.newText} for ${written}${edits.length > 1 ? ', and so for every HTML entity' : ''}`, edits }],
    },
  ];
};

/** `\"a\" in groups`, `\u0026\u0026`: the escapes of a JSON or HCL string that came along with the filter. */
export const recogniseHostEscapes: MistakeRecogniser = (filter) => {
  const backslash = filter.everything.find((token) => token.type === 'FOREIGN' && token.text === '\\');
  const wrapped = /^\s*"/.test(filter.text) && filter.text.includes('\\"');
  if (!backslash && !wrapped) return [];
  const start = backslash?.start ?? filter.text.indexOf('\\"');
  const written = /^\\(?:u[0-9a-fA-F]{4}|[\s\S])/.exec(filter.text.slice(start, start + 6))?.[0] ?? '\\';
  const mistake = (edits: readonly TextEdit[]): Mistake => ({
    range: { start, end: start + written.length },
    message: `${written.trim() === '\\' ? 'This backslash' : written} is an escape of JSON or HCL that does not belong to the filter itself.`,
    repairs: [{ title: written === '\\"' ? 'Write " for \\"' : 'Take back the escapes of JSON or HCL', edits }],
  });
  const everywhere = [...filter.text.matchAll(/\\(?:u([0-9a-fA-F]{4})|(["'\\/nrt])|(\r?\n))/g)].map((match): TextEdit => {
    const [whole, hex, simple] = match;
    const newText = hex ? String.fromCharCode(parseInt(hex, 16)) : simple ? (SIMPLE[simple] ?? simple) : '\n';
    return replace({ start: match.index, end: match.index + whole.length }, newText);
  });
  if (everywhere.length === 0) return [];
  const outside = everywhere.filter((edit) => !isInString(filter, edit.range.start));
  const result = [mistake(everywhere)];
  // Escaped twice: `\\"a\\"`.
  const twice = [...filter.text.matchAll(/\\{2,}(["'])/g)].map((match) =>
    replace({ start: match.index, end: match.index + match[0].length }, match[1] ?? '"'),
  );
  if (backslash && twice.length > 1 && twice[0]?.range.start === backslash.start) result.unshift(mistake(twice));
  if (outside.length > 0 && outside.length < everywhere.length) result.unshift(mistake(outside));
  const opening = /^\s*"/.exec(filter.text);
  const closing = /"\s*$/.exec(filter.text);
  if (opening && !closing) {
    const inner = everywhere.filter((edit) => edit.range.start >= opening[0].length);
    result.push(mistake([replace({ start: 0, end: opening[0].length }, ''), ...inner]));
  }
  if (opening && closing && wrapped) {
    const last = filter.text.length - closing[0].length;
    const inner = everywhere.filter((edit) => edit.range.start >= opening[0].length && edit.range.end <= last);
    result.push(
      mistake([replace({ start: 0, end: opening[0].length }, ''), ...inner, replace({ start: last, end: filter.text.length }, '')]),
    );
  }
  return result;
};

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: ' ', t: ' ', '/': '/' };

/** `""a"" in groups`, `"""a"" in groups"`: quotes doubled as CSV and some shells do. */
export const recogniseDoubledQuotes: MistakeRecogniser = (filter) => {
  const results: Mistake[] = [];
  for (const quote of ['"', "'"]) {
    const doubled = quote + quote;
    const start = filter.text.indexOf(doubled);
    if (start < 0) continue;
    const mistake = (edits: readonly TextEdit[]): Mistake => ({
      range: { start, end: start + 2 },
      message: `The quotes are doubled, as ${quote === '"' ? 'CSV' : 'YAML'} does inside a quoted value. In the filter itself one ${quote} is enough.`,
      repairs: [{ title: `Write ${quote} for ${doubled}`, edits }],
    });
    const halve = (from: number, to: number): TextEdit[] =>
      [...filter.text.slice(from, to).matchAll(quote === '"' ? /""/g : /''/g)].map((match) =>
        replace({ start: from + match.index, end: from + match.index + 2 }, quote),
      );
    const trimmedStart = filter.text.length - filter.text.trimStart().length;
    const trimmedEnd = filter.text.trimEnd().length;
    if (filter.text[trimmedStart] === quote && filter.text[trimmedEnd - 1] === quote && trimmedEnd - trimmedStart > 2)
      results.push(
        mistake([
          replace({ start: trimmedStart, end: trimmedStart + 1 }, ''),
          ...halve(trimmedStart + 1, trimmedEnd - 1),
          replace({ start: trimmedEnd - 1, end: trimmedEnd }, ''),
        ]),
      );
    results.push(mistake(halve(0, filter.text.length)));
  }
  // Doubled quotes are only that when nothing is left to mend: `"team "x""` holds two quotes too.
  return results.filter((result) => filter.isSound(applied(filter.text, result)));
};

/** `%22a%22%20in%20groups`: a filter copied from an address. */
export const recogniseUrlEncoding: MistakeRecogniser = (filter) => {
  const edits = matchesOutsideStrings(filter, /(?:%[0-9a-fA-F]{2})+/g, (match) => {
    try {
      return decodeURIComponent(match[0]);
    } catch {
      return null;
    }
  });
  const [first] = edits;
  if (!first) return [];
  const written = filter.text.slice(first.range.start, Math.min(first.range.end, first.range.start + 3));
  return [
    {
      range: { start: first.range.start, end: first.range.start + 3 },
      message: `${written} is how an address writes ${first.newText.slice(0, 1).trim() || 'a blank'}. A filter is not an address: write the character itself.`,
      repairs: [{ title: 'Decode the characters written with %', edits }],
    },
  ].filter((result) => filter.isSound(applied(filter.text, result)));
};

function matchesOutsideStrings(
  filter: BrokenFilter,
  pattern: RegExp,
  decode: (match: RegExpMatchArray) => string | null,
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const match of filter.text.matchAll(pattern)) {
    if (isInString(filter, match.index)) continue;
    const newText = decode(match);
    if (newText !== null) edits.push(replace({ start: match.index, end: match.index + match[0].length }, newText));
  }
  return edits;
}

function isInString(filter: BrokenFilter, offset: number): boolean {
  let low = 0;
  let high = filter.tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((filter.tokens[middle]?.end ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  const token = filter.tokens[low];
  return token !== undefined && token.start < offset && (token.type === 'STRING' || token.type === 'BYTES');
}

function applied(text: string, mistake: Mistake): string {
  let result = '';
  let at = 0;
  for (const edit of mistake.repairs[0]?.edits ?? []) {
    result += text.slice(at, edit.range.start) + edit.newText;
    at = edit.range.end;
  }
  return result + text.slice(at);
}
