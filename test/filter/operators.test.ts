import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkFilter, type CheckError } from '../../src-language/filter/check-filter.js';
import { formatType } from '../../src-language/filter/cel-type.js';
import { findCall, findOperator, operatorTable } from '../../src-language/filter/operators.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';

const parser = createFilterParser();

/** The type of a filter as the checker finds it, or the kind of its first error and where the reference implementation reports it. */
function check(filter: string): string {
  const { expression } = parser.parse(filter);
  if (!expression) return 'syntax';
  const { type, errors } = checkFilter(expression);
  return errors[0] ? `${errors[0].kind} ${String(errors[0].offset)}` : formatType(type);
}

describe('the table of operators', () => {
  test('documents what Confluent documents, and nothing else', () => {
    const named = (state: string): string[] => operatorTable.filter((entry) => entry.documented === state).map((entry) => entry.name);
    expect(named('documented').sort()).toEqual(['&&', 'in', '||']);
    expect(named('unverified').sort()).toEqual(['endsWith', 'startsWith']);
  });

  test('binds in the order of the language definition', () => {
    const order = ['? :', '||', '&&', 'in', '+', '*', '[ ]'];
    const levels = order.map((name) => (findOperator(name, 2) ?? findOperator(name, 3))?.precedence);
    expect(levels).toEqual([...levels].sort((a, b) => Number(a) - Number(b)));
    expect(findOperator('==', 2)?.precedence).toBe(findOperator('in', 2)?.precedence);
    expect(findOperator('!', 1)?.precedence).toBeGreaterThan(Number(findOperator('*', 2)?.precedence));
  });

  test('knows a macro by its number of arguments', () => {
    expect(findCall('macro', 'exists', 2)?.form).toBe('macro');
    expect(findCall('macro', 'exists', 1)).toBeUndefined();
    expect(findCall('method', 'getFullYear')?.isEvaluated).toBe(false);
  });
});

describe('types, as the reference implementation finds them', () => {
  test.each([
    ['"a" in groups', 'bool'],
    ['groups', 'list(string)'],
    ['[]', 'list(dyn)'],
    ['[1, "a"]', 'list(dyn)'],
    ['[[1], []]', 'list(list(int))'],
    ['{"a": 1}.a + 1', 'int'],
    ['groups[0] + "x"', 'string'],
    ['groups.map(g, size(g))', 'list(int)'],
    ['{"a": [1]}.exists(k, k == "a")', 'bool'],
    ['type(1) == int && type("a") != list', 'bool'],
    ['dyn(1) == 1.0', 'bool'],
    ['"a" in [] && 1 in {}', 'bool'],
    ['timestamp("2020-01-01T00:00:00Z").getFullYear()', 'int'],
    ['timestamp("2020-01-01T00:00:00Z") - duration("1h")', 'timestamp'],
    ['null == null', 'bool'],
    ['true ? 1 : dyn("a")', 'dyn'],
    ['1 == 1.0', 'overload 2'],
    ['null == "a"', 'overload 5'],
    ['"a" in [1]', 'overload 4'],
    ['"a" + 1', 'overload 4'],
    ['true ? 1 : "a"', 'overload 5'],
    ['groups.foo', 'field 6'],
    ['groups.contains("a")', 'overload 15'],
    ['contains(groups, "a")', 'overload 8'],
    ['foo(1)', 'unknown-function 3'],
    ['"a" && "b" in groups', 'not-bool 0'],
    ['groups.exists(g, g)', 'not-bool 17'],
    ['"abc".all(x, true)', 'range 0'],
    ['x in groups', 'unknown-variable 0'],
    ['groups.exists(g, true) && g == "a"', 'unknown-variable 26'],
  ])('%s: %s', (filter, expected) => {
    expect(check(filter)).toBe(expected);
  });

  test('errors stand where cel-go reports them', () => {
    interface Row {
      readonly expr: string;
      readonly verdict: string;
      readonly errorOffset: number;
    }
    const rows = readFileSync(new URL('../data/differential.jsonl', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row)
      .filter((row) => row.verdict === 'check-error');
    const elsewhere = rows.filter((row) => {
      const { expression } = parser.parse(row.expr);
      const errors: readonly CheckError[] = expression ? checkFilter(expression).errors : [];
      return !errors.some((error) => error.offset === row.errorOffset);
    });
    expect(elsewhere.map((row) => row.expr)).toEqual([]);
    expect(rows.length).toBeGreaterThan(50);
  });
});
