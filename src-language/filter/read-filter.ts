import type { OffsetRange } from '../text/range.js';
import { buildExpression } from './build-expression.js';
import type { SyntaxFault } from './build-expression.js';
import type { Expression } from './expression.js';
import type { FilterServices } from './filter-services.js';
import type * as Ast from './generated/ast.js';
import { lexFilter } from './lex-filter.js';
import type { LexedFilter } from './lex-filter.js';
import { findExceededNesting, findTooDeep, MAX_LENGTH } from './nesting-limits.js';
import type { ExceededLimit } from './nesting-limits.js';

/** A text read with the lenient grammar: what is there, and everything that CEL would not accept, in text order and unworded. */
export interface FilterReading {
  readonly text: string;
  readonly lexed: LexedFilter;
  readonly expression: Expression | null;
  readonly faults: readonly SyntaxFault[];
  /** Set when the text goes beyond what is read at all; then there is no expression. */
  readonly exceeded: ExceededLimit | null;
}

/** Reads any text in linear time and without overflowing the stack. */
export function readFilter(text: string, services: FilterServices): FilterReading {
  if (text.length > MAX_LENGTH) {
    const exceeded: ExceededLimit = { limit: 'length', start: MAX_LENGTH, end: text.length };
    return { text, lexed: { tokens: [], hidden: [] }, expression: null, faults: [], exceeded };
  }
  const lexed = lexFilter(text, services);
  const exceeded = findExceededNesting(lexed.tokens);
  if (exceeded) return { text, lexed, expression: null, faults: [], exceeded };
  if (lexed.tokens.length === 0) return { text, lexed, expression: null, faults: foreignFaults(lexed), exceeded: null };
  try {
    const result = services.parser.parse<Ast.Filter>(text);
    const built = buildExpression(result.value, lexed.tokens);
    const tooDeep = built.expression && findTooDeep(built.expression);
    if (tooDeep) return { text, lexed, expression: null, faults: [], exceeded: { limit: 'nesting', ...startOf(tooDeep) } };
    const parserFaults = result.parserErrors.map(({ token }): SyntaxFault => {
      const start = Number.isFinite(token.startOffset) ? token.startOffset : text.length;
      return { kind: 'parser', start, end: Number.isFinite(token.startOffset) ? start + token.image.length : start };
    });
    const faults = [...built.faults, ...parserFaults, ...foreignFaults(lexed)].sort((a, b) => a.start - b.start || a.end - b.end);
    return { text, lexed, expression: built.expression, faults, exceeded: null };
  } catch {
    // Only nesting that the guards do not foresee can make the parser throw: its stack is the limit then.
    services.renewParser();
    return { text, lexed, expression: null, faults: [], exceeded: { limit: 'nesting', start: 0, end: text.length } };
  }
}

function foreignFaults(lexed: LexedFilter): SyntaxFault[] {
  return lexed.hidden.filter((token) => token.type !== 'COMMENT').map(({ start, end }): SyntaxFault => ({ kind: 'token', start, end }));
}

function startOf({ start }: OffsetRange): OffsetRange {
  return { start, end: start + 1 };
}
