import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGroups, writeGroups } from '../../panel/parts/typed-groups.js';

describe('typed groups', () => {
  it.each([
    ['cc-users, cc-orders', ['cc-users', 'cc-orders']],
    ['  a  ,,b,\nc\n', ['a', 'b', 'c']],
    ['" padded ", "CN=a,OU=b"', [' padded ', 'CN=a,OU=b']],
    ['"say ""hi"""', ['say "hi"']],
    ['"open, still', ['open, still']],
    ['a, a', ['a']],
    ['', []],
  ])('%j are %j', (text, groups) => {
    expect(parseGroups(text)).toEqual(groups);
  });

  it('are read back as they are written', () => {
    const groups = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 6 });
    fc.assert(
      fc.property(groups, (names) => {
        expect(parseGroups(writeGroups(names))).toEqual(names);
      }),
    );
  });
});
