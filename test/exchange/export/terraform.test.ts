import { parse as parseHcl } from '@cdktn/hcl2json';
import { describe, expect, it } from 'vitest';
import { exportSet } from '../../../src-language/exchange/export/export-set.js';
import { createGroupFilterServices } from '../../../src-language/group-filter-services.js';
import { loadHclParser } from '../../support/hcl-parser.js';
import { setOf } from '../random-sets.js';
import { structureOf } from '../reading-back.js';
import { compare, exported, plainMappings, randoms } from './exported-sets.js';
import { readTerraform } from './read-back.js';

describe('Terraform', () => {
  it("reads back to the same by HashiCorp's parser", { timeout: 120_000 }, async () => {
    for (const mappings of randoms)
      compare(await readTerraform(exported(setOf({ group_mappings: mappings }), 'terraform')), mappings, (text) => text);
  });

  it('reads back to the same by our own reader, with the ids of import blocks left to Terraform', { timeout: 120_000 }, async () => {
    const terraform = createGroupFilterServices({ loadHclParser });
    for (const mappings of randoms) {
      const source = { path: 'main.tf', text: exported(setOf({ group_mappings: mappings }), 'terraform') };
      await terraform.prepare([source]);
      const set = terraform.assemble([terraform.readFile(source)]);
      expect(structureOf(set)).toEqual([]);
      const back = plainMappings(set).map(({ display_name, description, filter, role_bindings, acls }) => ({
        name: display_name,
        description: description ?? null,
        filter: filter ?? '',
        bindings: role_bindings.map(({ role_name, crn_pattern }) => [role_name, crn_pattern] as const),
        acls,
      }));
      compare(back, mappings, (text) => text);
    }
  });

  it('imports what has an id', async () => {
    const text = exported(
      setOf({
        group_mappings: [
          { display_name: 'Ops', id: 'group-a"1', filter: 'true' },
          { display_name: 'New', filter: 'true' },
        ],
      }),
      'terraform',
    );
    const { import: imports } = (await parseHcl('a.tf', text)) as { import: unknown };
    expect(imports).toEqual([{ to: '${confluent_group_mapping.ops}', id: 'group-a"1' }]);
  });

  it('gives every resource a name of its own that Terraform takes', async () => {
    const names = [
      'Data science',
      'data-science',
      'Data_Science',
      'Ünïcode & more',
      '!!!',
      '???',
      '2nd line',
      'DataScience',
      'data science 2',
    ];
    const text = exported(
      setOf({
        group_mappings: names.map((display_name) => ({
          display_name,
          filter: 'true',
          role_bindings: [
            { role_name: 'R', crn_pattern: 'crn://x' },
            { role_name: 'R', crn_pattern: 'crn://y' },
          ],
        })),
      }),
      'terraform',
    );
    const headers = text.match(/^resource .*\{$/gm) ?? [];
    expect(new Set(headers).size).toBe(names.length * 3);
    for (const header of headers) expect(header).toMatch(/^resource "\w+" "[a-z_][a-z0-9_]*" \{$/);
  });

  it('is laid out as terraform fmt does', () => {
    for (const mappings of randoms.slice(0, 50)) {
      const lines = exported(setOf({ group_mappings: mappings }), 'terraform').split('\n');
      let run: number[] = [];
      for (const line of [...lines, '']) {
        const column = /^ *[a-z_]+ += (?!map\()/.test(line) ? line.indexOf(' = ') : -1;
        if (column >= 0) run.push(column);
        else {
          expect(new Set(run).size).toBeLessThanOrEqual(1);
          run = [];
        }
        expect(line).not.toMatch(/\t|\s$/);
      }
    }
  });

  it('leaves out what Terraform would rewrite, and says so', () => {
    const { text, leftOut } = exportSet(
      setOf({
        group_mappings: [
          { display_name: 'A', group: 'e\u0301quipe' },
          { display_name: '', filter: 'true' },
        ],
      }),
      'terraform',
    );
    expect(leftOut).toEqual([expect.stringMatching(/Unicode NFC/), expect.stringMatching(/without a display name/)]);
    expect(text).not.toContain('resource');
  });
});
