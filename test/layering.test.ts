import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The rooms of the language from the ground up. */
const floors = ['text', 'filter', 'hosts', 'mapping-set', 'analysis', 'provisioning', 'review', 'exchange', 'editing', 'evaluator'];
/** What the language may import from outside: parsers, hashes and types, nothing that touches the world. */
const packages =
  /^(@noble\/hashes|langium|yaml|jsonc-parser|fast-xml-parser|fflate|papaparse|web-tree-sitter|vscode-languageserver-types|vscode-uri|chevrotain)(\/|$)/;

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return sourcesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(/^\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*'([^']+)'/gm), ...text.matchAll(/\bimport\(\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
}

const sources = sourcesBelow('src-language');

describe('layering', () => {
  it('finds the sources and their imports', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(50);
  });

  it.each(floors)('%s imports only from its own floor and those below', (floor) => {
    const allowed = new Set(floors.slice(0, floors.indexOf(floor) + 1));
    const wrong: string[] = [];
    for (const path of sources.filter((source) => source.startsWith(`src-language/${floor}/`)))
      for (const target of importsOf(path)) {
        if (!target.startsWith('.')) {
          if (!packages.test(target)) wrong.push(`${path} imports ${target}`);
          continue;
        }
        const resolved = posix.join(posix.dirname(path), target);
        const room = resolved.split('/')[1] ?? '';
        if (!resolved.startsWith('src-language/') || !allowed.has(room)) wrong.push(`${path} imports ${resolved}`);
      }
    expect(wrong).toEqual([]);
  });

  it('keeps filter and hosts apart', () => {
    const wrong = sources
      .filter((path) => path.startsWith('src-language/hosts/'))
      .filter((path) => importsOf(path).some((target) => target.includes('/filter/')));
    expect(wrong).toEqual([]);
  });

  it.each([
    ['cli', ['cli', 'src-language']],
    ['server', ['server', 'protocol.js', 'src-language']],
    ['client', ['client', 'protocol.js', 'panel/answer-changes.js', 'panel/messages.js', 'panel/words.js']],
    [
      'panel',
      [
        'panel',
        'protocol.js',
        ...['matrix-view', 'matrix-text', 'what-if-text', 'diff-text'].map((name) => `src-language/evaluator/${name}.js`),
      ],
    ],
  ])('%s imports only %j', (room, allowed) => {
    const wrong = sourcesBelow(room).flatMap((path) =>
      importsOf(path)
        .filter((target) => target.startsWith('.'))
        .map((target) => relative(root, join(root, posix.dirname(path), target)).replaceAll('\\', '/'))
        .filter((target) => !allowed.includes(target.split('/')[0] ?? '') && !allowed.includes(target))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('lets nothing but tests import tests', () => {
    const wrong = [...sources, ...['cli', 'server', 'client', 'panel'].flatMap(sourcesBelow)].filter((path) =>
      importsOf(path).some((target) => relative(root, join(root, posix.dirname(path), target)).startsWith('test/')),
    );
    expect(wrong).toEqual([]);
  });
});
