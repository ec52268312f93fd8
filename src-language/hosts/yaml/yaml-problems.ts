import type { YAMLError } from 'yaml';
import type { Fix, Problem } from '../../text/problem.js';
import { LineIndex } from '../../text/line-index.js';
import type { OffsetRange } from '../../text/range.js';
import type { Slip } from './find-slips.js';
import type { ParsedStream } from './parse-stream.js';
import { maximumNesting } from './parse-stream.js';
import { findUnclosedBrackets } from './unclosed-brackets.js';
import { isQuotedWithoutSpace } from './yaml-nodes.js';

/** What the YAML parser has to say, in the words of someone who edits a mapping file: at most one problem a line. */
export function describeYamlErrors(text: string, stream: ParsedStream): Problem[] {
  const problems: Problem[] = [];
  const lines = stream.errors.length > 0 ? new LineIndex(text) : null;
  const brackets = findUnclosedBrackets(stream);
  let lastLine = -1;
  for (const error of [...stream.errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    const line = lines?.positionAt(error.pos[0]).line ?? 0;
    if (line === lastLine) continue;
    lastLine = line;
    const bracket = brackets.get(error);
    problems.push(bracket === undefined ? describe(text, error, stream) : unclosedBracket(text, bracket, error.pos[0]));
  }
  if (stream.tooDeepAt !== null) problems.push(tooDeep(text, stream.tooDeepAt));
  return problems;
}

/** The problem of a value that has to be quoted, with the fix that quotes it. */
export function describeSlip(text: string, slip: Slip, range: OffsetRange, quoted: string): Problem {
  const title = isQuotedWithoutSpace(text, slip)
    ? 'Put a space after the colon'
    : slip.kind === 'no-space'
      ? 'Put a space after the colon, and the value in quotes'
      : slip.kind === 'unescaped'
        ? `Quote the whole ${slip.key ?? 'value'}`
        : `Put the ${slip.key ?? 'value'} in quotes`;
  const fix: Fix = { title, edits: [{ range, newText: quoted }], isPreferred: true };
  return { code: 'host-syntax', message: slipMessage(text, slip), range, fixes: [fix] };
}

function slipMessage(text: string, slip: Slip): string {
  const what = slip.key === null ? 'The value' : `The ${slip.key}`;
  const remedy = 'Put the whole value in single quotes.';
  const first = text[slip.value.start] ?? '';
  switch (slip.kind) {
    case 'quoted-start':
      return `${what} begins with a quote (${first}), so that YAML takes only the text up to the closing quote as the value and cannot read what follows. ${remedy}`;
    case 'unescaped':
      return `${what} holds quotes (${first}) like those around it, so that YAML takes only the text up to the second one as the value. Put quotes of the other kind around the whole value.`;
    case 'unclosed':
      return `${what} begins with a quote (${first}) that is not closed on its line, so that YAML reads the lines after it as part of the value. Close the quote, or put the whole value in single quotes.`;
    case 'tag':
      return `${what} begins with !, which is the mark of a tag in YAML: what follows it is not read as part of the value. ${remedy}`;
    case 'anchor':
      return `${what} begins with &, which is the mark of an anchor in YAML: it is not read as part of the value. ${remedy}`;
    case 'collection-start':
      return `${what} begins with ${first}, which begins a list or mapping in YAML, and what follows its end cannot be read. ${remedy}`;
    case 'block-header':
      return `${what} begins on the same line as the ${first} that announces a text on the following lines. Put the whole value in single quotes and leave out the ${first}, or begin it on the next line.`;
    case 'colon':
      return `${what} holds a colon followed by a space, which YAML reads as a key and its value. ${remedy}`;
    case 'comment':
      return `${what} holds # after a space, which begins a comment in YAML: what follows it is not read as part of the value. ${remedy}`;
    case 'no-space': {
      const quotes = isQuotedWithoutSpace(text, slip) ? '' : ' and the value in single quotes';
      return `There is no space after "${slip.key ?? ''}:", so that YAML does not read it as a key. Put a space after the colon${quotes}.`;
    }
  }
}

function describe(text: string, error: YAMLError, stream: ParsedStream): Problem {
  const range = errorRange(text, error);
  const problem = (message: string, fixes: readonly Fix[] = [], at: OffsetRange = range): Problem => ({
    code: 'host-syntax',
    message,
    range: at,
    fixes,
  });
  const unclosed = stream.unclosed.size > 0 ? unclosedAt(stream, error) : null;
  if (unclosed) return unclosedQuote(text, unclosed);
  const source = text.slice(range.start, range.end);
  if (/^(?:<<<<<<<|=======|>>>>>>>)(?:[ \r\n]|$)/.test(text.slice(lineStart(text, range.start), lineStart(text, range.start) + 8)))
    return problem('This is the mark of a merge conflict. Keep one of the two versions, and remove the marks.');
  switch (error.code) {
    case 'BAD_DQ_ESCAPE':
      return problem(
        `${source} is no escape in a double-quoted YAML value. Write \\\\ for a backslash, or put the value in single quotes, where a backslash is an ordinary character.`,
      );
    case 'BAD_SCALAR_START':
      return problem(`A YAML value cannot begin with ${source} unless it is in quotes. Put the whole value in quotes.`);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return problem(
        'A second "key: value" begins on this line, or the next line is indented more than its key. Put the value in quotes if the colon belongs to it; otherwise begin a line of its own, indented like the other keys.',
      );
    case 'BAD_INDENT':
      return problem(
        'This line is not indented like the lines it belongs with. Give the keys of one mapping, and the dashes of one list, the same indentation, and close every [ and {.',
      );
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return /^[\w-]+:\S/.test(source)
        ? missingSpace(range, source)
        : problem(
            'A key has to stand on one line, with ": " and its value after it. Check the lines here for a missing colon, a missing space after it, or wrong indentation.',
          );
    case 'MISSING_CHAR':
      return /^[\w-]+:\S/.test(source) ? missingSpace(range, source) : problem(missingCharMessage(text, range));
    case 'BAD_ALIAS':
    case 'ALIAS_PROPS':
    case 'BAD_PROP_ORDER':
    case 'MULTIPLE_ANCHORS':
    case 'MULTIPLE_TAGS':
      return problem(
        'The anchor (&name), alias (*name) or tag (!name) here cannot be read. Put the value in quotes if this character belongs to it.',
      );
    case 'TAG_RESOLVE_FAILED':
      return problem('The tag (!name) here cannot be read. Remove it, or put the value in quotes if the exclamation mark belongs to it.');
    case 'BAD_DIRECTIVE':
      return problem(
        'This line begins with %, which begins a YAML directive that cannot be read. Remove the line, or put the value in quotes.',
      );
    case 'BLOCK_IN_FLOW':
      return problem(
        'Inside [ ] or { }, lists and mappings are written with brackets too. Write them so, or use indented lines throughout.',
      );
    case 'UNEXPECTED_TOKEN':
      return problem(unexpectedMessage(text, range));
    default:
      return problem(`The YAML parser cannot read this: ${error.message}.`);
  }
}

function missingSpace(range: OffsetRange, source: string): Problem {
  const colon = range.start + source.indexOf(':');
  return {
    code: 'host-syntax',
    message: 'There is no space after the colon, so that YAML does not read this as a key and its value. Put a space after the colon.',
    range: { start: range.start, end: colon + 1 },
    fixes: [{ title: 'Put a space after the colon', edits: [{ range: { start: colon + 1, end: colon + 1 }, newText: ' ' }] }],
  };
}

function missingCharMessage(text: string, range: OffsetRange): string {
  const char = text[range.start];
  if (char === '#') return 'A comment needs a space before its #. Put one there, or put the value in quotes if the # belongs to it.';
  const source = text.slice(range.start, range.end);
  if (/^[^\s:,[\]{}]/.test(source) && range.end > range.start && !source.includes('\n'))
    return `Something is missing here: a key needs ": " and its value after it, a list item a dash before it, and items in brackets commas between them.`;
  return 'Something is missing here: a colon after a key, a comma between items, or a closing bracket.';
}

function unexpectedMessage(text: string, range: OffsetRange): string {
  const source = text.slice(range.start, range.end);
  const shown = source.length > 40 ? source.slice(0, 40) + '…' : source;
  const before = text.slice(lineStart(text, range.start), range.start);
  if (/["'][ \t]*$/.test(before))
    return `The value ended at the quote before this, and YAML cannot read what follows it: ${oneLine(shown)}. Put the whole value in single quotes, each single quote inside it doubled.`;
  if (/[}\]][ \t]*$/.test(before))
    return `The value ended at the bracket before this, and YAML cannot read what follows it: ${oneLine(shown)}.`;
  if (/^[}\]]/.test(source)) return `${shown} closes nothing. Remove it, or put the value in quotes if it belongs to it.`;
  if (source.startsWith('-'))
    return 'A list cannot begin here. Put its dashes on lines of their own, indented like the other items of the list.';
  return `YAML cannot read this here: ${oneLine(shown)}. Check the indentation, and put the value in quotes if it holds any of : # [ ] { } , & * ! | >.`;
}

function oneLine(source: string): string {
  return source.replace(/\s+/g, ' ');
}

function unclosedAt(stream: ParsedStream, error: YAMLError): OffsetRange | null {
  if (error.code !== 'MISSING_CHAR') return null;
  return stream.unclosedByEnd.get(error.pos[0]) ?? null;
}

function unclosedQuote(text: string, quote: OffsetRange): Problem {
  const firstLineEnd = Math.min(quote.end, lineEnd(text, quote.start));
  const mark = text[quote.start] ?? '';
  return {
    code: 'host-syntax',
    message: `The quote (${mark}) that begins this value is not closed. Put the same quote at its end.`,
    range: { start: quote.start, end: Math.max(firstLineEnd, quote.start + 1) },
    fixes: [
      { title: 'Close the quote at the end of the line', edits: [{ range: { start: firstLineEnd, end: firstLineEnd }, newText: mark }] },
    ],
  };
}

function unclosedBracket(text: string, offset: number, end: number): Problem {
  const bracket = text[offset] ?? '';
  const closing = bracket === '[' ? ']' : '}';
  const next = end + (/^[\s,]*/.exec(text.slice(end, end + 1000))?.[0].length ?? 0);
  if (text[next] === closing)
    return {
      code: 'host-syntax',
      message: `This ${closing} stands too far left to close the ${bracket} before it. Indent it like the items between them.`,
      range: { start: next, end: next + 1 },
      fixes: [],
    };
  return {
    code: 'host-syntax',
    message: `This ${bracket} is not closed. Put a ${closing} after its last value.`,
    range: { start: offset, end: offset + 1 },
    fixes: [],
  };
}

/** The problem of tabs in the indentation, the first of them at `offset`; the fix replaces them all. */
export function describeTabs(text: string, offset: number): Problem {
  const [start, end] = trimToTabs(text, offset);
  const edits = Array.from(text.matchAll(/^[ ]*\t[ \t]*/gm), (match) => ({
    range: { start: match.index, end: match.index + match[0].length },
    newText: match[0].replaceAll('\t', '  '),
  }));
  return {
    code: 'host-syntax',
    message: 'YAML does not allow tabs in indentation. Indent with spaces, here and on the lines that follow.',
    range: { start, end },
    fixes: [{ title: 'Replace each tab in the indentation of this file by two spaces', edits }],
  };
}

function trimToTabs(text: string, offset: number): readonly [number, number] {
  let end = offset;
  while (text[end] === '\t' || text[end] === ' ') end++;
  return [offset, Math.max(end, offset + 1)];
}

function tooDeep(text: string, offset: number): Problem {
  return {
    code: 'host-syntax',
    message: `Lists and mappings are nested more than ${String(maximumNesting)} deep here; the file is read only up to this place. Remove the nesting.`,
    range: { start: offset, end: Math.min(text.length, offset + 1) },
    fixes: [],
  };
}

/** The parser's range, cut to one line and to the text. */
function errorRange(text: string, error: YAMLError): OffsetRange {
  let start = Math.max(0, Math.min(error.pos[0], text.length));
  let end = Math.max(start, Math.min(error.pos[1], lineEnd(text, start), text.length));
  if (error.code === 'BAD_DQ_ESCAPE') end = Math.min(start + 2, lineEnd(text, start));
  while (/^[ \t]$/.test(text[start] ?? '') && end < lineEnd(text, start)) {
    // A blank is seen by nobody: the characters after it are meant.
    start++;
    end = Math.max(end, start + 1);
  }
  if (end === start) {
    // A point: the character there, or the last one of the line.
    if (start < text.length && !/[\r\n]/.test(text[start] ?? '')) end = start + 1;
    else if (start > lineStart(text, start)) start--;
  }
  // Of a character of two units never one alone.
  if (isInsidePair(text, start)) start--;
  if (isInsidePair(text, end)) end++;
  return { start, end };
}

function isInsidePair(text: string, offset: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(offset - 1, offset + 1)) && offset > 0;
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset);
  const end = lineFeed === -1 ? text.length : lineFeed;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}
