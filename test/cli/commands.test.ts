import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenFile, makeDirectory, runGroupmap, soundFile } from './run-groupmap.js';

describe('wrong usage', () => {
  it.each([
    [['chekc', '.'], /unknown command 'chekc'\n\(Did you mean check\?\)/],
    [['check', '--fromat', 'json', '.'], /unknown option '--fromat'\n\(Did you mean --format\?\)/],
    [['check', '--format', 'yaml', '.'], /'yaml' is invalid\. Allowed choices are text, json, sarif, github/],
    [['check'], /missing required argument 'path'/],
    [['eval'], /a filter is missing/],
    [['eval', 'true', 'true'], /too many arguments/],
    [['eval', '--jsonl', 'true'], /--jsonl takes filters and groups from standard input/],
    [['eval', '--jsonl', '--format', 'json'], /--jsonl takes/],
    [['simulate', '.', '--users', ''], /name of a file/],
    [['check', ''], /has no file that Groupmap reads/],
    [['check', 'empty'], /empty has no file that Groupmap reads/],
    [['simulate', 'notes.txt'], /notes\.txt has no file that Groupmap reads/],
    [['explain', '.'], /explain needs --user NAME/],
    [['help', 'chekc'], /unknown command 'chekc'\n\(Did you mean check\?\)/],
    [['chekc', '--help'], /unknown command 'chekc'\n\(Did you mean check\?\)/],
    [['--nope'], /unknown option '--nope'/],
  ])('%j exits with 2, says why, and prints no result', async (argv, message) => {
    const cwd = makeDirectory({ 'notes.txt': '', 'empty/readme.md': '', 'a/a.groupmap.yaml': soundFile });
    const { code, stdout, stderr } = await runGroupmap(argv, { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^groupmap: /);
  });

  it('shows help and exits with 2 when nothing is asked for', async () => {
    const { code, stdout, stderr } = await runGroupmap([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: groupmap');
  });
});

describe('help', () => {
  it.each(['check', 'simulate', 'test', 'eval', 'compare', 'shrink', 'plan', 'fmt'])(
    '%s --help teaches by example, on standard output',
    async (name) => {
      const { code, stdout, stderr } = await runGroupmap([name, '--help']);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`Examples:\n  groupmap ${name}`);
      expect(stdout).toContain('Exit codes: 0');
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(140);
    },
  );

  it('prints the version', async () => {
    expect(await runGroupmap(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});

describe('eval', () => {
  it('says the value, the parts and why, as JSON', async () => {
    const { code, stdout } = await runGroupmap(['eval', '"data-science" in groups', '--group', 'data-science', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      ok: true,
      value: true,
      because: [['data-science']],
      missing: null,
      parts: [{ text: '"data-science" in groups', start: 0, end: 24, value: true }],
    });
  });

  it('says what is missing, and exits with 0 for false', async () => {
    const { code, stdout } = await runGroupmap([
      'eval',
      '"a" in groups && ("b" in groups || "c" in groups)',
      '-g',
      'x',
      '--format',
      'json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      value: false,
      because: null,
      missing: [
        ['a', 'b'],
        ['a', 'c'],
      ],
    });
  });

  it('shows the same for reading', async () => {
    const { stdout } = await runGroupmap(['eval', '"a" in groups || "b" in groups', '-g', 'b']);
    expect(stdout).toBe(
      'true\nBecause of b.\n\nParts:\n  true   "a" in groups || "b" in groups\n  false  "a" in groups\n  true   "b" in groups\n',
    );
  });

  it.each([
    ['"a" in groups ||', 'syntax', 'syntax'],
    ['', 'syntax', 'filter-empty'],
    ['"a" in group', 'type', 'unknown-variable'],
    ['groups', 'type', 'type'],
    ['groups[3] == "a"', 'eval', 'evaluation-error'],
  ])('%j is a %s error', async (filter, kind, code) => {
    const finished = await runGroupmap(['eval', '--format', 'json', '--', filter]);
    expect(finished.code).toBe(1);
    expect(JSON.parse(finished.stdout)).toMatchObject({ version: 1, ok: false, kind, code, message: expect.any(String) });
  });

  it('gives any result as JSON in the dialect of CEL', async () => {
    const { code, stdout } = await runGroupmap(['eval', '--dialect', 'cel', '--format', 'json', 'groups', '-g', 'x']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, value: ['x'], because: null, missing: null });
  });

  it('reads the filter from standard input', async () => {
    expect(await runGroupmap(['eval', '-', '-g', 'a'], { stdin: '"a" in groups\n' })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^true\n/),
    });
    expect(await runGroupmap(['eval', '-'], { stdin: Uint8Array.of(0xff) })).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('eval --jsonl', () => {
  it('answers each line with one line, in order', async () => {
    const lines = [
      { filter: '"a" in groups', groups: ['a'] },
      { filter: '"a" in groups', groups: [] },
      { filter: '"a" in groups' },
      { filter: 'a ||', groups: [] },
      { filter: '"a" in grp', groups: [] },
      { filter: 'groups', groups: [] },
      { filter: 'groups[0] == "x"', groups: [] },
      { filter: 7, groups: [] },
      { filter: 'true', groups: ['a', null] },
      { filter: 'true', groups: null },
      [],
      null,
    ];
    const stdin = `${lines.map((line) => JSON.stringify(line)).join('\n')}\nnot json\n\n{"filter":"true"}`;
    const { code, stdout, stderr } = await runGroupmap(['eval', '--jsonl'], { stdin });
    expect([code, stderr]).toEqual([0, '']);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { ok: boolean; value?: unknown; kind?: string });
    expect(answers.map((answer) => (answer.ok ? answer.value : answer.kind))).toEqual([
      true,
      false,
      false,
      'syntax',
      'type',
      'type',
      'eval',
      'input',
      'input',
      'input',
      'input',
      'input',
      'input',
      'input',
      true,
    ]);
    expect(answers[0]).toEqual({ ok: true, value: true });
    expect(answers[4]).toEqual({ ok: false, kind: 'type', code: 'unknown-variable', message: expect.any(String), offset: 7 });
    expect(answers[7]).toEqual({ ok: false, kind: 'input', code: expect.any(String), message: expect.any(String), offset: null });
  });

  it.each([
    ['{"filter":1}', '"filter" must be a string, and is the number 1: put the filter in quotes'],
    ['{"filter":null,"groups":[]}', '"filter" must be a string, and is null: put the filter in quotes'],
    ['{"groups":["a"]}', /^the line has no "filter": write an object such as \{"filter": .*"groups": \["a"\]\}$/],
    ['{"filter":"true","groups":"a"}', '"groups" must be a list of strings, and is the string "a": write ["a"] for the one group a'],
    [
      '{"filter":"true","groups":["a",{}]}',
      '"groups" must be a list of strings, and item 2 is an object: put the name of the group in quotes',
    ],
    ['["true"]', /^the line is a list, and must be an object such as/],
    ['"true"', /^the line is the string "true", and must be an object such as/],
  ])('says of %s what is wrong and what to write', async (line, message) => {
    const { stdout } = await runGroupmap(['eval', '--jsonl'], { stdin: `${line}\n` });
    const answer = JSON.parse(stdout) as { message: string };
    expect(answer).toEqual({ ok: false, kind: 'input', code: 'input', message: answer.message, offset: null });
    if (message instanceof RegExp) expect(answer.message).toMatch(message);
    else expect(answer.message).toBe(message);
  });

  it('takes each dialect', async () => {
    const stdin = '{"filter":"1 + 1","groups":[]}';
    expect(JSON.parse((await runGroupmap(['eval', '--jsonl'], { stdin })).stdout)).toMatchObject({ ok: false, kind: 'type' });
    expect(JSON.parse((await runGroupmap(['eval', '--jsonl', '--dialect', 'cel'], { stdin })).stdout)).toEqual({ ok: true, value: 2 });
  });
});

describe('test', () => {
  const withExpectation = (expectation: string): string => `${soundFile}    expect: ${expectation}\n`;

  it('passes, and tells who failed with expected against got', async () => {
    const cwd = makeDirectory({
      'good/a.groupmap.yaml': withExpectation('{ sign_in: allowed, group_mappings: [Data science] }'),
      'bad/a.groupmap.yaml': withExpectation('{ account: existing, group_mappings: [Other] }'),
      'none/a.groupmap.yaml': soundFile,
    });
    expect(await runGroupmap(['test', 'good'], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 user: 1 passed, 0 failed\n'),
    });
    const json = await runGroupmap(['test', '.', '--format', 'json'], { cwd });
    expect(json.code).toBe(1);
    const line =
      withExpectation('')
        .split('\n')
        .findIndex((text) => text.includes('expect:')) + 1;
    expect(JSON.parse(json.stdout)).toMatchObject({
      version: 1,
      results: [
        {
          user: 'ana@acme.example',
          passed: false,
          failures: [
            { key: 'account', expected: 'existing', actual: 'created', file: 'bad/a.groupmap.yaml', line },
            { key: 'group_mappings', expected: ['Other'], actual: ['Data science'], file: 'bad/a.groupmap.yaml', line },
          ],
        },
        { user: 'ana@acme.example', passed: true, failures: [] },
      ],
      summary: { users: 2, passed: 1, failed: 1 },
    });
    const text = await runGroupmap(['test', 'bad'], { cwd });
    expect(text.stdout).toContain('FAIL ana@acme.example');
    expect(text.stdout).toMatch(/expected existing\n\s+got {6}created/);
  });

  it('exits with 1 for a set with errors, even where the expectations hold', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': `${brokenFile}    expect: { sign_in: allowed }\n` });
    expect(await runGroupmap(['test', '.'], { cwd })).toMatchObject({ code: 1, stdout: expect.stringContaining('1 passed, 0 failed') });
  });

  it('writes JUnit that no name can break', async () => {
    const text = withExpectation('{ group_mappings: ["<x>&\\"\\u0001"] }').replace('name: ana@acme.example', 'name: "<a>&\\"\\u0007\\n"');
    const { stdout, code } = await runGroupmap(['test', '.', '--format', 'junit'], { cwd: makeDirectory({ 'a.groupmap.yaml': text }) });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="groupmap" tests="1" failures="1" errors="0">\n/);
    expect(stdout).toContain('name="&lt;a&gt;&amp;&quot;\\u0007&#10;"');
    expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f]|&(?!amp;|lt;|gt;|quot;|#\d+;)/);
    expect(stdout.match(/<(?!\/)/g)).toHaveLength(1 + 1 + 1 + 1 + 1);
  });
});

describe('fmt', () => {
  const untidy = soundFile
    .replace('"data-science" in groups', '"data-science"   in groups||"x" in groups')
    .replace('sso:', '# kept   as it is\nsso:');

  it('changes filters, nothing else, and lists the files', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': untidy, 'b.groupfilter': '"a"  in groups\n', 'sub/c.groupmap.yaml': soundFile });
    const { code, stdout } = await runGroupmap(['fmt', '.'], { cwd });
    expect([code, stdout]).toEqual([0, 'a.groupmap.yaml\nb.groupfilter\n']);
    expect(readFileSync(join(cwd, 'a.groupmap.yaml'), 'utf8')).toBe(
      untidy.replace('"data-science"   in groups||"x" in groups', '"data-science" in groups || "x" in groups'),
    );
    expect(readFileSync(join(cwd, 'b.groupfilter'), 'utf8')).toBe('"a" in groups\n');
    expect(await runGroupmap(['fmt', '.'], { cwd })).toMatchObject({ code: 0, stdout: '' });
  });

  it('writes nothing with --check, and exits with 1', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': untidy, 'b.groupmap.yaml': soundFile });
    expect(await runGroupmap(['fmt', '--check', '.'], { cwd })).toMatchObject({ code: 1, stdout: 'a.groupmap.yaml\n' });
    expect(readFileSync(join(cwd, 'a.groupmap.yaml'), 'utf8')).toBe(untidy);
    expect(await runGroupmap(['fmt', '--check', 'b.groupmap.yaml'], { cwd })).toMatchObject({ code: 0, stdout: '' });
  });

  it('keeps mode, byte-order mark, line ends and links, and leaves nothing beside the file', async () => {
    const text = `\ufeff${untidy.replace(/\n/g, '\r\n')}`;
    const cwd = makeDirectory({ 'real.groupmap.yaml': text });
    chmodSync(join(cwd, 'real.groupmap.yaml'), 0o640);
    symlinkSync('real.groupmap.yaml', join(cwd, 'link.groupmap.yaml'));
    expect((await runGroupmap(['fmt', 'link.groupmap.yaml'], { cwd })).stdout).toBe('link.groupmap.yaml\n');
    expect(readFileSync(join(cwd, 'real.groupmap.yaml'), 'utf8')).toBe(
      text.replace('"data-science"   in groups||"x" in groups', '"data-science" in groups || "x" in groups'),
    );
    expect(statSync(join(cwd, 'real.groupmap.yaml')).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(cwd, 'link.groupmap.yaml')).isSymbolicLink()).toBe(true);
    expect(readdirSync(cwd).sort()).toEqual(['link.groupmap.yaml', 'real.groupmap.yaml']);
  });

  it('formats an aliased filter once', async () => {
    const text = `group_mappings:\n  - { display_name: a, filter: &f '"a"  in groups' }\n  - { display_name: b, filter: *f }\n`;
    const cwd = makeDirectory({ 'a.groupmap.yaml': text });
    expect((await runGroupmap(['fmt', '.'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'a.groupmap.yaml'), 'utf8')).toBe(text.replace('  in', ' in'));
  });

  it('leaves alone what does not parse, says so, and formats the rest', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': brokenFile, 'b.groupmap.yaml': 'group_mappings: [\n', 'c.groupmap.yaml': untidy });
    const { code, stdout, stderr } = await runGroupmap(['fmt', '.'], { cwd });
    expect([code, stdout]).toEqual([1, 'c.groupmap.yaml\n']);
    expect(readFileSync(join(cwd, 'a.groupmap.yaml'), 'utf8')).toBe(brokenFile);
    expect(stderr).toMatch(/^groupmap: a\.groupmap\.yaml:5:\d+: the filter does not parse, so it is left as it is$/m);
    expect(stderr).toMatch(/^groupmap: b\.groupmap\.yaml:\d+:\d+: the file does not parse, so it is left as it is: /m);
  });
});
