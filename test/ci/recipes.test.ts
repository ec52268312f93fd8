import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { brokenFile, bundle, soundFile } from '../cli/run-groupmap.js';
import { gitEnvironment, makeRepository } from '../support/git-repository.js';
import { runAction } from './run-action.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const wider = soundFile.replace(`in groups'`, `in groups || "ops" in groups'`);

describe('the GitHub Action, run by bash against a real repository', () => {
  it('passes a sound change, and says in the summary and a file what access changes', () => {
    const repository = makeRepository();
    const base = repository.commit({ 'acme/acme.groupmap.yaml': soundFile, 'other/other.groupmap.yaml': soundFile });
    repository.commit({ 'acme/acme.groupmap.yaml': wider });
    const { isPassed, summary, outputs } = runAction(repository, { base });
    expect([isPassed, outputs['check'], outputs['test']]).toEqual([true, { status: '0' }, { status: '0' }]);
    expect(summary).toContain('2 files, 2 group mappings: nothing to report');
    expect(summary).toContain('Anyone in `ops` now gets **DeveloperRead**');
    const report = readFileSync(outputs['diff']?.['file'] ?? '', 'utf8');
    expect(report.match(/^## /gm)).toEqual(['## ']);
    expect(report).toContain('## Access changes, for none of the sample users');
  });

  it('fails on a change that is named, with an annotation', () => {
    const repository = makeRepository();
    const base = repository.commit({ 'acme.groupmap.yaml': soundFile });
    repository.commit({ 'acme.groupmap.yaml': wider });
    const { isPassed, log, outputs } = runAction(repository, { base, 'fail-on': 'loss\n  gain:DeveloperRead  \n' });
    expect([isPassed, outputs['diff']?.['status']]).toEqual([false, '1']);
    expect(log).toContain('::error title=Access changes::anyone with the right groups gains DeveloperRead on topics');
  });

  it('fails on errors, with an annotation at their place, and still tells the rest', () => {
    const repository = makeRepository();
    const base = repository.commit({ 'acme.groupmap.yaml': soundFile });
    repository.commit({ 'acme.groupmap.yaml': brokenFile });
    const { isPassed, log, summary } = runAction(repository, { base });
    expect(isPassed).toBe(false);
    expect(log).toMatch(/^::error file=acme\.groupmap\.yaml,line=5,/m);
    expect(summary).toContain('is unknown');
  });

  it('fails on an expectation that does not hold', () => {
    const repository = makeRepository();
    const base = repository.commit({ 'acme.groupmap.yaml': `${soundFile}    expect: { sign_in: allowed, group_mappings: [] }\n` });
    const { isPassed, summary, outputs } = runAction(repository, { base });
    expect([isPassed, outputs['test'], outputs['diff']]).toEqual([false, { status: '1' }, { status: '0' }]);
    expect(summary).toContain('1 user: 0 passed, 1 failed');
  });

  it('compares each set that changed: one that is new, one that is gone, one with a blank in its name', () => {
    const repository = makeRepository();
    const base = repository.commit({
      'old/a.groupmap.yaml': soundFile,
      'the same/a.groupmap.yaml': soundFile,
      'kept/a.groupmap.yaml': soundFile,
      'the/a.groupmap.yaml': soundFile,
    });
    repository.git('rm', '--quiet', '-r', 'old');
    repository.commit({ 'new/a.groupmap.yaml': soundFile, 'the same/a.groupmap.yaml': wider, 'the/a.groupmap.yaml': wider });
    const { isPassed, outputs } = runAction(repository, { base });
    const report = readFileSync(outputs['diff']?.['file'] ?? '', 'utf8');
    expect(isPassed).toBe(true);
    expect(report.match(/^# .*$/gm)).toEqual(['# new', '# old', '# the same', '# the']);
    expect(report).toContain('Nobody gets **DeveloperRead**');
  });

  it.each(['', '0000000000000000000000000000000000000000'])('compares nothing where there is no base: %j', (base) => {
    const repository = makeRepository();
    repository.commit({ 'acme.groupmap.yaml': soundFile });
    const { isPassed, log, outputs } = runAction(repository, { base });
    expect([isPassed, outputs['diff']]).toEqual([true, { status: '0' }]);
    expect(log).toContain('There is no revision to compare with.');
  });

  it('passes a repair below a path that looks like an option, and takes nothing in a file for a command', () => {
    const repository = makeRepository();
    const base = repository.commit({ '-my maps/acme.groupmap.yaml': brokenFile, 'other.groupmap.yaml': brokenFile });
    const commanding = soundFile.replace(/filter: .*/, `filter: |\n      // so that\n      ::error::this is none\n      "ops" in groups`);
    repository.commit({ '-my maps/acme.groupmap.yaml': soundFile, '-my maps/b/b.groupmap.yaml': soundFile });
    const { isPassed, log, outputs } = runAction(repository, { base, path: '-my maps' });
    expect([isPassed, outputs['diff']?.['status']]).toEqual([true, '0']);
    expect(log).toMatch(/^::warning title=Group mappings::git:\w+:-my maps\/acme\.groupmap\.yaml has an error/m);
    expect(readFileSync(outputs['diff']?.['file'] ?? '', 'utf8')).toContain('(`-my maps/b/b.groupmap.yaml:4`)');

    const sound = repository.git('rev-parse', 'HEAD');
    repository.commit({ '-my maps/b/b.groupmap.yaml': commanding });
    const shown = runAction(repository, { base: sound, path: '-my maps' }).log;
    expect(shown).toContain('+ // so that ::error::this is none');
    // What a runner takes for commands: lines that begin so, and stand in no part that is plain.
    const taken = shown.replace(/^::stop-commands::(plain-\d+)$[^]*?^::\1::$/gm, '');
    expect(taken).not.toContain('so that');
  });

  it('tells that there is no mapping file, which is wrong unless the change took the last one out', () => {
    const repository = makeRepository();
    const first = repository.commit({ 'readme.md': 'Mappings are to come.' });
    const none = runAction(repository, { base: first });
    expect([none.isPassed, none.log]).toEqual([
      false,
      expect.stringContaining('::error title=Group mappings::There is no mapping file in or below ..'),
    ]);
    const base = repository.commit({ 'acme.groupmap.yaml': soundFile });
    repository.git('rm', '--quiet', 'acme.groupmap.yaml');
    repository.commit({});
    const { isPassed, log, summary } = runAction(repository, { base });
    expect([isPassed, log]).toEqual([true, expect.stringContaining('::notice title=Group mappings::No mapping file is left.')]);
    expect(summary).toContain('Nobody gets **DeveloperRead**');
  });

  it('says so where the base is not to be had', () => {
    const repository = makeRepository();
    repository.commit({ 'acme.groupmap.yaml': soundFile });
    const { isPassed, log } = runAction(repository, { base: '1111111111111111111111111111111111111111' });
    expect(isPassed).toBe(false);
    expect(log).toContain('::error title=Group mappings::The revision 1111111111111111111111111111111111111111 is not in the clone.');
  });

  it('fetches a base that a shallow clone lacks', () => {
    const origin = makeRepository();
    const base = origin.commit({ 'acme.groupmap.yaml': soundFile });
    origin.commit({ 'acme.groupmap.yaml': wider });
    origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = makeRepository();
    clone.git('remote', 'add', 'origin', `file://${origin.directory}`);
    clone.git('fetch', '--quiet', '--depth=1', 'origin', 'main');
    clone.git('checkout', '--quiet', 'FETCH_HEAD');
    const { isPassed, summary } = runAction(clone, { base });
    expect(isPassed).toBe(true);
    expect(summary).toContain('Anyone in `ops`');
  });
});

const guide = readFileSync(join(root, 'docs/ci.md'), 'utf8');
const recipes = Array.from(guide.matchAll(/^```yaml\n([^]*?)^```$/gm), (block) => parse(block[1] ?? '') as Record<string, unknown>);

describe('the GitLab recipe', () => {
  const job = recipes.find((recipe) => 'groupmap' in recipe)?.['groupmap'] as { readonly script: readonly string[] };

  it.each([
    [wider, 0, 'Anyone in `ops`'],
    [soundFile.replace('DeveloperRead', 'OrganizationAdmin'), 1, '1 of 1 person gains an administrator role'],
    [brokenFile, 1, 'is unknown'],
  ])('runs as it is written (%#)', (head, expected, says) => {
    const repository = makeRepository();
    const base = repository.commit({ 'mappings/acme.groupmap.yaml': soundFile });
    repository.commit({ 'mappings/acme.groupmap.yaml': head });
    let code = 0;
    try {
      // GitLab runs the lines in one shell that stops at the first failure.
      execFileSync('bash', ['-eo', 'pipefail', '-c', job.script.join('\n')], {
        cwd: repository.directory,
        env: { ...gitEnvironment, GROUPMAP: bundle, MAPPINGS: 'mappings', CI_MERGE_REQUEST_DIFF_BASE_SHA: base },
        stdio: 'ignore',
      });
    } catch (error) {
      code = (error as { status: number }).status;
    }
    expect(code).toBe(expected);
    expect(readFileSync(join(repository.directory, 'groupmap.md'), 'utf8')).toContain(says);
    expect(readFileSync(join(repository.directory, 'groupmap.xml'), 'utf8')).toContain('<testsuites');
  });
});

describe('the pre-commit hooks', () => {
  const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly {
    readonly id: string;
    readonly entry: string;
    readonly args?: readonly string[];
    readonly files: string;
    readonly pass_filenames?: boolean;
  }[];

  it('are those that the guide shows', () => {
    const shown = recipes.find((recipe) => 'repos' in recipe)?.['repos'] as readonly {
      readonly hooks: readonly { readonly id: string }[];
    }[];
    expect(shown[0]?.hooks.map(({ id }) => id)).toEqual(hooks.map(({ id }) => id));
  });

  it.each(hooks.map((hook) => [hook.id, hook] as const))(
    '%s runs on the working directory of a change',
    (_id, { entry, args = [], files, pass_filenames }) => {
      const repository = makeRepository();
      repository.commit({ 'acme.groupmap.yaml': soundFile });
      repository.write({ 'acme.groupmap.yaml': wider });
      expect(new RegExp(files).test('acme.groupmap.yaml')).toBe(true);
      expect(new RegExp(files).test('readme.md')).toBe(false);
      const [command, ...rest] = entry.split(' ');
      expect(command).toBe('groupmap');
      const names = pass_filenames === false ? [] : ['acme.groupmap.yaml'];
      execFileSync(process.execPath, [bundle, ...rest, ...args, ...names], {
        cwd: repository.directory,
        env: gitEnvironment,
        encoding: 'utf8',
      });
    },
  );

  it('find their command in the package that npm makes of the repository: `prepare` builds it also where it is installed from git', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
      files: string[];
      scripts: Record<string, string>;
    };
    expect([manifest.bin['groupmap'], manifest.files.includes('dist'), manifest.scripts['prepare']]).toEqual([
      'dist/cli.cjs',
      true,
      'node scripts/prepare.mjs',
    ]);
  });
});
