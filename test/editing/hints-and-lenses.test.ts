import { describe, expect, it } from 'vitest';
import { codeLenses, type CodeLensKind } from '../../src-language/editing/code-lenses.js';
import { inlayHints, type InlayHintKind } from '../../src-language/editing/inlay-hints.js';
import { readMarkedSet } from './marked-set.js';

const path = 'a.groupmap.yaml';
const crn = 'crn://confluent.cloud/organization=o';

/** The text with each hint where it is shown. */
function hinted(text: string, kinds: readonly InlayHintKind[], within?: { start: number; end: number }): string {
  const { context } = readMarkedSet({ [path]: text });
  const hints = inlayHints(context, path, within ?? { start: 0, end: text.length }, new Set(kinds));
  return hints.reduceRight((shown, { offset, label }) => `${shown.slice(0, offset)}«${label}»${shown.slice(offset)}`, text);
}

const text = `known_groups: [{ id: 1a, display_name: Ants }, { id: 1b, display_name: Bees }, c]
sso:
  application: { assigned_groups: [1a, Bees] }
group_mappings:
  - display_name: A
    filter: '"1a" in groups || "c" in groups'
  - display_name: B
    group: 1b
users:
  - name: u
    groups: [1a, 1b, other]
  - name: v
    member_of: [c]
`;

describe('inlay hints', () => {
  it('show the display name after an id, but not where both are listed', () => {
    expect(hinted(text, ['display-name'])).toBe(
      text
        .replace('[1a, Bees]', '[1a«Ants», Bees]')
        .replace('"1a" in', '"1a"«Ants» in')
        .replace('group: 1b', 'group: 1b«Bees»')
        .replace('[1a, 1b, other]', '[1a«Ants», 1b«Bees», other]'),
    );
  });

  it('show how many users match, and only what is asked for', () => {
    expect(hinted(text, ['matching-users'])).toBe(
      text.replace(`"c" in groups'`, `"c" in groups'«2 users»`).replace('group: 1b', 'group: 1b«1 user»'),
    );
    expect(hinted(text, [])).toBe(text);
    const at = text.indexOf('group: 1b');
    expect(hinted(text, ['display-name', 'matching-users'], { start: at, end: at + 10 })).toBe(
      text.replace('group: 1b', 'group: 1b«Bees»«1 user»'),
    );
  });

  it('show the length of a filter near the limit of the set', () => {
    const limited = (limit: number) =>
      `organization: { limits: { filter_length: ${limit} } }\ngroup_mappings: [{ display_name: A, filter: '"🐝" in groups' }]\n`;
    const shown = (label: string, limit: number) => limited(limit).replace(`groups' }`, `groups'«${label}» }`);
    expect(hinted(limited(13), ['filter-length'])).toBe(shown('13/13', 13));
    expect(hinted(limited(16), ['filter-length'])).toBe(shown('13/16', 16));
    expect(hinted(limited(10), ['filter-length'])).toBe(shown('13/10', 10));
    expect(hinted(limited(17), ['filter-length'])).toBe(limited(17));
  });

  it('say nothing of users where there are none, nor of a filter that cannot be evaluated', () => {
    const broken = `group_mappings: [{ display_name: A, filter: '"a" in' }]\n`;
    expect(hinted(broken, ['matching-users'])).toBe(broken);
    expect(hinted(`${broken}users: [{ name: u, groups: [a] }]\n`, ['matching-users'])).toBe(`${broken}users: [{ name: u, groups: [a] }]\n`);
  });
});

describe('code lenses', () => {
  const lenses = (source: string, kinds?: readonly CodeLensKind[]) => {
    const { context } = readMarkedSet({ [path]: source });
    return codeLenses(context, path, kinds && new Set(kinds)).map(({ title, range, user }) => [
      source.slice(range.start, range.end),
      title,
      user,
    ]);
  };

  it('say who matches each mapping and what comes of each sign-in', () => {
    const source = `organization: { jit_enabled: false }
group_mappings:
  - display_name: A
    filter: '"a" in groups'
    role_bindings: &r [{ role_name: X, crn_pattern: ${crn} }, { role_name: Y, crn_pattern: ${crn} }]
  - { display_name: B, group: b, role_bindings: *r }
  - { display_name: C, filter: '"c" in' }
users:
  - { name: u, account: existing, groups: [a, b], role_bindings: [{ role_name: Z, crn_pattern: ${crn} }] }
  - { name: v, groups: [a] }
`;
    const expected = [
      ['A', '1 of 2 users matches · simulate', null],
      ['B', '1 of 2 users matches · simulate', null],
      ['C', 'who matches is unknown · simulate', null],
      ['u', 'signs in with the existing account, 3 roles · simulate', 'u'],
      ['v', 'refused: no account, and JIT provisioning is off · simulate', 'v'],
    ];
    expect(lenses(source)).toEqual(expected);
    expect(lenses(source, ['users'])).toEqual(expected.slice(3));
    const { context, set } = readMarkedSet({ [path]: source });
    const [user] = set.users;
    expect(user && context.outcomeOf(user).access.sso_session).toHaveLength(3);
  });

  it('are none for mappings where there are no users', () => {
    expect(lenses('group_mappings: [{ display_name: A, group: a }]\n')).toEqual([]);
  });
});
