import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { CommandIo } from '../../cli/command-io.js';
import { run } from '../../cli/run.js';
import { readParserFile } from '../support/hcl-parser.js';

/** What a run of the command line left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly cwd?: string;
  readonly stdin?: string | Uint8Array | readonly Uint8Array[];
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly readProgramFile?: CommandIo['readProgramFile'];
}

/** Runs a command in this process, with gathered output instead of streams. */
export async function runGroupmap(argv: readonly string[], world: World = {}): Promise<Finished> {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written): CommandIo['stdout'] => ({
    write: async (text) => {
      written[name] += text;
    },
    isTerminal: world.isTerminal ?? false,
    columns: world.columns ?? 100,
    isClosed: false,
  });
  const code = await run(argv, {
    stdin: bytesOf(world.stdin ?? ''),
    stdout: output('stdout'),
    stderr: output('stderr'),
    cwd: world.cwd ?? process.cwd(),
    env: world.env ?? {},
    readProgramFile: world.readProgramFile ?? readParserFile,
  });
  return { code, ...written };
}

async function* bytesOf(input: string | Uint8Array | readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  if (typeof input === 'string') yield Buffer.from(input);
  else if (input instanceof Uint8Array) yield input;
  else yield* input;
}

/** The built command line. */
export const bundle = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

/** Runs the built command line as a process of its own; `uid` makes it an unprivileged user's. */
export function runBundle(
  argv: readonly string[],
  options: {
    readonly cwd?: string;
    readonly stdin?: string | Uint8Array;
    readonly uid?: number;
    readonly nodeOptions?: readonly string[];
  } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...(options.nodeOptions ?? []), bundle, ...argv], {
      cwd: options.cwd,
      ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
      env: { PATH: process.env['PATH'], HOME: tmpdir() },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    // A command that does not read its input may be gone before it is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.stdin ?? '');
  });
}

/** A directory with the given files (path to content), removed after the test. */
export function makeDirectory(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'groupmap-cli-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}

/** A small mapping file without findings: one mapping, one user. */
export const soundFile = `organization: { display_name: Acme }
sso: { group_attribute: groups }
group_mappings:
  - display_name: Data science
    filter: '"data-science" in groups'
    role_bindings:
      - role_name: DeveloperRead
        crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=orders-*
users:
  - name: ana@acme.example
    groups: [data-science]
`;

/** The same with an error of each kind that can be relied on: a filter that is not CEL. */
export const brokenFile = soundFile.replace('in groups', 'in groups ||');
