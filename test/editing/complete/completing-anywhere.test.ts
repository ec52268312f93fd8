import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeAt } from '../../../src-language/editing/complete/complete-at.js';
import { createEditingContext } from '../../../src-language/editing/editing-context.js';
import { readJsonTree } from '../../../src-language/hosts/json/read-json-tree.js';
import { accept, complete, services } from './completion.js';

const example = readFileSync(new URL('../../../examples/okta/globex.groupmap.yaml', import.meta.url), 'utf8');
const asJson =
  '{ "group_mappings": [ { "display_name": "M", "filter": "\\"a\\" in groups", "role_bindings": [] } ], "users": [ {} ], "x-a": 1 }';

/** Completes at an offset and holds every entry to what editors ask: on the cursor's line, apart, not filtered out by what is typed. */
function completeSafely(path: string, text: string, offset: number): number {
  const context = createEditingContext(services.assemble([services.readFile({ path, text })]), services);
  const entries = completeAt(context, path, offset);
  expect(new Set(entries.map(({ sortText }) => sortText)).size).toBe(entries.length);
  for (const entry of entries) {
    const { edit, additionalEdits } = entry;
    expect(edit.range.start <= offset && offset <= edit.range.end, JSON.stringify(entry)).toBe(true);
    expect(text.slice(edit.range.start, edit.range.end)).not.toMatch(/[\r\n]/);
    const all = [edit, ...additionalEdits].sort((a, b) => a.range.start - b.range.start);
    for (const [index, { range }] of all.entries())
      expect(range.start >= (all[index - 1]?.range.end ?? 0), JSON.stringify(entry)).toBe(true);
  }
  return entries.length;
}

describe('at any place of any text', () => {
  it('answers at every offset of an example', () => {
    let offered = 0;
    for (let offset = 0; offset <= example.length; offset += 11) offered += completeSafely('a.groupmap.yaml', example, offset);
    expect(offered).toBeGreaterThan(1000);
  });

  it.each([
    ['a.groupmap.yaml', example.slice(0, 2600)],
    ['a.groupmap.json', asJson],
    ['a.groupfilter', '"a" in groups && ("b" in groups || groups.exists(g, g.startsWith("x")))'],
  ])('answers in %s after any edits', (path, whole) => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '\n',
      '\n  ',
      ' ',
      ':',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '|',
      '>',
      '#',
      '&',
      '(',
      ')',
      '\\',
      '\t',
      '😀',
      '\u2028',
      '//',
      ',',
      'x',
      '\ufeff',
      '<<: *a',
      '---\n',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length), fc.nat(12), piece), { maxLength: 6 }), fc.nat(), (edits, at) => {
        let text = whole;
        for (const [start, length, inserted] of edits) text = text.slice(0, start) + inserted + text.slice(start + length);
        const last = edits.at(-1);
        completeSafely(path, text, last ? Math.min(text.length, last[0] + last[2].length) : at % (text.length + 1));
      }),
      { numRuns: 150 },
    );
  });

  it('replaces nothing that goes over several lines', () => {
    const value =
      '"crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa\n          /environment=env-1/cloud-cluster=lkc-1"';
    const text = `${example}  - { display_name: Z, filter: 'true', role_bindings: [{ role_name: DeveloperRead, crn_pattern: ${value} }] }\n`;
    for (const whole of [
      text,
      `organization: { id: 1111aaaa-11aa-11aa-11aa-111111aaaaaa }\ngroup_mappings:\n  - role_bindings:\n      - crn_pattern: ${value}\n`,
    ])
      for (const file of [whole, whole.replaceAll('\n', '\r\n'), whole.replace('aaaaaa\n          /', 'aaaaaa\r/')])
        for (let offset = file.indexOf(value.slice(0, 40)); offset <= file.lastIndexOf('lkc-1"') + 6; offset++)
          completeSafely('a.groupmap.yaml', file, offset);
  });

  it('answers outside of the file and for files that are not in the set', () => {
    const context = createEditingContext(services.assemble([]), services);
    expect(completeAt(context, 'nowhere.groupmap.yaml', 0)).toEqual([]);
    expect(complete('a<|>').entries.length).toBeGreaterThan(0);
    const one = createEditingContext(services.assemble([services.readFile({ path: 'a.groupmap.yaml', text: 'x' })]), services);
    expect(completeAt(one, 'a.groupmap.yaml', 99)).toEqual([]);
    expect(completeAt(one, 'a.groupmap.yaml', -1)).toEqual([]);
  });

  it('keeps JSON files readable', () => {
    for (let offset = 0; offset <= asJson.length; offset++) {
      const { entries, text, cursor } = complete(`${asJson.slice(0, offset)}<|>${asJson.slice(offset)}`, {}, 'a.groupmap.json');
      for (const entry of entries.filter(({ kind }) => kind === 'key')) {
        const typed = entry.filterText.slice(0, cursor - entry.edit.range.start);
        if (text.slice(entry.edit.range.start, cursor) !== typed) continue;
        const after = accept(text, cursor, entry);
        expect(
          readJsonTree(after).problems.filter(({ message }) => !message.includes('no value')),
          after,
        ).toEqual([]);
      }
    }
  });
});

describe('what a set says', () => {
  it('cannot bring markup or tab stops into an entry', () => {
    const name = '$1 ${x} **b** [l](http://x) <img> `c`';
    const others = {
      'b.groupmap.json': JSON.stringify({ known_groups: [name], group_mappings: [{ display_name: '<script>**', group: name }] }),
    };
    const completion = complete('users:\n  - groups: [<|>]\n', others);
    const entry = completion.entries[0];
    // In a code span, and escaped where it is prose.
    expect(entry?.documentation).toContain('`` $1 ${x} **b** [l](http://x) <img> `c` ``');
    expect(entry?.documentation).toContain('&lt;script&gt;\\*\\*');
    expect(entry?.isSnippet).toBe(false);
    expect(completion.accept(entry?.label ?? '')).toContain('$1 ${x}');
  });
});
