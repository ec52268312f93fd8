import type { TextEdit } from '../../text/range.js';
import { propertiesLength, type CommentPlace, type ValuePlace } from './host-place.js';

/** A `{ … }` or `[ … ]` that is open at the cursor. */
interface Frame {
  readonly kind: 'map' | 'list';
  /** The key whose value comes next. */
  key: string | null;
  readonly taken: Set<string>;
  /** What stands in the current entry, where it began and ended; null before it. */
  last: { readonly start: number; readonly end: number; readonly text: string } | null;
}

/** After this many characters the rest of a map is not looked at: what closes it is missing. */
const lookAhead = 20_000;

/**
 * The place of the cursor inside a `{ … }` or `[ … ]` that begins at `start`; null when the cursor is behind it, or where nothing can be
 * written. One pass over the text, whatever is wrong with it.
 */
export function flowPlaceAt(
  text: string,
  start: number,
  cursor: number,
  syntax: 'yaml' | 'json',
  base: readonly (string | number)[],
): ValuePlace | CommentPlace | null | 'closed' {
  const frames: Frame[] = [];
  let at = start;
  while (at < cursor) {
    const character = text[at] ?? '';
    const top = frames[frames.length - 1];
    const comment = commentEnd(text, at, syntax);
    if (comment !== null) {
      if (cursor <= comment) return { kind: 'comment', start: at };
      at = comment;
    } else if (character === '{' || character === '[') {
      frames.push({ kind: character === '{' ? 'map' : 'list', key: null, taken: new Set(), last: null });
      at++;
    } else if (character === '}' || character === ']') {
      frames.pop();
      at++;
      if (frames.length === 0) return 'closed';
      const outer = frames[frames.length - 1];
      if (outer) outer.last = { start: at - 1, end: at, text: '' };
    } else if (character === ',') {
      if (top) [top.key, top.last] = [null, null];
      at++;
    } else if (character === ':' && top?.kind === 'map' && top.key === null && top.last) {
      top.key = top.last.text;
      top.taken.add(top.key);
      top.last = null;
      at++;
    } else if (/\s/.test(character)) at++;
    else {
      const properties = syntax === 'yaml' ? propertiesLength(text.slice(at, tokenEnd(text, at, syntax))) : 0;
      if (properties > 0) {
        at += properties;
        // In the anchor or tag itself nothing is written.
        if (cursor < at || (cursor === at && !/\s/.test(text[at - 1] ?? ''))) return null;
        continue;
      }
      const end = tokenEnd(text, at, syntax);
      if (cursor <= end && !(cursor === end && isQuote(character, syntax) && isClosedQuote(text, at, end))) {
        return top ? placeOf(text, frames, { start: at, end: typedEnd(text, at, end, cursor, syntax) }, syntax, base) : null;
      }
      if (top) {
        const content = contentOf(text, at, end, syntax);
        top.last = { start: at, end, text: content };
        if (top.kind === 'list') top.taken.add(content);
      }
      at = end;
    }
  }
  const top = frames[frames.length - 1];
  if (!top) return null;
  if (!top.last) return placeOf(text, frames, { start: cursor, end: cursor }, syntax, base);
  // A comma is missing: it is written with the next key.
  if (syntax !== 'json' || text.slice(top.last.end, cursor).trim() !== '' || top.last.end === cursor) return null;
  const comma = { range: { start: top.last.end, end: top.last.end }, newText: ',' };
  if (top.kind === 'map' && top.key === null) return null;
  top.key = null;
  return placeOf(text, frames, { start: cursor, end: cursor }, syntax, base, [comma]);
}

function placeOf(
  text: string,
  frames: readonly Frame[],
  token: { readonly start: number; readonly end: number },
  syntax: 'yaml' | 'json',
  base: readonly (string | number)[],
  additionalEdits: readonly TextEdit[] = [],
): ValuePlace {
  const path = [...base];
  for (const frame of frames.slice(0, -1)) path.push(frame.kind === 'map' ? (frame.key ?? '') : 0);
  const top = frames[frames.length - 1] as Frame;
  const isKey = top.kind === 'map' && top.key === null;
  if (top.kind === 'list') path.push(0);
  else if (top.key !== null) path.push(top.key);
  const first = text[token.start] ?? '';
  const quote = token.end > token.start && isQuote(first, syntax) ? (first as '"' | "'") : '';
  const rest = /^\s*/.exec(text.slice(token.end))?.[0].length ?? 0;
  const next = text[token.end + rest];
  const taken = new Set(top.taken);
  takeRest(text, token.end, syntax, top.kind, taken);
  if (!isKey && top.kind === 'map') taken.clear();
  const isBeforeSibling = next !== undefined && !/[,}\]:]/.test(next) && syntax === 'json' && token.end === token.start;
  const previous = text[token.start - 1];
  return {
    kind: 'place',
    path,
    form: isKey ? 'key' : 'value',
    syntax,
    token,
    quote,
    hasColon: isKey && next === ':',
    before: token.end === token.start && previous === ':' ? ' ' : '',
    after: isBeforeSibling && /["{[\w-]/.test(next) ? ',' : '',
    additionalEdits,
    taken,
    column: 0,
  };
}

/** The keys of the map, or the texts of the list, that follow. */
function takeRest(text: string, from: number, syntax: 'yaml' | 'json', kind: Frame['kind'], taken: Set<string>): void {
  let depth = 0;
  let last = '';
  const stop = Math.min(text.length, from + lookAhead);
  for (let at = from; at < stop;) {
    const character = text[at] ?? '';
    const comment = commentEnd(text, at, syntax);
    if (comment !== null) at = comment;
    else if (character === '{' || character === '[') [depth, at] = [depth + 1, at + 1];
    else if (character === '}' || character === ']') {
      if (depth-- === 0) return;
      at++;
    } else if (character === ':' && depth === 0 && kind === 'map') {
      if (last !== '') taken.add(last);
      [last, at] = ['', at + 1];
    } else if (character === ',' || /[\s:]/.test(character)) at++;
    else {
      const end = tokenEnd(text, at, syntax);
      last = contentOf(text, at, end, syntax);
      if (kind === 'list' && depth === 0) taken.add(last);
      at = end;
    }
  }
}

function commentEnd(text: string, at: number, syntax: 'yaml' | 'json'): number | null {
  const isYaml = syntax === 'yaml' && text[at] === '#' && /\s/.test(text[at - 1] ?? ' ');
  if (!isYaml && !(syntax === 'json' && text[at] === '/' && text[at + 1] === '/')) {
    if (syntax !== 'json' || !text.startsWith('/*', at)) return null;
    const close = text.indexOf('*/', at + 2);
    return close === -1 ? text.length : close + 2;
  }
  const lineFeed = text.indexOf('\n', at);
  return lineFeed === -1 ? text.length : lineFeed;
}

function isQuote(character: string, syntax: 'yaml' | 'json'): boolean {
  return character === '"' || (character === "'" && syntax === 'yaml');
}

/** The end of a quoted or plain token; a quote that is not closed on its line ends with the line. */
function tokenEnd(text: string, start: number, syntax: 'yaml' | 'json'): number {
  const first = text[start] ?? '';
  let at = start + 1;
  if (isQuote(first, syntax)) {
    for (; at < text.length && text[at] !== '\n'; at++) {
      if (first === '"' && text[at] === '\\') at++;
      else if (text[at] === first) {
        if (first === "'" && text[at + 1] === "'") at++;
        else return at + 1;
      }
    }
    return Math.min(at, text.length) - (text[at - 1] === '\r' ? 1 : 0);
  }
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (/[,[\]{}\n]/.test(character)) break;
    if (character === ':' && (syntax === 'json' || /[\s,[\]{}]|^$/.test(text[at + 1] ?? ''))) break;
    if (syntax === 'yaml' && character === '#' && /\s/.test(text[at - 1] ?? '')) break;
    if (syntax === 'json' && /["\s/]/.test(character)) break;
  }
  let end = at;
  while (end > start + 1 && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}

/** Without its closing quote, a text does not go on over what closes the list or begins the next item. */
function typedEnd(text: string, start: number, end: number, cursor: number, syntax: 'yaml' | 'json'): number {
  if (!isQuote(text[start] ?? '', syntax) || isClosedQuote(text, start, end)) return end;
  const rest = /[ \t]*[,\]}]/.exec(text.slice(cursor, end));
  return rest ? cursor + rest.index : end;
}

function isClosedQuote(text: string, start: number, end: number): boolean {
  return end - start > 1 && text[end - 1] === text[start];
}

function contentOf(text: string, start: number, end: number, syntax: 'yaml' | 'json'): string {
  const source = text.slice(start, end);
  const first = source[0] ?? '';
  if (!isQuote(first, syntax)) return source;
  const inside = source.slice(1, isClosedQuote(text, start, end) ? -1 : undefined);
  return first === "'" ? inside.replaceAll("''", "'") : inside.replace(/\\(["\\/])/g, '$1');
}
