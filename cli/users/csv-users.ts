import Papa from 'papaparse';
import type { Person } from '../../src-language/provisioning/person.js';
import { printable } from '../display-text.js';
import { readLineBlocks, type LineBlock } from './line-blocks.js';
import { describeUnknownKey, type ReadPerson } from './read-person.js';
import type { ReadUsers, UserEntry } from './user-entry.js';

/** A record over several lines (a quoted value with line breaks) may have this many characters. */
const longestRecord = 1024 * 1024;

const columnNames = ['name', 'account', 'groups', 'member_of'];

/** Where each known column stands. */
interface Header {
  readonly delimiter: string;
  readonly columns: readonly string[];
  readonly claimFrom: 'groups' | 'member_of';
}

/**
 * Users as CSV: a header with `name`, optionally `account`, and one of `groups` and `member_of`, whose values are separated by `;`. Fields are
 * separated by what the header uses: a comma, a semicolon or a tab. Values are taken exactly as written: blanks count.
 */
export const readCsvUsers: ReadUsers = async function* (source) {
  const reader = new CsvReader();
  for await (const block of readLineBlocks(source)) yield reader.take(block);
  yield reader.end();
};

class CsvReader {
  private header: Header | null = null;
  private isHopeless = false;
  /** The lines of a record that is not complete: a quote is open. */
  private open: { text: string; line: number }[] = [];
  private openLength = 0;
  private openQuotes = 0;

  *take(block: LineBlock): Iterable<UserEntry> {
    while (block.next()) {
      if (this.isHopeless) continue;
      if (block.text === null) yield { line: block.number, user: { mistake: block.mistake ?? 'the line cannot be read' } };
      else yield* this.takeLine(block.text.endsWith('\r') ? block.text.slice(0, -1) : block.text, block.number);
    }
  }

  *end(): Iterable<UserEntry> {
    while (this.open.length > 0) yield* this.giveUpOnFirst();
    if (!this.header && !this.isHopeless)
      yield { line: 1, user: { mistake: `the file is empty: a CSV file begins with a header of ${columnNames.join(', ')}` } };
  }

  private *takeLine(text: string, line: number): Iterable<UserEntry> {
    if (this.open.length === 0 && text.trim() === '') return;
    if (!this.header) {
      const header = readHeader(text);
      if ('mistake' in header) {
        this.isHopeless = true;
        yield { line, user: header };
      } else this.header = header;
      return;
    }
    this.open.push({ text, line });
    this.openLength += text.length + 1;
    this.openQuotes += countQuotes(text);
    if (this.openQuotes % 2 === 0) {
      const record = this.open;
      const user = readRecord(record.map((part) => part.text).join('\n'), this.header);
      if ('mistake' in user && record.length > 1) yield* this.giveUpOnFirst();
      else {
        this.close();
        yield { line: record[0]?.line ?? line, user };
      }
    } else if (this.openLength > longestRecord) yield* this.giveUpOnFirst();
  }

  /** A quote that nothing closes would swallow the lines after it: its own line is malformed, and those after it are read anew. */
  private *giveUpOnFirst(): Iterable<UserEntry> {
    const [first, ...others] = this.open;
    this.close();
    if (first) yield { line: first.line, user: { mistake: 'a quoted value is not closed properly' } };
    for (const { text, line } of others) yield* this.takeLine(text, line);
  }

  private close(): void {
    this.open = [];
    this.openLength = 0;
    this.openQuotes = 0;
  }
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count++;
  return count;
}

function readHeader(text: string): Header | { readonly mistake: string } {
  const delimiter = text.includes(',') ? ',' : text.includes('\t') ? '\t' : text.includes(';') ? ';' : ',';
  const columns = (Papa.parse<string[]>(text, { delimiter }).data[0] ?? []).map((column) => column.trim());
  const unknown = columns.find((column) => !columnNames.includes(column) && !column.startsWith('x-'));
  if (unknown !== undefined)
    return {
      mistake: describeUnknownKey(unknown, columnNames)
        .replace('is not a key of a user', 'is not a column of a users file')
        .replace('the keys are', 'the columns are'),
    };
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) return { mistake: `the column ${printable(twice)} stands twice in the header` };
  if (!columns.includes('name')) return { mistake: 'the header has no column name' };
  const claims = (['groups', 'member_of'] as const).filter((column) => columns.includes(column));
  const [claimFrom] = claims;
  if (claimFrom === undefined) return { mistake: 'the header has neither groups nor member_of' };
  if (claims.length > 1) return { mistake: 'the header has both groups and member_of: keep one' };
  return { delimiter, columns, claimFrom };
}

function readRecord(text: string, header: Header): ReadPerson {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: header.delimiter, newline: '\n' });
  const fields = data[0];
  if (errors.length > 0 || !fields || data.length !== 1) return { mistake: 'a quoted value is not closed properly' };
  if (fields.length !== header.columns.length)
    return { mistake: `the header has ${header.columns.length} columns, and this line has ${fields.length}` };
  const field = (column: string): string => fields[header.columns.indexOf(column)] ?? '';
  const name = field('name');
  if (name === '') return { mistake: 'the name is empty' };
  const account = field('account') || 'new';
  if (account !== 'new' && account !== 'existing')
    return { mistake: `account is new or existing, and this is ${printable(JSON.stringify(account))}` };
  const values = field(header.claimFrom)
    .split(';')
    .filter((value) => value !== '');
  const claim: Person['claim'] = { from: header.claimFrom, values };
  return { name, account, claim, roleBindings: [] };
}
