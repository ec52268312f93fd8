import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mappingFileChoice } from '../../cli/files/counting-files.js';
import { findMappingSets, type Grouping } from '../../cli/files/find-mapping-files.js';
import { makeDirectory } from './run-groupmap.js';

async function find(cwd: string, grouping: Grouping, ...paths: string[]) {
  const { sets, unreadable, withoutFiles } = await findMappingSets(paths, cwd, grouping, mappingFileChoice);
  return { sets: sets.map((files) => files.map((file) => file.path)), unreadable: unreadable.map(({ path }) => path), withoutFiles };
}

const tree = {
  'b.groupmap.yaml': '',
  'a.groupmap.json': '',
  'notes.txt': '',
  'plain.yaml': '',
  'one.groupfilter': '',
  'deep/er/c.groupmap.yml': '',
  'deep/d.group-mappings.json': '',
  '.git/x.groupmap.yaml': '',
  'node_modules/x/x.groupmap.yaml': '',
  'deep/.terraform/x.groupmap.yaml': '',
};

describe('finding mapping files', () => {
  it('makes a set of each directory of a tree, in order, and passes over what is not ours', async () => {
    expect(await find(makeDirectory(tree), 'tree', '.')).toEqual({
      sets: [['a.groupmap.json', 'b.groupmap.yaml', 'one.groupfilter'], ['deep/d.group-mappings.json'], ['deep/er/c.groupmap.yml']],
      unreadable: [],
      withoutFiles: [],
    });
  });

  it('makes a set of each file that is named', async () => {
    expect((await find(makeDirectory(tree), 'tree', 'b.groupmap.yaml', 'a.groupmap.json')).sets).toEqual([
      ['b.groupmap.yaml'],
      ['a.groupmap.json'],
    ]);
  });

  it('takes one set of the files directly in the directories, each file once', async () => {
    expect((await find(makeDirectory(tree), 'one-set', 'deep', '.', 'a.groupmap.json', './deep/')).sets).toEqual([
      ['a.groupmap.json', 'b.groupmap.yaml', 'deep/d.group-mappings.json', 'one.groupfilter'],
    ]);
  });

  it('takes a YAML or JSON file of any name when it is named', async () => {
    expect((await find(makeDirectory(tree), 'one-set', 'plain.yaml')).sets).toEqual([['plain.yaml']]);
  });

  it('tells missing paths from paths without files', async () => {
    const cwd = makeDirectory({ ...tree, 'empty/readme.md': '' });
    expect(await find(cwd, 'tree', 'nope', 'empty', 'notes.txt', 'b.groupmap.yaml')).toEqual({
      sets: [['b.groupmap.yaml']],
      unreadable: ['nope'],
      withoutFiles: ['empty', 'notes.txt'],
    });
  });

  it('shows paths relative to the working directory, above it too', async () => {
    const cwd = makeDirectory(tree);
    expect((await find(join(cwd, 'deep'), 'tree', '../b.groupmap.yaml', cwd + '/deep/er')).sets).toEqual([
      ['../b.groupmap.yaml'],
      ['er/c.groupmap.yml'],
    ]);
  });

  it('follows links to files, and no link to a directory inside a tree: loops end', async () => {
    const cwd = makeDirectory(tree);
    symlinkSync('..', join(cwd, 'deep', 'loop'));
    symlinkSync('.', join(cwd, 'self.groupmap.yaml'));
    symlinkSync('one.groupfilter', join(cwd, 'link.groupfilter'));
    const { sets } = await find(cwd, 'tree', '.');
    expect(sets.flat()).toEqual([
      'a.groupmap.json',
      'b.groupmap.yaml',
      'link.groupfilter',
      'one.groupfilter',
      'deep/d.group-mappings.json',
      'deep/er/c.groupmap.yml',
    ]);
  });

  it('reads a directory that is named twice, or inside another, once', async () => {
    expect((await find(makeDirectory(tree), 'tree', 'deep', 'deep/er', 'deep')).sets).toEqual([
      ['deep/d.group-mappings.json'],
      ['deep/er/c.groupmap.yml'],
    ]);
  });

  it('orders names by code point', async () => {
    const cwd = makeDirectory({ '\u{1f600}.groupmap.yaml': '', '\ufb00.groupmap.yaml': '', 'Z.groupmap.yaml': '', 'a.groupmap.yaml': '' });
    expect((await find(cwd, 'tree', '.')).sets).toEqual([
      ['Z.groupmap.yaml', 'a.groupmap.yaml', '\ufb00.groupmap.yaml', '\u{1f600}.groupmap.yaml'],
    ]);
  });
});
