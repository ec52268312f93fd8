/** Says whether one code point is meant. */
export type CharacterTest = (point: number) => boolean;

/** A regular expression as a tree. Groups only bracket: nothing is captured. */
export type PatternNode =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'assertion'; readonly holds: (before: number, after: number) => boolean }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly least: number; readonly most: number | null };

export type ParsedGroupPattern = { readonly node: PatternNode } | { readonly node: null; readonly problem: string };

/** Okta documents that the expression of a group attribute has up to 1024 characters. */
const lengthLimit = 1024;
const depthLimit = 50;

class PatternProblem extends Error {}

/**
 * Reads the regular expressions that group filters are written in: the part that Java's and JavaScript's syntax share, without
 * lookaround, back-references, possessive quantifiers and Unicode properties. What is left out is a problem that names it.
 */
export function parseGroupPattern(source: string): ParsedGroupPattern {
  if (source.length > lengthLimit) return { node: null, problem: `it has more than ${lengthLimit} characters` };
  try {
    const ignoreCase = source.startsWith('(?i)');
    const reader = new PatternReader(ignoreCase ? source.slice(4) : source, ignoreCase);
    return { node: reader.readAll() };
  } catch (error) {
    if (error instanceof PatternProblem) return { node: null, problem: error.message };
    throw error;
  }
}

const isDigit: CharacterTest = (point) => point >= 48 && point <= 57;
const isWord: CharacterTest = (point) => isDigit(point) || (point >= 65 && point <= 90) || (point >= 97 && point <= 122) || point === 95;
const isSpace: CharacterTest = (point) => point === 32 || (point >= 9 && point <= 13);
const not =
  (test: CharacterTest): CharacterTest =>
  (point) =>
    !test(point);

const classEscapes: Readonly<Record<string, CharacterTest>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
};
const controlEscapes: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };
/** Line terminators, which `.` leaves out in Java and in JavaScript. */
const isLineEnd: CharacterTest = (point) => point === 10 || point === 13 || point === 0x85 || point === 0x2028 || point === 0x2029;

class PatternReader {
  private at = 0;
  private readonly characters: readonly string[];

  constructor(
    source: string,
    private readonly ignoreCase: boolean,
  ) {
    this.characters = Array.from(source);
  }

  readAll(): PatternNode {
    const node = this.readChoice(0);
    if (this.at < this.characters.length) throw new PatternProblem('a closing parenthesis has no opening one');
    return node;
  }

  private get next(): string | undefined {
    return this.characters[this.at];
  }

  private take(text: string): boolean {
    if (this.next !== text) return false;
    this.at++;
    return true;
  }

  private readChoice(depth: number): PatternNode {
    if (depth > depthLimit) throw new PatternProblem('its groups are nested too deeply');
    const items = [this.readSequence(depth)];
    while (this.take('|')) items.push(this.readSequence(depth));
    return { kind: 'choice', items };
  }

  private readSequence(depth: number): PatternNode {
    const items: PatternNode[] = [];
    while (this.next !== undefined && this.next !== '|' && this.next !== ')') items.push(this.readRepeated(depth));
    return { kind: 'sequence', items };
  }

  private readRepeated(depth: number): PatternNode {
    let node = this.readAtom(depth);
    for (;;) {
      const range = this.readQuantifier();
      if (!range) return node;
      if (node.kind === 'repeat') throw new PatternProblem('a quantifier follows another one');
      if (this.next === '+') throw new PatternProblem('possessive quantifiers are not supported');
      this.take('?');
      node = { kind: 'repeat', item: node, least: range[0], most: range[1] };
    }
  }

  private readQuantifier(): readonly [number, number | null] | null {
    if (this.take('*')) return [0, null];
    if (this.take('+')) return [1, null];
    if (this.take('?')) return [0, 1];
    if (this.next !== '{') return null;
    const counted = /^\{(\d{1,5})(,(\d{0,5}))?\}/.exec(this.characters.slice(this.at, this.at + 14).join(''));
    if (!counted) throw new PatternProblem('a { begins no repetition; write \\{ for the character');
    this.at += counted[0].length;
    const least = Number(counted[1]);
    const most = counted[2] === undefined ? least : counted[3] === '' || counted[3] === undefined ? null : Number(counted[3]);
    if (most !== null && most < least) throw new PatternProblem('a repetition counts downwards');
    return [least, most];
  }

  private readAtom(depth: number): PatternNode {
    const character = this.characters[this.at++] ?? '';
    switch (character) {
      case '(':
        return this.readGroup(depth);
      case '[':
        return { kind: 'character', test: this.readClass() };
      case '.':
        return { kind: 'character', test: not(isLineEnd) };
      case '^':
        return { kind: 'assertion', holds: (before) => before < 0 };
      case '$':
        return { kind: 'assertion', holds: (_, after) => after < 0 };
      case '\\':
        return this.readEscape();
      case '*':
      case '+':
      case '?':
        throw new PatternProblem(`a ${character} has nothing to repeat`);
      default:
        return { kind: 'character', test: this.same(character) };
    }
  }

  private readGroup(depth: number): PatternNode {
    if (this.take('?')) {
      if (this.take('<')) {
        if (this.next === '=' || this.next === '!') throw new PatternProblem('lookbehind is not supported');
        while (this.next !== undefined && !this.take('>')) this.at++;
      } else if (!this.take(':')) {
        throw new PatternProblem(
          this.next === '=' || this.next === '!' ? 'lookahead is not supported' : `the group (?${this.next ?? ''} is not supported`,
        );
      }
    }
    const node = this.readChoice(depth + 1);
    if (!this.take(')')) throw new PatternProblem('a parenthesis is not closed');
    return node;
  }

  private readEscape(): PatternNode {
    const wordEdge = (before: number, after: number) => isWord(before) !== isWord(after);
    switch (this.next) {
      case 'b':
        this.at++;
        return { kind: 'assertion', holds: wordEdge };
      case 'B':
        this.at++;
        return { kind: 'assertion', holds: (before, after) => !wordEdge(before, after) };
      case 'A':
        this.at++;
        return { kind: 'assertion', holds: (before) => before < 0 };
      case 'z':
      case 'Z':
        this.at++;
        return { kind: 'assertion', holds: (_, after) => after < 0 };
      default: {
        const escape = this.readCharacterEscape();
        return { kind: 'character', test: typeof escape === 'number' ? this.same(String.fromCodePoint(escape)) : escape };
      }
    }
  }

  /** After the backslash: a class, or the one code point it stands for. */
  private readCharacterEscape(): CharacterTest | number {
    const letter = this.characters[this.at++];
    if (letter === undefined) throw new PatternProblem('it ends in a backslash');
    const escapedClass = Object.hasOwn(classEscapes, letter) ? classEscapes[letter] : undefined;
    if (escapedClass) return escapedClass;
    const control = Object.hasOwn(controlEscapes, letter) ? controlEscapes[letter] : undefined;
    if (control !== undefined) return control;
    const digits = letter === 'x' ? 2 : letter === 'u' ? 4 : 0;
    if (digits > 0) {
      const hex = this.characters.slice(this.at, this.at + digits).join('');
      if (hex.length !== digits || !/^[0-9a-fA-F]+$/.test(hex)) throw new PatternProblem(`\\${letter} needs ${digits} hexadecimal digits`);
      this.at += digits;
      return Number.parseInt(hex, 16);
    }
    if (isDigit(letter.charCodeAt(0)) || letter === 'k') throw new PatternProblem('back-references are not supported');
    if (/^[A-Za-z]$/.test(letter)) throw new PatternProblem(`the escape \\${letter} is not supported`);
    return letter.codePointAt(0) ?? 0;
  }

  private readClass(): CharacterTest {
    const negated = this.take('^');
    const tests: CharacterTest[] = [];
    for (let isFirst = true; isFirst || this.next !== ']'; isFirst = false) {
      if (this.next === undefined) throw new PatternProblem('a [ is not closed');
      const from = this.readClassMember();
      const isRange = typeof from === 'number' && this.next === '-' && this.characters[this.at + 1] !== ']';
      if (!isRange) {
        tests.push(typeof from === 'number' ? this.same(String.fromCodePoint(from)) : from);
        continue;
      }
      this.at++;
      if (this.next === undefined) throw new PatternProblem('a [ is not closed');
      const to = this.readClassMember();
      if (typeof to !== 'number' || to < from) throw new PatternProblem('a range in [ ] runs backwards');
      tests.push(this.folded((point) => point >= from && point <= to));
    }
    this.at++;
    const isOneOf: CharacterTest = (point) => tests.some((test) => test(point));
    return negated ? not(isOneOf) : isOneOf;
  }

  private readClassMember(): CharacterTest | number {
    const character = this.characters[this.at++] ?? '';
    if (character === '[') throw new PatternProblem('a [ inside [ ] is not supported; write \\[ for the character');
    if (character === '\\' && this.take('b')) return 8;
    return character === '\\' ? this.readCharacterEscape() : (character.codePointAt(0) ?? 0);
  }

  private same(character: string): CharacterTest {
    const wanted = character.codePointAt(0);
    return this.folded((point) => point === wanted);
  }

  /** Case is ignored as Java does by default: for ASCII letters only. */
  private folded(test: CharacterTest): CharacterTest {
    if (!this.ignoreCase) return test;
    return (point) => test(point) || ((point | 32) >= 97 && (point | 32) <= 122 && test(point ^ 32));
  }
}
