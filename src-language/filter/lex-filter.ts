import type { LexerResult } from 'langium';
import type { OffsetRange } from '../text/range.js';
import type { FilterToken, FilterTokenKind } from './parsed-filter.js';
import type { FilterServices } from './filter-services.js';
import type { GroupFilterTokenNames } from './generated/ast.js';

/** A token of the lenient grammar with its type: the name of a terminal, or the text of a keyword. */
export interface LexedToken extends OffsetRange {
  readonly type: GroupFilterTokenNames;
  readonly text: string;
}

export interface LexedFilter {
  /** What the parser sees, in text order. */
  readonly tokens: readonly LexedToken[];
  /** Comments, and characters that CEL does not know, in text order. Blanks are left out. */
  readonly hidden: readonly LexedToken[];
}

/** Splits a filter into tokens. Every character belongs to one, so nothing is ever lost. */
export function lexFilter(text: string, services: FilterServices): LexedFilter {
  const result = services.lexer.tokenize(text);
  return {
    tokens: result.tokens.map(toLexedToken),
    hidden: result.hidden.filter((token) => token.tokenType.name !== 'WS').map(toLexedToken),
  };
}

/** The tokens for whoever colours or completes, hidden ones included, in text order. */
export function toFilterTokens(lexed: LexedFilter): readonly FilterToken[] {
  const result: FilterToken[] = [];
  let next = 0;
  for (const token of lexed.tokens) {
    for (let hidden = lexed.hidden[next]; hidden && hidden.start < token.start; hidden = lexed.hidden[++next])
      result.push(toFilterToken(hidden));
    result.push(toFilterToken(token));
  }
  for (const hidden of lexed.hidden.slice(next)) result.push(toFilterToken(hidden));
  return result;
}

function toLexedToken(token: LexerResult['tokens'][number]): LexedToken {
  return {
    type: token.tokenType.name as GroupFilterTokenNames,
    text: token.image,
    start: token.startOffset,
    end: token.startOffset + token.image.length,
  };
}

function toFilterToken({ type, text, start, end }: LexedToken): FilterToken {
  return { kind: kindOf(type), text, start, end };
}

function kindOf(type: GroupFilterTokenNames): FilterTokenKind {
  switch (type) {
    case 'STRING':
      return 'string';
    case 'BYTES':
      return 'bytes';
    case 'INT':
    case 'UINT':
    case 'FLOAT':
      return 'number';
    case 'true':
    case 'false':
    case 'null':
    case 'in':
      return 'keyword';
    case 'ID':
      return 'identifier';
    case 'COMMENT':
      return 'comment';
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case ',':
    case '.':
    case ';':
    case ':':
      return 'punctuation';
    case 'WS':
    case 'UNTERMINATED':
    case 'SMART_STRING':
    case 'WORD_AND':
    case 'WORD_OR':
    case 'WORD_NOT':
    case 'WORD_IN':
    case 'BAD_AND':
    case 'BAD_OR':
    case 'BAD_EQUALS':
    case 'FOREIGN_COMMENT':
    case 'FOREIGN_SPACE':
    case 'FOREIGN':
      return 'mistake';
    default:
      return 'operator';
  }
}
