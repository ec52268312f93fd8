import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HostNode, HostTree } from '../../src-language/hosts/host-tree.js';
import { parseStream } from '../../src-language/hosts/yaml/parse-stream.js';
import { readYamlTree } from '../../src-language/hosts/yaml/read-yaml-tree.js';
import { StreamMemory } from '../../src-language/hosts/yaml/stream-memory.js';

/** Everything that a tree says, as values that compare: ranges, texts, and where each text's characters stand in the file. */
function plain(tree: HostTree): unknown {
  const node = (value: HostNode | null): unknown => {
    if (!value) return null;
    const { kind, range } = value;
    if (kind === 'sequence') return { kind, range, items: value.items.map(node) };
    if (kind === 'map') return { kind, range, entries: value.entries.map((entry) => ({ ...entry, value: node(entry.value) })) };
    const { text } = value;
    const places = [0, text.value.length >> 1, text.value.length].map((at) => text.toHost({ start: 0, end: at }));
    const edits = text.value.includes('g1') && text.encodeEdits([{ range: { start: 0, end: 0 }, newText: '"' }]);
    return { kind, range, value: value.value, text: text.value, textRange: text.range, places, edits, quoteEdit: value.quoteEdit };
  };
  return { roots: tree.roots.map(node), problems: tree.problems, ignores: tree.ignores };
}

/** Compares as text first, which is a great deal faster; a difference is then shown as values. */
function expectSame(text: string, memory: StreamMemory): void {
  const actual = plain(readYamlTree(text, memory));
  const expected = plain(readYamlTree(text));
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected);
}

const styles = [
  (index: number) => `filter: '"g${index}" in groups'`,
  (index: number) => `filter: "\\"g${index}\\" in groups"`,
  (index: number) => `filter: >-\n      "g${index}" in groups\n      || "x" in groups`,
  (index: number) => `filter: |\n      "g${index}" in groups\n\n`,
  (index: number) => `filter: "g${index}" in groups`,
  (index: number) => `group: g${index}\n    # about ${index}`,
  (index: number) => `{ a: [1, two, 'three'], b: ${index} }`,
  (index: number) => `plain ${index}\n      goes on`,
];

function sample(lineBreak: string, hasIgnores: boolean): string {
  const item = (index: number): string =>
    index % 8 < 6
      ? `  - display_name: Mapping ${index}\n    ${styles[index % 8]?.(index)}\n    role_bindings:\n      - role_name: DeveloperRead\n        crn_pattern: crn://confluent.cloud/organization=1/environment=e${index}\n`
      : `  - ${styles[index % 8]?.(index)}\n`;
  const list = Array.from(
    { length: 11 },
    (_, index) => (hasIgnores && index % 5 === 0 ? '    # groupmap-ignore syntax\n' : '') + item(index),
  );
  const groups = Array.from({ length: 4 }, (_, index) => `- { id: id-${index}, display_name: Group ${index} }\n`);
  return `# A set\norganization:\n  display_name: Acme\ngroup_mappings:\n${list.join('')}known_groups:\n${groups.join('')}users:\n  - name: ana\n    groups: [a, b]\n  - name: bo\n`.replaceAll(
    '\n',
    lineBreak,
  );
}

/** Pieces that people type, paste and break files with. */
const pieces = [
  'x', ' ', '"', "'", '#', ':', ': ', '- ', '\n', '\r\n', '\t', '&a ', '*a', '!t ', '{', '}', '[', ']', '|', '>', ',', '---\n', '...\n', '%',
  '\n  - display_name: New\n    filter: \'"n" in groups\'\n', '  - name: x\n', '\n    description: text\n', '# note\n', '    # groupmap-ignore type\n', '\n\n', '  ',
]; // prettier-ignore

describe('the memory of a YAML stream', () => {
  it.each([
    ['LF', '\n', false],
    ['CR LF', '\r\n', false],
    ['ignore comments', '\n', true],
  ])('gives what a whole parse gives, whatever is edited: %s', (_, lineBreak, hasIgnores) => {
    const start = sample(lineBreak, hasIgnores);
    const edit = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      removed: fc.constantFrom(0, 0, 0, 1, 2, 7, 60, 400),
      piece: fc.constantFrom('', ...pieces),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const memory = new StreamMemory(0);
        readYamlTree(start, memory);
        let text = start;
        for (const { at, removed, piece } of edits) {
          const offset = Math.floor(at * text.length);
          text = text.slice(0, offset) + piece + text.slice(offset + removed);
          expectSame(text, memory);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives what a whole parse gives when edits fall on the borders of items', () => {
    const start = sample('\n', false);
    const borders = [...start.matchAll(/^ *- /gm)].map((match) => match.index);
    for (const border of [...borders.slice(0, 2), ...borders.slice(7, 9), borders.at(-1) ?? 0, start.length])
      for (const at of [border, border + 2])
        for (const piece of pieces)
          for (const removed of [0, 3]) {
            const memory = new StreamMemory(0);
            readYamlTree(start, memory);
            const text = start.slice(0, at) + piece + start.slice(at + removed);
            expectSame(text, memory);
          }
  });

  it('parses nothing but the item that is edited', () => {
    const memory = new StreamMemory(0);
    const text = sample('\n', false).replace('filter: "g4" in groups', 'filter: \'"g4" in groups\'');
    const sound = text.replaceAll(/filter: "g\d+" in groups\n/g, 'filter: "true"\n');
    parseStream(sound, false, memory);
    let parsed = 0;
    for (const name of ['Mapping 0', 'Mapping 5', 'Mapping 10', 'Group 3', 'bo']) {
      const edited = sound.replace(name, `${name}!`);
      const stream = memory.reparse(edited, false, (slice) => {
        parsed += slice.length;
        return { stream: parseStream(slice, false), hasFarReaching: false };
      });
      expect(stream, name).not.toBeNull();
      memory.reparse(sound, false, (slice) => ({ stream: parseStream(slice, false), hasFarReaching: false }));
    }
    expect(parsed).toBeLessThan(sound.length / 2);
  });
});
