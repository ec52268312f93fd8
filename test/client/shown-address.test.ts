import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShownAddress, writeShownAddress, type ShownAddress } from '../../client/shown-address.js';

const ofAcme: ShownAddress = {
  kind: 'role',
  file: 'file:///sets/acme/a.groupmap.yaml',
  title: 'Groups that lead to Operator',
  role: 'Operator',
};

describe('the address of what is shown beside the editor', () => {
  it('ends in the title, below the directory of the set', () => {
    expect(writeShownAddress(ofAcme)).toMatchObject({ scheme: 'groupmap-role', path: '/sets/acme/Groups that lead to Operator.md' });
    expect(writeShownAddress({ kind: 'checklist', file: ofAcme.file, title: 'Set-up of Acme' })).toMatchObject({
      scheme: 'groupmap-checklist',
      path: '/sets/acme/Set-up of Acme.md',
    });
  });

  it('of a role names the role', () => {
    expect(readShownAddress({ scheme: 'groupmap-role', query: JSON.stringify({ file: 'a', title: 'b' }) })).toBe(null);
  });

  it('differs for sets of one name in two directories', () => {
    const other = { ...ofAcme, file: 'file:///sets/other/a.groupmap.yaml' };
    expect(writeShownAddress(other).path).not.toBe(writeShownAddress(ofAcme).path);
  });

  it('keeps a title in one part of the path', () => {
    expect(writeShownAddress({ ...ofAcme, title: 'a/b\\c\nd' }).path).toBe('/sets/acme/a∕b∕c d.md');
    expect(writeShownAddress({ ...ofAcme, title: '' }).path).toBe('/sets/acme/∅.md');
  });

  it('has a path below the root for an untitled file, a remote one and one with a stray %', () => {
    expect(writeShownAddress({ ...ofAcme, file: 'untitled:example.groupmap.yaml' }).path).toBe('/Groups that lead to Operator.md');
    expect(writeShownAddress({ ...ofAcme, file: 'vscode-vfs://github/o/r/a%20b/x.groupmap.yaml' }).path).toBe(
      '/o/r/a b/Groups that lead to Operator.md',
    );
    expect(writeShownAddress({ ...ofAcme, file: 'file:///100%/x.groupmap.yaml' }).path).toBe('/100%/Groups that lead to Operator.md');
  });

  it('reads what it has written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (file, title, role) => {
          for (const address of [{ kind: 'role', file, title, role } as const, { kind: 'checklist', file, title } as const])
            expect(readShownAddress(writeShownAddress(address))).toEqual(address);
        },
      ),
    );
  });

  it('reads nothing from what somebody else has written', () => {
    for (const query of ['', '{', 'null', '3', '[]', '{"file":1,"title":"x"}', '{"file":"x"}'])
      expect(readShownAddress({ scheme: 'groupmap-checklist', query })).toBeNull();
    expect(readShownAddress({ scheme: 'file', query: '{"file":"x","title":"y"}' })).toBeNull();
  });
});
