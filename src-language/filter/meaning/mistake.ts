import type { Fix } from '../../text/problem.js';
import type { OffsetRange, TextEdit } from '../../text/range.js';
import type { CheckError } from '../check-filter.js';
import type { Expression } from '../expression.js';
import type { FilterContext } from './filter-context.js';
import { renderTest, type IntendedTest } from './intended-test.js';

/** A mistake in the meaning of a filter: one finding. */
export interface Mistake {
  readonly code: 'unknown-variable' | 'type';
  readonly message: string;
  readonly range: OffsetRange;
  readonly fixes: readonly Fix[];
  /** The part that the mistake explains: nothing else is said about it. */
  readonly covers: Expression;
  /** Equal for mistakes of one sort, which can be mended together. */
  readonly family: string;
  /** Equal for places of one slip, such as one misspelt variable: it is reported once, and mended everywhere. */
  readonly slip?: string;
}

/** Reads the mistake out of a test with errors, or null when it is not of the kind. */
export type Explanation = (test: Expression, errors: readonly CheckError[], context: FilterContext) => Mistake | null;

/** Appended to the title of a fix that leaves something Confluent does not document. */
export const undocumentedNote = '(Confluent does not document this form)';

/** Fixes that replace a whole test by the intended one; two where the author has to say whether one group is enough. */
export function fixesFor(intended: IntendedTest, test: Expression, context: FilterContext): Fix[] {
  const renderings = renderTest(intended);
  return renderings.map(({ text, choice }) => {
    const wanted = choice === 'any' ? ' (one of the groups is enough)' : choice === 'all' ? ' (all of the groups are needed)' : '';
    const note = intended.isNegated ? ` ${undocumentedNote}` : '';
    return {
      title: `Replace with ${shorten(text)}${wanted}${note}`,
      edits: [replaceTest(test, text, context)],
      ...(renderings.length === 1 ? { isPreferred: true } : {}),
    };
  });
}

/** Replaces a test, in parentheses where what stands around it would take the new text apart. */
export function replaceTest(test: Expression, text: string, context: FilterContext): TextEdit {
  return { range: rangeOf(test), newText: needsParens(test, text, context) ? `(${text})` : text };
}

export function replaceRange(range: OffsetRange, newText: string): TextEdit {
  return { range: rangeOf(range), newText };
}

export function rangeOf({ start, end }: OffsetRange): OffsetRange {
  return { start, end };
}

/** A piece of text short enough for a title. */
export function shorten(text: string): string {
  const characters = Array.from(text.replace(/\s+/g, ' '));
  return characters.length > 80 ? `${characters.slice(0, 77).join('')}…` : characters.join('');
}

function needsParens(test: Expression, text: string, context: FilterContext): boolean {
  const parent = context.parentOf(test);
  if (!parent || parent.kind === 'paren' || parent.kind === 'list' || parent.kind === 'map') return false;
  if (parent.kind === 'call') return parent.target === test;
  if (text.startsWith('!(')) return parent.kind !== 'logical' && parent.kind !== 'conditional';
  if (parent.kind === 'logical') {
    const other = parent.operator === '&&' ? ' || ' : ' && ';
    return text.includes(other);
  }
  return parent.kind !== 'conditional' || parent.condition === test;
}
