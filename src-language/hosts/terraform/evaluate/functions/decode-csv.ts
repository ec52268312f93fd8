import { asText, emptyText, joinTexts, knownText, listOf, mapOf, nullValue, sliceText, type TextValue, type Value } from '../value.js';
import { withTexts, type FunctionCall, type FunctionDefinition } from './function-definition.js';

/** A row's fields, each with its places, or what is wrong. */
type Rows = readonly (readonly TextValue[])[] | string;

/** `csvdecode`: rows as objects with the header's names, read as Go's `encoding/csv` does (RFC 4180, empty lines left out). Fields keep their places. */
export const csvdecode: FunctionDefinition = {
  least: 1,
  call: (args, call) => withTexts(args, call, (text = '') => objectsOf(readRows(text, asText(args[0] ?? nullValue) ?? emptyText), call)),
};

function objectsOf(rows: Rows, call: FunctionCall): Value {
  if (typeof rows === 'string') return call.mistake(`csvdecode is given what is no CSV: ${rows}`);
  const [header, ...others] = rows;
  if (!header) return call.mistake('csvdecode takes a text with a header');
  if (new Set(header.map(knownText)).size < header.length) return call.mistake('two columns of the CSV have one name');
  const uneven = others.findIndex((row) => row.length !== header.length);
  if (uneven >= 0)
    return call.mistake(`row ${uneven + 2} of the CSV has ${others[uneven]?.length ?? 0} fields, and the header ${header.length}`);
  return listOf(others.map((row) => mapOf(header.map((key, column) => ({ key, value: row[column] ?? nullValue })))));
}

const plainField = /[^",\r\n]*(?:\r(?!\n|$)[^",\r\n]*)*/y;
const quotedField = /"((?:[^"]|"")*)"/y;
const endOfField = /,|\r?\n|\r?$/y;

function readRows(text: string, value: TextValue): Rows {
  const rows: TextValue[][] = [];
  let row: TextValue[] = [];
  for (let at = 0; at < text.length || row.length > 0;) {
    const isQuoted = text[at] === '"';
    const field = isQuoted ? quotedField : plainField;
    field.lastIndex = at;
    if (!field.test(text)) return `the quoted field at character ${at + 1} is not closed`;
    const end = field.lastIndex;
    endOfField.lastIndex = end;
    const separator = endOfField.exec(text)?.[0];
    if (separator === undefined)
      return `there is a quote within the field before character ${end + 1}, which has to be doubled and the field quoted`;
    const isEmptyLine = row.length === 0 && end === at && separator !== ',';
    if (!isEmptyLine) row.push(isQuoted ? unquoted(text, value, at + 1, end - 1) : sliceText(value, at, end));
    at = endOfField.lastIndex;
    if (separator === ',') {
      if (at < text.length) continue;
      row.push(emptyText);
    }
    if (!isEmptyLine) rows.push(row);
    row = [];
    if (separator === '') break;
  }
  return rows;
}

/** A field without the second of two quotes, and without carriage returns in front of line feeds. */
function unquoted(text: string, value: TextValue, start: number, end: number): TextValue {
  const texts: TextValue[] = [];
  let from = start;
  for (const { index, 0: found } of text.slice(start, end).matchAll(/""|\r\n/g)) {
    const kept = found === '""' ? start + index + 1 : start + index;
    texts.push(sliceText(value, from, kept));
    from = start + index + (found === '""' ? 2 : 1);
  }
  return joinTexts([...texts, sliceText(value, from, end)]);
}
