import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redundantOperands } from '../../src-language/analysis/redundant-operands.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import { all, anyOf, fromShape, joinedFilters, type Shape, test } from './filter-shapes.js';
import { tableOf } from './truth-tables.js';

const parser = createFilterParser();

/** `a || b && (c)` for `"a" in groups || "b" in groups && ("c" in groups)`: tests by their letters. */
function redundantIn(letters: string): string[] {
  const text = letters.replace(/\b[a-z]\b/g, (letter) => `"${letter}" in groups`);
  const { expression } = parser.parse(text);
  if (!expression) throw new Error('no expression');
  return redundantOperands(expression).map(({ start, end }) => text.slice(start, end).replace(/"(.)" in groups/g, '$1'));
}

/** The places of operands in a shape, as paths; `remove` takes some of them out. */
function operandPaths(shape: Shape): number[][] {
  if (typeof shape === 'boolean' || 'test' in shape) return [];
  return shape.parts.flatMap((part, index) => [[index], ...operandPaths(part).map((path) => [index, ...path])]);
}

function remove(shape: Shape, paths: readonly (readonly number[])[]): Shape {
  if (typeof shape === 'boolean' || 'test' in shape) return shape;
  const parts = shape.parts
    .map((part, index) => ({ part, index }))
    .filter(({ index }) => !paths.some((path) => path.length === 1 && path[0] === index))
    .map(({ part, index }) =>
      remove(
        part,
        paths.filter((path) => path.length > 1 && path[0] === index).map((path) => path.slice(1)),
      ),
    );
  if (parts.length === 0) throw new Error('a chain lost all its operands');
  return { join: shape.join, parts };
}

/** The ranges of the operands in the text that `fromShape` makes, by path. */
function rangesByPath(shape: Shape): Map<string, number[]> {
  const found = new Map<string, number[]>();
  const visit = (expression: ReturnType<typeof fromShape>['expression'], path: number[]): void => {
    const node = expression.kind === 'paren' ? expression.inner : expression;
    if (node.kind !== 'logical') return;
    node.operands.forEach((operand, index) => {
      found.set(`${operand.start}-${operand.end}`, [...path, index]);
      visit(operand, [...path, index]);
    });
  };
  visit(fromShape(shape).expression, []);
  return found;
}

describe('redundant operands', () => {
  it.each([
    ['a || b', []],
    ['a || a', ['a']],
    ['a || a && b', ['a && b']],
    ['a && b || a', ['a && b']],
    ['a && (a || b)', ['(a || b)']],
    ['(a || b) && a', ['(a || b)']],
    ['a && a && b', ['a']],
    ['a || (b && (a || c))', ['a']],
    ['(a || b) && (b || a)', ['(b || a)']],
    ['a && b || c && d || b && a', ['b && a']],
    ['a && b || c && d || (a || c) && (b || d)', ['a && b', 'c && d']],
    ['a || false', ['false']],
    ['a && true', ['true']],
    ['a || (b && false)', ['(b && false)']],
    ['a || ((a || b) && c)', ['a']],
    ['a || (b || (c && a)) || d', ['(c && a)']],
    ['(a)', []],
    ['((a || a))', ['a']],
  ])('of %s are %j', (filter, expected) => {
    expect(redundantIn(filter)).toEqual(expected);
  });

  it('of two equal ones are the later', () => {
    const text = '"a" in groups || "a" in groups';
    const { expression } = parser.parse(text);
    expect(expression && redundantOperands(expression).map(({ start }) => start)).toEqual([17]);
  });

  it('are not looked for in filters of other operators', () => {
    expect(redundantIn('a || a || !(b)')).toEqual([]);
  });

  it('can go one by one and all at once, and are none exactly when none can go, for 10,000 filters', () => {
    fc.assert(
      fc.property(joinedFilters(10), (shape) => {
        const table = tableOf(shape);
        const meansTheSame = (other: Shape) => tableOf(other) === table;
        const byRange = rangesByPath(shape);
        const paths = redundantOperands(fromShape(shape).expression).map(({ start, end }) => {
          const path = byRange.get(`${start}-${end}`);
          if (!path) throw new Error('not an operand');
          return path;
        });
        expect(paths.filter((path) => !meansTheSame(remove(shape, [path])))).toEqual([]);
        expect(meansTheSame(remove(shape, paths))).toBe(true);
        const isInside = (path: readonly number[], other: readonly number[]) =>
          other.length < path.length && other.every((step, at) => step === path[at]);
        expect(paths.filter((path) => paths.some((other) => isInside(path, other)))).toEqual([]);
        if (paths.length === 0) expect(operandPaths(shape).filter((path) => meansTheSame(remove(shape, [path])))).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });

  describe('in chains of thousands', () => {
    const names = Array.from({ length: 4000 }, (_, index) => `group-${index}`);

    it('are found where few groups repeat', () => {
      const shape = anyOf(...names.map(test), all(test('group-7'), test('other')), test('group-3999'));
      const found = redundantOperands(fromShape(shape).expression);
      expect(found).toHaveLength(2);
    });

    it('are found where every group repeats', () => {
      const shape = anyOf(...names.map(test), ...names.map(test));
      expect(redundantOperands(fromShape(shape).expression)).toHaveLength(4000);
    });

    it('are found where more than a hundred groups repeat in other company', () => {
      const shape = anyOf(
        ...names.slice(0, 150).map((name, index) => all(test(name), test(names[(index + 1) % 150] ?? ''))),
        all(test('group-4'), test('group-5'), test('group-9')),
      );
      const { text, expression } = fromShape(shape);
      expect(redundantOperands(expression).map(({ start, end }) => text.slice(start, end))).toEqual([
        '("group-4" in groups && "group-5" in groups && "group-9" in groups)',
      ]);
    });

    it('are only the plain ones where the filter is entangled beyond the budget', () => {
      let seed = 7;
      const next = () => names[(seed = (seed * 48271) % 2147483647) % 600] ?? '';
      const clauses = Array.from({ length: 900 }, () => anyOf(test(next()), test(next()), test(next())));
      const shape = all(...clauses, test('group-1'), anyOf(test('group-1'), test('last')));
      const { text, expression } = fromShape(shape);
      expect(redundantOperands(expression).map(({ start, end }) => text.slice(start, end))).toContain(
        '("group-1" in groups || "last" in groups)',
      );
    });
  });
});
