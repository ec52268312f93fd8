import { applyEdits } from '../../text/range.js';
import type { TextEdit } from '../../text/range.js';
import { quoteGroup } from '../string-literal.js';
import { replace } from './mistake.js';
import type { Mistake, MistakeRecogniser } from './mistake.js';

interface ForeignCharacter {
  readonly name: string;
  /** What CEL writes instead; empty to leave it out. */
  readonly plain: string;
}

const DOUBLE_QUOTES = '\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02\u2033\u301d\u301e\u301f\u300c\u300d\u300e\u300f\u275d\u275e';
const SINGLE_QUOTES = '\u2018\u2019\u201a\u201b\u2032\uff07\u00b4\u2039\u203a\u275b\u275c\uff40';

const CHARACTERS: ReadonlyMap<string, ForeignCharacter> = new Map<string, ForeignCharacter>([
  ['\u201c', { name: 'left double quotation mark', plain: '"' }],
  ['\u201d', { name: 'right double quotation mark', plain: '"' }],
  ['\u201e', { name: 'low double quotation mark', plain: '"' }],
  ['\u201f', { name: 'high reversed double quotation mark', plain: '"' }],
  ['\u00ab', { name: 'left guillemet', plain: '"' }],
  ['\u00bb', { name: 'right guillemet', plain: '"' }],
  ['\uff02', { name: 'full-width quotation mark', plain: '"' }],
  ['\u2033', { name: 'double prime', plain: '"' }],
  ['\u2018', { name: 'left single quotation mark', plain: "'" }],
  ['\u2019', { name: 'right single quotation mark', plain: "'" }],
  ['\u201a', { name: 'low single quotation mark', plain: "'" }],
  ['\u201b', { name: 'high reversed single quotation mark', plain: "'" }],
  ['\u2032', { name: 'prime', plain: "'" }],
  ['\u00b4', { name: 'acute accent', plain: "'" }],
  ['\u2039', { name: 'left single guillemet', plain: "'" }],
  ['\u203a', { name: 'right single guillemet', plain: "'" }],
  ['`', { name: 'backtick', plain: '"' }],
  ['\u00a0', { name: 'no-break space', plain: ' ' }],
  ['\u202f', { name: 'narrow no-break space', plain: ' ' }],
  ['\u3000', { name: 'ideographic space', plain: ' ' }],
  ['\u2028', { name: 'line separator', plain: '\n' }],
  ['\u2029', { name: 'paragraph separator', plain: '\n' }],
  ['\u0085', { name: 'next line', plain: '\n' }],
  ['\u000b', { name: 'vertical tab', plain: ' ' }],
  ['\u00ad', { name: 'soft hyphen', plain: '' }],
  ['\u200b', { name: 'zero-width space', plain: '' }],
  ['\u200c', { name: 'zero-width non-joiner', plain: '' }],
  ['\u200d', { name: 'zero-width joiner', plain: '' }],
  ['\u2060', { name: 'word joiner', plain: '' }],
  ['\ufeff', { name: 'byte order mark', plain: '' }],
  ['\u200e', { name: 'left-to-right mark', plain: '' }],
  ['\u200f', { name: 'right-to-left mark', plain: '' }],
  ['\u0000', { name: 'null character', plain: '' }],
  ['\u2208', { name: 'element-of sign', plain: ' in ' }],
  ['\u2227', { name: 'logical-and sign', plain: ' && ' }],
  ['\u2228', { name: 'logical-or sign', plain: ' || ' }],
  ['\u22c0', { name: 'logical-and sign', plain: ' && ' }],
  ['\u22c1', { name: 'logical-or sign', plain: ' || ' }],
  ['\u2016', { name: 'double vertical line', plain: ' || ' }],
  ['\u00a6', { name: 'broken bar', plain: '|' }],
  ['\u2223', { name: 'divides sign', plain: '|' }],
  ['\u00ac', { name: 'not sign', plain: '!' }],
  ['\u2260', { name: 'not-equal sign', plain: '!=' }],
  ['\u2264', { name: 'less-or-equal sign', plain: '<=' }],
  ['\u2265', { name: 'greater-or-equal sign', plain: '>=' }],
  ['\u2013', { name: 'en dash', plain: '-' }],
  ['\u2014', { name: 'em dash', plain: '-' }],
  ['\u2212', { name: 'minus sign', plain: '-' }],
  ['\u3001', { name: 'ideographic comma', plain: ',' }],
  ['\u3002', { name: 'ideographic full stop', plain: '.' }],
  ['\u2026', { name: 'ellipsis', plain: '' }],
  ['\u2022', { name: 'bullet', plain: '' }],
]);

/** What CEL writes for a character that it does not know, or null for letters and signs that stand for themselves. */
export function foreignCharacter(character: string): ForeignCharacter | null {
  const known = CHARACTERS.get(character);
  if (known) return known;
  const code = character.codePointAt(0) ?? 0;
  if (DOUBLE_QUOTES.includes(character)) return { name: 'typographic quotation mark', plain: '"' };
  if (SINGLE_QUOTES.includes(character)) return { name: 'typographic quotation mark', plain: "'" };
  if (code >= 0xff01 && code <= 0xff5e)
    return { name: `full-width ${String.fromCharCode(code - 0xfee0)}`, plain: String.fromCharCode(code - 0xfee0) };
  if (code === 0x1680 || code === 0x205f || (code >= 0x2000 && code <= 0x200a)) return { name: 'typographic space', plain: ' ' };
  if (code === 0x180e || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2061 && code <= 0x2064))
    return { name: 'invisible character', plain: '' };
  if ((code < 0x20 && !/\s/.test(character)) || (code >= 0x7f && code < 0xa0)) return { name: 'control character', plain: '' };
  return null;
}

/** Typographic quotes, blanks that look like spaces, full-width signs: what word processors, chats and web pages put in. */
export const recogniseForeignCharacters: MistakeRecogniser = ({ text, tokens, isSound }) => {
  const candidates: (readonly TextEdit[])[] = [];
  const tokenwise: TextEdit[] = [];
  let next = 0;
  let at = 0;
  const plainOut = (end: number): void => {
    for (const character of text.slice(at, end)) {
      const foreign = foreignCharacter(character);
      if (foreign) tokenwise.push(replace({ start: at, end: at + character.length }, padded(text, at, character.length, foreign.plain)));
      at += character.length;
    }
  };
  for (; next < tokens.length; next++) {
    const token = tokens[next];
    if (!token) break;
    if (token.type !== 'STRING' && token.type !== 'BYTES' && token.type !== 'SMART_STRING') continue;
    plainOut(token.start);
    if (token.type === 'SMART_STRING') tokenwise.push(...smartQuotes(token.text, token.start));
    at = token.end;
  }
  plainOut(text.length);
  candidates.push(tokenwise);
  // A typographic quote at one end only, or an apostrophe inside: the quotes that stand where a string begins or ends count.
  const quotes = `${DOUBLE_QUOTES}${SINGLE_QUOTES}\``;
  if (new RegExp(`[${quotes}]`).test(text)) {
    for (const pattern of [
      new RegExp(`(?<=^|[\\s(|&!\\[,])[${quotes}"']((?:(?!\\sin\\s*\\(?\\s*groups).)*?)[${quotes}"'](?=\\s*(?:in\\b|[)\\],]|$))`, 'gs'),
    ])
      candidates.push(
        [...text.matchAll(pattern)].flatMap((match) => {
          const literal =
            match[1] !== undefined && match[0] !== `"${match[1]}"` && match[0] !== `'${match[1]}'` ? quoteGroup(match[1]) : null;
          return literal ? [replace({ start: match.index, end: match.index + match[0].length }, literal)] : [];
        }),
      );
    for (const quote of ['"', null])
      candidates.push(
        [...text.matchAll(new RegExp(`[${quotes}]`, 'g'))].map((match) =>
          replace({ start: match.index, end: match.index + 1 }, quote ?? (DOUBLE_QUOTES.includes(match[0]) ? '"' : "'")),
        ),
      );
  }
  candidates.push(tokenwise.map((edit) => ({ ...edit, newText: '' })));
  const mistakes = candidates.filter((edits) => edits.length > 0).map((edits) => describe(text, edits));
  const sound = mistakes.filter((mistake) => isSound(applyEdits(text, mistake.repairs[0]?.edits ?? [])));
  return sound.length > 0 ? sound : mistakes.slice(0, 1);
};

function padded(text: string, start: number, length: number, plain: string): string {
  if (!/^ .* $/.test(plain)) return plain;
  const before = /\s$/.test(text.slice(0, start)) ? '' : ' ';
  const after = /^\s/.test(text.slice(start + length)) ? '' : ' ';
  return before + plain.trim() + after;
}

/** The quotes of one typographic string; its content stays, unless it holds the plain quote that would stand around it. */
function smartQuotes(source: string, start: number): TextEdit[] {
  const opening = source.slice(0, 1);
  const last = source.slice(-1);
  const isClosed = source.length > 1 && (DOUBLE_QUOTES + SINGLE_QUOTES + '"\'`').includes(last);
  const body = source.slice(1, isClosed ? -1 : undefined);
  const preferred = SINGLE_QUOTES.includes(opening) ? "'" : '"';
  const quote = !body.includes(preferred) ? preferred : preferred === '"' ? "'" : '"';
  if (body.includes(quote)) return [replace({ start, end: start + source.length }, quoteGroup(body) ?? source)];
  const edits = [replace({ start, end: start + 1 }, quote)];
  if (isClosed && last !== quote) edits.push(replace({ start: start + source.length - 1, end: start + source.length }, quote));
  return edits;
}

function describe(text: string, edits: readonly TextEdit[]): Mistake {
  const places = edits.flatMap((edit) => {
    for (let at = edit.range.start; at < edit.range.end; at++) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const foreign = foreignCharacter(character);
      if (foreign) return [{ at, character, foreign }];
    }
    return [];
  });
  const [first] = places;
  if (!first)
    return {
      range: edits[0]?.range ?? { start: 0, end: 0 },
      message: 'These characters are not CEL.',
      repairs: [{ title: 'Write plain characters', edits }],
    };
  const { at, character, foreign } = first;
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const isVisible = foreign.plain.trim() !== '' || /[\u2022\u2026]/.test(character);
  const what = isVisible ? `${character} (${code}, ${foreign.name})` : `an invisible character (${code}, ${foreign.name})`;
  const isQuote = foreign.plain === '"' || foreign.plain === "'";
  const message = isQuote
    ? `${character} (${code}, ${foreign.name}) is not a quote for CEL. Put the group in straight quotes: " or '.`
    : isVisible
      ? `${what} is not a character of CEL. Write ${foreign.plain.trim() || 'nothing'} instead.`
      : `There is ${what} here, which CEL does not accept outside quotes. ${foreign.plain === '' ? 'Remove it.' : 'Use an ordinary space.'}`;
  const all = new Set(places.map((place) => place.foreign.plain)).size > 1 || places.length > 2;
  const title = isQuote
    ? 'Use straight quotes'
    : isVisible
      ? `Write ${foreign.plain.trim() || 'nothing'} for ${character}`
      : foreign.plain === ''
        ? `Remove the ${foreign.name}`
        : 'Use an ordinary space';
  return {
    range: { start: at, end: at + character.length },
    message,
    repairs: [{ title: all && !isQuote ? `${title}, and plain characters everywhere` : title, edits }],
  };
}

/** Letters of other alphabets that look like those of ASCII. */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [...'аaеeіiоoрpсcуyхxѕsјjԁdӏlгrпnпnиuһhвbкkмmтtνvοoαaιiρpυu'].flatMap((character, index, all) =>
    index % 2 === 0 ? [[character, all[index + 1] ?? '']] : [],
  ),
);

/** `"a" in grоups` with a Cyrillic о: a keyboard in another language. */
export const recogniseLookalikes: MistakeRecogniser = ({ text, tokens }) => {
  const strings = tokens.filter((token) => token.type === 'STRING' || token.type === 'BYTES');
  const found = [...text.matchAll(/[\p{L}]+/gu)].flatMap((match) => {
    if (/^[a-z]+$/i.test(match[0]) || strings.some((token) => token.start < match.index && match.index < token.end)) return [];
    const plain = Array.from(match[0], (character) => LOOKALIKES[character.toLowerCase()] ?? character).join('');
    return /^(?:groups?|in|and|or|not|true|false|exists|startsWith|endsWith)$/.test(plain) ? [{ match, plain }] : [];
  });
  const [first] = found;
  if (!first) return [];
  const { match, plain } = first;
  const at = Array.from(match[0]).findIndex((character) => !/[a-z]/i.test(character));
  const character = Array.from(match[0])[at] ?? '';
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return [
    {
      range: { start: match.index, end: match.index + match[0].length },
      message: `The ${character} in ${match[0]} (U+${code}) is a letter of another alphabet that looks like ${LOOKALIKES[character.toLowerCase()] ?? 'another'}. Write ${plain}.`,
      repairs: [
        {
          title: `Write ${plain} in plain letters`,
          edits: found.map((one) => replace({ start: one.match.index, end: one.match.index + one.match[0].length }, one.plain)),
        },
      ],
    },
  ];
};
