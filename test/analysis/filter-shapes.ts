import fc from 'fast-check';
import type { Expression, Logical } from '../../src-language/filter/expression.js';

/** A filter as a test writes it: a group test, a constant, or parts joined. Nested parts get parentheses. */
export type Shape = boolean | { readonly test: string } | { readonly join: '&&' | '||'; readonly parts: readonly Shape[] };

export const test = (group: string): Shape => ({ test: group });
export const all = (...parts: Shape[]): Shape => ({ join: '&&', parts });
export const anyOf = (...parts: Shape[]): Shape => ({ join: '||', parts });

/** The filter's text and the tree that a parser would make of it, places included. */
export function fromShape(shape: Shape): { readonly text: string; readonly expression: Expression } {
  const pieces: string[] = [];
  let at = 0;
  const write = (piece: string) => {
    pieces.push(piece);
    const range = { start: at, end: at + piece.length };
    at += piece.length;
    return range;
  };
  const build = (part: Shape, isNested: boolean): Expression => {
    if (typeof part === 'boolean') return { kind: 'bool', value: part, ...write(String(part)) };
    if ('test' in part) {
      const start = at;
      const left: Expression = { kind: 'string', value: part.test, opening: '"', ...write(JSON.stringify(part.test)) };
      write(' ');
      const operatorRange = write('in');
      write(' ');
      const right: Expression = { kind: 'identifier', name: 'groups', isGlobal: false, ...write('groups') };
      return { kind: 'binary', operator: 'in', operatorRange, left, right, start, end: at };
    }
    const outer = at;
    if (isNested) write('(');
    const start = at;
    const operands: Expression[] = [];
    const operatorRanges: Logical['operatorRanges'][number][] = [];
    part.parts.forEach((inner, index) => {
      if (index > 0) {
        write(' ');
        operatorRanges.push(write(part.join));
        write(' ');
      }
      operands.push(build(inner, true));
    });
    const only = operands[0];
    const logical: Expression =
      operands.length === 1 && only ? only : { kind: 'logical', operator: part.join, operands, operatorRanges, start, end: at };
    if (!isNested) return logical;
    write(')');
    return { kind: 'paren', inner: logical, start: outer, end: at };
  };
  const expression = build(shape, false);
  return { text: pieces.join(''), expression };
}

/** What the filter means, straight from the shape. */
export function evaluatePlainly(shape: Shape, groups: ReadonlySet<string>): boolean {
  if (typeof shape === 'boolean') return shape;
  if ('test' in shape) return groups.has(shape.test);
  return shape.join === '&&'
    ? shape.parts.every((part) => evaluatePlainly(part, groups))
    : shape.parts.some((part) => evaluatePlainly(part, groups));
}

export function shapeGroups(shape: Shape): string[] {
  if (typeof shape === 'boolean') return [];
  if ('test' in shape) return [shape.test];
  return [...new Set(shape.parts.flatMap(shapeGroups))];
}

/** Every subset: 2^n of them. */
export function allGroupSets(groups: readonly string[]): string[][] {
  return groups.reduce<string[][]>((sets, group) => [...sets, ...sets.map((set) => [...set, group])], [[]]);
}

/** Groups inside by code point (the tests' names are ASCII), sets by length and then by their groups. */
export function sortSets(sets: readonly (readonly string[])[]): string[][] {
  return sets
    .map((set) => [...set].sort())
    .sort((a, b) => a.length - b.length || (a.join('\0') < b.join('\0') ? -1 : a.join('\0') > b.join('\0') ? 1 : 0));
}

/** Random filters over up to `groupCount` groups named a, b, c…: mixed nesting, repeated groups, constants now and then. */
export function filters(groupCount: number): fc.Arbitrary<Shape> {
  return drawn(groupCount, { mostParts: 5, maxDepth: 5 }).node;
}

/** The same as long as filters are, some ten tests, and with few that are a single one: quick to draw by the ten thousand. */
export function joinedFilters(groupCount: number): fc.Arbitrary<Shape> {
  const { node, join } = drawn(groupCount, { mostParts: 3, maxDepth: 4 });
  return fc.oneof({ weight: 1, arbitrary: node }, { weight: 19, arbitrary: join });
}

function drawn(
  groupCount: number,
  { mostParts, maxDepth }: { readonly mostParts: number; readonly maxDepth: number },
): { readonly node: fc.Arbitrary<Shape>; readonly join: fc.Arbitrary<Shape> } {
  const names = 'abcdefghij'.slice(0, groupCount).split('');
  const leaf: fc.Arbitrary<Shape> = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...names).map(test) },
    { weight: 1, arbitrary: fc.boolean() },
  );
  return fc.letrec<{ node: Shape; join: Shape }>((tie) => ({
    node: fc.oneof({ depthSize: 'small', maxDepth }, { weight: 2, arbitrary: leaf }, { weight: 3, arbitrary: tie('join') }),
    join: fc
      .tuple(fc.constantFrom('&&' as const, '||' as const), fc.array(tie('node'), { minLength: 2, maxLength: mostParts }))
      .map(([join, parts]): Shape => ({ join, parts })),
  }));
}
