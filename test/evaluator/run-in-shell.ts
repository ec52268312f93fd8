import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

/** What a shell prints when somebody pastes a command of `groupmap` in a directory; that the set has mistakes, which the exit code tells, is no failure. */
export function runInShell(shell: string, directory: string, command: string): string {
  const script = join(directory, 'command.sh');
  writeFileSync(script, `groupmap() { "${process.execPath}" "${cli}" "$@" 2>/dev/null || test $? -eq 1; }\n${command}`);
  return execFileSync(shell, [script], { cwd: directory, encoding: 'utf8' });
}
