import { describe, expect, it } from 'vitest';
import { brokenFile, makeDirectory, runGroupmap, soundFile } from './run-groupmap.js';

const options = { NO_COLOR: '1' };

/** Where `||` ends in `brokenFile`, zero-based: a syntax error stands at or after it, on this line. */
const filterLine = brokenFile.split('\n').findIndex((line) => line.includes('||'));

interface Position {
  readonly line: number;
  readonly character: number;
}
interface CheckJson {
  readonly version: number;
  readonly diagnostics: readonly {
    readonly file: string;
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly range: { readonly start: Position; readonly end: Position };
    readonly fixes: readonly { readonly title: string; readonly edits: readonly { readonly file: string; readonly newText: string }[] }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

async function checkJson(cwd: string, ...paths: string[]): Promise<{ code: number | null; json: CheckJson; stderr: string }> {
  const { code, stdout, stderr } = await runGroupmap(['check', '--format', 'json', ...paths], { cwd });
  return { code, json: JSON.parse(stdout) as CheckJson, stderr };
}

describe('check --format json', () => {
  it('finds nothing in a sound file', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': soundFile });
    const { code, json, stderr } = await checkJson(cwd, '.');
    expect(json).toEqual({
      version: 1,
      diagnostics: [],
      summary: { files: 1, mappings: 1, errors: 0, warnings: 0, information: 0, hints: 0 },
    });
    expect([code, stderr]).toEqual([0, '']);
  });

  it('gives each finding its place, and repairs with edits', async () => {
    const cwd = makeDirectory({ 'x/a.groupmap.yaml': brokenFile });
    const { code, json } = await checkJson(cwd, '.');
    expect(code).toBe(1);
    expect(json.summary).toMatchObject({ files: 1, mappings: 1, errors: 1 });
    const [finding] = json.diagnostics;
    expect(finding).toMatchObject({ file: 'x/a.groupmap.yaml', code: 'syntax', severity: 'error' });
    expect(finding?.range.start.line).toBe(filterLine);
    expect(finding?.range.end.line).toBe(filterLine);
    expect(finding?.fixes.length).toBeGreaterThan(0);
    expect(finding?.fixes[0]?.edits[0]).toMatchObject({ file: 'x/a.groupmap.yaml', newText: expect.any(String) });
  });

  it('counts characters as UTF-16 units and takes no account of a byte-order mark', async () => {
    const text = `\ufeffgroup_mappings: [{ display_name: "😀", filter: '"a" in grups', role_bindings: [] }]\n`;
    const { json } = await checkJson(makeDirectory({ 'a.groupmap.yaml': text }), '.');
    const { range } = json.diagnostics.find((finding) => finding.code === 'unknown-variable') ?? {};
    const at = text.slice(1).indexOf('grups');
    expect(range).toEqual({ start: { line: 0, character: at }, end: { line: 0, character: at + 5 } });
  });

  it('orders findings by file, position and code over all sets', async () => {
    const cwd = makeDirectory({ 'z/a.groupmap.yaml': brokenFile, 'b.groupmap.yaml': brokenFile, 'a.groupfilter': 'groups' });
    const { json } = await checkJson(cwd, 'z', '.');
    const order = json.diagnostics.map(({ file, range }) => `${file} ${String(range.start.line).padStart(4, '0')}`);
    expect(order).toEqual([...order].sort());
    expect(new Set(json.diagnostics.map(({ file }) => file))).toEqual(new Set(['a.groupfilter', 'b.groupmap.yaml', 'z/a.groupmap.yaml']));
    expect(json.summary).toMatchObject({ files: 3, mappings: 2 });
  });

  it('checks a bare filter, which is no mapping', async () => {
    const { code, json } = await checkJson(makeDirectory({ 'a.groupfilter': '"a" in groups ||\n' }), 'a.groupfilter');
    expect(code).toBe(1);
    expect(json.diagnostics[0]).toMatchObject({ file: 'a.groupfilter', code: 'syntax' });
    expect(json.summary).toMatchObject({ files: 1, mappings: 0, errors: 1 });
  });

  it('reports what is said of a file twice, in its directory and by name, once', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': brokenFile });
    const { json } = await checkJson(cwd, '.', 'a.groupmap.yaml');
    expect(json.summary).toMatchObject({ files: 1, errors: 1 });
  });

  it('keeps the results of the others beside what cannot be read, and names it', async () => {
    const utf16 = Buffer.from(`\ufeff${soundFile}`, 'utf16le');
    const cwd = makeDirectory({
      'broken.groupmap.yaml': brokenFile,
      'utf16.groupmap.yaml': utf16,
      'latin1.groupmap.yaml': Buffer.from(soundFile.replace('Acme', 'Acm\u00e9'), 'latin1'),
      'yaml.groupmap.yaml': 'group_mappings: [\n',
    });
    const { code, json, stderr } = await checkJson(cwd, '.', 'missing');
    expect(code).toBe(3);
    expect(json.diagnostics.map(({ file, code: of }) => `${file} ${of}`)).toEqual(
      expect.arrayContaining(['broken.groupmap.yaml syntax', 'yaml.groupmap.yaml host-syntax']),
    );
    expect(json.summary['files']).toBe(4);
    expect(stderr.split('\n').filter(Boolean).sort()).toEqual([
      'groupmap: latin1.groupmap.yaml is not UTF-8 text (line 1); save it as UTF-8',
      'groupmap: missing does not exist',
      'groupmap: utf16.groupmap.yaml is UTF-16 text; save it as UTF-8',
    ]);
  });

  it('is one document even when nothing could be read', async () => {
    const { code, json } = await checkJson(makeDirectory(), 'nope');
    expect(code).toBe(3);
    expect(json).toMatchObject({ version: 1, diagnostics: [], summary: { files: 0 } });
  });
});

describe('check, text', () => {
  it('shows the line with carets under the range, the repairs, and how it stands', async () => {
    const text = `group_mappings:\n  - display_name: 日本\n    filter: '"a" in groups || "a" in groups'\n    role_bindings: [{ role_name: Operator, crn_pattern: crn://confluent.cloud/organization=1 }]\n`;
    const { code, stdout } = await runGroupmap(['check', '.'], { cwd: makeDirectory({ 'a.groupmap.yaml': text }), env: options });
    const lines = stdout.split('\n');
    const at = lines.findIndex((line) => line.includes('redundant-operand'));
    expect(lines[at]).toMatch(/^a\.groupmap\.yaml:3:\d+: warning redundant-operand: /);
    expect(lines[at + 1]).toBe(`  3 |     filter: '"a" in groups || "a" in groups'`);
    const carets = lines[at + 2] ?? '';
    expect(lines[at + 1]?.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toContain('"a" in groups');
    expect(lines[at + 3]).toMatch(/^ {2}fix: /);
    expect(stdout).toMatch(/\n1 file, 1 group mapping: [^\n]*1 warning[^\n]*\n$/);
    expect(code).toBe(0);
  });

  it('cannot be made to send escape sequences or forged lines', async () => {
    const text = `group_mappings:\n  - display_name: "\\e[2J\\nFORGED:1:1: error"\n    filter: '"\u001b]0;x\u0007" in grups'\n`;
    const { stdout, stderr } = await runGroupmap(['check', '.'], { cwd: makeDirectory({ 'a.groupmap.yaml': text }) });
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(stdout).not.toMatch(/^FORGED/m);
  });

  it('is coloured only where colour is wanted', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': brokenFile });
    const colours = async (argv: string[], isTerminal: boolean, env: Record<string, string>): Promise<boolean> =>
      (await runGroupmap(['check', '.', ...argv], { cwd, isTerminal, env })).stdout.includes('\u001b[');
    expect(await colours([], true, {})).toBe(true);
    expect(await colours([], false, {})).toBe(false);
    expect(await colours([], false, { FORCE_COLOR: '1' })).toBe(true);
    expect(await colours([], true, { NO_COLOR: '1' })).toBe(false);
    expect(await colours([], true, { NO_COLOR: '' })).toBe(true);
    expect(await colours([], true, { FORCE_COLOR: '0' })).toBe(false);
    expect(await colours([], true, { TERM: 'dumb' })).toBe(false);
    expect(await colours(['--no-color'], true, { FORCE_COLOR: '1' })).toBe(false);
  });
});

describe('the order of findings', () => {
  it('is by file, place and code, whatever their lengths', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': 'group_mappings:\n  - display-name: A\n    group: a\n', 'b.groupmap.yaml': brokenFile });
    const { json } = await checkJson(cwd, 'b.groupmap.yaml', 'a.groupmap.yaml');
    const order = json.diagnostics.map(({ file, range: { start }, code }) => [file, start.line, start.character, code].join(' '));
    expect(order).toEqual([
      'a.groupmap.yaml 1 4 mapping-grants-nothing',
      'a.groupmap.yaml 1 4 unknown-key',
      expect.stringMatching(/^b.groupmap.yaml .* syntax$/),
    ]);
  });
});

describe('check without a file to read', () => {
  it('prints one empty document for programs and nothing for people, as test and simulate do', async () => {
    const cwd = makeDirectory({ 'sub/notes.txt': '' });
    for (const command of ['check', 'test', 'simulate']) {
      const { code, stdout, stderr } = await runGroupmap([command, '--format', 'json', 'sub'], { cwd });
      expect([code, stderr]).toEqual([2, expect.stringContaining('sub has no file that Groupmap reads')]);
      expect(JSON.parse(stdout)).toMatchObject({ version: 1 });
      expect(await runGroupmap([command, 'sub'], { cwd })).toMatchObject({ code: 2, stdout: '' });
    }
  });

  it('says how many could not be read', async () => {
    const { code, stdout } = await runGroupmap(['check', 'nope'], { cwd: makeDirectory() });
    expect([code, stdout]).toEqual([3, '0 files, 0 group mappings: 1 could not be read\n']);
  });
});

describe('check --format sarif', () => {
  interface Sarif {
    readonly version: string;
    readonly runs: readonly [
      {
        readonly columnKind: string;
        readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
        readonly invocations: readonly { readonly executionSuccessful: boolean }[];
        readonly results: readonly {
          readonly ruleId: string;
          readonly ruleIndex: number;
          readonly level: string;
          readonly message: { readonly text: string };
          readonly locations: readonly {
            readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Record<string, number> };
          }[];
          readonly fixes?: readonly { readonly artifactChanges: readonly { readonly replacements: readonly unknown[] }[] }[];
        }[];
      },
    ];
  }

  it('has rules, one-based regions, escaped addresses and fixes', async () => {
    const cwd = makeDirectory({ 'a b%#.groupmap.yaml': brokenFile });
    const { stdout, code } = await runGroupmap(['check', '--format', 'sarif', '.'], { cwd });
    const sarif = JSON.parse(stdout) as Sarif;
    const [run] = sarif.runs;
    expect(code).toBe(1);
    expect(sarif.version).toBe('2.1.0');
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.tool.driver.name).toBe('groupmap');
    expect(new Set(run.tool.driver.rules.map((rule) => rule.id)).size).toBe(run.tool.driver.rules.length);
    expect(run.invocations[0]?.executionSuccessful).toBe(true);
    const result = run.results.find(({ ruleId }) => ruleId === 'syntax');
    expect(run.tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe('syntax');
    expect(result?.level).toBe('error');
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('a%20b%25%23.groupmap.yaml');
    expect(result?.locations[0]?.physicalLocation.region).toMatchObject({ startLine: filterLine + 1, endLine: filterLine + 1 });
    expect(result?.fixes?.[0]?.artifactChanges[0]?.replacements.length).toBeGreaterThan(0);
    for (const { level } of run.results) expect(['error', 'warning', 'note']).toContain(level);
  });

  it('says that a file could not be read', async () => {
    const { stdout, code } = await runGroupmap(['check', '--format', 'sarif', 'nope'], { cwd: makeDirectory() });
    const sarif = JSON.parse(stdout) as Sarif;
    expect(code).toBe(3);
    expect(sarif.runs[0].invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'nope does not exist' } }],
    });
  });
});

describe('check --format github', () => {
  it('escapes what the runner would take for syntax', async () => {
    const cwd = makeDirectory({ 'a,b%.groupmap.yaml': brokenFile });
    const { stdout, code } = await runGroupmap(['check', '--format', 'github', '.'], { cwd });
    expect(code).toBe(1);
    const [line = ''] = stdout.split('\n').filter((annotation) => annotation.includes('syntax'));
    expect(line).toMatch(
      new RegExp(
        `^::error file=a%2Cb%25\\.groupmap\\.yaml,line=${filterLine + 1},endLine=${filterLine + 1},col=\\d+,endColumn=\\d+,title=Groupmap%3A syntax::[^\\r\\n]+%0Afix: [^\\r\\n]+$`,
      ),
    );
    for (const annotation of stdout.trimEnd().split('\n')) expect(annotation).toMatch(/^::(?:error|warning|notice) /);
  });
});

describe('check of scripts', () => {
  const script = 'confluent iam group-mapping create everyone\n';

  it('looks through a script and a build file that are named', async () => {
    const cwd = makeDirectory({ 'deploy.sh': script, 'ci/build.yml': `script:\n  - ${script}`, 'fine.sh': 'ls\n' });
    const { code, json, stderr } = await checkJson(cwd, 'deploy.sh', 'ci/build.yml', 'fine.sh');
    expect(json.diagnostics.map(({ file, code: found, range }) => [file, found, range.start])).toEqual([
      ['ci/build.yml', 'cli-filter-missing', { line: 1, character: 4 }],
      ['deploy.sh', 'cli-filter-missing', { line: 0, character: 0 }],
    ]);
    expect(json.summary).toMatchObject({ files: 3, mappings: 0, warnings: 2 });
    expect([code, stderr]).toEqual([0, '']);
  });

  it('does not look for scripts in a directory, and other commands do not take them', async () => {
    const cwd = makeDirectory({ 'deploy.sh': script });
    for (const args of [
      ['check', '.'],
      ['simulate', 'deploy.sh'],
      ['fmt', 'deploy.sh'],
      ['test', 'deploy.sh'],
    ]) {
      const { code, stderr } = await runGroupmap(args, { cwd });
      expect([code, stderr]).toEqual([2, expect.stringContaining('has no file that Groupmap reads')]);
    }
  });
});
