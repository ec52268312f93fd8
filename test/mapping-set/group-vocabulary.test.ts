import { describe, expect, it } from 'vitest';
import { buildGroupVocabulary, foldCase } from '../../src-language/mapping-set/group-vocabulary.js';
import { setOf } from '../analysis/rules/rule-cases.js';

const known = 'known_groups: [{ id: 1f, display_name: eng }, { id: 2f, display_name: eng }, cc-users, { display_name: lonely }]\n';

describe('a group vocabulary', () => {
  it('finds known groups by either spelling', () => {
    const vocabulary = buildGroupVocabulary(setOf(known), []);
    expect(vocabulary.isListed).toBe(true);
    expect(vocabulary.find('2f')?.displayName?.value).toBe('eng');
    expect(vocabulary.find('eng')?.id?.value).toBe('1f');
    expect(vocabulary.findAll('eng').map((group) => group.id?.value)).toEqual(['1f', '2f']);
    expect(vocabulary.findAll('cc-users')).toHaveLength(1);
    expect(vocabulary.find('ENG')).toBeUndefined();
    expect([...vocabulary.knownNames]).toEqual(['1f', 'eng', '2f', 'cc-users', 'lonely']);
  });
  it('knows what the claim carries', () => {
    expect([...buildGroupVocabulary(setOf(`sso: { identity_provider: entra }\n${known}`), []).claimNames]).toEqual([
      '1f',
      '2f',
      'cc-users',
    ]);
    expect([...buildGroupVocabulary(setOf(known), []).claimNames]).toEqual(['eng', 'cc-users', 'lonely']);
  });
  it('is not listed without groups, also where the key is there', () => {
    expect(buildGroupVocabulary(setOf(''), []).isListed).toBe(false);
    expect(buildGroupVocabulary(setOf('known_groups: []\n'), []).isListed).toBe(false);
  });
  it('counts spellings in mappings, users and assignments', () => {
    const set = setOf(
      'sso: { application: { assigned_groups: [b] } }\nusers: [{ name: ana, member_of: [a, b] }, { name: ben, groups: [b] }]\n',
    );
    expect([...buildGroupVocabulary(set, ['c', 'a', 'c']).spellings]).toEqual([
      ['c', 2],
      ['a', 2],
      ['b', 3],
    ]);
  });
  it('folds case as Unicode does for whole texts', () => {
    expect(foldCase('STRASSE')).toBe(foldCase('straße'));
    expect(foldCase('ÉCOLE')).toBe(foldCase('école'));
    expect(foldCase('e\u0301')).not.toBe(foldCase('\u00e9'));
  });
});
