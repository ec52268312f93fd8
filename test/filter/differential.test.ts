import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluateFilterText } from '../../src-language/filter/evaluate-text.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';

/** One recorded run of cel-go 0.28 in its standard environment with `groups: list(string)`. */
interface Row {
  readonly id: string;
  readonly expr: string;
  readonly groups: readonly string[];
  readonly verdict: 'ok' | 'parse-error' | 'check-error' | 'type-error';
  /** Of a `type-error`, the value as Go prints it. */
  readonly value: unknown;
}

const parser = createFilterParser();
const kinds = { 'parse-error': 'syntax', 'check-error': 'type', 'type-error': 'type' } as const;

describe.each(['differential.jsonl', 'differential-startswith.jsonl'])('%s agrees with cel-go', (name) => {
  const rows = readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

  test('verdict and value of every row', () => {
    const disagreements = rows.filter((row) => {
      const result = evaluateFilterText(parser, row.expr, row.groups, { dialect: 'confluent' });
      if (row.verdict === 'ok') return !result.ok || result.value !== row.value;
      return result.ok || result.kind !== kinds[row.verdict];
    });
    expect(
      disagreements.map((row) => ({ ...row, got: evaluateFilterText(parser, row.expr, row.groups, { dialect: 'confluent' }) })),
    ).toEqual([]);
    expect(rows.length).toBeGreaterThan(400);
  });

  test('a result that is not bool is a value under the dialect of CEL', () => {
    for (const row of rows.filter((one) => one.verdict === 'type-error')) {
      const result = evaluateFilterText(parser, row.expr, row.groups, { dialect: 'cel' });
      const value = result.ok ? result.value : result.message;
      expect(Array.isArray(value) ? `[${value.join(' ')}]` : value).toBe(row.value);
    }
  });
});
