import type { HostText } from '../../host-text.js';
import type { Expression, ObjectName, TemplateExpression, TemplateText } from '../expression.js';
import { NameText } from '../name-text.js';
import { originAt, type Origin } from '../origin.js';
import { decodeLiteral, TemplateLiteral } from '../template-text.js';
import { WrittenText } from './value.js';

/** The value of a template without sequences: all of one literal. */
export class LiteralValue extends WrittenText {
  constructor(
    written: string,
    private readonly origin: Origin,
    /** Where the template's own offsets count from in the origin. */
    private readonly at: number,
    private readonly template: TemplateExpression,
    private readonly part: TemplateText,
  ) {
    super(written, origin.file);
  }

  protected literal(): HostText {
    return new TemplateLiteral(originAt(this.origin, this.at), this.template, this.part);
  }
}

/** The value of an expression that is such a template, at a place of its origin; null for every other. */
export function literalValue(expression: Expression, origin: Origin, at: number): LiteralValue | null {
  if (expression.kind !== 'template' || expression.parts.length !== 1) return null;
  const [part] = expression.parts;
  if (part?.kind !== 'text') return null;
  const { value, hasUnknownEscape } = decodeLiteral(origin, at, expression, part);
  return hasUnknownEscape ? null : new LiteralValue(value, origin, at, expression, part);
}

/** The key that a bare name in front of `=` is. */
export class NameValue extends WrittenText {
  constructor(
    private readonly name: ObjectName,
    private readonly origin: Origin,
  ) {
    super(name.name, origin.file);
  }

  protected literal(): HostText {
    return new NameText(this.written, this.origin, this.name);
  }
}
