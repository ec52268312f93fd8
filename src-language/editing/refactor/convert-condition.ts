import { membershipOf } from '../../filter/expression.js';
import { filterOfGroup } from '../../filter/string-literal.js';
import { renameKeyEdit } from '../../mapping-set/file-edits.js';
import { countCodePoints } from '../../text/count-code-points.js';
import type { TextEdit } from '../../text/range.js';
import type { EditingContext } from '../editing-context.js';
import type { Refactoring } from './refactoring.js';
import { replaceCondition, type MappingSource } from './mapping-source.js';

/**
 * A filter that tests for one group becomes a literal group mapping, and the other way round: `"x" in groups` and `group: x` match the
 * same people.
 */
export function convertCondition(context: EditingContext, source: MappingSource): Refactoring[] {
  return source.mapping.filter ? toLiteralGroup(context, source) : toFilter(context, source);
}

function toLiteralGroup(context: EditingContext, source: MappingSource): Refactoring[] {
  const parsed = context.services.parse(source.mapping.filter?.value ?? '');
  if (!parsed.expression || !parsed.isComplete || parsed.tokens.some(({ kind }) => kind === 'comment')) return [];
  const membership = membershipOf(parsed.expression);
  if (!membership || membership.group.trim() === '') return [];
  return refactoring(source, 'Convert to a literal group mapping', 'group', membership.group);
}

function toFilter(context: EditingContext, source: MappingSource): Refactoring[] {
  const filter = filterOfGroup(source.mapping.group?.value ?? '');
  if (filter === null || countCodePoints(filter) > context.settings.filterLengthLimit) return [];
  return refactoring(source, 'Convert to a filter', 'filter', filter);
}

function refactoring(source: MappingSource, title: string, key: 'filter' | 'group', value: string): Refactoring[] {
  const edits = conditionEdits(source, key, value);
  return edits ? [{ title, kind: 'refactor.rewrite', edits: edits.map((edit) => ({ ...edit, file: source.mapping.file })) }] : [];
}

/** The edits that give a mapping another condition of this kind. */
export function conditionEdits(source: MappingSource, key: 'filter' | 'group', value: string): TextEdit[] | null {
  const { file, condition } = source;
  const edit = replaceCondition(source, value);
  if (!edit) return null;
  return condition.key === key ? [edit] : [renameKeyEdit(file.source.text, condition.keyRange, key), edit];
}
