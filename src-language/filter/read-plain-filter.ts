import type { Expression } from './expression.js';
import type { FilterToken, FilterTokenKind, ParsedFilter } from './parsed-filter.js';

/** Deeper parentheses, longer texts and more tokens are left to the whole grammar, which knows the limits. */
const deepestParentheses = 40;
const longestText = 2_000_000;
const mostTokens = 300_000;

/**
 * Reads a filter of the documented form, `"x" in groups`, `true`, `false`, `&&`, `||` and parentheses, with plain strings and no comments:
 * what nearly every filter is. Null for anything else, mistakes above all: then the whole grammar reads it. What is read here is, to the
 * last offset, what the whole grammar makes of it (a property test holds the two together), some twenty times sooner and without the
 * parser being made at all.
 */
export function readPlainFilter(text: string): ParsedFilter | null {
  if (text.length > longestText) return null;
  const reader = new PlainReader(text);
  const expression = reader.readAlternatives(0);
  if (!expression || !reader.isAtEnd) return null;
  return { text, tokens: reader.tokens, expression, problems: [], isComplete: true };
}

class PlainReader {
  readonly tokens: FilterToken[] = [];
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.skipBlanks();
  }

  get isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  /** `&&` chains joined by `||`; null as soon as anything else is met. */
  readAlternatives(depth: number): Expression | null {
    return this.readChain('||', depth);
  }

  private readChain(operator: '&&' | '||', depth: number): Expression | null {
    const readOperand = (): Expression | null => (operator === '||' ? this.readChain('&&', depth) : this.readTest(depth));
    const first = readOperand();
    if (!first) return null;
    if (!this.text.startsWith(operator, this.at)) return first;
    const operands = [first];
    const operatorRanges = [];
    let end = first.end;
    while (this.text.startsWith(operator, this.at)) {
      operatorRanges.push({ start: this.at, end: this.at + 2 });
      this.take('operator', 2);
      const operand = readOperand();
      if (!operand) return null;
      operands.push(operand);
      end = operand.end;
    }
    return { kind: 'logical', start: first.start, end, operator, operands, operatorRanges };
  }

  private readTest(depth: number): Expression | null {
    const start = this.at;
    const character = this.text[start];
    if (character === '(') {
      if (depth === deepestParentheses) return null;
      this.take('punctuation', 1);
      const inner = this.readAlternatives(depth + 1);
      if (!inner || this.text[this.at] !== ')') return null;
      const end = this.at + 1;
      this.take('punctuation', 1);
      return { kind: 'paren', start, end, inner };
    }
    if (character === '"' || character === "'") return this.readMembership(character);
    if (this.takeWord('true')) return { kind: 'bool', start, end: start + 4, value: true };
    if (this.takeWord('false')) return { kind: 'bool', start, end: start + 5, value: false };
    return null;
  }

  private readMembership(quote: string): Expression | null {
    const { text } = this;
    const start = this.at;
    let close = start + 1;
    for (; close < text.length; close++) {
      const code = text.charCodeAt(close);
      if (code === quote.charCodeAt(0)) break;
      // A backslash is an escape; a line cannot end inside.
      if (code === 0x5c || code === 10 || code === 13) return null;
    }
    // An empty string before a third quote is the start of a triple-quoted one.
    if (close >= text.length || (close === start + 1 && text[close + 1] === quote)) return null;
    const left: Expression = { kind: 'string', start, end: close + 1, value: text.slice(start + 1, close), opening: quote };
    this.take('string', left.end - start);
    const operatorStart = this.at;
    if (!this.takeWord('in')) return null;
    const groupsStart = this.at;
    if (!this.takeWord('groups', 'identifier')) return null;
    const end = groupsStart + 6;
    const right: Expression = { kind: 'identifier', start: groupsStart, end, name: 'groups', isGlobal: false };
    const operatorRange = { start: operatorStart, end: operatorStart + 2 };
    return { kind: 'binary', start, end, operator: 'in', operatorRange, left, right };
  }

  private takeWord(word: string, kind: FilterTokenKind = 'keyword'): boolean {
    if (!this.text.startsWith(word, this.at) || isNameCode(this.text.charCodeAt(this.at + word.length))) return false;
    this.take(kind, word.length);
    return this.tokens.length <= mostTokens;
  }

  /** Keeps a token of so many characters and passes the blanks behind it. */
  private take(kind: FilterTokenKind, length: number): void {
    const start = this.at;
    this.at += length;
    this.tokens.push({ kind, text: this.text.slice(start, this.at), start, end: this.at });
    this.skipBlanks();
  }

  /** CEL's white space (langdef, "Syntax"): blank, tab, line feed, form feed, carriage return. */
  private skipBlanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 9 && code !== 10 && code !== 12 && code !== 13) return;
      this.at++;
    }
  }
}

/** Whether a character can go on a name: `_`, ASCII letters and digits; false for NaN, the end of the text. */
function isNameCode(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || (code >= 0x61 && code <= 0x7a);
}
