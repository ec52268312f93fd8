import type { HostText } from '../../hosts/host-text.js';
import {
  asText,
  firstUnknown,
  knownText,
  nameOfKind,
  type TextValue,
  type UnknownValue,
  type Value,
} from '../../hosts/terraform/evaluate/value.js';
import { noNames, type Scope } from '../../hosts/terraform/evaluate/scope.js';
import type { Expression } from '../../hosts/terraform/expression.js';
import type { ModuleAttribute } from '../../hosts/terraform/module-file.js';
import { ExpressionPlace, placeInFile, sourceOf, type Origin } from '../../hosts/terraform/origin.js';
import { expressionText, literalText } from '../../hosts/terraform/source-text.js';
import { TracedText } from '../../hosts/terraform/traced-text.js';
import type { OffsetRange } from '../../text/range.js';
import type { Located, Place } from '../mapping-set.js';
import { writtenForInstance } from './written-for-instance.js';

/**
 * An argument's value as a text: known, known in part (then as its source, and as an `ownText` with what is known put in), absent, or none.
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
  readonly ownText: HostText;
}

/** Finds what an argument's value is as a text, and where that text was written; `scope` is that of the instance whose argument it is. */
export function locateText(attribute: ModuleAttribute | undefined, value: Value | null, scope: Scope = noNames): LocatedText {
  if (!attribute || !value || value.kind === 'null') return { kind: 'absent' };
  if (attribute.range.end <= attribute.range.start || attribute.expression.kind === 'unreadable') return { kind: 'unreadable' };
  const { expression, origin, file } = attribute;
  const text = asText(value);
  if (!text) return { kind: 'wrong', is: nameOfKind(value) };
  const unknown = firstUnknown(text);
  if (unknown) {
    const range = placeInFile(origin, expression);
    const source = sourceOf(origin, expression);
    const shown = writtenForInstance(withoutMarks(expression, source), scope);
    const comparedAs = value.kind === 'unknown' ? shown : writtenForInstance(render(text), scope);
    const { located } = shownAt(file, renamed(expressionText(source, range), shown));
    return {
      kind: 'partly',
      unknown,
      located: { ...located, isPartlyKnown: true, ...(comparedAs === shown ? {} : { comparedAs }) },
      ownText: renamed(expressionText(source, range), comparedAs),
    };
  }
  if (expression.kind === 'literal')
    return { kind: 'known', ...shownAt(file, literalText(sourceOf(origin, expression), placeInFile(origin, expression))) };
  return new KnownText(text, origin, expression);
}

/** A known text. Where it was written is found out when somebody asks: of most texts of a large module nobody does. */
class KnownText implements SomeText, Located<string> {
  readonly kind = 'known';
  readonly value: string;
  private place: Place | null = null;

  constructor(
    private readonly traced: TextValue,
    private readonly origin: Origin,
    /** The argument's value. */
    private readonly expression: Expression,
  ) {
    this.value = knownText(traced) ?? '';
  }

  get located(): Located<string> {
    return this;
  }

  get file(): string {
    return this.shown.file;
  }

  get range(): OffsetRange {
    return this.shown.range;
  }

  get text(): HostText {
    return this.textIn(this.file);
  }

  get ownText(): HostText {
    return this.textIn(this.origin.file);
  }

  private textIn(file: string): TracedText {
    return new TracedText(this.traced, new ExpressionPlace(this.origin, this.expression), file);
  }

  private get shown(): Place {
    if (this.place) return this.place;
    const own = this.origin.file;
    const { file = own, start, end } = this.textIn(own).tellingRange;
    return (this.place = { file, range: { start, end } });
  }
}

function shownAt(file: string, text: HostText): SomeText {
  return { ownText: text, located: { file, range: text.range, value: text.value, text } };
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
