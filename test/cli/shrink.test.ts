import { describe, expect, it } from 'vitest';
import { runGroupmap } from './run-groupmap.js';

const filter = '"a" in groups && "b" in groups || "a" in groups && "c" in groups';

describe('shrink', () => {
  it('says lengths before and after, as JSON', async () => {
    const { code, stdout, stderr } = await runGroupmap(['shrink', filter, '--format', 'json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      before: { filter, length: 64 },
      after: { filter: '"a"in groups&&("b"in groups||"c"in groups)', length: 42 },
      fits: true,
      adds_parentheses: true,
    });
  });

  it('prints the filter alone, and the rest beside it', async () => {
    expect(await runGroupmap(['shrink', filter])).toEqual({
      code: 0,
      stdout: '"a"in groups&&("b"in groups||"c"in groups)\n',
      stderr:
        'groupmap: 64 → 42 characters\ngroupmap: parentheses were added: standard CEL, but in none of Confluent’s examples; --no-parentheses does without\n',
    });
  });

  it.each([
    [['--limit', '64'], 0, filter],
    [['--limit', '63'], 0, '"a" in groups && ("b" in groups || "c" in groups)'],
    [['--limit', '10'], 1, '"a"in groups&&("b"in groups||"c"in groups)'],
    [['--no-parentheses'], 0, '"a"in groups&&"b"in groups||"a"in groups&&"c"in groups'],
    [['--no-parentheses', '-l', '63'], 0, '"a"in groups&&"b"in groups||"a"in groups&&"c"in groups'],
  ])('%j exits with %i and prints %s', async (options, code, expected) => {
    expect(await runGroupmap(['shrink', filter, ...options])).toMatchObject({ code, stdout: `${expected}\n` });
  });

  it('counts characters, not UTF-16 units', async () => {
    const { stdout } = await runGroupmap(['shrink', '"😀" in groups', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ before: { length: 13 }, after: { length: 12 } });
  });

  it.each([
    ['"a" in groups ||', 1, /is in error/],
    ['!( "a" in groups )', 0, /^The filter uses !, and only/],
  ])('gives a reason where it proves nothing: %s', async (text, code, reason) => {
    const finished = await runGroupmap(['shrink', text, '--format', 'json']);
    expect(finished.code).toBe(code);
    expect(JSON.parse(finished.stdout)).toMatchObject({ reason: expect.stringMatching(reason) });
  });

  it('exits with 1 where the shortest form is longer than the default limit', async () => {
    const long = `"${'x'.repeat(400)}" in groups`;
    const { code, stderr } = await runGroupmap(['shrink', long]);
    expect(code).toBe(1);
    expect(stderr).toContain('111 more than the limit of 300');
  });

  it.each([[['shrink']], [['shrink', 'true', '--limit', 'x']], [['shrink', 'true', '--limit', '0']]])('%j is wrong usage', async (argv) => {
    expect(await runGroupmap(argv)).toMatchObject({ code: 2, stdout: '' });
  });
});
