import { flowPlaceAt } from './flow-place.js';
import { propertiesLength, type HostPlace, type ValuePlace } from './host-place.js';

/** A line of a YAML file as far as its beginning tells: the dashes and the key that it opens with. */
interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  /** Columns of the dashes. */
  readonly dashes: readonly number[];
  /** Column of what follows the dashes; the line's length when nothing does. */
  readonly content: number;
  readonly key: {
    readonly name: string;
    readonly column: number;
    /** Column after the key's own characters, and after the colon. */
    readonly nameEnd: number;
    readonly valueColumn: number;
  } | null;
  readonly isBlank: boolean;
}

/**
 * The place of the cursor in a YAML file, told from lines and their indentation: what stands above the cursor decides, whether or not the
 * file parses. Null where nothing can be written.
 */
export function blockPlaceAt(text: string, cursor: number): HostPlace | null {
  const line = readLine(text, text.lastIndexOf('\n', cursor - 1) + 1);
  const column = cursor - line.start;
  if (cursor > line.end || /\t/.test(text.slice(line.start, line.start + line.content).trimEnd())) return null;
  if (/^(?:---|\.\.\.|%)/.test(text.slice(line.start, line.end))) return null;

  const above = openersAbove(text, line, contextColumn(line, column));
  if (above === null) return null;
  const flow = insideFlow(text, above, line, cursor);
  if (flow !== undefined) return flow;
  const scalar = above.find(({ key, line: at }) => key !== null && isBlockHeader(text, at));
  if (scalar?.key) {
    if (!line.isBlank) return null;
    const header = /[|>]/.exec(text.slice(scalar.line.start + scalar.key.valueColumn))?.index ?? 0;
    return {
      kind: 'block-line',
      header: scalar.line.start + scalar.key.valueColumn + header,
      line: { start: line.start, end: line.end },
      column: scalar.key.column + 1,
    };
  }
  const comment = commentColumn(text, line);
  if (comment !== null && column > comment) return { kind: 'comment', start: line.start + comment };
  // A value that has begun goes on over the lines below it.
  if (above.some((opener) => opener.line !== line && hasValue(text, opener))) return null;
  return valuePlace(text, line, column, comment ?? line.end - line.start, pathOf(above));
}

/** The column that decides what a line belongs to: that of its text, on an empty line that of the cursor; a key is inside itself. */
function contextColumn(line: Line, column: number): number {
  if (line.isBlank) return column;
  return line.key ? line.content + 1 : line.content;
}

interface Opener {
  readonly line: Line;
  /** Null for a dash. */
  readonly key: Line['key'];
  readonly column: number;
}

/** The keys and dashes that what stands at a column of a line is inside of, the innermost first; null where the lines do not tell. */
function openersAbove(text: string, line: Line, column: number): Opener[] | null {
  const result: Opener[] = [];
  let limit = column;
  // What has been passed last: an item may stand at the column of the key that its list belongs to, nothing else may.
  let isItem = false;
  let isStray = false;
  for (let at: Line | null = line; at; at = previousLine(text, at, limit)) {
    if (at !== line && /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(at.start, at.end))) break;
    const openers: Opener[] = at.dashes.map((dash) => ({ line: at as Line, key: null, column: dash }));
    if (at.key) openers.push({ line: at, key: at.key, column: at.key.column });
    for (const opener of openers.reverse()) {
      if (opener.column < limit || (isItem && opener.key && opener.column === limit)) {
        result.push(opener);
        limit = opener.column;
        isItem = opener.key === null;
      }
    }
    // Text that belongs to no key, further out than what was found: nothing certain is above it, unless it is all in a block scalar.
    isStray ||= at !== line && openers.length === 0 && at.content < limit;
    if (limit === 0 && !isItem) break;
  }
  return isStray && !result.some((opener) => opener.key && isBlockHeader(text, opener.line)) ? null : result;
}

function pathOf(above: readonly Opener[]): (string | number)[] {
  return above.map(({ key }) => key?.name ?? 0).reverse();
}

/** The place in the outermost flow collection that the cursor is in; undefined when it is in none. */
function insideFlow(text: string, above: readonly Opener[], line: Line, cursor: number): HostPlace | null | undefined {
  for (let at = above.length - 1; at >= 0; at--) {
    const opener = above[at] as Opener;
    // Only what is last on its line has a value there.
    if (above[at - 1]?.line === opener.line) continue;
    const start = valueStart(text, opener);
    if (start === null || start >= cursor || !/[[{]/.test(text[start] ?? '')) continue;
    const place = flowPlaceAt(text, start, cursor, 'yaml', pathOf(above.slice(at)));
    if (place !== 'closed') return place;
    if (opener.line === line) return null;
  }
  const root = /^\ufeff?(?:(?:[ \t]*(?:#[^\n]*)?\r?\n))*[ \t]*(?=[{[])/.exec(text)?.[0].length;
  if (root === undefined || root >= cursor) return undefined;
  const place = flowPlaceAt(text, root, cursor, 'yaml', []);
  return place === 'closed' ? null : place;
}

/** Where the value after a key or dash begins on its line; null when nothing follows. */
function valueStart(text: string, { line, key, column }: Opener): number | null {
  const from = line.start + (key ? key.valueColumn : column + 1);
  const rest = text.slice(from, line.end);
  const properties = /^(?:[ \t]+[&!][^\s,[\]{}]*)*[ \t]+/.exec(rest)?.[0].length ?? 0;
  return from + properties < line.end ? from + properties : null;
}

function isBlockHeader(text: string, line: Line): boolean {
  return (
    line.key !== null &&
    /^(?:[ \t]+[&!][^\s]*)*[ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(text.slice(line.start + line.key.valueColumn, line.end))
  );
}

/** Something else than an anchor, a tag or a comment stands after the key, or after the dash of a line without one. */
function hasValue(text: string, { line, key }: Opener): boolean {
  if (!key && line.key) return false;
  const rest = text.slice(line.start + (key ? key.valueColumn : line.content - 1), line.end);
  return !/^[ -]?(?:[ \t]*[&!][^\s]*)*[ \t]*(?:$|[ \t]#)/.test(rest);
}

function valuePlace(text: string, line: Line, column: number, stop: number, path: (string | number)[]): ValuePlace | null {
  const { start, key } = line;
  const isInValue = key !== null && column >= key.valueColumn;
  const lastDash = line.dashes.findLast((dash) => dash < column);
  if (isInValue) {
    const rest = text.slice(start + key.valueColumn, start + stop);
    const blank = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
    const from = key.valueColumn + blank;
    const source = rest.slice(blank).trimEnd();
    return tokenPlace(text, line, column, { from, source, stop }, { path, form: 'inline', column: key.column });
  }
  if (key) {
    if (column < key.column || column > key.nameEnd) return null;
    const container = path.slice(0, -1);
    const first = text[start + key.column] ?? '';
    return {
      ...emptyPlace(container, line.dashes.length > 0 ? 'dash' : 'line', key.column),
      token: { start: start + key.column, end: start + key.nameEnd },
      quote: first === '"' || first === "'" ? first : '',
      hasColon: true,
      taken: siblingKeys(text, line, key.column),
    };
  }
  const form = lastDash === undefined ? 'line' : 'dash';
  const contentColumn = line.content < stop ? line.content : column;
  if (column < contentColumn) return null;
  const at = form === 'dash' && line.content >= stop ? Math.max(column, (lastDash ?? 0) + 2) : contentColumn;
  const source = text.slice(start + contentColumn, start + stop).trimEnd();
  const place = tokenPlace(text, line, column, { from: contentColumn, source, stop }, { path, form, column: at });
  return place && { ...place, taken: siblingKeys(text, line, at, siblingItems(text, line, lastDash)) };
}

function emptyPlace(path: readonly (string | number)[], form: ValuePlace['form'], column: number): ValuePlace {
  return {
    kind: 'place',
    path,
    form,
    syntax: 'yaml',
    token: { start: 0, end: 0 },
    quote: '',
    hasColon: false,
    before: '',
    after: '',
    additionalEdits: [],
    taken: new Set(),
    column,
  };
}

function tokenPlace(
  text: string,
  line: Line,
  column: number,
  { from, source, stop }: { readonly from: number; readonly source: string; readonly stop: number },
  { path, form, column: own }: Pick<ValuePlace, 'path' | 'form' | 'column'>,
): ValuePlace | null {
  const { start } = line;
  const place = emptyPlace(path, form, own);
  if (source === '') {
    if (column > stop) return null;
    const previous = text[start + column - 1];
    const needsBlank = form !== 'line' && previous !== ' ' && previous !== '\t';
    return { ...place, token: { start: start + column, end: start + column }, before: needsBlank ? ' ' : '' };
  }
  const properties = propertiesLength(source);
  if (properties > 0) {
    const behind = { from: from + properties, source: source.slice(properties), stop };
    const isBehind = column > behind.from || (column === behind.from && /[ \t]/.test(text[start + column - 1] ?? ''));
    return isBehind ? tokenPlace(text, line, column, behind, place) : null;
  }
  if (/^[&*!|>@`%]/.test(source) || column < from) return null;
  const first = source[0] ?? '';
  const isQuoted = first === '"' || first === "'";
  const end = from + source.length;
  if (isQuoted) {
    const isClosed = source.length > 1 && source.endsWith(first);
    if (column === from || (isClosed && column >= end)) return null;
    // After its closing quote a value is over, whatever follows.
    if (isClosed === false && closedEarlier(source)) return null;
  }
  return { ...place, token: { start: start + from, end: start + Math.max(end, column) }, quote: isQuoted ? (first as '"' | "'") : '' };
}

function closedEarlier(source: string): boolean {
  return source.startsWith("'") ? /^'(?:[^']|'')*'(?!')/.test(source) : /^"(?:[^"\\]|\\.)*"/.test(source);
}

/** The keys of the map that has an entry at a column of a line; the line's own key is not among them. */
function siblingKeys(text: string, line: Line, column: number, taken = new Set<string>()): Set<string> {
  if (line.dashes.every((dash) => dash > column)) {
    for (let at = previousLine(text, line, column); at; at = previousLine(text, at, column)) {
      if (at.key?.column === column) taken.add(at.key.name);
      if (firstColumn(at) < column) break;
    }
  }
  for (let at = nextLine(text, line, column); at; at = nextLine(text, at, column)) {
    if (firstColumn(at) < column) break;
    if (at.dashes.length === 0 && at.key?.column === column) taken.add(at.key.name);
  }
  return taken;
}

/** The texts of the list that a dash belongs to. */
function siblingItems(text: string, line: Line, dash: number | undefined): Set<string> {
  const taken = new Set<string>();
  if (dash === undefined) return taken;
  const visit = (step: (text: string, line: Line, furthest: number) => Line | null): void => {
    for (let at = step(text, line, dash); at; at = step(text, at, dash)) {
      if (firstColumn(at) < dash || (firstColumn(at) === dash && at.dashes.length === 0)) break;
      if (at.dashes[0] === dash && !at.key) taken.add(unquote(text.slice(at.start + at.content, at.end)));
    }
  };
  visit(previousLine);
  visit(nextLine);
  return taken;
}

function unquote(source: string): string {
  const value = source
    .slice(propertiesLength(source))
    .replace(/[ \t]+#.*$/, '')
    .trim();
  if (/^".*"$/.test(value)) return value.slice(1, -1).replace(/\\(["\\/])/g, '$1');
  return /^'.*'$/.test(value) ? value.slice(1, -1).replaceAll("''", "'") : value;
}

function firstColumn(line: Line): number {
  return line.dashes[0] ?? line.content;
}

/** Where a comment begins on a line: `#` after a blank, outside of quotes that a value begins with. */
function commentColumn(text: string, line: Line): number | null {
  const source = text.slice(line.start, line.end);
  const from = line.key ? line.key.valueColumn : line.content;
  const value = /^[ \t]*("(?:[^"\\]|\\.)*(?:"|$)|'(?:[^']|'')*(?:'|$))?/.exec(source.slice(from));
  const quoted = value?.[1] === undefined ? 0 : value[0].length;
  if (!line.key && quoted === 0 && source[from] === '#') return from;
  const rest = /[ \t]#/.exec(source.slice(from + quoted));
  return rest && from + quoted + rest.index + 1;
}

/** The next line upwards that begins at a column not beyond `furthest`; empty lines and comments are passed over. */
function previousLine(text: string, line: Line, furthest: number): Line | null {
  for (let start = line.start; start > 0;) {
    start = text.lastIndexOf('\n', start - 2) + 1;
    if (beginsWithin(text, start, furthest)) return readLine(text, start);
  }
  return null;
}

/** The same downwards. */
function nextLine(text: string, line: Line, furthest: number): Line | null {
  for (let end = text.indexOf('\n', line.end); end !== -1; end = text.indexOf('\n', end + 1)) {
    if (beginsWithin(text, end + 1, furthest)) return readLine(text, end + 1);
  }
  return null;
}

/** Whether a line has something else than a comment, at a column not beyond `furthest`: most lines of a file are told apart by that alone. */
function beginsWithin(text: string, start: number, furthest: number): boolean {
  let at = start;
  while (text[at] === ' ' && at - start <= furthest) at++;
  if (at - start > furthest) return false;
  return !/[\s#]/.test(text[at] ?? '\n');
}

const plainKey = /[^\s"'#{}[\],&*!|>%@`-][^\n]*?(?=[ \t]*:(?:[ \t]|$))|-[^\s][^\n]*?(?=[ \t]*:(?:[ \t]|$))/y;
const quotedKey = /(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=[ \t]*:(?:[ \t]|$))/y;

function readLine(text: string, start: number): Line {
  const lineFeed = text.indexOf('\n', start);
  let end = lineFeed === -1 ? text.length : lineFeed;
  if (end > start && text[end - 1] === '\r') end--;
  let at = start;
  if (at === 0 && text.charCodeAt(0) === 0xfeff) at++;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  const dashes: number[] = [];
  while (text[at] === '-' && at < end && (at + 1 === end || text[at + 1] === ' ' || text[at + 1] === '\t')) {
    dashes.push(at - start);
    at++;
    while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
  }
  const content = at - start;
  const isBlank = at === end && dashes.length === 0;
  if (at === end || text[at] === '#') return { start, end, dashes, content, key: null, isBlank };
  const source = text.slice(start, end);
  const pattern = source[content] === '"' || source[content] === "'" ? quotedKey : plainKey;
  pattern.lastIndex = content;
  const written = pattern.exec(source)?.[0];
  if (written === undefined || /[ \t]#/.test(written)) return { start, end, dashes, content, key: null, isBlank };
  const nameEnd = content + written.length;
  const colon = source.indexOf(':', nameEnd);
  const name = /^["']/.test(written) ? unquote(written) : written;
  return { start, end, dashes, content, key: { name, column: content, nameEnd, valueColumn: colon + 1 }, isBlank };
}
