import type { GroupSets } from '../../src-language/analysis/membership-function.js';
import type { FilterPart } from '../../src-language/analysis/filter-parts.js';
import type { TextEvaluation } from '../../src-language/filter/evaluate-text.js';
import type { JsonValue } from '../../src-language/filter/value-to-json.js';
import { LineIndex } from '../../src-language/text/line-index.js';
import { nameInRow, printable, toJson } from '../display-text.js';
import type { Paint } from '../paint.js';
import { alternatives } from '../../src-language/provisioning/outcome-wording.js';
import { excerptOf } from './source-excerpt.js';

/** One filter evaluated, or why it cannot be. */
export type FilterEvaluation =
  | {
      readonly ok: true;
      readonly filter: string;
      readonly value: JsonValue;
      /** The one that does not apply is null, and both are for a filter that is no plain membership function. */
      readonly because: GroupSets | null;
      readonly missing: GroupSets | null;
      readonly parts: readonly FilterPart[];
      /** What there is to say of the filter although it evaluates. */
      readonly remarks: readonly { readonly code: string; readonly message: string }[];
    }
  | (Extract<TextEvaluation, { readonly ok: false }> & { readonly filter: string });

export function renderEvaluationJson(evaluation: FilterEvaluation): string {
  if (!evaluation.ok) {
    const { kind, code, message, offset } = evaluation;
    return `${toJson({ version: 1, ok: false, kind, code, message, offset })}\n`;
  }
  const { value, because, missing, parts, remarks } = evaluation;
  return `${toJson({
    version: 1,
    ok: true,
    value,
    because: because?.sets ?? null,
    ...(because?.truncated && { because_truncated: true }),
    missing: missing?.sets ?? null,
    ...(missing?.truncated && { missing_truncated: true }),
    parts,
    ...(remarks.length > 0 && { remarks }),
  })}\n`;
}

/** The value first, then the truth of each part, then why. */
export function renderEvaluationText(evaluation: FilterEvaluation, paint: Paint, columns: number): string {
  if (!evaluation.ok) {
    const { code, message, offset, filter } = evaluation;
    const lines = [`${paint('red', 'error')} ${code}: ${printable(message)}`];
    if (offset !== null) {
      const excerpt = excerptOf({ text: filter, lines: new LineIndex(filter) }, { start: offset, end: offset + 1 }, columns - 8);
      lines.push(`  ${excerpt.line}`, `  ${paint('red', excerpt.carets)}`);
    }
    return `${lines.join('\n')}\n`;
  }
  const { value, because, missing, parts, remarks } = evaluation;
  const shown = (result: JsonValue): string =>
    typeof result === 'boolean' ? paint(result ? 'green' : 'red', String(result)) : printable(JSON.stringify(result));
  const lines = [shown(value)];
  if (because)
    lines.push(
      because.sets.every((set) => set.length === 0)
        ? 'No group is needed.'
        : `Because of ${alternatives(because.sets, because.truncated, nameInRow, 'no group')}.`,
    );
  if (missing)
    lines.push(
      missing.sets.length === 0
        ? 'No group can make it true.'
        : `Missing: ${alternatives(missing.sets, missing.truncated, nameInRow, 'nothing')}.`,
    );
  if (parts.length > 1) {
    lines.push('', 'Parts:');
    for (const part of parts)
      lines.push(`  ${shown(part.value)}${' '.repeat(Math.max(1, 6 - JSON.stringify(part.value).length))} ${printable(part.text)}`);
  }
  if (remarks.length > 0) lines.push('', ...remarks.map((remark) => `${remark.code}: ${printable(remark.message)}`));
  return `${lines.join('\n')}\n`;
}
