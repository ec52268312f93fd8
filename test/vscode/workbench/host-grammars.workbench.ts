import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { installHost } from '../host/install-host.mjs';
import { vscodeVersions } from '../host/vscode-versions.mjs';

const copies = fileURLToPath(new URL('../../data/vscode-grammars/', import.meta.url));

it.each(vscodeVersions)('VS Code $version has the grammars that our injections are tested against', (version) => {
  const extensions = join(dirname(installHost(version).serverMain), '..', 'extensions');
  for (const name of readdirSync(copies).filter((file) => file.endsWith('.json'))) {
    const language = name.startsWith('yaml') ? 'yaml' : 'json';
    expect(readFileSync(join(copies, name), 'utf8'), name).toBe(readFileSync(join(extensions, language, 'syntaxes', name), 'utf8'));
  }
});
