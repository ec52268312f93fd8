import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileGroupPattern } from '../../src-language/provisioning/group-pattern.js';

const matches = (pattern: string, value: string) => {
  const compiled = compileGroupPattern(pattern);
  if (!compiled.matches) throw new Error(compiled.problem);
  return compiled.matches(value);
};

describe('patterns find what a regular expression finds', () => {
  test.each([
    ['', 'anything', true],
    ['^cc-', 'cc-a', true],
    ['^cc-', 'x-cc-a', false],
    ['cc-', 'x-cc-a', true],
    ['^(Admin-|Service-).*', 'Service-x', true],
    ['.*groupA.*|.*groupB.*', 'my groupB', true],
    ['^a{2,3}$', 'aa', true],
    ['^a{2,3}$', 'aaaa', false],
    ['^a{2}$', 'aaa', false],
    ['^a{2,}$', 'aaaaa', true],
    ['^[a-c]+$', 'abcd', false],
    ['^[^a-c]+$', 'xyz', true],
    ['^[\\w-]+$', 'cc-a_1', true],
    ['^\\d{4}$', '2024', true],
    ['a\\.b', 'axb', false],
    ['\\bcc\\b', 'a cc b', true],
    ['\\bcc\\b', 'accb', false],
    ['^(?:a|b)(?<name>c)$', 'bc', true],
    ['^a??b*?$', 'bbb', true],
    ['(?i)^CC-[a-z]$', 'cc-Q', true],
    ['^.$', '😀', true],
    ['\\x41\\u0042', 'AB', true],
    ['^[a\\]-]+$', 'a]-', true],
  ])('%s in %j is %s', (pattern, value, expected) => {
    expect(matches(pattern, value)).toBe(expected);
  });

  test('as JavaScript does', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', 'c');
    const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
      pattern: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
      part: fc.oneof(
        { maxDepth: 3 },
        atom,
        fc.tuple(atom, fc.constantFrom('*', '+', '?', '{0}', '{1,2}', '{2,}')).map(([item, times]) => item + times),
        fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(${one}|${other})`),
        fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}')).map(([item, times]) => `(?:${item})${times}`),
        fc.constantFrom('^', '$', '\\b'),
      ),
    }));
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 8 }), (source, value) => {
        expect(matches(source, value)).toBe(new RegExp(source, 'u').test(value));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what cannot be used is a problem', () => {
  test.each([
    '(',
    ')',
    '[]',
    '[a',
    'a**',
    '*',
    '+a',
    'a{2,1}',
    'a{',
    '(?=a)',
    '(?!a)',
    '(?<=a)',
    '(?<!a)',
    '(?>a)',
    '(a)\\1',
    '\\k<a>',
    'a++',
    '[b-a]',
    '\\',
    '\\p{L}',
    '\\x4',
  ])('%s', (pattern) => {
    expect(compileGroupPattern(pattern)).toMatchObject({ matches: null, problem: expect.stringMatching(/^[a-z\\].+[^.]$/) as string });
  });
  test.each([
    ['long', 'a'.repeat(1025)],
    ['deep', '('.repeat(200) + ')'.repeat(200)],
    ['large', '((a{1000}){1000}){1000}'],
    ['large and empty', '((((b|){99999}){99999}){99999})'],
  ])('too %s', (_, pattern) => {
    expect(compileGroupPattern(pattern).problem).not.toBeNull();
  });
});

test('no pattern takes more than linear time', () => {
  const long = 'a'.repeat(20_000) + '!';
  const started = performance.now();
  for (const pattern of ['^(a+)+$', '^(a|a)*$', '^a*a*a*a*a*a*b', '^((a*)*)*$', '(x+x+)+y', '^(((a{0}){99999}){99999})$'])
    expect(matches(pattern, long)).toBe(false);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('anything typed compiles or is a problem', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab()[]{}|*+?^$.\\,-012<:=!dwbx😀'), maxLength: 20 }),
      fc.string(),
      (pattern, value) => {
        const compiled = compileGroupPattern(pattern);
        if (compiled.matches) expect(typeof compiled.matches(value)).toBe('boolean');
        else expect(compiled.problem).not.toBe('');
      },
    ),
  );
});
