import type { HostText } from '../../hosts/host-text.js';
import { asText, firstUnknown, nameOfKind, type TextValue, type UnknownValue, type Value } from '../../hosts/terraform/evaluate/value.js';
import type { Expression } from '../../hosts/terraform/expression.js';
import type { ModuleAttribute } from '../../hosts/terraform/module-file.js';
import { placeInFile, sourceOf } from '../../hosts/terraform/origin.js';
import { expressionText, literalText } from '../../hosts/terraform/source-text.js';
import { TracedText } from '../../hosts/terraform/traced-text.js';
import type { Located } from '../mapping-set.js';

/**
 * An argument's value as a text: known, known in part (then as its source, and as a `text` with what is known put in), absent, or none.
 */
export type LocatedText =
  | (SomeText & { readonly kind: 'known' })
  | (SomeText & { readonly kind: 'partly'; readonly unknown: UnknownValue })
  | { readonly kind: 'absent' }
  /** A clause that says what it is instead of a text. */
  | { readonly kind: 'wrong'; readonly is: string }
  /** The file's syntax is broken there, which is told elsewhere. */
  | { readonly kind: 'unreadable' };

interface SomeText {
  /** Where it is best shown. */
  readonly located: Located<string>;
  /** The same for the file that the argument stands in. */
  readonly text: HostText;
}

/** Finds what an argument's value is as a text, and where that text was written. */
export function locateText(attribute: ModuleAttribute | undefined, value: Value | null): LocatedText {
  if (!attribute || !value || value.kind === 'null') return { kind: 'absent' };
  if (attribute.range.end <= attribute.range.start || attribute.expression.kind === 'unreadable') return { kind: 'unreadable' };
  const { expression, origin, file } = attribute;
  const text = asText(value);
  if (!text) return { kind: 'wrong', is: nameOfKind(value) };
  const range = placeInFile(origin, expression);
  const unknown = firstUnknown(text);
  if (unknown) {
    const source = sourceOf(origin, expression);
    const shown = withoutMarks(expression, source);
    const comparedAs = value.kind === 'unknown' ? shown : render(text);
    const { located } = shownAt(file, renamed(expressionText(source, range), shown));
    return {
      kind: 'partly',
      unknown,
      located: { ...located, isPartlyKnown: true, ...(comparedAs === shown ? {} : { comparedAs }) },
      text: renamed(expressionText(source, range), comparedAs),
    };
  }
  if (expression.kind === 'literal') return { kind: 'known', ...shownAt(file, literalText(sourceOf(origin, expression), range)) };
  const written = { file, range };
  const traced = new TracedText(text, written, file);
  const { file: home = file, start, end } = traced.tellingRange;
  return {
    kind: 'known',
    text: traced,
    located: {
      file: home,
      range: { start, end },
      value: traced.value,
      text: home === file ? traced : new TracedText(text, written, home),
    },
  };
}

function shownAt(file: string, text: HostText): SomeText {
  return { text, located: { file, range: text.range, value: text.value, text } };
}

/** The source of an expression, of a template what stands between its quotes or marks. */
function withoutMarks(expression: Expression, source: string): string {
  if (expression.kind !== 'template') return source;
  if (expression.form === 'quoted') return source.slice(1, -1);
  return expression.form === 'heredoc' ? source.slice(source.indexOf('\n') + 1, source.lastIndexOf('\n')).replace(/\r$/, '') : source;
}

/** A text with what is not known in it as it is written. */
function render({ parts }: TextValue): string {
  return parts.map((part) => (part.kind === 'known' ? part.text : `\${${part.source}}`)).join('');
}

/** The same text as another value shows it, which maps to nothing but the whole. */
function renamed(text: HostText, value: string): HostText {
  if (text.value === value) return text;
  return { value, range: text.range, toHost: () => null, toDecoded: () => null, encodeEdits: (edits) => renamedEdits(text, value, edits) };
}

function renamedEdits(text: HostText, value: string, edits: Parameters<HostText['encodeEdits']>[0]): ReturnType<HostText['encodeEdits']> {
  const [edit] = edits;
  if (!edit) return [];
  const added =
    edit.newText.endsWith(value) && edit.range.start === 0 && edit.range.end === value.length ? edit.newText.slice(0, -value.length) : null;
  const isAtStart = edit.range.start === 0 && edit.range.end === 0;
  if (edits.length > 1 || (added === null && !isAtStart)) return null;
  return text.encodeEdits([{ range: { start: 0, end: 0 }, newText: added ?? edit.newText }]);
}
