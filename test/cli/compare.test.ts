import { describe, expect, it } from 'vitest';
import { runGroupmap } from './run-groupmap.js';

const compare = async (a: string, b: string) => {
  const { code, stdout, stderr } = await runGroupmap(['compare', a, b, '--format', 'json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as unknown;
};

describe('compare', () => {
  it.each([
    ['"a" in groups && "b" in groups', '"a" in groups', 'narrower', null, ['a']],
    ['"a" in groups', '"a" in groups && "b" in groups', 'wider', ['a'], null],
    ['"a" in groups || "b" in groups', `'b'in groups||'a'in groups`, 'equivalent', null, null],
    ['"b" in groups', '"a" in groups', 'overlapping', ['b'], ['a']],
    ['true', '"a" in groups', 'wider', [], null],
    ['"eng-a" in groups', 'groups.exists(g, g.startsWith("eng-"))', 'narrower', null, ['eng-b']],
  ])('%s to %s: %s', async (a, b, relation, only_a, only_b) => {
    const witness = relation === 'narrower' && b.includes('startsWith') ? [expect.stringMatching(/^eng-(?!a$)/)] : only_b;
    expect(await compare(a, b)).toEqual({ version: 1, relation, only_a, only_b: witness });
  });

  it.each([
    ['"a" in groups', '!("a" in groups)', /^Filter B uses !, and only in, &&, /],
    ['size(groups) > 1', '"a" in groups', /^Filter A uses size, and only in/],
    ['"a" in group', '"a" in groups', /^Filter A is in error: .*groups/],
    ['', 'true', /^Filter A is in error: .*empty/],
    ['true', '"a" in groups ||', /^Filter B is in error: /],
    ['groups.exists(g, g.startsWith(g))', 'true', /^Filter A asks for more, and only in/],
  ])('%s to %s is unknown, with a reason', async (a, b, reason) => {
    const compared = await compare(a, b);
    expect(compared).toEqual({ version: 1, relation: 'unknown', only_a: null, only_b: null, reason: expect.stringMatching(reason) });
  });

  it('reads as sentences', async () => {
    expect(await runGroupmap(['compare', '"a" in groups || "x, y" in groups', '"a" in groups && "b" in groups'])).toEqual({
      code: 0,
      stdout: 'wider\nWhoever matches B matches A, and not the other way round.\nOnly A: a user in a\n',
      stderr: '',
    });
    expect((await runGroupmap(['compare', 'true', '"a" in groups'])).stdout).toContain('Only A: a user without any group\n');
  });

  it('lets no escape sequence through', async () => {
    const { stdout } = await runGroupmap(['compare', '"\u001b[31mred" in groups', 'false']);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('red');
  });

  it('needs two filters', async () => {
    expect(await runGroupmap(['compare', 'true'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining("'filter-b'") });
  });
});
