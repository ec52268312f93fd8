import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Programs that write down their arguments instead of doing anything; one that creates something prints an id, as `created:ID` among the
 * arguments says. What `jq` gets is that id already.
 */
const programs = `
export KAFKA_REST_ENDPOINT=https://rest.example CONFLUENT_CLOUD_API_KEY=k CONFLUENT_CLOUD_API_SECRET=s KAFKA_API_KEY=k KAFKA_API_SECRET=s
record() {
  local id="group-new$BASHPID-$RANDOM$RANDOM$RANDOM"
  { printf '%s\\0' "$@"; printf 'created:%s\\0\\036\\0' "$id"; } >> "$LOG"
  printf '%s' "$id"
}
confluent() { record confluent "$@"; }
curl() { record curl "$@"; }
jq() { local id; IFS= read -r -d '' id; printf '%s' "$id"; }
`;

/** Runs each script in a real bash and answers the calls it made: the program and its arguments, with \`created:ID\` at the end. */
export function runShell(scripts: readonly string[]): readonly (readonly (readonly string[])[])[] {
  const directory = mkdtempSync(join(tmpdir(), 'groupmap-shell-'));
  try {
    const lines = scripts.map((script, index) => {
      writeFileSync(join(directory, `${index}.sh`), script);
      return `LOG=${directory}/${index}.log; : > "$LOG"; . ${directory}/${index}.sh > ${directory}/${index}.out\n`;
    });
    const main = join(directory, 'main.sh');
    writeFileSync(main, programs + lines.join(''));
    // In an empty directory: nothing that a script would do by mistake could find anything.
    execFileSync('bash', ['--norc', main], { cwd: mkdtempSync(join(directory, 'empty-')), stdio: ['ignore', 'pipe', 'pipe'] });
    return scripts.map((_, index) => callsIn(readFileSync(join(directory, `${index}.log`), 'utf8')));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function callsIn(log: string): readonly (readonly string[])[] {
  const calls: string[][] = [];
  let call: string[] = [];
  for (const word of log.split('\0').slice(0, -1)) {
    if (word === '\u001e') {
      calls.push(call);
      call = [];
    } else call.push(word);
  }
  return calls;
}
