import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from '../support/read-zip.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'groupmap-vsix-'));
let archive: Buffer;
let files: Map<string, () => Buffer>;

const text = (path: string): string => files.get(`extension/${path}`)?.().toString('utf8') ?? '';

beforeAll(() => {
  const out = join(scratch, 'groupmap.vsix');
  execFileSync(process.execPath, ['scripts/package.mjs', '--no-build', '--out', out], { cwd: root, stdio: 'pipe' });
  archive = readFileSync(out);
  files = readZip(archive);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the packaged extension', () => {
  it('is smaller than 1.5 MB', () => {
    expect(archive.length).toBeLessThan(1.5 * 1024 * 1024);
  });

  it('holds what it runs and shows, and nothing else', () => {
    // vsce names these three itself.
    const ofVsce = ['readme.md', 'changelog.md', 'LICENSE.txt'];
    const expected = [
      ...ofVsce,
      'package.json',
      'package.nls.json',
      'dist/extension.cjs',
      'dist/extension.web.js',
      'dist/panel.css',
      'dist/panel.js',
      'dist/server.cjs',
      'dist/server.web.js',
      'dist/tree-sitter-hcl.wasm',
      'dist/web-tree-sitter.wasm',
      'l10n/bundle.l10n.json',
      'schemas/groupmap.schema.json',
      ...['groupfilter-dark.svg', 'groupfilter-light.svg', 'group-mappings.svg', 'icon.png', 'icon.svg'].map((name) => `media/${name}`),
      ...['organization', 'mappings', 'users'].map((name) => `media/example/${name}.groupmap.yaml`),
      ...['attribute', 'entra', 'example', 'jit', 'mistakes', 'okta', 'simulate'].map((name) => `media/walkthrough/${name}.svg`),
      'syntaxes/groupfilter.language-configuration.json',
      ...['groupfilter', 'json-groupfilter', 'terraform-groupfilter', 'yaml-groupfilter'].map((name) => `syntaxes/${name}.tmLanguage.json`),
    ];
    const found = [...files.keys()].filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length));
    expect(found.sort()).toEqual(expected.sort());
  });

  it('has no source maps and no addresses of them', () => {
    for (const path of [
      'dist/extension.cjs',
      'dist/extension.web.js',
      'dist/panel.js',
      'dist/panel.css',
      'dist/server.cjs',
      'dist/server.web.js',
    ])
      expect(text(path)).not.toContain('sourceMappingURL=');
  });

  it('has a package.json that only an editor reads', () => {
    const manifest = JSON.parse(text('package.json')) as Record<string, unknown>;
    for (const key of ['dependencies', 'devDependencies', 'scripts', 'bin', 'files', 'type']) expect(manifest).not.toHaveProperty(key);
    expect(manifest.engines).toEqual({ vscode: '^1.100.0' });
  });

  it('holds every file that its package.json names', () => {
    const named = new Set<string>();
    const visit = (value: unknown): void => {
      if (typeof value === 'string') {
        if (/^(?:\.\/)?(?:dist|media|schemas|syntaxes|l10n)\/.+\.\w+$/.test(value)) named.add(value.replace(/^\.\//, ''));
      } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
    };
    visit(JSON.parse(text('package.json')));
    expect(named.size).toBeGreaterThan(15);
    expect([...named].filter((path) => !files.has(`extension/${path}`))).toEqual([]);
  });

  it('has a picture of 128 × 128 for its icon', () => {
    const png = files.get('extension/media/icon.png')?.() ?? Buffer.alloc(24);
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 128]);
  });
});
