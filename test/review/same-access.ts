import { fromShape, type Shape } from '../analysis/filter-shapes.js';
import type { DrawnMapping } from './drawn-sets.js';

/** A number below another one: what a property draws its turns from. */
export type Draw = (below: number) => number;

/** The same access in other mappings: renamed, shuffled, alternatives and roles divided into mappings of their own, some of them twice. */
export function rewritten(mappings: readonly DrawnMapping[], next: Draw): DrawnMapping[] {
  const divided = mappings.flatMap((mapping): DrawnMapping[] => {
    const { shape, roles } = mapping;
    switch (next(5)) {
      case 0:
        if (typeof shape === 'object' && 'join' in shape && shape.join === '||')
          return shape.parts.map((part) => ({ ...mapping, shape: part }));
        return [mapping, mapping];
      case 1:
        return roles.map((role) => ({ ...mapping, roles: [role] }));
      case 2:
        return [mapping, { ...mapping, shape: { join: '&&', parts: [shape, { test: 'd' }] } }];
      default:
        return [mapping];
    }
  });
  return divided
    .map((mapping, index) => ({ at: next(1000), mapping: { ...mapping, name: next(2) === 0 ? mapping.name : `Team ${index}` } }))
    .sort((a, b) => a.at - b.at)
    .map(({ mapping }) => mapping);
}

/** The same filter in other words: operands turned round, needless parentheses, other quotes and blanks, a comment. */
export function written(shape: Shape, next: Draw): string {
  const turned = (part: Shape): Shape =>
    typeof part === 'object' && 'join' in part
      ? { join: part.join, parts: next(2) === 0 ? part.parts.map(turned) : [...part.parts.map(turned)].reverse() }
      : part;
  const { text } = fromShape(turned(shape));
  const quotes = next(2) === 0 ? text : text.replaceAll('"', "'");
  const blanks = next(2) === 0 ? quotes : quotes.replaceAll(' ', '\n  ');
  return next(2) === 0 ? blanks : `(${blanks}) // as before\n`;
}
