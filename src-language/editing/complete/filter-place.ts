import type { FilterToken, ParsedFilter } from '../../filter/parsed-filter.js';
import { decodeStringLiteral } from '../../filter/string-literal.js';
import type { OffsetRange } from '../../text/range.js';

/** The cursor is in a string literal, whether or not that is closed. */
export interface LiteralPlace {
  readonly kind: 'literal';
  /** The literal with its quotes, as far as it is one: a missing closing quote does not make it reach over what follows. */
  readonly range: OffsetRange;
  readonly content: OffsetRange;
  /** The prefix and quotes that open it; empty for typographic quotes, which have to go. */
  readonly opening: string;
  readonly isClosed: boolean;
  /** What the literal is compared with: whole names, or how names begin or end. */
  readonly use: 'name' | 'prefix' | 'suffix';
  /** What a test still lacks after the literal: ` in groups`, or nothing. */
  readonly tail: string;
}

/** The cursor is where something can be written; `word` is what stands there already, which may be nothing. */
interface WordPlace {
  readonly word: OffsetRange;
  /** A blank that has to be written before or after the new word. */
  readonly before: '' | ' ';
  readonly after: '' | ' ';
}

/** A test can stand here. */
export interface OperandPlace extends WordPlace {
  readonly kind: 'operand';
  /** Nothing but the word is in the filter. */
  readonly isAlone: boolean;
  /** The name that `groups.exists(g, …)` gives to one group, inside of it. */
  readonly variable: string | null;
  /** `in` follows: the word is a group without quotes. */
  readonly isFollowedByIn: boolean;
}

/** An operator can stand here: after a text `in groups`, after a test `&&` and `||`. */
export interface OperatorPlace extends WordPlace {
  readonly kind: 'operator';
  readonly follows: 'text' | 'test';
}

/** After `in`. */
export interface ListPlace extends WordPlace {
  readonly kind: 'list';
}

/** After a dot. */
export interface MemberPlace extends WordPlace {
  readonly kind: 'member';
  readonly of: 'groups' | 'group';
}

/** What can be written at a place of a filter. */
export type FilterPlace = LiteralPlace | OperandPlace | OperatorPlace | ListPlace | MemberPlace;

/** What can be written at a decoded offset of a filter, also of one that is half written; null in comments and where nothing fits. */
export function filterPlaceAt(parsed: ParsedFilter, offset: number): FilterPlace | null {
  const { text, tokens } = parsed;
  const inside = tokens.find((token) => token.start < offset && (offset < token.end || (offset === token.end && !isClosed(token))));
  if (inside && isComment(inside)) return null;
  if (inside && isQuoted(inside)) return literalPlace(parsed, inside, offset);

  const typed = /[\p{L}\p{N}_-]+$/u.exec(text.slice(0, offset))?.[0] ?? /(?<![&|])[&|]$/.exec(text.slice(0, offset))?.[0] ?? '';
  const rest = typed === '' ? '' : (/^[\p{L}\p{N}_-]+/u.exec(text.slice(offset))?.[0] ?? '');
  const word = { start: offset - typed.length, end: offset + rest.length };
  const visible = tokens.filter((token) => !isComment(token));
  const before = visible.filter((token) => token.end <= word.start);
  const next = visible.find((token) => token.start >= word.end);
  const place = {
    word,
    before: needsBlank(text[word.start - 1]) ? (' ' as const) : ('' as const),
    after: next && needsBlank(text[word.end]) ? (' ' as const) : ('' as const),
  };
  const expected = expectedAfter(before);
  if (expected === null) return null;
  // One sign of `&&` or `||` is no word of anything else.
  if (/^[&|]$/.test(typed) && expected !== 'operator-after-test') return null;
  switch (expected) {
    case 'operand': {
      const isFollowedByIn = next !== undefined && isIn(next);
      if (next && !isFollowedByIn && typed === '' && beginsOperand(next)) return null;
      return { kind: 'operand', ...place, isAlone: before.length === 0 && !next, variable: variableOf(before), isFollowedByIn };
    }
    case 'operator-after-text':
    case 'operator-after-test':
      if (next && !beginsOperand(next) && next.text !== ')') return null;
      return { kind: 'operator', ...place, follows: expected === 'operator-after-text' ? 'text' : 'test' };
    case 'list':
      return { kind: 'list', ...place };
    default:
      return { kind: 'member', ...place, before: '', of: expected === 'member-of-groups' ? 'groups' : 'group' };
  }
}

type Expected = 'operand' | 'operator-after-text' | 'operator-after-test' | 'list' | 'member-of-groups' | 'member-of-group' | null;

/** What the tokens before the cursor ask for next. */
function expectedAfter(before: readonly FilterToken[]): Expected {
  const last = before.at(-1);
  const previous = before.at(-2);
  if (!last) return 'operand';
  if (last.kind === 'string') {
    if (!previous || beginsTest(previous)) return 'operator-after-text';
    if (previous.text === '(') return before.at(-3)?.kind === 'identifier' ? null : 'operator-after-text';
    return previous.kind === 'operator' ? 'operator-after-test' : null;
  }
  if (isIn(last)) return 'list';
  if (beginsTest(last)) return 'operand';
  switch (last.text) {
    case '.':
      if (previous?.kind !== 'identifier') return null;
      return previous.text === 'groups' ? 'member-of-groups' : 'member-of-group';
    case '(':
      return previous?.kind === 'identifier' ? null : 'operand';
    case ',':
      return variableOf(before) === null ? null : 'operand';
    case ')':
    case 'true':
    case 'false':
      return 'operator-after-test';
  }
  return last.kind === 'identifier' && previous && isIn(previous) ? 'operator-after-test' : null;
}

/** The variable of the innermost `exists`, `all` or `exists_one` whose condition the tokens lead into. */
function variableOf(before: readonly FilterToken[]): string | null {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    const token = before[at];
    if (token?.text === ')') depth++;
    if (token?.text !== '(' || depth-- > 0) continue;
    depth = 0;
    const [name, variable, comma] = [before[at - 1], before[at + 1], before[at + 2]];
    const isMacro = name?.kind === 'identifier' && /^(?:exists|all|exists_one|existsOne)$/.test(name.text);
    if (isMacro && variable?.kind === 'identifier' && comma?.text === ',') return variable.text;
  }
  return null;
}

function literalPlace({ text, tokens, isComplete }: ParsedFilter, token: FilterToken, offset: number): LiteralPlace | null {
  const isSmart = !/["']/.test(token.text.slice(0, 3));
  const literal = decodeStringLiteral(token.text);
  if (!isSmart && literal.kind === 'bytes') return null;
  const openingLength = isSmart ? 1 : literal.opening.length;
  if (offset < token.start + openingLength) return null;
  const quotes = literal.opening.replace(/^[a-z]+/i, '').length;
  const closes = !isSmart && token.kind === 'string' && literal.isClosed;
  const contentEnd = closes ? token.end - quotes : token.end;
  // Without its closing quote a literal reaches to the next one, or to the end: over the rest of the test and the tests after it.
  const foreign = isComplete || isSmart ? null : /\s*(?:\bin\s+groups\b|&&|\|\||\))/.exec(text.slice(offset, contentEnd));
  const isCut = foreign !== null;
  const end = isCut ? offset + foreign.index : contentEnd;
  const range = { start: token.start, end: isCut || !closes ? end : token.end };
  const before = tokens.filter((other) => other.end <= token.start && !isComment(other));
  const use = useOf(before);
  if (use === null) return null;
  return {
    kind: 'literal',
    range,
    content: { start: token.start + openingLength, end },
    opening: isSmart ? '' : literal.opening,
    isClosed: closes && !isCut,
    use,
    tail: use === 'name' && isAlone(before, text.slice(range.end)) ? ' in groups' : '',
  };
}

/** What a literal after these tokens is compared with; null where it is no name. */
function useOf(before: readonly FilterToken[]): LiteralPlace['use'] | null {
  const name = before.at(-2);
  if (before.at(-1)?.text !== '(' || name?.kind !== 'identifier') return 'name';
  if (name.text === 'startsWith') return 'prefix';
  if (name.text === 'endsWith') return 'suffix';
  return name.text === 'matches' ? null : 'name';
}

/** The literal stands where a test should, and nothing makes one of it. */
function isAlone(before: readonly FilterToken[], after: string): boolean {
  const last = before.at(-1);
  const isTestPlace = !last || beginsTest(last) || (last.text === '(' && before.at(-2)?.kind !== 'identifier');
  return isTestPlace && /^\s*(?:$|\)|&&|\|\||\/\/)/.test(after);
}

/** After these comes a test: `&&`, `||`, `!`, and what people write for them. */
function beginsTest({ kind, text }: FilterToken): boolean {
  if (kind === 'operator') return text === '&&' || text === '||' || text === '!';
  if (kind === 'punctuation') return text === ':';
  return kind === 'mistake' && /^(?:and|or|not|&+|\|+)$/i.test(text);
}

/** Whether a token can be the first of a test. */
function beginsOperand(token: FilterToken): boolean {
  if (isIn(token)) return false;
  return (
    token.kind === 'string' ||
    token.kind === 'identifier' ||
    token.kind === 'keyword' ||
    token.text === '(' ||
    token.text === '!' ||
    isQuoted(token)
  );
}

function isIn({ kind, text }: FilterToken): boolean {
  return (kind === 'keyword' || kind === 'mistake') && /^in$/i.test(text);
}

function isComment({ kind, text }: FilterToken): boolean {
  return kind === 'comment' || (kind === 'mistake' && /^(?:\/\*|#|--)/.test(text));
}

function isQuoted({ kind, text }: FilterToken): boolean {
  return kind === 'string' || kind === 'bytes' || (kind === 'mistake' && /^(?:[rb]{0,2}["']|[“”„‟«»＂‘’‚‛′＇])/i.test(text));
}

/** At the end of a literal without its closing quote, or of a comment, the cursor is still inside. */
function isClosed(token: FilterToken): boolean {
  return !isComment(token) && token.kind !== 'mistake';
}

function needsBlank(neighbour: string | undefined): boolean {
  return neighbour !== undefined && !/[\s()[\].!,]/.test(neighbour);
}
