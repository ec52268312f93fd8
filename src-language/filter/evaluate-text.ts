import { analyseFilter } from './analyse-filter.js';
import { checkFilter, mayBeBool } from './check-filter.js';
import { formatType } from './cel-type.js';
import { evaluateFilter } from './evaluate-filter.js';
import type { ParsedFilter } from './parsed-filter.js';
import { celValueToJson, type JsonValue } from './value-to-json.js';
import type { CelValue, EvaluationError } from './value.js';

/**
 * What a filter is measured by: `confluent` wants a bool, as a group mapping does; `cel` takes any result, so that other CEL
 * implementations can be compared. Both check types first.
 */
export type Dialect = 'confluent' | 'cel';

/** `syntax`: not CEL. `type`: refused by the checker, an unknown variable included, or not bool. `eval`: failed at run time. */
export type TextEvaluation =
  | { readonly ok: true; readonly value: JsonValue }
  | {
      readonly ok: false;
      readonly kind: 'syntax' | 'type' | 'eval';
      /** The code of the finding, or `evaluation-error` or `not-evaluated`. */
      readonly code: string;
      readonly message: string;
      /** Of the first error, UTF-16, zero-based; null where there is no place to point at. */
      readonly offset: number | null;
    };

/** Parses, checks and evaluates one filter text against groups. Undocumented operators mean what CEL says; no length is too long. */
export function evaluateFilterText(
  parser: { parse(text: string): ParsedFilter },
  text: string,
  groups: readonly string[],
  options: { readonly dialect: Dialect },
): TextEvaluation {
  const parsed = parser.parse(text);
  if (!parsed.isComplete || !parsed.expression) {
    const first = parsed.problems[0];
    return {
      ok: false,
      kind: 'syntax',
      code: first?.code ?? 'syntax',
      message: first?.message ?? 'This is not a filter.',
      offset: first?.range.start ?? null,
    };
  }
  const checked = checkFilter(parsed.expression);
  const firstError = checked.errors[0];
  if (firstError) {
    const fatal = analyseFilter(parsed).fatal;
    const code = fatal?.code ?? 'type';
    const message = fatal?.message ?? 'The types in this filter do not fit.';
    return { ok: false, kind: 'type', code, message, offset: fatal?.range.start ?? firstError.offset };
  }
  if (options.dialect === 'confluent' && !mayBeBool(checked.type)) {
    const fatal = analyseFilter(parsed).fatal;
    const message = fatal?.message ?? notBoolMessage(formatType(checked.type));
    return { ok: false, kind: 'type', code: 'type', message, offset: fatal?.range.start ?? parsed.expression.start };
  }
  const value = evaluateFilter(parsed.expression, groups);
  if (value.type === 'error') return runtimeError(value);
  if (options.dialect === 'confluent' && value.type !== 'bool')
    return { ok: false, kind: 'type', code: 'type', message: notBoolMessage(value.type), offset: parsed.expression.start };
  return { ok: true, value: celValueToJson(value satisfies CelValue) };
}

function runtimeError(error: EvaluationError): TextEvaluation {
  return { ok: false, kind: 'eval', code: error.code, message: error.message, offset: error.offset };
}

function notBoolMessage(type: string): string {
  return `A filter has to be true or false, and this one is ${type}.`;
}
