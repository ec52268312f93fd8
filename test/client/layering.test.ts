import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = readdirSync(join(root, 'client'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** What the client says to the server, and to the panel. */
const said = ['protocol.js', 'panel/answer-changes.js', 'panel/messages.js', 'panel/words.js'];

it('knows nothing of the server and the panel but what they say to each other', () => {
  const wrong = sources.flatMap((name) => {
    const path = posix.join('client', name.replaceAll('\\', '/'));
    const imports = [...readFileSync(join(root, path), 'utf8').matchAll(/^(?:import|export)\s(?:[^'";]*?\sfrom\s)?'([^']+)'/gm)];
    return imports
      .map((match) => match[1] ?? '')
      .filter((target) => {
        if (!target.startsWith('.')) return !/^vscode(-languageclient(\/|$)|$)/.test(target);
        const resolved = posix.join(posix.dirname(path), target);
        return !resolved.startsWith('client/') && !said.includes(resolved);
      })
      .map((target) => `${path} imports ${target}`);
  });
  expect(sources.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});
