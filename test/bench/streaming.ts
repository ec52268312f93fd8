import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { median } from './measure.js';
import { makeFilters, makeUserLines } from './workload.js';

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

export interface StreamingMeasurement {
  readonly users: number;
  readonly megabytes: number;
  /** Medians of whole processes, in seconds. */
  readonly groupmapSeconds: number;
  readonly readAndParseSeconds: number;
  /**
   * Ours over reading the same lines and giving each to `JSON.parse`, both as whole processes: the median of the rounds' ratios, so that a
   * machine that is slow for a while slows both sides of it.
   */
  readonly ratio: number;
  /** The largest resident set of our process, in MB. */
  readonly peakMegabytes: number;
}

/** What any program must at least do with such a file: read it, split it into lines, and parse each. */
const readAndParse = `
  const { createReadStream } = require('node:fs');
  const { createInterface } = require('node:readline');
  let people = 0, groups = 0;
  createInterface({ input: createReadStream(process.argv[1]), crlfDelay: Infinity })
    .on('line', (line) => { const user = JSON.parse(line); people++; groups += user.groups.length; })
    .on('close', () => console.log(people, groups));
`;

/** The same with the fastest splitting we know of: whole chunks, decoded and split at once. */
const readAndParseTight = `
  const { createReadStream } = require('node:fs');
  let people = 0, groups = 0, rest = '';
  createReadStream(process.argv[1], { encoding: 'utf8', highWaterMark: 1 << 20 })
    .on('data', (chunk) => { const lines = (rest + chunk).split('\\n'); rest = lines.pop(); for (const line of lines) { const user = JSON.parse(line); people++; groups += user.groups.length; } })
    .on('end', () => { if (rest) { const user = JSON.parse(rest); people++; groups += user.groups.length; } console.log(people, groups); });
`;

/** How long a process takes from start to end, in seconds. */
async function time(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return (performance.now() - started) / 1000;
}

/** `process.resourceUsage().maxRSS` of a run of our command line, asked for inside it as it ends. */
async function peakOf(args: readonly string[], folder: string): Promise<number> {
  const probe = join(folder, 'peak.cjs');
  writeFileSync(probe, `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + '\\n'));`);
  const child = spawn(process.execPath, ['--require', probe, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await once(child, 'close');
  return Number(/peak (\d+)/.exec(errors)?.[1] ?? Number.NaN) / 1024;
}

/** Streams so many people through 100 mappings in summary form, in turn with the bare reading and parsing of the same lines. */
export async function measureStreaming(users: number, rounds: number): Promise<StreamingMeasurement> {
  const folder = mkdtempSync(join(tmpdir(), 'groupmap-bench-'));
  try {
    const people = join(folder, 'people.jsonl');
    const sample = makeUserLines(Math.min(users, 20_000));
    const stream = createWriteStream(people);
    let bytes = 0;
    for (let written = 0; written < users; written += sample.length) {
      const block = `${sample.slice(0, users - written).join('\n')}\n`;
      bytes += block.length;
      if (!stream.write(block)) await once(stream, 'drain');
    }
    stream.end();
    await once(stream, 'close');

    const set = join(folder, 'acme.groupmap.yaml');
    const mappings = makeFilters(100).map(
      (filter, index) =>
        `  - display_name: Mapping ${index}\n    filter: '${filter}'\n    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=1/environment=env-${index} }]\n`,
    );
    writeFileSync(set, `organization: { limits: { group_mappings: 200 } }\ngroup_mappings:\n${mappings.join('')}`);

    const ours = [cli, 'simulate', set, '--users', people, '--format', 'summary'];
    const samples = { ours: [] as number[], plain: [] as number[], tight: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      samples.ours.push(await time(ours));
      samples.plain.push(await time(['-e', readAndParse, people]));
      samples.tight.push(await time(['-e', readAndParseTight, people]));
    }
    const peakMegabytes = await peakOf(ours, folder);
    const groupmapSeconds = median(samples.ours);
    // The stricter of the two readings is the one to be measured by.
    const strict = median(samples.plain) < median(samples.tight) ? samples.plain : samples.tight;
    const readAndParseSeconds = median(strict);
    return {
      users,
      megabytes: bytes / 1e6,
      groupmapSeconds,
      readAndParseSeconds,
      ratio: median(samples.ours.map((seconds, round) => seconds / (strict[round] ?? Number.NaN))),
      peakMegabytes,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
