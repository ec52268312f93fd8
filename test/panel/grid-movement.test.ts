import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastColumn, lastRow, moveInGrid, scrolledTo, windowOf, withinGrid, type GridShape } from '../../panel/matrix/grid-movement.js';

const shape: GridShape = { rows: 50, columns: 7, pageRows: 20 };

describe('keys', () => {
  test.each<[string, boolean, [number, number], [number, number]]>([
    ['ArrowDown', false, [3, 2], [4, 2]],
    ['ArrowUp', false, [0, 2], [-1, 2]],
    ['ArrowUp', false, [-1, 2], [-1, 2]],
    ['ArrowDown', false, [49, 2], [50, 2]],
    ['ArrowDown', false, [50, 2], [50, 2]],
    ['ArrowLeft', false, [3, 0], [3, -1]],
    ['ArrowLeft', false, [3, -1], [3, -1]],
    ['ArrowRight', false, [3, 6], [3, 7]],
    ['ArrowRight', false, [3, 8], [3, 8]],
    ['Home', false, [3, 5], [3, -1]],
    ['End', false, [3, 5], [3, 8]],
    ['Home', true, [30, 5], [0, -1]],
    ['End', true, [30, 5], [49, 8]],
    ['PageDown', false, [3, 5], [23, 5]],
    ['PageDown', false, [45, 5], [49, 5]],
    ['PageDown', false, [50, 5], [50, 5]],
    ['PageUp', false, [45, 5], [25, 5]],
    ['PageUp', false, [5, 5], [0, 5]],
    ['PageUp', false, [-1, 5], [-1, 5]],
    ['ArrowDown', true, [3, 5], [49, 5]],
    ['ArrowRight', true, [3, 5], [3, 8]],
  ])('%s (Ctrl %s) from %j to %j', (key, withControl, [row, column], [toRow, toColumn]) => {
    expect(moveInGrid({ row, column }, key, withControl, shape)).toEqual({ row: toRow, column: toColumn });
  });

  test('other keys do not move', () => {
    expect(moveInGrid({ row: 0, column: 0 }, 'w', false, shape)).toBeNull();
  });

  test('never leave the grid, however small it is', () => {
    const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown');
    fc.assert(
      fc.property(
        fc.record({ rows: fc.nat({ max: 5 }), columns: fc.nat({ max: 4 }), pageRows: fc.integer({ min: 1, max: 7 }) }),
        fc.array(fc.tuple(keys, fc.boolean()), { maxLength: 30 }),
        (small, pressed) => {
          let place = { row: 0, column: 0 };
          for (const [key, withControl] of pressed) {
            place = moveInGrid(place, key, withControl, small) ?? place;
            expect(place).toEqual(withinGrid(place, small));
            expect(place.row).toBeLessThanOrEqual(lastRow(small));
            expect(place.column).toBeLessThanOrEqual(lastColumn(small));
          }
        },
      ),
    );
  });
});

test('the window holds whatever is in sight, and little more', () => {
  fc.assert(
    fc.property(fc.nat(300_000), fc.nat(2000), fc.constantFrom(24, 32), fc.nat(12_000), (scrolled, seen, size, count) => {
      const { start, end } = windowOf(scrolled, seen, size, count, 8);
      for (let index = Math.floor(scrolled / size); index * size < scrolled + seen && index < count; index++) {
        expect(index).toBeGreaterThanOrEqual(start);
        expect(index).toBeLessThan(end);
      }
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(count);
      expect(end - start).toBeLessThanOrEqual(Math.ceil(seen / size) + 1 + 4 * 8);
    }),
  );
});

test('scrolls no further than needed', () => {
  expect(scrolledTo(5, 24, 0, 240)).toBe(0);
  expect(scrolledTo(10, 24, 0, 240)).toBe(24);
  expect(scrolledTo(2, 24, 100, 240)).toBe(48);
});
