import {
  asText,
  booleanValue,
  emptyText,
  joinTexts,
  knownText,
  listOf,
  mapOf,
  nameOfKind,
  nullValue,
  plainText,
  sliceText,
  type TextSource,
  type TextValue,
  type Value,
} from '../value.js';
import { formatDate } from './format-date.js';
import { formatValues } from './format-values.js';
import { withTexts, type FunctionCall, type FunctionDefinition } from './function-definition.js';
import { graphemes } from './graphemes.js';
import { lowerCase, upperCase } from './letter-case.js';
import { compileExpression } from './regular-expression.js';

/** A part of the first argument, which keeps its places: `cut` says which. */
function cutting(least: number, cut: (text: string, ...more: string[]) => readonly [start: number, end: number]): FunctionDefinition {
  return {
    least,
    call: (args, call) =>
      withTexts(args, call, (text = '', ...more) => {
        const value = asText(args[0] ?? nullValue) ?? emptyText;
        return sliceText(value, ...cut(text, ...more));
      }),
  };
}

/** A text made of another by changing it: it stands where that stands, but cannot be edited there. */
function changing(least: number, change: (text: string, ...more: string[]) => string): FunctionDefinition {
  return {
    least,
    call: (args, call) => withTexts(args, call, (text = '', ...more) => changed(args[0], text, change(text, ...more))),
  };
}

/** A text that was made of `from`; the same text when nothing changed. */
export function changed(from: Value | undefined, before: string, made: string): TextValue {
  const after = made.normalize('NFC');
  const value = from && asText(from);
  if (value && before === after) return value;
  const [only] = value?.parts ?? [];
  const source: TextSource | null =
    value?.parts.length === 1 && only?.kind === 'known' && only.source ? { ...only.source, from: null } : null;
  return plainText(after, source);
}

function testing(test: (text: string, part: string) => boolean): FunctionDefinition {
  return { least: 2, call: (args, call) => withTexts(args, call, (text = '', part = '') => booleanValue(test(text, part))) };
}

const blank = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const blankAtEnd = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;

/** The range of a text without characters of a set at its ends. */
function trimmed(text: string, characters: string, side: 'both' | 'end'): readonly [number, number] {
  const set = new Set(characters);
  let start = 0;
  let end = text.length;
  const lengthAt = (at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  if (side === 'both') while (start < end && set.has(text.slice(start, start + lengthAt(start)))) start += lengthAt(start);
  while (end > start) {
    const length = end - 2 >= start && (text.codePointAt(end - 2) ?? 0) > 0xffff ? 2 : 1;
    if (!set.has(text.slice(end - length, end))) break;
    end -= length;
  }
  return [start, end];
}

function joined(args: readonly Value[], call: FunctionCall): Value {
  const [separatorValue, ...lists] = args;
  const separator = separatorValue && asText(separatorValue);
  if (!separator) return call.mistake('join takes a text to put between the others');
  const texts: TextValue[] = [];
  for (const list of lists) {
    if (list.kind !== 'sequence') return call.mistake(`join takes lists of texts, not ${nameOfKind(list)}`);
    for (const item of list.items) {
      const text = asText(item);
      if (!text) return call.mistake(`join takes lists of texts, and there is ${nameOfKind(item)} in one`);
      if (texts.length > 0) texts.push(separator);
      texts.push(text);
    }
  }
  return joinTexts(texts);
}

function split(args: readonly Value[], call: FunctionCall): Value {
  return withTexts(args, call, (separator = '', text = '') => {
    const value = asText(args[1] ?? nullValue) ?? emptyText;
    if (separator === '') return listOf(Array.from(text, (character) => plainText(character)));
    const pieces: Value[] = [];
    let at = 0;
    for (let found = text.indexOf(separator); found >= 0; found = text.indexOf(separator, at)) {
      pieces.push(sliceText(value, at, found));
      at = found + separator.length;
    }
    return listOf([...pieces, sliceText(value, at, text.length)]);
  });
}

/** What is put in may be unknown, or known in part: it keeps being what it is. */
function putIn(args: readonly Value[]): TextValue | null {
  const [text, search, replacement] = args.map((value) => asText(value));
  if (!text || !search || !replacement || knownText(replacement) !== null) return null;
  const known = knownText(text);
  const sought = knownText(search);
  if (known === null || sought === null || sought === '') return null;
  if (sought.length > 1 && sought.startsWith('/') && sought.endsWith('/')) return null;
  const texts: TextValue[] = [];
  let at = 0;
  for (let found = known.indexOf(sought); found >= 0; found = known.indexOf(sought, at)) {
    texts.push(sliceText(text, at, found), replacement);
    at = found + sought.length;
  }
  return joinTexts([...texts, sliceText(text, at, known.length)]);
}

function replaced(args: readonly Value[], call: FunctionCall): Value {
  const joined = putIn(args);
  if (joined) return joined;
  return withTexts(args, call, (text = '', search = '', replacement = '') => {
    if (search === '') return changed(args[0], text, [...text, ''].map((character) => replacement + character).join(''));
    const isPattern = search.length > 1 && search.startsWith('/') && search.endsWith('/');
    if (!isPattern) return changed(args[0], text, text.split(search).join(replacement));
    const pattern = compileExpression(search.slice(1, -1), 'g');
    if (!pattern) return call.unknown('the regular expression is one that only Terraform can tell about');
    const after = text.replace(pattern, (...match: unknown[]) => {
      const groups = typeof match.at(-1) === 'object' ? (match.at(-1) as Record<string, string>) : {};
      return replacement.replace(/\$(?:\{(\w+)\}|(\w+)|(\$))/g, (_, braced?: string, bare?: string, dollar?: string) => {
        const name = braced ?? bare;
        if (dollar !== undefined || name === undefined) return '$';
        const group = /^\d+$/.test(name) ? match[Number(name)] : groups[name];
        return typeof group === 'string' ? group : '';
      });
    });
    return changed(args[0], text, after);
  });
}

function matched(args: readonly Value[], call: FunctionCall, isAll: boolean): Value {
  return withTexts(args, call, (source = '', text = '') => {
    const pattern = compileExpression(source, 'g');
    if (!pattern) return call.unknown('the regular expression is one that only Terraform can tell about');
    const value = asText(args[1] ?? nullValue) ?? emptyText;
    const results: Value[] = [];
    for (const match of text.matchAll(pattern)) {
      const result = resultOfMatch(match, value);
      if (!isAll) return result;
      results.push(result);
    }
    return isAll ? listOf(results) : call.mistake('the regular expression does not match the text');
  });
}

function resultOfMatch(match: RegExpMatchArray, value: TextValue): Value {
  const at = match.index ?? 0;
  if (match.length === 1) return sliceText(value, at, at + match[0].length);
  const textOf = (text: string | undefined): Value => (text === undefined ? nullValue : plainText(text));
  if (!match.groups) return listOf(match.slice(1).map(textOf));
  return mapOf(Object.entries(match.groups).map(([name, text]) => ({ key: plainText(name), value: textOf(text) })));
}

function substring(args: readonly Value[], call: FunctionCall): Value {
  return withTexts(args, call, (text = '', offsetText = '', lengthText = '') => {
    const characters = graphemes(text);
    const offset = Number(offsetText) < 0 ? Math.max(0, characters.length + Number(offsetText)) : Number(offsetText);
    // Of an offset from the end, Terraform takes no length for all of the rest.
    const length = Number(lengthText) < 0 || (Number(lengthText) === 0 && Number(offsetText) < 0) ? characters.length : Number(lengthText);
    const start = characters.slice(0, offset).join('').length;
    return sliceText(asText(args[0] ?? nullValue) ?? emptyText, start, start + characters.slice(offset, offset + length).join('').length);
  });
}

/** Terraform's functions on texts. */
export const textFunctions: Readonly<Record<string, FunctionDefinition>> = {
  formatdate: formatDate,
  trimspace: cutting(1, (text) => {
    const start = blank.exec(text)?.[0].length ?? 0;
    return [start, Math.max(start, text.length - (blankAtEnd.exec(text)?.[0].length ?? 0))];
  }),
  chomp: cutting(1, (text) => [0, text.length - (/(?:\r\n?|\n)+$/.exec(text)?.[0].length ?? 0)]),
  trim: cutting(2, (text, characters = '') => trimmed(text, characters, 'both')),
  trimprefix: cutting(2, (text, prefix = '') => [text.startsWith(prefix) ? prefix.length : 0, text.length]),
  trimsuffix: cutting(2, (text, suffix = '') => [0, text.length - (suffix !== '' && text.endsWith(suffix) ? suffix.length : 0)]),
  lower: changing(1, lowerCase),
  upper: changing(1, upperCase),
  title: changing(1, (text) =>
    text.replace(/(^|[^\w\u0080-\u{10ffff}]|\s)(\p{L})/gu, (_, before: string, letter: string) => before + upperCase(letter)),
  ),
  strrev: changing(1, (text) => graphemes(text).reverse().join('')),
  indent: {
    least: 2,
    call: (args, call) =>
      withTexts(args, call, (spaces = '', text = '') =>
        changed(args[1], text, text.replaceAll('\n', `\n${' '.repeat(Math.min(Math.max(Number(spaces) || 0, 0), 1000))}`)),
      ),
  },
  startswith: testing((text, part) => text.startsWith(part)),
  endswith: testing((text, part) => text.endsWith(part)),
  strcontains: testing((text, part) => text.includes(part)),
  join: { least: 2, most: Infinity, call: joined },
  split: { least: 2, call: split },
  replace: { least: 3, seesUnknown: true, call: replaced },
  regex: { least: 2, call: (args, call) => matched(args, call, false) },
  regexall: { least: 2, call: (args, call) => matched(args, call, true) },
  substr: { least: 3, call: substring },
  format: { least: 1, most: Infinity, seesUnknown: true, call: (args, call) => formatValues(args, call) },
  formatlist: {
    least: 1,
    most: Infinity,
    call(args, call) {
      const lists = args.filter((argument) => argument.kind === 'sequence');
      const length = Math.max(1, ...lists.map((list) => list.items.length));
      if (lists.some((list) => list.items.length !== length && list.items.length !== 0))
        return call.mistake('formatlist takes lists of one length');
      if (lists.some((list) => list.items.length === 0)) return listOf([]);
      return listOf(
        Array.from({ length }, (_, index) =>
          formatValues(
            args.map((argument) => (argument.kind === 'sequence' ? (argument.items[index] ?? nullValue) : argument)),
            call,
          ),
        ),
      );
    },
  },
};
