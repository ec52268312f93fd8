// `npm run test:random [ROUNDS] [PATH…]`: the property tests on cases that no run has drawn yet. A failure names the seed that repeats it.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, root } from './set-up.mjs';

installPackages();
const [rounds = '5', ...paths] = process.argv.slice(2);
const test = join(root, 'test');
const propertyTests = readdirSync(test, { recursive: true })
  .map((path) => join('test', String(path)))
  .filter((path) => path.endsWith('.test.ts') && readFileSync(join(root, path), 'utf8').includes('fc.assert('))
  .filter((path) => paths.length === 0 || paths.some((wanted) => path.includes(wanted)));

let failures = 0;
for (let round = 1; round <= Number(rounds); round++) {
  const seed = randomInt(1, 2 ** 31);
  console.log(`Round ${round} of ${rounds}: PROPERTY_SEED=${seed}`);
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=dot', ...propertyTests],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PROPERTY_SEED: String(seed) },
    },
  );
  if (status !== 0) failures++;
}
console.log(`${Number(rounds) - failures} passed, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
