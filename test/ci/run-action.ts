import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { makeDirectory } from '../cli/run-groupmap.js';
import { gitEnvironment, type GitRepository } from '../support/git-repository.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly id?: string;
      readonly name: string;
      readonly shell: string;
      readonly env?: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;

export interface ActionRun {
  readonly isPassed: boolean;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Runs the action's steps one after the other with bash in a working directory, as a runner does: expressions resolved, outputs and summary
 * in files. The action stands in this repository, or where `GROUPMAP_ACTION_PATH` says: in an installed package.
 */
export function runAction({ directory }: Pick<GitRepository, 'directory'>, inputs: Readonly<Record<string, string>>): ActionRun {
  const runner = makeDirectory({ 'temp/empty': '', summary: '' });
  const outputs: Record<string, Record<string, string>> = {};
  let log = '';
  const resolve = (text: string): string =>
    text.replace(/\$\{\{\s*([^}]*?)\s*\}\}/g, (_whole, expression: string) => {
      const [, input] = /^inputs\.([\w-]+)$/.exec(expression) ?? [];
      if (input !== undefined)
        return inputs[input] ?? (/\$\{\{/.test(action.inputs[input]?.default ?? '') ? '' : (action.inputs[input]?.default ?? ''));
      const [, step = '', output = ''] = /^steps\.(\w+)\.outputs\.(\w+)$/.exec(expression) ?? [];
      return outputs[step]?.[output] ?? '';
    });
  let isPassed = true;
  for (const { id, name, env = {}, run } of action.runs.steps) {
    // What a step runs holds no expression: an input could be a command.
    expect(run).not.toContain('${{');
    const outputFile = join(runner, `output-${name}`);
    writeFileSync(outputFile, '');
    try {
      log += execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
        cwd: directory,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...gitEnvironment,
          ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, resolve(value)])),
          GITHUB_ACTION_PATH: process.env['GROUPMAP_ACTION_PATH'] ?? root,
          GITHUB_OUTPUT: outputFile,
          GITHUB_STEP_SUMMARY: join(runner, 'summary'),
          RUNNER_TEMP: join(runner, 'temp'),
        },
      });
    } catch (error) {
      log += (error as { stdout?: string }).stdout ?? '';
      isPassed = false;
      break;
    }
    const lines = readFileSync(outputFile, 'utf8').split('\n').filter(Boolean);
    if (id !== undefined) outputs[id] = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]));
  }
  return { isPassed, log, summary: readFileSync(join(runner, 'summary'), 'utf8'), outputs };
}
