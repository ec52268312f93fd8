import Papa from 'papaparse';
import { LineIndex } from '../../text/line-index.js';
import { counted } from '../../provisioning/wording.js';
import { listed, quoted } from '../../text/quoted-name.js';
import { columnKey, type DirectoryCell, type DirectoryRecord, type ReadTable } from './directory-record.js';

/** A flattened path into lists: `memberOf/0/displayName`, `groups[0].name`, `groups.0`. */
const listPosition = /(?:^|[./])(\d+)(?=[./[]|$)|\[(\d*)\]/g;

interface Column {
  readonly index: number;
  readonly name: string;
  readonly key: string;
  readonly position: string;
}

/**
 * Reads a directory's CSV export: the delimiter is guessed from the first lines, quoted values may hold line breaks, and nothing is trimmed.
 * Excel's `sep=;` line, Entra's `version:` line and PowerShell's `#TYPE` line may stand before the header.
 */
export function readDirectoryCsv(given: string): ReadTable {
  const opening = /^\ufeff?(?:(?:sep=.|version:[^\r\n]*|#TYPE [^\r\n]*)\r?\n)*/i.exec(given)?.[0] ?? '';
  const separator = /sep=(.)/i.exec(opening)?.[1];
  const text = given.slice(opening.length);
  const lines = new LineIndex(given);
  const rows: { readonly line: number; readonly fields: readonly string[] }[] = [];
  const broken: number[] = [];
  let start = 0;
  const delimiter = separator ?? guessDelimiter(text);
  Papa.parse<string[]>(text, {
    delimiter,
    step({ data, errors, meta }) {
      // The place of a record is where its first character stands: empty lines before it are passed over.
      const line = lines.positionAt(opening.length + start).line + 1;
      start = meta.cursor;
      if (errors.length > 0) broken.push(line);
      if (data.some((field) => field.trim() !== '')) rows.push({ line, fields: data });
    },
  });
  const [header, ...others] = rows;
  if (!header) return { mistake: 'The file is empty. A CSV file begins with a line of column names.' };
  if (broken.length > 0) {
    return { mistake: `A quoted value that begins in line ${String(broken[0])} is not closed. Export the file again, or close the quote.` };
  }
  const remarks: string[] = [];
  const columns = readHeader(
    header.fields,
    others.map(({ fields }) => fields),
    remarks,
  );
  const long = others.filter(
    ({ fields }) => fields.length > header.fields.length && fields.slice(header.fields.length).some((field) => field !== ''),
  );
  if (long.length > 0) {
    const which = long.length === 1 ? 'has' : 'have';
    remarks.push(
      `${counted(long.length, 'line')} ${which} more values than the header has columns, from line ${String(long[0]?.line)} on; what has no column is passed over.`,
    );
  }
  const records = others.map(({ line, fields }): DirectoryRecord => ({
    line,
    cells: columns.flatMap(({ index, name, key, position }): DirectoryCell[] => {
      const value = fields[index] ?? '';
      return value === '' ? [] : [{ column: name, key, position, value, isItem: position !== '' }];
    }),
  }));
  const words: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
  return { format: `CSV, ${words[delimiter] ?? quoted(delimiter)}-separated`, records, remarks, mistake: null };
}

/** The delimiter that takes the header apart, and the most of the first lines into as many fields; any does for a file of one column. */
function guessDelimiter(text: string): string {
  let best = { delimiter: ',', evenness: 0, fields: 1 };
  for (const delimiter of [',', ';', '\t', '|']) {
    const { data } = Papa.parse<string[]>(text.slice(0, 100_000), { preview: 20, delimiter, skipEmptyLines: true });
    const fields = data[0]?.length ?? 1;
    const evenness = data.filter((row) => row.length === fields).length / Math.max(1, data.length);
    if (fields > 1 && (evenness > best.evenness || (evenness === best.evenness && fields > best.fields)))
      best = { delimiter, evenness, fields };
  }
  return best.delimiter;
}

/** The columns that hold anything, duplicates included, with what is said of the others. */
function readHeader(fields: readonly string[], rows: readonly (readonly string[])[], remarks: string[]): readonly Column[] {
  const named = fields.map((field, index): Column => {
    // Entra's templates write `Name [displayName] Required`, and Google's exports `Email Address [Required]`.
    const plainField = field.replace(/\s*\[(?:required|read only|optional)\]\s*$/i, '');
    const bracketed = /\[([A-Za-z]+)\]/.exec(plainField)?.[1];
    const positions: string[] = [];
    const path = (bracketed ?? plainField.trim()).replace(listPosition, (_, plain?: string, bracket?: string) => {
      positions.push(plain ?? bracket ?? '');
      return '';
    });
    const name = positions.length > 0 ? path.replaceAll('/', '.') : path;
    return { index, name, key: columnKey(name), position: positions.join('.') };
  });
  const isEmpty = ({ index }: Column) => rows.every((row) => (row[index] ?? '') === '');
  const nameless = named.filter(({ name }) => name === '');
  const namelessWithValues = nameless.filter((column) => !isEmpty(column));
  if (namelessWithValues.length > 0) {
    const which = namelessWithValues.map(({ index }) => String(index + 1)).join(', ');
    remarks.push(
      `${counted(namelessWithValues.length, 'column')} without a name ${namelessWithValues.length === 1 ? 'is' : 'are'} passed over: number ${which}.`,
    );
  }
  const empty = named.filter((column) => column.name !== '' && isEmpty(column));
  if (empty.length > 0 && rows.length > 0) remarks.push(`Without any value: ${listed([...new Set(empty.map(({ name }) => name))], 6)}.`);
  const plain = named.filter(({ name, position }) => name !== '' && position === '').map(({ name }) => name);
  const twice = [...new Set(plain.filter((name, index) => plain.indexOf(name) !== index))];
  if (twice.length > 0)
    remarks.push(
      `${twice.length === 1 ? 'This column stands' : 'These columns stand'} more than once; of names the first value is taken, groups add up: ${listed(twice, 6)}.`,
    );
  return named.filter(({ name }) => name !== '');
}
