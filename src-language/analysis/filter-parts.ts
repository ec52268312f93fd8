import { type Expression, membershipOf } from '../filter/expression.js';
import { evaluateFilter } from '../filter/evaluate-filter.js';
import type { ParsedFilter } from '../filter/parsed-filter.js';
import type { EvaluationError } from '../filter/value.js';

/** One part of a filter and whether it holds. The first four keys are the JSON contract's. */
export interface FilterPart {
  /** As written. A part in parentheses is listed without them. */
  readonly text: string;
  /** UTF-16 offsets in the filter. */
  readonly start: number;
  readonly end: number;
  /** Null when the part has no truth: it fails, or is not a condition. */
  readonly value: boolean | null;
  /** Why it fails. */
  readonly error?: { readonly code: EvaluationError['code']; readonly message: string };
}

/**
 * The truth of each part of a filter for somebody in `groups`: of every test, and of every `&&`, `||`, `!` and `?:` made of them,
 * down to where CEL binds names of its own (the inside of `exists` and the like is one part). In text order, of parts that
 * begin together the longer first. Each is evaluated as CEL says, whether or not the whole depends on it. Empty for a filter that does
 * not parse.
 */
export function filterParts(parsed: ParsedFilter, groups: readonly string[]): readonly FilterPart[] {
  if (!parsed.expression || !parsed.isComplete) return [];
  const parts: FilterPart[] = [];
  const held = new Set(groups);

  /** Recursion as deep as the brackets of the filter, which the parser bounds. */
  const truthOf = (node: Expression): Truth => {
    if (node.kind === 'paren') return truthOf(node.inner);
    const place = parts.length;
    const truth = composedTruth(node) ?? testTruth(node, held, groups);
    // Parts inside have been listed meanwhile; the whole stands before them, since it begins no later and is longer.
    parts.splice(place, 0, toPart(node, truth, parsed.text));
    return truth;
  };

  const composedTruth = (node: Expression): Truth | null => {
    switch (node.kind) {
      case 'logical':
        return joinTruths(node.operator === '||', node.operands.map(truthOf));
      case 'unary': {
        if (node.operator !== '!') return null;
        const truth = truthOf(node.operand);
        return typeof truth === 'boolean' && node.count % 2 === 1 ? !truth : truth;
      }
      case 'conditional': {
        const condition = truthOf(node.condition);
        const [then, otherwise] = [truthOf(node.then), truthOf(node.otherwise)];
        return typeof condition === 'boolean' ? (condition ? then : otherwise) : condition;
      }
      default:
        return null;
    }
  };

  truthOf(parsed.expression);
  return parts;
}

/** A truth, the error that stands in its way, or null for a value that is not a bool. */
type Truth = boolean | EvaluationError | null;

/** `&&` and `||` give the answer that one side settles even when another fails (CEL spec, langdef "Logical Operators"). */
function joinTruths(decisive: boolean, truths: readonly Truth[]): Truth {
  if (truths.includes(decisive)) return decisive;
  const failed = truths.find((truth) => typeof truth !== 'boolean');
  return failed === undefined ? !decisive : failed;
}

function testTruth(node: Expression, held: ReadonlySet<string>, groups: readonly string[]): Truth {
  const membership = membershipOf(node);
  if (membership) return held.has(membership.group);
  const result = evaluateFilter(node, groups);
  if (result.type === 'error') return result;
  return result.type === 'bool' ? result.value : null;
}

function toPart({ start, end }: Expression, truth: Truth, text: string): FilterPart {
  const part = { text: text.slice(start, end), start, end };
  if (truth === null || typeof truth === 'boolean') return { ...part, value: truth };
  return { ...part, value: null, error: { code: truth.code, message: truth.message } };
}
