import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childrenOf, walk } from '../../src-language/filter/expression.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import { applyEdits } from '../../src-language/text/range.js';
import { shape } from './expression-shape.js';
import { verdicts } from './recorded-verdicts.js';

const parser = createFilterParser();

describe('limits', () => {
  const repeat = (part: string, times: number): string => part.repeat(times);

  test('150 brackets and 20,000 operands are read', () => {
    const nested = parser.parse(`${repeat('(', 150)}"a" in groups${repeat(')', 150)}`);
    expect(nested.problems).toEqual([]);
    for (const operator of [' || ', ' && ']) {
      const { expression, problems } = parser.parse(Array.from({ length: 20_000 }, (_, index) => `"g${index}" in groups`).join(operator));
      expect(problems).toEqual([]);
      expect(expression?.kind === 'logical' && expression.operands.length).toBe(20_000);
    }
    for (const operator of ['+', '<']) expect(parser.parse(Array.from({ length: 20_000 }, () => '1').join(operator)).problems).toEqual([]);
    for (const sign of ['!', '-'])
      expect(parser.parse(`${repeat(sign, 50_000)}a`).expression).toMatchObject({ kind: 'unary', count: 50_000 });
  });

  test.each([
    ['151 parentheses', `${repeat('(', 151)}"a" in groups${repeat(')', 151)}`, 150],
    ['50,000 parentheses', `${repeat('(', 50_000)}"a" in groups${repeat(')', 50_000)}`, 150],
    ['50,000 [', repeat('[', 50_000), 150],
    ['50,000 {', repeat('{', 50_000), 150],
    ['calls in calls', `${repeat('f(', 20_000)}${repeat(')', 20_000)}`, 301],
    ['methods in methods', `${repeat('a.f(', 20_000)}${repeat(')', 20_000)}`, null],
    ['conditionals behind each other', `${repeat('true ? true : ', 20_000)}true`, null],
    ['conditionals in each other', `${repeat('true ? ', 20_000)}true${repeat(' : true', 20_000)}`, null],
    ['members in a row', `a${repeat('.b', 20_000)}`, null],
    ['indexes in a row', `a${repeat('[0]', 20_000)}`, null],
    ['calls in a row', `a${repeat('.b()', 20_000)}`, null],
    ['members in calls', `${repeat(`a${repeat('.b', 199)}(`, 140)}1${repeat(')', 140)}${repeat('.c', 199)}`, undefined],
  ])('%s', (_name, filter, offset) => {
    const { problems, expression } = parser.parse(filter);
    if (offset === undefined) return expect(problems.length).toBeLessThanOrEqual(1);
    expect(expression).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(['syntax']);
    expect(problems[0]?.message).toMatch(/nested too deeply/);
    if (offset !== null) expect(problems[0]?.range.start).toBe(offset);
  });

  test('10 MB of filter is one problem', () => {
    const { problems } = parser.parse(repeat('"a" in groups || ', 600_000));
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('too long')]);
  });

  test.each([
    ['quotes', repeat('"', 100_000)],
    ['single quotes', repeat("'", 100_001)],
    ['escaped quotes', `"${repeat('\\"', 200_000)}`],
    ['backslashes', repeat('\\', 100_000)],
    ['NULs', repeat('\0', 100_000)],
    ['lone surrogates', repeat('\ud800', 100_000)],
    ['block comments', repeat('/*', 100_000)],
    ['closing brackets', repeat(')', 100_000)],
    ['commas', repeat('"a", ', 30_000)],
    ['words', repeat('a ', 50_000)],
    ['signs', repeat('!-', 25_000)],
    ['word operators', `${repeat('"a" in groups and ', 15_000)}"a" in groups`],
    ['1 MB that never closes', `"${repeat('a', 1 << 20)} in groups`],
    ['a broken filter just below the length that is mended', `${repeat('"a" in groups and ', 1_100)}“b” in groups`],
  ])('100,000 %s are one problem', (_name, filter) => {
    expect(parser.parse(filter).problems.map(({ code }) => code)).toEqual(['syntax']);
  });

  test.each([
    ['plain', `"${repeat('a', 1 << 20)}" in groups`],
    ['escaped', `"${repeat('\\n', 1 << 19)}" in groups`],
    ['triple', `"""${repeat('a"', 1 << 19)}\n""" in groups`],
    ['raw', `r'${repeat('\\', 1 << 20)}' in groups`],
  ])('a string of 1 MB is read: %s', (_name, filter) => {
    expect(parser.parse(filter).problems).toEqual([]);
  });

  test('a parser that met its limits reads the next filter as ever', () => {
    const fresh = createFilterParser();
    fresh.parse(`${repeat('(', 150)}a${repeat('.b', 190)}${repeat('.c(', 100)}`);
    fresh.parse(`a${repeat('.b', 20_000)}`);
    expect(shape(fresh.parse('"a" in groups && "b" in groups').expression)).toBe('(&& (in "a" groups) (in "b" groups))');
  });
});

describe('any text', () => {
  const parts = fc.constantFrom(
    ...[
      '"a"',
      "'b'",
      'groups',
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
      ';',
      '.',
      '?',
      ':',
      'and',
      'or',
      'not',
      'IN',
      '&',
      '|',
    ],
    ...[
      '=',
      '==',
      '-',
      '+',
      '"',
      "'",
      '“',
      '’',
      '`',
      '\\',
      '\\"',
      '#',
      '/*',
      '*/',
      '//',
      '\n',
      ' ',
      '\u00a0',
      '\0',
      '$',
      '@',
      '1',
      'x',
      'true',
    ],
    ...['r"', 'groups.exists(g, ', '"""', '\ud800', '😀', '&quot;', 'filter:', 'contains', '＆', 'data science', '%', '<>', 'if', '->'],
  );

  test('gives a parsed filter that holds together', () => {
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 14 }).chain((list) => fc.constantFrom(list.join(''), list.join(' '))),
        (text) => {
          const { tokens, expression, problems, isComplete } = parser.parse(text);
          expect(problems.length).toBe(isComplete ? 0 : 1);
          expect(tokens.every((token) => text.slice(token.start, token.end) === token.text)).toBe(true);
          if (expression)
            for (const node of walk(expression)) {
              expect(0 <= node.start && node.start <= node.end && node.end <= text.length).toBe(true);
              if (isComplete) for (const child of childrenOf(node)) expect(node.start <= child.start && child.end <= node.end).toBe(true);
            }
          if (isComplete) for (const node of expression ? walk(expression) : []) expect(node.kind).not.toBe('missing');
          for (const problem of problems) {
            expect(0 <= problem.range.start && problem.range.start <= problem.range.end && problem.range.end <= text.length).toBe(true);
            for (const fix of problem.fixes) expect(parser.parse(applyEdits(text, fix.edits)).problems).toEqual([]);
          }
        },
      ),
      { numRuns: 800 },
    );
  });

  test('one or two changes in a valid filter never throw, and give one problem at most', () => {
    const valid = [...verdicts].filter(([expr, verdict]) => verdict === 'ok' && expr.length < 200).map(([expr]) => expr);
    const change = fc.tuple(fc.nat(1000), fc.nat(3), parts);
    fc.assert(
      fc.property(fc.constantFrom(...valid), fc.array(change, { minLength: 1, maxLength: 2 }), (filter, changes) => {
        let text = filter;
        for (const [place, removed, added] of changes) {
          const at = place % (text.length + 1);
          text = text.slice(0, at) + added + text.slice(at + removed);
        }
        const { problems, isComplete } = parser.parse(text);
        expect(problems.length).toBe(isComplete ? 0 : 1);
      }),
      { numRuns: 600 },
    );
  });

  test('the same text is read once', () => {
    const own = createFilterParser();
    expect(own.parse('"a" in groups')).toBe(own.parse('"a" in groups'));
    for (let count = 0; count < 5000; count++) own.parse(`"g${count}" in groups`);
    expect(own.parse('"g4999" in groups')).toBe(own.parse('"g4999" in groups'));
  });
});
