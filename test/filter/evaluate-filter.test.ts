import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyseFilter } from '../../src-language/filter/analyse-filter.js';
import { evaluateFilterText } from '../../src-language/filter/evaluate-text.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';

const parser = createFilterParser();

function evaluate(filter: string, groups: readonly string[] = ['a', 'b']): unknown {
  const result = evaluateFilterText(parser, filter, groups, { dialect: 'cel' });
  return result.ok ? result.value : `${result.kind}: ${result.code}`;
}

const failed = 'eval: evaluation-error';

describe('values (cel-spec, langdef)', () => {
  test.each<[string, unknown]>([
    // Texts count and compare by code point.
    ['size("😀é")', 2],
    ['"\\uffff" < "😀"', true],
    ['"😀" < "\\uffff"', false],
    ['"a" < "ab" && "Z" < "a"', true],
    ['"é" == "e\\u0301"', false],
    ['"abc".contains("") && "abc".startsWith("ab") && "abc".endsWith("bc") && !"abc".contains("B")', true],
    // Whole numbers never wrap around.
    ['9223372036854775807 + 1', failed],
    ['-9223372036854775808 - 1', failed],
    ['-(-9223372036854775808)', failed],
    ['9223372036854775807', '9223372036854775807'],
    ['1u - 2u', failed],
    ['7 / -2', -3],
    ['-7 % 3', -1],
    ['1 / 0', failed],
    ['1 % 0', failed],
    ['1.0 / 0.0', 'Infinity'],
    ['0.0 / 0.0 == 0.0 / 0.0', false],
    // Numbers of different types compare by what they are worth, once types are left to run time.
    ['dyn(1) == 1.0 && dyn(1u) < 2.5 && 1 in [dyn(1.0)]', true],
    ['dyn("1") == 1', false],
    // Lists and maps.
    ['groups[1]', 'b'],
    ['groups[2]', failed],
    ['groups[-1]', failed],
    ['{"k": 1, "k": 2}.k', 2],
    ['{"k": 1}["x"]', failed],
    ['has({"k": 1}.k) && !has({"k": 1}.x) && "k" in {"k": 1}', true],
    ['[1, "a", true] + groups', [1, 'a', true, 'a', 'b']],
    ['{1: [null, b"hi", 2.5, type(1)]}', { '1': [null, 'aGk=', 2.5, 'int'] }],
    ['[[1], [2]] == [[1], [2]] && {"a": 1, "b": 2} == {"b": 2, "a": 1}', true],
    // Conversions.
    ['string(1e6) + string(0.0001) + string(-1.5)', '1e+060.0001-1.5'],
    ['int("12") + int(2.9) + int(3u)', 17],
    ['int("x")', failed],
    ['string(b"\\xff")', failed],
    ['size(bytes("é"))', 2],
  ])('%s', (filter, value) => {
    expect(evaluate(filter)).toEqual(value);
  });
});

describe('errors are absorbed by what settles the answer', () => {
  const error = '1 / 0 > 0';
  test.each<[string, unknown]>([
    [`${error} || true`, true],
    [`true || ${error}`, true],
    [`${error} && false`, false],
    [`${error} || false`, failed],
    [`${error} && true`, failed],
    [`${error} ? true : true`, failed],
    [`true ? true : ${error}`, true],
    ['[0, 1].exists(x, 1 / x == 1)', true],
    ['[0, 2].exists(x, 1 / x == 1)', failed],
    ['[0, 2].all(x, 1 / x == 1)', false],
    ['[0, 1].all(x, 1 / x == 1)', failed],
    ['[0, 1].exists_one(x, 1 / x == 1)', failed],
    ['[1, 2, 1].exists_one(x, x == 2)', true],
    ['[].all(x, x) && ![].exists(x, x)', true],
    ['[1, 2, 3].filter(x, x > 1).map(x, x * 2)', [4, 6]],
    ['[1, 2, 3].map(x, x > 1, x * 2)', [4, 6]],
    ['{"a": 1, "b": 2}.exists(k, k in groups)', true],
    // A macro's variable hides the one outside it, and ends with the macro.
    ['["x"].exists(groups, groups == "x") && "a" in groups', true],
    ['["x"].exists(groups, "a" in .groups)', true],
    ['groups.exists(x, groups.exists(y, x != y))', true],
    ['matches("a", "a") || "a" in groups', true],
    ['groups.exists(g, g.matches("a"))', 'eval: not-evaluated'],
  ])('%s', (filter, value) => {
    expect(evaluate(filter)).toEqual(value);
  });

  test('what the checker refuses is never evaluated', () => {
    for (const filter of ['1 == 1.0', '1 < 1u', 'true || "a"', 'null == "a"', '"a" in [1]', 'groups == ["a"] + [1]', 'foo(1)', 'x'])
      expect(evaluate(filter)).toMatch(/^type: (type|unknown-variable)$/);
  });

  test('a bool is wanted of a filter, and any value of CEL', () => {
    const options = { dialect: 'confluent' } as const;
    expect(evaluateFilterText(parser, 'size(groups)', ['a'], options)).toMatchObject({ ok: false, kind: 'type', code: 'type', offset: 0 });
    expect(evaluateFilterText(parser, 'dyn(1)', ['a'], options)).toMatchObject({ ok: false, kind: 'type', code: 'type' });
    expect(evaluateFilterText(parser, 'dyn("a" in groups)', ['a'], options)).toEqual({ ok: true, value: true });
    expect(evaluate('size(groups)')).toBe(2);
  });

  test('the place of an error counts UTF-16 units', () => {
    expect(evaluateFilterText(parser, '"😀" in Groups', [], { dialect: 'cel' })).toMatchObject({
      kind: 'type',
      code: 'unknown-variable',
      offset: 8,
    });
    expect(evaluateFilterText(parser, '"😀" in groups && groups[9] == "a"', [], { dialect: 'cel' })).toMatchObject({
      ok: true,
      value: false,
    });
    expect(evaluateFilterText(parser, '"😀" in groups || groups[9] == "a"', [], { dialect: 'cel' })).toMatchObject({
      kind: 'eval',
      offset: 24,
    });
  });
});

describe('nothing hangs and nothing throws', () => {
  test('macros inside macros stop at a budget, which is unknown and not false', () => {
    const groups = Array.from({ length: 200 }, (_, index) => `g${String(index)}`);
    const nested = 'groups.all(a, groups.all(b, groups.all(c, groups.all(d, a + b + c + d != "x"))))';
    expect(evaluate(nested, groups)).toBe('eval: not-evaluated');
    expect(evaluate(`["a"]${'.map(x, x + x)'.repeat(60)}.exists(x, x == "b")`)).toBe('eval: not-evaluated');
    expect(evaluate(`["a"]${'.map(x, [x, x])'.repeat(60)} == []`)).toBe(false);
  });

  test('long chains need no deep stack', () => {
    const count = 2000;
    const repeat = (part: string, joint: string): string => Array.from({ length: count }, () => part).join(joint);
    expect(evaluate(repeat('1', ' + '))).toBe(count);
    expect(evaluate(repeat('"a" in groups', ' && '))).toBe(true);
    expect(evaluate(`"a" in groups${' == true'.repeat(count)}`)).toBe(true);
    for (const filter of [repeat('a', ' - '), `${repeat('"a"', ' in ')} in groups`, repeat('"a"', ' || '), repeat('a in Groups', ' || ')])
      expect(analyseFilter(parser.parse(filter)).fatal).not.toBeNull();
  });

  test('any text made of the pieces of filters is checked, explained and evaluated', () => {
    const pieces = [
      'groups',
      '"a"',
      "'b'",
      'in',
      '&&',
      '||',
      '!',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      ',',
      '.',
      ':',
      '?',
      '==',
      '-',
      '+',
      '1',
      'g',
      'exists',
      'true',
      'has',
      'x-y',
      'b"a"',
      'null',
    ];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, fc.array(fc.constantFrom('a', 'b')), (filter, groups) => {
        const analysed = analyseFilter(parser.parse(filter));
        const result = evaluateFilterText(parser, filter, groups, { dialect: 'confluent' });
        // A filter without a fatal finding has a value, or fails at run time only; `dyn` results are typed at run time.
        if (analysed.fatal) expect(result.ok).toBe(false);
        else if (!result.ok && result.kind !== 'eval') expect(result.message).toContain('has to be true or false');
        for (const { range, fixes } of analysed.problems) {
          expect(range.start >= 0 && range.start <= range.end && range.end <= filter.length).toBe(true);
          for (const { edits } of fixes) for (const edit of edits) expect(edit.range.end).toBeLessThanOrEqual(filter.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('group literals', () => {
  test.each<[string, string[]]>([
    ['"a" in groups && ("b") in (.groups)', ['a member', 'b member']],
    ['groups.exists(g, g == "a" || g.startsWith("b") || g in ["c"])', ['a element', 'b affix', 'c element']],
    ['["a", "b"] in groups', ['a member', 'b member']],
    ['groups.contains("a") || groups == "b"', ['a member', 'b member']],
    ['"a" in groups && && "b" in groups', ['a member', 'b member']],
    ['"x" in ["y"] || "z" == "z"', []],
    ['["x"].exists(groups, "a" in groups)', []],
  ])('%s', (filter, expected) => {
    expect(analyseFilter(parser.parse(filter)).groupLiterals.map(({ group, use }) => `${group} ${use}`)).toEqual(expected);
  });
});
