import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { walk } from '../../src-language/filter/expression.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import { applyEdits } from '../../src-language/text/range.js';
import { shape } from './expression-shape.js';
import { verdicts } from './recorded-verdicts.js';
import { askBufbuild, askMarcbachmann } from './mistakes/cel-oracles.js';

const parser = createFilterParser();

describe('trees', () => {
  test.each([
    ['"a" in groups', '(in "a" groups)'],
    ['"a" in groups && "b" in groups || "c" in groups', '(|| (&& (in "a" groups) (in "b" groups)) (in "c" groups))'],
    ['a || b && c || d', '(|| a (&& b c) d)'],
    ['(a || b) && c', '(&& <(|| a b)> c)'],
    ['"a" in "b" in groups', '(in (in "a" "b") groups)'],
    ['a - b - c', '(- (- a b) c)'],
    ['a + b * c < d', '(< (+ a (* b c)) d)'],
    ['a * b + c', '(+ (* a b) c)'],
    ['a == b != c', '(!= (== a b) c)'],
    ['a ? b : c ? d : e', '(? a b (? c d e))'],
    ['a ? (b ? c : d) : e', '(? a <(? b c d)> e)'],
    ['a || b ? c : d', '(? (|| a b) c d)'],
    ['!a in b', '(in (! a) b)'],
    ['!!a', '(!! a)'],
    ['-a.b', '(- a.b)'],
    ['-1', 'int(-1)'],
    ['--1', '(-- int(1))'],
    ['!-1', '(! int(-1))'],
    ['a-1', '(- a int(1))'],
    ['a - -1', '(- a int(-1))'],
    ['-9223372036854775808', 'int(-9223372036854775808)'],
    ['0x1F + 18446744073709551615u', '(+ int(31) uint(18446744073709551615))'],
    ['.5 + 1e3', '(+ double(0.5) double(1000))'],
    ['.groups', '.groups'],
    ['groups.exists(g, g.startsWith("a"))', 'groups.exists(g, g.startsWith("a"))'],
    ['size(groups[0]) > 0', '(> size(groups[int(0)]) int(0))'],
    ['[1, "a",]', '[int(1), "a"]'],
    ['[,]', '[]'],
    ['{"a": 1, 2: null}', '{"a": int(1), int(2): null}'],
    ['a.B{c: 1}', 'a.B{c: int(1)}'],
    ['and in or', '(in and or)'],
    ['not in groups', '(in not groups)'],
    ['IN in In', '(in IN In)'],
    ['a.not.and', 'a.not.and'],
    ['information && in_x', '(&& information in_x)'],
    ['"a"in groups&&\'b\'in(groups)', '(&& (in "a" groups) (in "b" <groups>))'],
    ['"a" // c\r in groups', '"a"'],
    ['b"é"', 'bytes(195 169)'],
    ['x.while', 'x.while'],
  ])('%s', (filter, expected) => {
    const parsed = parser.parse(filter);
    expect(parsed.problems).toEqual([]);
    expect(parsed.isComplete).toBe(true);
    expect(shape(parsed.expression)).toBe(expected);
  });

  test('every node has the range of its own text', () => {
    const filter = ' ("a" in groups) && !b.c(1)[2] || (x ? -1 : {"k": T{f: 2}}) // end';
    const { expression } = parser.parse(filter);
    const texts = [...walk(expression ?? { kind: 'missing', start: 0, end: 0 })].map(
      (node) => `${node.kind} ${filter.slice(node.start, node.end)}`,
    );
    expect(texts).toEqual([
      'logical ("a" in groups) && !b.c(1)[2] || (x ? -1 : {"k": T{f: 2}})',
      'logical ("a" in groups) && !b.c(1)[2]',
      'paren ("a" in groups)',
      'binary "a" in groups',
      'string "a"',
      'identifier groups',
      'unary !b.c(1)[2]',
      'index b.c(1)[2]',
      'call b.c(1)',
      'identifier b',
      'int 1',
      'int 2',
      'paren (x ? -1 : {"k": T{f: 2}})',
      'conditional x ? -1 : {"k": T{f: 2}}',
      'identifier x',
      'int -1',
      'map {"k": T{f: 2}}',
      'string "k"',
      'struct T{f: 2}',
      'identifier T',
      'int 2',
    ]);
  });

  test('operators, names and brackets have ranges of their own', () => {
    const filter = '!a.b(c) in d[0] && e ? f : g';
    const at = ({ start, end }: { start: number; end: number }): string => `${start}:${filter.slice(start, end)}`;
    const found: string[] = [];
    for (const node of walk(parser.parse(filter).expression ?? { kind: 'missing', start: 0, end: 0 })) {
      if (node.kind === 'conditional') found.push(at(node.questionRange));
      if (node.kind === 'logical') found.push(...node.operatorRanges.map(at));
      if (node.kind === 'binary' || node.kind === 'unary') found.push(at(node.operatorRange));
      if (node.kind === 'call') found.push(at(node.nameRange), String(node.parenOffset));
      if (node.kind === 'index') found.push(at(node.bracketRange));
    }
    expect(found).toEqual(['21:?', '16:&&', '8:in', '0:!', '3:b', '4', '12:[0]']);
  });
});

describe('tokens', () => {
  test('cover everything but blanks, comments included', () => {
    const filter = '"a" in groups && // why\n r\'b\' in [1.5, true] @ “x” and';
    expect(parser.parse(filter).tokens.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'string "a"',
      'keyword in',
      'identifier groups',
      'operator &&',
      'comment // why',
      "string r'b'",
      'keyword in',
      'punctuation [',
      'number 1.5',
      'punctuation ,',
      'keyword true',
      'punctuation ]',
      'mistake @',
      'mistake “x”',
      'mistake and',
    ]);
  });
});

describe('recovery', () => {
  test.each([
    ['"a" in groups && ', '(&& (in "a" groups) _)'],
    ['"a" in groups and "b" in groups', '(&& (in "a" groups) (in "b" groups))'],
    ['"a" in', '(in "a" _)'],
    ['"a" in groups "b" in groups', '(|| (in "a" groups) (in "b" groups))'],
    ['"a", "b" in groups', '(|| "a" (in "b" groups))'],
    ['"a" in groups || "b', '(|| (in "a" groups) "b")'],
    ['“a” in groups', '(in "a" groups)'],
    ['"a" in $groups', '(in "a" groups)'],
    ['("a" in groups || ', '<(|| (in "a" groups) _)>'],
    ['"a" not in groups && "b" in groups', '(&& (in "a" groups) (in "b" groups))'],
  ])('%s keeps its parts', (filter, expected) => {
    const { expression, isComplete } = parser.parse(filter);
    expect(isComplete).toBe(false);
    expect(shape(expression)).toBe(expected);
  });
});

describe('filters that are empty', () => {
  test.each(['', '   ', '\n\t', '// nothing', '// one\n'])('%j', (filter) => {
    const { problems, expression, isComplete } = parser.parse(filter);
    expect({ expression, isComplete }).toEqual({ expression: null, isComplete: false });
    expect(problems.map(({ code }) => code)).toEqual(['filter-empty']);
    const fixed = problems[0]?.fixes.map((fix) => applyEdits(filter, fix.edits)) ?? [];
    expect(fixed).toHaveLength(1);
    for (const text of fixed) {
      expect(text).toContain('"GROUP" in groups');
      expect([askMarcbachmann(text), askBufbuild(text)]).toEqual([null, null]);
      expect(parser.parse(text).isComplete).toBe(true);
    }
  });
});

interface ConformanceCase {
  readonly source: string;
  readonly expr: string;
  readonly tier: string;
}

describe('the verdicts of cel-go', () => {
  test('what it parses has no syntax problem, what it does not parse has exactly one', () => {
    const wrong = [...verdicts].flatMap(([expr, verdict]) => {
      const problems = parser.parse(expr).problems;
      return problems.length === (verdict === 'parse-error' ? 1 : 0) ? [] : [{ expr, verdict, problems: problems.length }];
    });
    expect(wrong).toEqual([]);
    expect(verdicts.size).toBeGreaterThan(1500);
  });

  test('nearly every rejected filter has a fix, and each fix is accepted by two other implementations', () => {
    const rejected = [...verdicts].filter(([, verdict]) => verdict === 'parse-error');
    const withoutFix: string[] = [];
    const refused: object[] = [];
    for (const [expr] of rejected) {
      const fixes = parser.parse(expr).problems[0]?.fixes ?? [];
      if (fixes.length === 0) withoutFix.push(expr);
      for (const fix of fixes) {
        const text = applyEdits(expr, fix.edits);
        if (!parser.parse(text).isComplete) refused.push({ expr, text, by: 'ourselves' });
        // Each of the two rejects some blanks, literals and comments that cel-go accepts, so on mutated text one of them is enough.
        else if (!text.includes('\f') && askMarcbachmann(text) !== null && askBufbuild(text) !== null)
          refused.push({ expr, text, by: askMarcbachmann(text) });
      }
    }
    expect(refused).toEqual([]);
    // What is left is mutated beyond any certain repair: one would drop a negation, or put half an expression in quotes.
    expect(withoutFix.length / rejected.length).toBeLessThan(0.04);
  });

  test('conformance expressions of every tier but the rejected parse', () => {
    const cases = (
      JSON.parse(readFileSync(new URL('../data/cel-conformance.json', import.meta.url), 'utf8')) as { cases: readonly ConformanceCase[] }
    ).cases;
    const wrong = cases.filter(({ tier, expr }) => tier !== 'reject' && parser.parse(expr).problems.length > 0);
    expect(wrong.map(({ source }) => source)).toEqual([]);
  });

  // Rejected by cel-go's parser in its own tests (parser_test.go): reserved words, macros, escapes, ranges, optional syntax.
  test.each([
    '*@a | b',
    'a | b',
    '{',
    'TestAllTypes(){}',
    'TestAllTypes{}()',
    '1 + $',
    '1 + 2\n3 +',
    '1 + +',
    '{"a": 1}."a"',
    '"\\xFh"',
    'as',
    'break',
    'const',
    'continue',
    'else',
    'for',
    'function',
    'if',
    'import',
    'in',
    'let',
    'loop',
    'package',
    'namespace',
    'return',
    'var',
    'void',
    'while',
    '[1, 2, 3].map(var, var * var)',
    'func{{a}}',
    'msg{:a}',
    '{a}',
    '{:a}',
    'ind[a{b}]',
    '--',
    '?',
    'a ? b ((?))',
    'self.true == 1',
    '`b-c`',
    'a.`$b`',
    'x{?.',
    'x{.',
    "'3# < 10\" '& tru ^^",
    "'\\udead' == '\\ufffd'",
    'groups.exists("g", true)',
    'groups.all(g.h, true)',
    'has(groups)',
    'has("a")',
    '9223372036854775808',
    '18446744073709551616u',
    '1e999',
    'a ? b ? c : d : e',
    'f(a,)',
    '[,1]',
    '[1,,]',
    'a.?b',
    'a[?0]',
    'a.in',
    'x.b{}.c{}()',
    '"a" in groups; ',
    '\u00a0true',
    'rb"a"',
    'true\u000b',
  ])('%s does not parse', (filter) => {
    const { problems, isComplete } = parser.parse(filter);
    expect(isComplete).toBe(false);
    expect(problems.map(({ code }) => code)).toEqual(['syntax']);
  });
});
