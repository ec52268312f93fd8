import type { OffsetRange } from '../text/range.js';
import type { BinaryOperator, Expression } from './expression.js';

/** How tightly binary operators bind (CEL spec, langdef "Syntax"); `&&` and `||` bind less than all of them. */
const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '<': 1,
  '<=': 1,
  '>': 1,
  '>=': 1,
  '==': 1,
  '!=': 1,
  in: 1,
  '+': 2,
  '-': 2,
  '*': 3,
  '/': 3,
  '%': 3,
};

/** What an operator, also a mistaken one, stands for. */
export function meantOperator(text: string): BinaryOperator | '&&' | '||' {
  if (text in PRECEDENCE) return text as BinaryOperator;
  const word = text.toLowerCase();
  if (word === 'and' || word.startsWith('&')) return '&&';
  if (word === 'or' || word.startsWith('|')) return '||';
  if (word.endsWith('in')) return 'in';
  return word.startsWith('!') || word === '<>' ? '!=' : '==';
}

/** What CEL has between two operands. */
export const validOperators: ReadonlySet<string> = new Set(['&&', '||', ...Object.keys(PRECEDENCE)]);

/** An operator between two operands, with its range. */
export interface Operator extends OffsetRange {
  readonly operator: BinaryOperator | '&&' | '||';
}

/** `||` first, then `&&`, then the binary operators by precedence: linear, and as deep as the operators really nest. */
export function resolvePrecedence(operands: readonly Expression[], operators: readonly Operator[]): Expression {
  const alternatives: Expression[] = [];
  const alternativeRanges: OffsetRange[] = [];
  let conjuncts: Expression[] = [];
  let conjunctRanges: OffsetRange[] = [];
  let run = new BinaryRun();
  const endConjunct = (): void => {
    conjuncts.push(run.finish());
    run = new BinaryRun();
  };
  const endAlternative = (): void => {
    endConjunct();
    alternatives.push(logical('&&', conjuncts, conjunctRanges));
    conjuncts = [];
    conjunctRanges = [];
  };
  operands.forEach((operand, index) => {
    run.addOperand(operand);
    const next = operators[index];
    if (!next) return;
    if (next.operator === '||') {
      endAlternative();
      alternativeRanges.push({ start: next.start, end: next.end });
    } else if (next.operator === '&&') {
      endConjunct();
      conjunctRanges.push({ start: next.start, end: next.end });
    } else run.addOperator(next.operator, next);
  });
  endAlternative();
  return logical('||', alternatives, alternativeRanges);
}

function logical(operator: '&&' | '||', operands: readonly Expression[], operatorRanges: readonly OffsetRange[]): Expression {
  const [first] = operands;
  const last = operands.at(-1);
  if (!first || !last) return { kind: 'missing', start: 0, end: 0 };
  return operands.length === 1 ? first : { kind: 'logical', operator, start: first.start, end: last.end, operands, operatorRanges };
}

/** Operands and binary operators from left to right; what binds at least as tightly as the next operator is joined at once. */
class BinaryRun {
  private readonly operands: Expression[] = [];
  private readonly operators: { readonly operator: BinaryOperator; readonly range: OffsetRange }[] = [];

  addOperand(operand: Expression): void {
    this.operands.push(operand);
  }

  addOperator(operator: BinaryOperator, { start, end }: OffsetRange): void {
    this.reduce(PRECEDENCE[operator]);
    this.operators.push({ operator, range: { start, end } });
  }

  finish(): Expression {
    this.reduce(0);
    return this.operands[0] ?? { kind: 'missing', start: 0, end: 0 };
  }

  private reduce(precedence: number): void {
    for (let top = this.operators.at(-1); top && PRECEDENCE[top.operator] >= precedence; top = this.operators.at(-1)) {
      const right = this.operands.pop();
      const left = this.operands.pop();
      if (!left || !right) return;
      this.operators.pop();
      this.operands.push({
        kind: 'binary',
        operator: top.operator,
        operatorRange: top.range,
        start: left.start,
        end: right.end,
        left,
        right,
      });
    }
  }
}

/** Parts with a comma or semicolon between them: kept as alternatives, so that each keeps its meaning for an editor. */
export function joinLoosely(parts: readonly Expression[], between: readonly OffsetRange[]): Expression {
  return logical('||', parts, between);
}
