import type { Expression, TemplateExpression, TemplatePart, TemplateText } from '../expression.js';
import { ExpressionPlace, sourceOf, type Origin } from '../origin.js';
import { decodeLiteral, TemplateLiteral } from '../template-text.js';
import { asBoolean } from './as-primitive.js';
import { composeParts } from './compose-parts.js';
import { elementsOf, withElement } from './loop-elements.js';
import { mistake, unknown, type Scope } from './scope.js';
import { asText, calledBy, nameOfKind, withoutIdentity, type TextPart, type Value } from './value.js';
import { literalValue } from './written-text.js';

/** Evaluates templates: texts with `${…}` and `%{…}` in them, as far as what is in them is known. */
export class TemplateEvaluator {
  private readonly literalParts = new WeakMap<Origin, Map<TemplateText, TextPart>>();

  /** `expression` evaluates what stands in the sequences. */
  constructor(private readonly expression: (expression: Expression, origin: Origin, scope: Scope) => Value) {}

  evaluate(template: TemplateExpression, origin: Origin, scope: Scope): Value {
    const [only] = template.parts;
    if (template.parts.length === 1 && only?.kind === 'interpolation') return this.expression(only.expression, origin, scope);
    const literal = literalValue(template, origin, 0);
    if (literal) return literal;
    const parts: TextPart[] = [];
    this.addParts(template.parts, template, origin, scope, parts);
    return { kind: 'text', parts: composeParts(parts) };
  }

  private addParts(from: readonly TemplatePart[], template: TemplateExpression, origin: Origin, scope: Scope, parts: TextPart[]): void {
    for (const part of from) {
      switch (part.kind) {
        case 'text':
          parts.push(this.literalPart(part, template, origin));
          break;
        case 'interpolation': {
          const value = this.expression(part.expression, origin, scope);
          const text = asText(value);
          // What is not known is called by what is written here.
          if (value.kind === 'unknown') parts.push(calledBy(value, sourceOf(origin, part.expression)));
          else if (text) parts.push(...text.parts);
          else parts.push(mistake(`${nameOfKind(value)} cannot be put into a text`, new ExpressionPlace(origin, part.expression)));
          break;
        }
        case 'if': {
          const condition = asBoolean(this.expression(part.condition, origin, scope));
          if (typeof condition === 'boolean') this.addParts(condition ? part.whenTrue : part.whenFalse, template, origin, scope, parts);
          else
            parts.push(
              condition
                ? withoutIdentity(condition)
                : mistake('a condition is neither true nor false', new ExpressionPlace(origin, part.condition)),
            );
          break;
        }
        case 'for': {
          const collection = this.expression(part.collection, origin, scope);
          const elements = elementsOf(collection, new ExpressionPlace(origin, part.collection));
          if (!Array.isArray(elements)) parts.push(elements);
          else for (const [key, value] of elements) this.addParts(part.body, template, origin, withElement(scope, part, key, value), parts);
          break;
        }
      }
    }
  }

  /** The literal characters of a template between others: one part for all the texts that the template makes. */
  private literalPart(part: TemplateText, template: TemplateExpression, origin: Origin): TextPart {
    let known = this.literalParts.get(origin);
    if (!known) this.literalParts.set(origin, (known = new Map()));
    let made = known.get(part);
    if (!made) {
      const { value, hasUnknownEscape } = decodeLiteral(origin, 0, template, part);
      const literal = new TemplateLiteral(origin, template, part);
      made = hasUnknownEscape
        ? unknown('it cannot be read', new ExpressionPlace(origin, template), { isUnreadable: true })
        : { kind: 'known', text: value, source: { file: origin.file, literal, from: 0 } };
      known.set(part, made);
    }
    return made;
  }
}
