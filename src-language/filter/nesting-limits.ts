import type { OffsetRange } from '../text/range.js';
import { childrenOf } from './expression.js';
import type { Expression } from './expression.js';
import type { LexedToken } from './lex-filter.js';

/** Brackets and conditionals within each other. A filter of 300 characters holds at most 144; cel-go stops at 250. */
export const MAX_NESTING = 150;
/** Members, indexes and calls in one row: `a.b.c[0].d()` has four. */
export const MAX_POSTFIX = 200;
/** UTF-16 units. cel-go stops at 100,000 code points; a filter of a mapping holds 300. */
export const MAX_LENGTH = 2_000_000;
/** Words, signs and literals of a filter: bounds the time that reading takes. 20,000 tests take 80,000. */
export const MAX_TOKENS = 300_000;
/** Levels of an expression, the left spine of binary operators not counted: whoever walks a tree by recursion can rely on it. */
export const MAX_DEPTH = 600;

export interface ExceededLimit extends OffsetRange {
  readonly limit: 'nesting' | 'postfix' | 'length' | 'tokens';
}

/** The first place where a filter goes beyond what the parser takes, found before parsing: parsing recurses, this does not. */
export function findExceededNesting(tokens: readonly LexedToken[]): ExceededLimit | null {
  const excess = tokens[MAX_TOKENS];
  if (excess) return { limit: 'tokens', start: excess.start, end: excess.end };
  const outer: { readonly conditionals: number; readonly postfix: number }[] = [];
  let open = 0;
  let conditionals = 0;
  let postfix = 0;
  let afterOperand = false;
  for (const token of tokens) {
    switch (token.type) {
      case '(':
      case '[':
      case '{':
        if (afterOperand) postfix++;
        open += conditionals + 1;
        outer.push({ conditionals, postfix });
        conditionals = 0;
        postfix = 0;
        afterOperand = false;
        break;
      case ')':
      case ']':
      case '}': {
        const before = outer.pop();
        if (before) {
          ({ conditionals, postfix } = before);
          open -= conditionals + 1;
        }
        afterOperand = true;
        break;
      }
      case '.':
        postfix++;
        afterOperand = false;
        break;
      case '?':
        conditionals++;
        postfix = 0;
        afterOperand = false;
        break;
      case ',':
      case ';':
        conditionals = 0;
        postfix = 0;
        afterOperand = false;
        break;
      case 'STRING':
      case 'BYTES':
      case 'UNTERMINATED':
      case 'SMART_STRING':
      case 'INT':
      case 'UINT':
      case 'FLOAT':
      case 'true':
      case 'false':
      case 'null':
        postfix = 0;
        afterOperand = true;
        break;
      case 'ID':
      case 'WORD_AND':
      case 'WORD_OR':
      case 'WORD_NOT':
      case 'WORD_IN':
        if (afterOperand) postfix = 0;
        afterOperand = true;
        break;
      default:
        postfix = 0;
        afterOperand = false;
    }
    if (open + conditionals > MAX_NESTING) return { limit: 'nesting', start: token.start, end: token.end };
    if (postfix > MAX_POSTFIX) return { limit: 'postfix', start: token.start, end: token.end };
  }
  return null;
}

/** The first node that lies deeper than `MAX_DEPTH`; brackets, operators and members together can nest that deep. */
export function findTooDeep(root: Expression): Expression | null {
  const stack: { readonly node: Expression; readonly depth: number }[] = [{ node: root, depth: 1 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, depth } = next;
    if (depth > MAX_DEPTH) return node;
    if (node.kind === 'binary') {
      stack.push({ node: node.left, depth: node.left.kind === 'binary' ? depth : depth + 1 }, { node: node.right, depth: depth + 1 });
    } else for (const child of childrenOf(node)) stack.push({ node: child, depth: depth + 1 });
  }
  return null;
}
