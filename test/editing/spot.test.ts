import { describe, expect, it } from 'vitest';
import { spotAt, type Spot } from '../../src-language/editing/spot.js';
import { readMarkedSet } from './marked-set.js';

/** What a spot is, in a few words. */
function inWords(spot: Spot): string {
  switch (spot.kind) {
    case 'filter': {
      const token = spot.token ? `${spot.token.kind} ${spot.token.text}` : 'no token';
      return `filter of ${spot.mapping?.displayName ?? 'nothing'}, ${token}${spot.literal ? `, group ${spot.literal.group}` : ''}`;
    }
    case 'group':
      return `${spot.occurrence.where} ${spot.occurrence.group}`;
    case 'name':
      return `${spot.occurrence.kind} ${spot.occurrence.name}${spot.occurrence.isDefinition ? ' (definition)' : ''}`;
    case 'crn':
      return `crn ${spot.crn.value}`;
    case 'mapping':
      return `${spot.isDefinition ? 'block' : 'principal'} of ${spot.mappings.map(({ displayName }) => displayName).join()}`;
    case 'key':
      return `key ${spot.path.path.join('.')}`;
    case 'other':
      return `other ${spot.path?.path.join('.') ?? '-'}`;
  }
}

function at(marked: string, path = 'a.groupmap.yaml'): string {
  const { context, file, offset } = readMarkedSet({ [path]: marked });
  return inWords(spotAt(context, file, offset));
}

const mapping = (filter: string) => `group_mappings:\n  - display_name: M\n    filter: ${filter}\n`;

describe('a spot in a filter', () => {
  it.each([
    ['plain', '("en<|>g" in groups)'],
    ['single-quoted', `'"en<|>g" in groups'`],
    ['double-quoted', String.raw`"\"en<|>g\" in groups"`],
    ['literal', '|\n      "en<|>g" in groups'],
    ['folded', '>-\n      true ||\n      "en<|>g" in groups'],
    ['an unquoted slip', '"en<|>g" in groups'],
  ])('finds the group in a %s scalar', (_style, filter) => {
    expect(at(mapping(filter))).toBe('filter of M, string "eng", group eng');
  });

  it('finds it in flow style, in JSON and in a bare filter', () => {
    expect(at(`group_mappings: [{ display_name: M, filter: '"en<|>g" in groups' }]`)).toBe('filter of M, string "eng", group eng');
    expect(at(String.raw`{"group_mappings": [{"display_name": "M", "filter": "\"e\u006e<|>g\" in groups"}]}`, 'a.groupmap.json')).toBe(
      'filter of M, string "eng", group eng',
    );
    expect(at('\ufefftrue ||\n  "en<|>g" in groups', 'a.groupfilter')).toBe('filter of nothing, string "eng", group eng');
  });

  it.each([
    [`'"eng" i<|>n groups'`, 'filter of M, keyword in'],
    [`'"eng" in<|> groups'`, 'filter of M, keyword in'],
    [`'"eng" in gro<|>ups'`, 'filter of M, identifier groups'],
    [`'"eng" in groups <|>|| true'`, 'filter of M, operator ||'],
    [`'("a" in groups<|>)'`, 'filter of M, identifier groups'],
    [`'<|>"eng" in groups'`, 'filter of M, string "eng", group eng'],
    [`<|>'"eng" in groups'`, 'filter of M, no token'],
    [`'groups.exists(g, g.startsWith("en<|>g-"))'`, 'filter of M, string "eng-", group eng-'],
    [`'"eng" in groups <|>   && true'`, 'filter of M, no token'],
    ['|<|>\n      true', 'filter of M, no token'],
  ])('names the token in %s', (filter, expected) => {
    expect(at(mapping(filter))).toBe(expected);
  });

  it('is an occurrence of a whole name, not of a part of one', () => {
    const part = readMarkedSet({ 'a.groupmap.yaml': mapping(`'groups.exists(g, g.startsWith("en<|>g-"))'`) });
    expect(spotAt(part.context, part.file, part.offset)).toMatchObject({ kind: 'filter', occurrence: null });
  });
});

describe('a spot outside of filters', () => {
  const file = `
sso:
  group_attribute: attr
  application:
    assigned_users: [ana]
    assigned_groups: ["cc-1"]
known_groups:
  - cc-1
  - { id: 00-2, display_name: Two }
group_mappings:
  - display_name: M
    group: Two
    role_bindings:
      - role_name: DeveloperRead
        crn_pattern: crn://confluent.cloud/organization=o
users:
  - name: ana
    member_of: [Two]
    role_bindings: [{ role_name: Operator, crn_pattern: 'crn://x' }]
    expect: { group_mappings: [M], role_bindings: [DeveloperRead] }
  - name: bo
    attributes: { attr: [cc-9], other: [cc-8] }
settings:
  roles: [{ name: OurRole, scopes: [environment] }]
`;
  const cases: readonly (readonly [string, string])[] = [
    ['assigned_users: [a<|>na]', 'user ana'],
    ['assigned_groups: ["c<|>c-1"]', 'assignment cc-1'],
    ['- cc<|>-1', 'known-id cc-1'],
    ['{ id: 0<|>0-2', 'known-id 00-2'],
    ['display_name: Tw<|>o', 'known-name Two'],
    ['display_name: M<|>', 'mapping M (definition)'],
    ['group: T<|>wo', 'literal Two'],
    ['role_name: Dev<|>eloperRead', 'role DeveloperRead'],
    ['crn_pattern: crn<|>://confluent.cloud/organization=o', 'crn crn://confluent.cloud/organization=o'],
    ['name: <|>ana', 'user ana (definition)'],
    ['member_of: [T<|>wo]', 'user Two'],
    ['role_name: Oper<|>ator', 'role Operator'],
    ["crn_pattern: 'crn<|>://x'", 'crn crn://x'],
    ['group_mappings: [M<|>]', 'mapping M'],
    ['role_bindings: [Dev<|>eloperRead]', 'role DeveloperRead'],
    ['attr: [cc<|>-9]', 'attribute cc-9'],
    ['other: [cc<|>-8]', 'other users.1.attributes.other.0'],
    ['name: Our<|>Role', 'role OurRole (definition)'],
    ['scopes: [envi<|>ronment]', 'other settings.roles.0.scopes.0'],
    ['gr<|>oup_attribute', 'key sso.group_attribute'],
    ['<|>known_groups', 'key known_groups'],
    ['group_attribute: at<|>tr', 'other sso.group_attribute'],
  ];
  it.each(cases)('at %s', (marked, expected) => {
    expect(file.includes(marked.replace('<|>', ''))).toBe(true);
    expect(at(file.replace(marked.replace('<|>', ''), marked))).toBe(expected);
  });

  it('is nothing in a file that is not in the set', () => {
    const { context } = readMarkedSet({ 'a.groupmap.yaml': 'users: []' });
    expect(spotAt(context, 'b.groupmap.yaml', 3)).toEqual({ kind: 'other', file: 'b.groupmap.yaml', path: null });
  });

  it('finds the same at every offset of a broken file without failing', () => {
    const broken = file.replace('[ana]', '[ana').replace('"cc-1"]', '"cc-1');
    const { context } = readMarkedSet({ 'a.groupmap.yaml': broken });
    for (let offset = 0; offset <= broken.length; offset++) expect(spotAt(context, 'a.groupmap.yaml', offset).file).toBe('a.groupmap.yaml');
  });
});
