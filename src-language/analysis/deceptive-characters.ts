import { codePointName } from '../text/quoted-name.js';

/** A character that looks like another one, or like nothing: what copying out of a document or a web page leaves in a name. */
export interface DeceptiveCharacter {
  /** UTF-16 offset in the name. */
  readonly at: number;
  /** The code point and what it is, as a message names it: `no-break space (U+00A0)`. */
  readonly description: string;
  /** What was probably meant; empty for characters that cannot be seen. */
  readonly replacement: string;
}

/** Blanks of Unicode's `White_Space` property other than the space itself, and two that only look like one. */
const blank = /[\t-\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000\u3164]/u;
const invisible = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/u;
/** Joiners, variation selectors and tags: they shape the letter or emoji before them, and only deceive elsewhere. */
const shaping = /[\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\u{e0020}-\u{e007f}\u{e0100}-\u{e01ef}]/u;
const dash = /[\u2010-\u2014\u2212\ufe58\ufe63\uff0d]/u;
const printableAscii = /^[ -~]*$/;
const asciiWord = /[0-9A-Za-z]/;

const blankNames: Readonly<Record<string, string>> = {
  '\t': 'tab',
  '\n': 'line break',
  '\r': 'line break',
  '\u00a0': 'no-break space',
  '\u202f': 'narrow no-break space',
  '\u3000': 'full-width space',
};
const invisibleNames: Readonly<Record<string, string>> = {
  '\u00ad': 'soft hyphen',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u2060': 'word joiner',
  '\ufeff': 'byte-order mark, a zero-width no-break space',
};

/** Letters of other alphabets with the shape of a Latin one; they deceive in a word that is Latin otherwise. */
const lookAlikes = new Map(
  Array.from('аеорсухіјѕԁԛԝһАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοΥ', (letter, at) => [
    letter,
    Array.from('aeopcyxijsdqwhABEKMHOPCTXIJSABEZHIKMNOPTYXoY')[at] ?? '',
  ]),
);

/** Every deceptive character of a name, in order. Names in one other alphabet, typographic dashes between blanks and emoji are left alone. */
export function findDeceptiveCharacters(name: string): DeceptiveCharacter[] {
  if (printableAscii.test(name)) return [];
  const characters = Array.from(name);
  const mixedWords = findMixedWords(name);
  const found: DeceptiveCharacter[] = [];
  let at = 0;
  let before = '';
  for (const [index, character] of characters.entries()) {
    const deceptive = judge(character, before, characters[index + 1] ?? '', mixedWords.has(at));
    if (deceptive) found.push({ at, description: `${deceptive.name} (${codePointName(character)})`, replacement: deceptive.replacement });
    else before = character;
    at += character.length;
  }
  return found;
}

/** The name with what was probably meant in the place of each deceptive character. */
export function withoutDeceptiveCharacters(name: string): string {
  let result = '';
  let at = 0;
  for (const found of findDeceptiveCharacters(name)) {
    result += name.slice(at, found.at) + found.replacement;
    at = found.at + String.fromCodePoint(name.codePointAt(found.at) ?? 0).length;
  }
  return result + name.slice(at);
}

/** `before` is the last character that is not itself deceptive, empty at the start. */
function judge(character: string, before: string, after: string, inMixedWord: boolean): { name: string; replacement: string } | null {
  if (character >= ' ' && character <= '~') return null;
  if (blank.test(character)) return { name: blankNames[character] ?? 'blank', replacement: ' ' };
  if (invisible.test(character)) {
    const isShaping = shaping.test(character) && (before > '~' || (character === '\ufe0f' && after === '\u20e3'));
    return isShaping ? null : { name: invisibleNames[character] ?? 'character that cannot be seen', replacement: '' };
  }
  if (dash.test(character)) {
    return asciiWord.test(before) && asciiWord.test(after) ? { name: 'dash that looks like a hyphen', replacement: '-' } : null;
  }
  if (!inMixedWord) return null;
  return { name: `letter that looks like ${latinOf(character)}`, replacement: latinOf(character) ?? '' };
}

/** Full-width forms stand at a fixed distance from ASCII. */
function latinOf(letter: string): string | undefined {
  if (/[\uff21-\uff3a\uff41-\uff5a]/.test(letter)) return String.fromCharCode(letter.charCodeAt(0) - 0xfee0);
  return lookAlikes.get(letter);
}

/** Offsets of the look-alike letters in words that mix them with Latin letters, and with no other letters. */
function findMixedWords(name: string): ReadonlySet<number> {
  const offsets = new Set<number>();
  for (const word of name.matchAll(/\p{L}+/gu)) {
    const letters = Array.from(word[0]);
    const foreign = letters.filter((letter) => letter > '~');
    if (foreign.length === 0 || foreign.length === letters.length || foreign.some((letter) => !latinOf(letter))) continue;
    let at = word.index;
    for (const letter of letters) {
      if (letter > '~') offsets.add(at);
      at += letter.length;
    }
  }
  return offsets;
}
