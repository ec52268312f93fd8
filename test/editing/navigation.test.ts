import { describe, expect, it } from 'vitest';
import { definitionsAt } from '../../src-language/editing/definition.js';
import { highlightsAt } from '../../src-language/editing/highlights.js';
import { referencesAt } from '../../src-language/editing/references.js';
import { markPlaces, readMarkedSet, withoutCursors } from './marked-set.js';

type Files = Readonly<Record<string, string>>;

/** The marks of each file are what should be found from its cursor. */
function expectDefinitions(files: Files): void {
  const { context, texts, file, offset } = readMarkedSet(files);
  const found = definitionsAt(context, file, offset);
  expect(
    markPlaces(
      texts,
      found.map((link) => ({ file: link.file, range: link.nameRange })),
    ),
  ).toEqual(withoutCursors(files));
}

function expectReferences(files: Files): void {
  const { context, texts, file, offset } = readMarkedSet(files);
  expect(markPlaces(texts, referencesAt(context, file, offset))).toEqual(withoutCursors(files));
}

function expectHighlights(files: Files): void {
  const { context, texts, file, offset } = readMarkedSet(files);
  const found = highlightsAt(context, file, offset).map((highlight) => ({ file, ...highlight }));
  expect(markPlaces(texts, found)).toEqual(withoutCursors(files));
}

describe('definition', () => {
  it('leads from a filter to the known group, across files and hosts', () => {
    expectDefinitions({
      'a.groupmap.yaml': `group_mappings:\n  - display_name: M\n    filter: '"on <|>call" in groups'\n`,
      'b.groupmap.json': '{"known_groups": ["other", "<|on call|>"]}',
    });
  });

  it('finds the spelling that is under the cursor: an id or a display name', () => {
    const known = (id: string, name: string) => `known_groups:\n  - { id: ${id}, display_name: "${name}" }\n`;
    expectDefinitions({ 'a.groupmap.yaml': `${known('<|00-1|>', 'cc')}users: [{ name: ana, groups: [00<|>-1] }]\n` });
    expectDefinitions({ 'a.groupmap.yaml': `${known('00-1', '<|cc|>')}users: [{ name: ana, groups: [c<|>c] }]\n` });
  });

  it('finds each known group of a shared display name, and none for a group that is not listed', () => {
    expectDefinitions({
      'a.groupmap.yaml':
        'known_groups:\n  - { id: a, display_name: <|cc|> }\n  - { id: b, display_name: <|cc|> }\ngroup_mappings:\n  - { display_name: M, group: c<|>c }\n',
    });
    expectDefinitions({ 'a.groupmap.yaml': 'known_groups: [a]\ngroup_mappings:\n  - { display_name: M, group: c<|>c }\n' });
  });

  it('leads from an expectation to the mapping, from an assignment to the user, from a role to the organization’s own', () => {
    expectDefinitions({
      'a.groupmap.yaml': 'group_mappings:\n  - display_name: "<|Data science|>"\n    group: a\n',
      'b.groupmap.yaml': 'users:\n  - name: ana\n    expect: { group_mappings: [Data <|>science] }\n',
    });
    expectDefinitions({
      'a.groupmap.yaml': 'sso: { application: { assigned_users: [a<|>na] } }\nusers:\n  - name: <|ana|>\n',
    });
    expectDefinitions({
      'a.groupmap.yaml':
        'users:\n  - { name: a, role_bindings: [{ role_name: Our<|>s, crn_pattern: crn://x }] }\nsettings:\n  roles:\n    - <|name: Ours|>\n',
    });
  });
});

describe('references', () => {
  it('finds a group everywhere in the set, in every host and style, and nothing else', () => {
    expectReferences({
      'a.groupmap.yaml': `sso:
  group_attribute: attr
  group_claim: { filter: { starts_with: eng } }
  application: { assigned_groups: [<|eng|>, engineering] }
known_groups:
  - <|eng|>
  - engineering
group_mappings:
  - display_name: eng
    filter: '"<|eng|>" in groups && "Eng" in groups || "<|eng|>" in groups'
  - display_name: M
    filter: |
      '<|eng|>' in groups ||
      groups.exists(g, g.startsWith("eng"))
  - display_name: N
    group: "<|e<|>ng|>"
    filter: "true"
users:
  - name: eng
    member_of: [<|eng|>]
  - name: bo
    attributes: { attr: <|eng|>, other: eng }
`,
      'b.groupmap.json': String.raw`{ "group_mappings": [{ "display_name": "X", "filter": "\"<|eng|>\" in groups // eng" }] }`,
      'c.groupfilter': '"<|eng|>" in groups',
      'd.group-mappings.json': String.raw`[{ "id": "group-1", "name": "eng", "filter": "r\"<|\u0065ng|>\" in groups" }]`,
    });
  });

  it('takes the id and the display name of a known group for one thing', () => {
    expectReferences({
      'a.groupmap.yaml': `known_groups:
  - { id: <|00-1|>, display_name: <|c<|>c|> }
group_mappings:
  - { display_name: M, filter: '"<|00-1|>" in groups' }
users:
  - { name: a, member_of: [<|cc|>] }
`,
    });
  });

  it('counts a value behind a YAML alias once, and each file of a section that conflicts', () => {
    expectReferences({
      'a.groupmap.yaml':
        'x-groups: &g [<|eng|>]\nusers:\n  - { name: a, groups: *g }\n  - { name: b, groups: *g }\nknown_groups: [<|e<|>ng|>]\n',
      'b.groupmap.yaml': 'sso: { application: { assigned_groups: [<|eng|>] } }\n',
      'c.groupmap.yaml': 'sso: { application: { assigned_groups: [x, <|eng|>] } }\n',
    });
  });

  it('finds the expectations that name a mapping', () => {
    expectReferences({
      'a.groupmap.yaml':
        'group_mappings:\n  - { display_name: <|M<|>|>, group: M }\nusers:\n  - { name: M, expect: { group_mappings: [<|M|>, N] } }\n',
    });
  });

  it('finds nothing on what is no name', () => {
    expectReferences({ 'a.groupmap.yaml': 'group_mapp<|>ings:\n  - { display_name: M, group: M }\n' });
  });
});

describe('highlights', () => {
  it('marks the group in this file only, spelt the same', () => {
    expectHighlights({
      'a.groupmap.yaml': 'known_groups: [{ id: 00-1, display_name: <|c<|>c|> }]\nusers: [{ name: a, groups: [<|cc|>, 00-1] }]\n',
      'b.groupmap.yaml': 'users: [{ name: b, groups: [cc] }]\n',
    });
  });

  it('tells where it is listed from where it is used', () => {
    const { context, file, offset } = readMarkedSet({ 'a.groupmap.yaml': 'known_groups: [c<|>c]\nusers: [{ name: a, groups: [cc] }]\n' });
    expect(highlightsAt(context, file, offset).map(({ kind }) => kind)).toEqual(['write', 'read']);
  });

  it('marks the uses of a variable or operator in its filter', () => {
    expectHighlights({
      'a.groupmap.yaml': `group_mappings:
  - display_name: M
    filter: >-
      <|gro<|>ups|>.exists(g, g == "groups") ||
      "groups" in <|groups|>
  - { display_name: N, filter: '"a" in groups' }
`,
    });
    expectHighlights({ 'a.groupfilter': '"a" in groups <|&<|>&|> "b" in groups || true <|&&|> false' });
  });
});
