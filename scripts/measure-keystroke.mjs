// `npm run bench:keystroke`: how long after a key in the editor the evaluator panel shows what it does, in a real Visual Studio Code, with
// 100 mappings and 1,000 sample users. Figures only: they are the machine's as much as ours.
//
//   --keys 40         how many keys       --one-file   mappings and users in one file instead of one each
//   --pause 400       between keys, in milliseconds; 60 is somebody who types fast
//   --log             every key, with the messages that came to the panel after it
//   --built           what is in dist/ is fresh already
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages, root } from './set-up.mjs';

installPackages();
const { writePackage } = await import('./package.mjs');
const { installHost } = await import('../test/vscode/host/install-host.mjs');
const { openWorkbench } = await import('../test/vscode/host/open-workbench.mjs');
const { User } = await import('../test/vscode/host/user.mjs');
const { newestVersion } = await import('../test/vscode/host/vscode-versions.mjs');

const { values: options } = parseArgs({
  options: {
    keys: { type: 'string', default: '40' },
    pause: { type: 'string', default: '400' },
    'one-file': { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
  },
});

const crn = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1';
const mappings = Array.from({ length: 100 }, (_, index) =>
  [
    `  - display_name: Team ${index}`,
    `    filter: '"team-${index}" in groups || "team-${index}-leads" in groups'`,
    '    role_bindings:',
    '      - role_name: EnvironmentAdmin',
    `        crn_pattern: ${crn}`,
  ].join('\n'),
).join('\n');
const users = Array.from({ length: 1000 }, (_, index) => {
  const groups = Array.from({ length: 6 }, (_, nth) => `team-${(index * 7 + nth * 13) % 100}`);
  if (index < 100) groups.push(`team-${index}-leads`);
  return `  - name: person-${index}@globex.example\n    groups: [${groups.join(', ')}]`;
}).join('\n');
const head =
  'organization:\n  display_name: Globex\n  limits: { group_mappings: 200 }\nsso:\n  identity_provider: okta\n  group_attribute: groups\n';

/** @param {readonly number[]} sorted @param {number} share */
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

const scratch = mkdtempSync(join(tmpdir(), 'groupmap-keystroke-'));
const workspace = join(scratch, 'globex');
mkdirSync(workspace);
const file = 'mappings.groupmap.yaml';
writeFileSync(join(workspace, file), `${head}group_mappings:\n${mappings}\n${options['one-file'] ? `users:\n${users}\n` : ''}`);
if (!options['one-file']) writeFileSync(join(workspace, 'users.groupmap.yaml'), `users:\n${users}\n`);

if (!options.built) execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: ['ignore', 2, 2] });
const { path: vsix } = writePackage(join(scratch, 'groupmap.vsix'));
const window = { width: 1800, height: 900 };
const workbench = await openWorkbench({ host: installHost(newestVersion), workspace, extension: { vsix }, window });
try {
  const { page } = workbench;
  const user = new User(page);
  await user.openFile(file);
  await user.seesSet('Globex');
  await user.runCommand('Group Mapping: Open Evaluator');
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  await panel.locator('[data-user="person-0@globex.example"][data-sign-in]').waitFor();
  await user.focusEditor();
  await user.select('"team-7-leads"');
  await user.press('ArrowRight', 'ArrowLeft');

  await page.evaluate(() => {
    globalThis.pressed = [];
    addEventListener('keydown', (event) => globalThis.pressed.push(performance.timeOrigin + event.timeStamp), true);
  });
  const frame = page.frames().find((candidate) => candidate.parentFrame()?.parentFrame() === page.mainFrame());
  if (!frame) throw new Error('The panel is not there.');
  await frame.evaluate(() => {
    globalThis.shown = new Map();
    globalThis.log = [];
    const now = () => performance.timeOrigin + performance.now();
    addEventListener(
      'message',
      ({ data }) => globalThis.log.push([now(), data.q ?? data.type, JSON.stringify(data).length, data.t ?? []]),
      true,
    );
    const look = () => {
      const text = document.querySelector('[data-mapping="Team 7"]')?.textContent ?? '';
      const count = /team-7-leads(x*)/.exec(text)?.[1]?.length ?? 0;
      if (!globalThis.shown.has(count)) globalThis.shown.set(count, now());
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    look();
  });
  const keys = Number(options.keys);
  for (let index = 0; index < keys; index++) {
    await page.keyboard.press('x');
    await page.waitForTimeout(Number(options.pause));
  }
  await panel.locator('[data-mapping="Team 7"]', { hasText: `team-7-leads${'x'.repeat(keys)}` }).waitFor();
  const pressed = await page.evaluate(() => globalThis.pressed);
  const { shown, log } = await frame.evaluate(() => ({ shown: [...globalThis.shown], log: globalThis.log }));
  const times = [];
  for (const [index, at] of pressed.entries()) {
    // A key that was overtaken shows with a later one.
    const first = Math.min(...shown.filter(([count]) => count > index).map(([, time]) => time));
    times.push(first - at);
    if (options.log) {
      const next = pressed[index + 1] ?? Infinity;
      const parts = log
        .filter(([time]) => time >= at && time < next)
        .map(([time, type, size, t]) => `${type}:${size}@[${t.map((x) => (x - at).toFixed(0)).join(',')}]${(time - at).toFixed(0)}`);
      console.log(`${(first - at).toFixed(0)} ms  ${parts.join(' ')}`);
    }
  }
  const sorted = times.slice(2).sort((a, b) => a - b);
  const figures = [0.1, 0.5, 0.9, 1].map((share) => `${Math.round(quantile(sorted, share))}`);
  console.log(
    `key to panel, ${keys} keys, ${options.pause} ms apart: 10 % ${figures[0]}, median ${figures[1]}, 90 % ${figures[2]}, longest ${figures[3]} ms`,
  );
} finally {
  await workbench.close();
  rmSync(scratch, { recursive: true, force: true });
}
