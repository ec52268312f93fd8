import type { Expression, ObjectEntry, ObjectName, PlacedExpression, TemplatePart, UnreadableExpression } from './expression.js';
import { readLiteralTemplate, textPart } from './read-literal-template.js';
import { lineEnd } from './line-end.js';
import { ValueScanner } from './scan-value.js';
import { missingValue } from './unreadable.js';

/** Reads part of a text, however complicated; offsets of the result count from `start`. */
export type ReadPart = (start: number, end: number) => Expression;

const word = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const number = /(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.])/y;
const quotedKey = /\["((?:[^"\\$%\r\n]|[$%](?!\{))*)"\]/y;
const numberKey = /\[(0|[1-9][0-9]{0,8})\]/y;
/** A quoted string that is literal up to the next sequence. */
const literalRun = /(?:[^"\\$%\r\n]|\\[^\r\n]|\$\$\{|%%\{|[$%](?!\{))*/y;
const callStart = /([\p{L}_][\p{L}\p{N}_-]*(?:::[\p{L}_][\p{L}\p{N}_-]*)*)\(/uy;
const bareNameKey = /([\p{L}_][\p{L}\p{N}_-]*)[ \t]*[=:](?![=>])/uy;
const keySign = /[ \t]*(?:=(?![=>])|:(?!:))[ \t]*/y;
const keywords = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Reads what nearly every value of a Terraform file is, many times sooner than the grammar does: strings, references and strings that
 * interpolate references, numbers, and lists, maps and calls of whatever values. Null for anything else. Offsets are those of `text`.
 */
export function readPlainExpression(text: string, start: number, end: number, readPart: ReadPart): Expression | null {
  switch (text[start]) {
    case '"':
      return readLiteralTemplate(text, start, end) ?? readSimpleTemplate(text, start, end);
    case '<':
      return readLiteralTemplate(text, start, end);
    case '[':
      return readTuple(text, start, end, readPart);
    case '{':
      return readObject(text, start, end, readPart);
  }
  number.lastIndex = start;
  if (number.test(text) && number.lastIndex === end) return { kind: 'literal', value: Number(text.slice(start, end)), start, end };
  const reference = readReference(text, start, end);
  if (reference?.end === end) return reference;
  return text[end - 1] === ')' ? readCall(text, start, end, readPart) : null;
}

/** `ROOT.NAME["KEY"][0][each.key]…`, as far as it goes. */
function readReference(text: string, start: number, limit: number): Expression | null {
  word.lastIndex = start;
  const root = word.exec(text)?.[0];
  if (root === undefined) return null;
  let at = start + root.length;
  if (keywords.has(root)) return { kind: 'literal', value: keywords.get(root) ?? null, start, end: at };
  let reference: Expression = { kind: 'variable', name: root, start, end: at };
  while (at < limit) {
    if (text[at] === '.') {
      word.lastIndex = at + 1;
      const name = word.exec(text)?.[0];
      if (name === undefined) return null;
      at += 1 + name.length;
      reference = { kind: 'attribute', of: reference, name: name.normalize('NFC'), start, end: at };
    } else if (text[at] === '[') {
      const key = readKey(text, at, limit);
      if (!key) return null;
      at = key.end;
      reference = { kind: 'index', of: reference, key: key.expression, start, end: at };
    } else break;
  }
  return reference;
}

function readKey(text: string, at: number, limit: number): { readonly expression: Expression; readonly end: number } | null {
  quotedKey.lastIndex = at;
  if (quotedKey.test(text)) {
    const end = quotedKey.lastIndex;
    const expression = readLiteralTemplate(text, at + 1, end - 1);
    return expression && { expression, end };
  }
  numberKey.lastIndex = at;
  const digits = numberKey.exec(text)?.[1];
  if (digits !== undefined) {
    const end = numberKey.lastIndex;
    return { expression: { kind: 'literal', value: Number(digits), start: at + 1, end: end - 1 }, end };
  }
  const expression = readReference(text, at + 1, limit);
  return expression && text[expression.end] === ']' ? { expression, end: expression.end + 1 } : null;
}

/** A quoted string whose sequences are all `${REFERENCE}`. */
function readSimpleTemplate(text: string, start: number, end: number): Expression | null {
  const parts: TemplatePart[] = [];
  let at = start + 1;
  for (;;) {
    literalRun.lastIndex = at;
    literalRun.test(text);
    if (literalRun.lastIndex > at) parts.push(textPart([{ start: at, end: literalRun.lastIndex }]));
    at = literalRun.lastIndex;
    if (at + 1 === end && text[at] === '"') return { kind: 'template', form: 'quoted', parts, start, end };
    if (!text.startsWith('${', at)) return null;
    const from = skipSpaces(text, at + 2);
    const expression = readReference(text, from, end);
    if (!expression) return null;
    const closing = skipSpaces(text, expression.end);
    if (text[closing] !== '}') return null;
    parts.push({ kind: 'interpolation', expression, start: at, end: closing + 1 });
    at = closing + 1;
  }
}

function readTuple(text: string, start: number, end: number, readPart: ReadPart): Expression | null {
  const items = readItems(text, start + 1, end, start, ']', readPart);
  return items && !items.expandsLast ? { kind: 'tuple', items: items.list, start, end } : null;
}

function readCall(text: string, start: number, end: number, readPart: ReadPart): Expression | null {
  callStart.lastIndex = start;
  const name = callStart.exec(text)?.[1];
  if (name === undefined) return null;
  const items = readItems(text, start + name.length + 1, end, start, ')', readPart);
  return items && { kind: 'call', name, args: items.list, expandsLast: items.expandsLast, start, end };
}

/** What stands between brackets, separated by commas, when the closing bracket is the range's last character. */
function readItems(
  text: string,
  from: number,
  end: number,
  start: number,
  closing: string,
  readPart: ReadPart,
): { readonly list: readonly PlacedExpression[]; readonly expandsLast: boolean } | null {
  const scanner = new ValueScanner(text);
  const list: PlacedExpression[] = [];
  for (let at = skipBlanks(text, from, end); ;) {
    if (at >= end) return null;
    if (text[at] === closing) return at + 1 === end ? { list, expandsLast: false } : null;
    if (list.length === 0 && isLoop(text, at)) return null;
    const itemEnd = endOfItem(text, scanner, at, end, closing);
    if (itemEnd <= at) return null;
    const after = skipBlanks(text, itemEnd, end);
    if (text.startsWith('...', itemEnd - 3)) {
      if (closing !== ')' || text[after] !== closing || after + 1 !== end) return null;
      list.push({ expression: readPart(at, trimmedEnd(text, at, itemEnd - 3)), at: at - start });
      return { list, expandsLast: true };
    }
    list.push({ expression: readPart(at, itemEnd), at: at - start });
    if (text[after] === ',') at = skipBlanks(text, after + 1, end);
    else if (text[after] === closing) at = after;
    else return null;
  }
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && ' \t\r\n'.includes(text[at - 1] ?? '')) at--;
  return at;
}

/** Between brackets a line break ends nothing: an item goes on to the comma or the bracket. */
function endOfItem(text: string, scanner: ValueScanner, start: number, limit: number, closing: string): number {
  let end = start;
  for (let at = start; ;) {
    const { end: lineEnd, fault } = scanner.value(at, limit, { stopsAtComma: true });
    if (fault) return -1;
    if (lineEnd > at) end = lineEnd;
    const next = skipBlanks(text, Math.max(lineEnd, at), limit);
    if (next >= limit || text[next] === ',' || text[next] === closing || next === at) return end;
    at = next;
  }
}

function readObject(text: string, start: number, end: number, readPart: ReadPart): Expression | null {
  const scanner = new ValueScanner(text);
  const entries: ObjectEntry[] = [];
  for (let at = skipBlanks(text, start + 1, end); ;) {
    if (at >= end) return null;
    if (text[at] === '}') return at + 1 === end ? { kind: 'object', entries, start, end } : null;
    if (entries.length === 0 && isLoop(text, at)) return null;
    const key = readObjectKey(text, at, end, start, readPart, scanner);
    if (!key) return null;
    keySign.lastIndex = key.end;
    if (!keySign.test(text)) return null;
    const valueStart = keySign.lastIndex;
    // A value that does not end as it should spoils its own line, and nothing around it.
    const { end: valueEnd } = scanner.value(valueStart, end, { stopsAtComma: true });
    const value = valueEnd <= valueStart ? missingPart : readPart(valueStart, valueEnd);
    entries.push({ key: key.key, value: { expression: value, at: valueStart - start } });
    const after = skipBlanks(text, Math.max(valueEnd, valueStart), end);
    if (text[after] === ',') at = skipBlanks(text, after + 1, end);
    else if (text[after] === '}' || text.slice(valueEnd, after).includes('\n')) at = after;
    else return null;
  }
}

function readObjectKey(
  text: string,
  at: number,
  limit: number,
  start: number,
  readPart: ReadPart,
  scanner: ValueScanner,
): { readonly key: PlacedExpression | ObjectName; readonly end: number } | null {
  bareNameKey.lastIndex = at;
  const name = bareNameKey.exec(text)?.[1];
  if (name !== undefined)
    return { key: { kind: 'name', name: name.normalize('NFC'), start: at - start, end: at - start + name.length }, end: at + name.length };
  const opening = text[at];
  let end = at;
  if (opening === '"') {
    const string = scanner.string(at, limit);
    if (string.fault) return null;
    end = string.end;
  } else if (opening === '(') end = scanner.closingBracket(at, limit);
  return end <= at ? null : { key: { expression: readPart(at, end), at: at - start }, end };
}

const missingPart: UnreadableExpression = { kind: 'unreadable', message: missingValue, start: 0, end: 0 };

function isLoop(text: string, at: number): boolean {
  return /^for(?![\p{L}\p{N}_-])/u.test(text.slice(at, at + 4)) && !bareNameAt(text, at);
}

/** `for = …` is an entry with that name. */
function bareNameAt(text: string, at: number): boolean {
  bareNameKey.lastIndex = at;
  return bareNameKey.test(text);
}

function skipSpaces(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** The offset after blanks, line breaks and comments. */
export function skipBlanks(text: string, start: number, limit: number): number {
  for (let at = start; ;) {
    const char = text[at];
    if (at >= limit) return limit;
    if (char === ' ' || char === '\t' || char === '\r' || char === '\n') at++;
    else if (char === '#' || (char === '/' && text[at + 1] === '/')) at = lineEnd(text, at, limit);
    else if (char === '/' && text[at + 1] === '*') {
      const closing = text.indexOf('*/', at + 2);
      at = closing < 0 || closing + 2 > limit ? limit : closing + 2;
    } else return at;
  }
}
