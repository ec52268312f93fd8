import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { brokenFile, bundle, makeDirectory, runBundle, soundFile, type Finished } from './run-groupmap.js';

/** Somebody without rights: nobody, where the tests run as root; otherwise whoever runs them. */
const unprivileged = process.getuid?.() === 0 ? 65_534 : undefined;

/** A directory that everybody may read. */
function makeOpenDirectory(files: Readonly<Record<string, string | Uint8Array>>): string {
  const directory = makeDirectory(files);
  chmodSync(directory, 0o755);
  return directory;
}

/** No input may bring a stack trace to light, or a fault of ours. */
function expectCalm({ stdout, stderr }: Finished): void {
  expect(stdout + stderr).not.toMatch(/^\s+at .+:\d+:\d+|node:internal|should not happen|which it should not/m);
}

const mapping = (filter: string): string => `group_mappings:\n  - display_name: a\n    filter: ${JSON.stringify(filter)}\n`;

describe('the built command line', () => {
  it('needs nothing but its one file', async () => {
    const cwd = makeOpenDirectory({ 'a.groupmap.yaml': soundFile, 'groupmap.cjs': readFileSync(bundle) });
    const output = execFileSync(process.execPath, ['groupmap.cjs', 'simulate', '.', '--format', 'summary'], {
      cwd,
      encoding: 'utf8',
      env: {},
    });
    expect(JSON.parse(output)).toMatchObject({ version: 1, summary: { users: 1 } });
    expect(readFileSync(bundle, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('ends quietly when its reader goes away', async () => {
    const users = Array.from({ length: 20_000 }, (_, index) => `{"name":"user-${index}","groups":["data-science"]}\n`).join('');
    const cwd = makeOpenDirectory({ 'a.groupmap.yaml': soundFile, 'people.jsonl': users });
    for (const argv of [
      ['simulate', '.', '--users', 'people.jsonl', '--format', 'jsonl'],
      ['simulate', '.', '--users', 'people.jsonl', '--format', 'json'],
    ]) {
      const finished = await new Promise<{ code: number | null; stderr: string }>((resolve) => {
        const child = spawn(process.execPath, [bundle, ...argv], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
        let stderr = '';
        child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
        child.stdout.once('data', () => child.stdout.destroy());
        child.on('close', (code) => resolve({ code, stderr }));
      });
      expect(finished).toEqual({ code: 0, stderr: '' });
    }
  });

  it('answers each line of eval --jsonl before the next is sent', async () => {
    const child = spawn(process.execPath, [bundle, 'eval', '--jsonl'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const answers: string[] = [];
    for (const group of ['a', 'b', 'a']) {
      const answered = new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString())));
      child.stdin.write(`${JSON.stringify({ filter: '"a" in groups', groups: [group] })}\n`);
      answers.push(await answered);
    }
    const closed = new Promise((resolve) => child.on('close', resolve));
    child.stdin.end();
    expect(await closed).toBe(0);
    expect(answers).toEqual(['{"ok":true,"value":true}\n', '{"ok":true,"value":false}\n', '{"ok":true,"value":true}\n']);
  });

  it('agrees with what cel-go recorded, line by line', async () => {
    const verdicts: Readonly<Record<string, string>> = { 'parse-error': 'syntax', 'check-error': 'type', 'type-error': 'type' };
    for (const name of ['differential.jsonl', 'differential-startswith.jsonl']) {
      const rows = readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { expr: string; groups: string[]; verdict: string; value: unknown });
      const stdin = rows.map(({ expr, groups }) => `${JSON.stringify({ filter: expr, groups })}\n`).join('');
      const { code, stdout } = await runBundle(['eval', '--jsonl'], { stdin });
      const answers = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { ok: boolean; value?: unknown; kind?: string });
      expect(code).toBe(0);
      expect(answers).toHaveLength(rows.length);
      const given = answers.map((answer, index) => [rows[index]?.expr, answer.ok ? answer.value : answer.kind]);
      expect(given).toEqual(rows.map(({ expr, verdict, value }) => [expr, verdict === 'ok' ? value : (verdicts[verdict] ?? 'eval')]));
    }
  });

  it('prints the same bytes each time', async () => {
    const cwd = makeOpenDirectory({ 'a.groupmap.yaml': brokenFile, 'b.groupmap.yaml': soundFile, 'c/d.groupmap.yaml': brokenFile });
    for (const argv of [
      ['check', '.', '--format', 'sarif'],
      ['simulate', '.', '--format', 'json'],
      ['test', '.', '--format', 'junit'],
    ]) {
      const [first, second] = [await runBundle(argv, { cwd }), await runBundle(argv, { cwd })];
      expect(first).toEqual(second);
    }
  });
});

describe('what cannot be read', () => {
  it('is named, for somebody without rights, beside the results of the rest', async () => {
    const cwd = makeOpenDirectory({
      'ok/a.groupmap.yaml': brokenFile,
      'locked/a.groupmap.yaml': soundFile,
      'ok/secret.groupmap.yaml': soundFile,
    });
    chmodSync(join(cwd, 'locked'), 0);
    chmodSync(join(cwd, 'ok', 'secret.groupmap.yaml'), 0);
    try {
      const finished = await runBundle(['check', '.', '--format', 'json'], { cwd, uid: unprivileged });
      expectCalm(finished);
      expect(finished.code).toBe(3);
      expect(finished.stderr.trimEnd().split('\n')).toEqual([
        'groupmap: locked cannot be opened: no permission',
        'groupmap: ok/secret.groupmap.yaml cannot be opened: no permission',
      ]);
      expect(JSON.parse(finished.stdout)).toMatchObject({ diagnostics: [{ file: 'ok/a.groupmap.yaml', code: 'syntax' }] });
      expect((await runBundle(['simulate', 'locked'], { cwd, uid: unprivileged })).code).toBe(3);
      expect((await runBundle(['simulate', 'ok', '--users', 'ok/secret.groupmap.yaml'], { cwd, uid: unprivileged })).code).toBe(3);
    } finally {
      chmodSync(join(cwd, 'locked'), 0o755);
    }
  });

  it('cannot be written either: fmt says so and leaves the file whole', async () => {
    const untidy = soundFile.replace('" in', '"   in');
    const cwd = makeOpenDirectory({ 'a.groupmap.yaml': untidy });
    if (unprivileged === undefined) chmodSync(cwd, 0o555);
    const finished = await runBundle(['fmt', '.'], { cwd, uid: unprivileged });
    chmodSync(cwd, 0o755);
    expectCalm(finished);
    expect(finished).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('a.groupmap.yaml cannot be written: no permission'),
    });
    expect(finished.stderr).toContain('groupmap: 0 files formatted, 1 left as it is\n');
    expect(readFileSync(join(cwd, 'a.groupmap.yaml'), 'utf8')).toBe(untidy);
    expect(readdirSync(cwd)).toEqual(['a.groupmap.yaml']);
  });

  it('is an output too: results that are lost are no success', () => {
    const cwd = makeOpenDirectory({ 'a.groupmap.yaml': soundFile });
    // A file that is open for reading only takes no results, as a full disk would not.
    const stdout = openSync(join(cwd, 'a.groupmap.yaml'), 'r');
    const { status, stderr } = spawnSync(process.execPath, [bundle, 'check', '.'], {
      cwd,
      stdio: ['ignore', stdout, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(stdout);
    expect([status, stderr]).toEqual([3, 'groupmap: standard output cannot be written (EBADF)\n']);
  });

  it('does not hang on pipes, devices, loops and directories that bear a file name', async () => {
    const cwd = makeOpenDirectory({ 'b.groupmap.yaml': soundFile });
    execFileSync('mkfifo', [join(cwd, 'a.groupmap.yaml'), join(cwd, 'people.csv')]);
    symlinkSync('loop.groupmap.yaml', join(cwd, 'loop.groupmap.yaml'));
    symlinkSync('nowhere', join(cwd, 'dangling.groupmap.yaml'));
    symlinkSync('/dev/zero', join(cwd, 'zero.groupmap.yaml'));
    mkdirSync(join(cwd, 'dir.groupmap.yaml'));
    const finished = await runBundle(['check', '.', '--format', 'json'], { cwd });
    expectCalm(finished);
    expect(finished.code).toBe(3);
    expect(finished.stderr.trimEnd().split('\n')).toEqual([
      'groupmap: a.groupmap.yaml is not a regular file, and only those are read',
      'groupmap: dangling.groupmap.yaml does not exist',
      'groupmap: loop.groupmap.yaml cannot be opened: its symbolic links form a loop',
      'groupmap: zero.groupmap.yaml is not a regular file, and only those are read',
    ]);
    expect(await runBundle(['simulate', 'b.groupmap.yaml', '--users', 'people.csv'], { cwd })).toMatchObject({ code: 3 });
    expect(await runBundle(['eval', '-'], { cwd, stdin: '' })).toMatchObject({ code: 1 });
  });

  it('is refused at once when it is too large', async () => {
    const cwd = makeOpenDirectory({ 'a.groupmap.yaml': '', 'b.groupmap.yaml': brokenFile });
    truncateSync(join(cwd, 'a.groupmap.yaml'), 100 * 1024 * 1024);
    const finished = await runBundle(['check', '.', '--format', 'json'], { cwd, nodeOptions: ['--max-old-space-size=128'] });
    expect(finished).toMatchObject({ code: 3, stderr: 'groupmap: a.groupmap.yaml is too large: 100 MiB, and the limit is 16 MiB\n' });
    expect(JSON.parse(finished.stdout)).toMatchObject({ summary: { files: 2, errors: 1 } });
  });
});

describe('hostile files', () => {
  const hostile: Readonly<Record<string, string | Uint8Array>> = {
    'nested parentheses': mapping(`${'('.repeat(50_000)}"a" in groups${')'.repeat(50_000)}`),
    '20,000 operands': mapping(Array.from({ length: 20_000 }, (_, index) => `"g${index}" in groups`).join(' || ')),
    'negations without end': mapping(`${'!'.repeat(50_000)}true`),
    'open quotes': mapping('"'.repeat(100_001)),
    'an alias bomb': `x-a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghi', (name, index) => `x-${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]\n`).join('')}known_groups: *i\n`,
    'open brackets': `known_groups: ${'['.repeat(50_000)}`,
    'NUL characters': Buffer.from(`group_mappings: \u0000\n  - \u0000`),
    'half a character': 'group_mappings:\n  - display_name: "\\ud800"\n    filter: "\\udc00 in groups"\n',
    'every byte': Uint8Array.from({ length: 4096 }, (_, index) => index % 256),
    'carriage returns': `${'\r'.repeat(100_000)}a: b`,
    'one line of megabytes': `x-a: ${'y'.repeat(4_000_000)}\ngroup_mappings: [{ display_name: a, filter: groups }]\n`,
    'nothing at all': '',
  };

  let cwd = '';
  beforeAll(() => {
    cwd = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim();
    Object.values(hostile).forEach((content, index) => {
      mkdirSync(join(cwd, String(index)));
      writeFileSync(join(cwd, String(index), 'a.groupmap.yaml'), content);
    });
    writeFileSync(join(cwd, 'sound.groupmap.yaml'), soundFile);
    return () => execFileSync('rm', ['-rf', cwd]);
  });

  it.each(Object.keys(hostile).map((what, index) => [what, index] as const))(
    '%s: a clear answer, and no stack trace',
    async (_what, index) => {
      for (const argv of [
        ['check', String(index), '--format', 'json'],
        ['simulate', String(index), 'sound.groupmap.yaml', '--format', 'json'],
      ]) {
        const finished = await runBundle(argv, { cwd, nodeOptions: ['--max-old-space-size=600'] });
        expectCalm(finished);
        expect([0, 1, 3]).toContain(finished.code);
        expect(JSON.parse(finished.stdout)).toMatchObject({ version: 1 });
      }
    },
  );

  it('does not hide the results of the others', async () => {
    const finished = await runBundle(['simulate', '6', '8', 'sound.groupmap.yaml', '--format', 'json'], { cwd });
    expect(finished.code).toBe(3);
    expect(JSON.parse(finished.stdout)).toMatchObject({ outcomes: [{ user: 'ana@acme.example', sign_in: 'allowed' }] });
  });
});

describe('a great many users', () => {
  it('are counted in constant memory', async () => {
    const count = 200_000;
    const cwd = makeOpenDirectory({ 'a.groupmap.yaml': soundFile });
    const line = (index: number): string => `{"name":"user-${index}@acme.example","groups":["data-science","${'x'.repeat(200)}"]}\n`;
    writeFileSync(join(cwd, 'people.jsonl'), Array.from({ length: count }, (_, index) => line(index)).join(''));
    const finished = await runBundle(['simulate', '.', '--users', 'people.jsonl', '--format', 'summary'], {
      cwd,
      nodeOptions: ['--max-old-space-size=64'],
    });
    expect(finished).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(finished.stdout)).toMatchObject({ summary: { users: count, allowed: count } });
  });

  it('are printed no faster than they are read', async () => {
    const count = 30_000;
    const cwd = makeOpenDirectory({ 'a.groupmap.yaml': soundFile });
    writeFileSync(join(cwd, 'people.jsonl'), `{"name":"u","groups":["data-science"]}\n`.repeat(count));
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=64', bundle, 'simulate', '.', '--users', 'people.jsonl', '--format', 'jsonl'],
      { cwd, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let lines = 0;
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) for (const byte of chunk) if (byte === 10) lines++;
    expect(lines).toBe(count);
    expect(child.exitCode ?? (await new Promise((resolve) => child.on('close', resolve)))).toBe(0);
  });
});
