import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluateFilterText } from '../../src-language/filter/evaluate-text.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';

interface ConformanceCase {
  readonly source: string;
  readonly expr: string;
  readonly tier: string;
  readonly expect: string;
  readonly value?: unknown;
  readonly bindings?: Readonly<Record<string, unknown>>;
  readonly disableCheck?: boolean;
}

const data = JSON.parse(readFileSync(new URL('../data/cel-conformance.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly ConformanceCase[];
};
const parser = createFilterParser();

/** The cases of the CEL conformance suite that a filter can express: a value, checked, and no variable but `groups`. */
const runnable = data.cases.filter(
  (one) =>
    one.expect === 'value' &&
    one.disableCheck !== true &&
    one.tier !== 'limits-outside-subset' &&
    Object.keys(one.bindings ?? {}).every((name) => name === 'groups'),
);

describe('CEL conformance suite', () => {
  test('enough of the suite is runnable to mean something', () => {
    expect(runnable.length).toBeGreaterThan(150);
  });

  test.each(runnable.map((one) => [one.source, one] as const))('%s', (_source, one) => {
    const groups = (one.bindings?.['groups'] ?? []) as readonly string[];
    expect(evaluateFilterText(parser, one.expr, groups, { dialect: 'cel' })).toEqual({ ok: true, value: one.value });
  });

  const failing = data.cases.filter((one) => one.expect === 'error' && one.tier === 'adapted-error-source' && one.disableCheck !== true);
  test.each(failing.map((one) => [one.expr] as const))('fails at run time: %s', (expr) => {
    expect(evaluateFilterText(parser, expr, [], { dialect: 'cel' })).toMatchObject({ ok: false, kind: 'eval', code: 'evaluation-error' });
  });
});
