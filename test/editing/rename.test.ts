import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupOccurrences } from '../../src-language/editing/group-occurrences.js';
import { createEditingContext } from '../../src-language/editing/editing-context.js';
import { prepareRename, rename } from '../../src-language/editing/rename.js';
import { quoteGroup } from '../../src-language/filter/string-literal.js';
import { encodeYamlScalar } from '../../src-language/hosts/yaml/encode-scalar.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import type { Outcome } from '../../src-language/provisioning/outcome.js';
import { simulateSet } from '../../src-language/provisioning/simulator.js';
import { applyFileEdits, readMarkedSet, readSet } from './marked-set.js';

type Files = Readonly<Record<string, string>>;

function renamed(files: Files, newName: string): { texts: Record<string, string>; warnings: readonly string[] } {
  const { context, texts, file, offset } = readMarkedSet(files);
  const result = rename(context, file, offset, newName);
  if ('problem' in result) throw new Error(result.problem);
  return { texts: applyFileEdits(texts, result.edits), warnings: result.warnings };
}

function refusal(files: Files, newName: string): string {
  const { context, file, offset } = readMarkedSet(files);
  const result = rename(context, file, offset, newName);
  return 'problem' in result ? result.problem : 'no problem';
}

function expectRename(files: Files, newName: string, expected: Files): void {
  expect(renamed(files, newName).texts).toEqual(expected);
}

describe('prepare rename', () => {
  const prepared = (files: Files) => {
    const { context, texts, file, offset } = readMarkedSet(files);
    const target = prepareRename(context, file, offset);
    return target && 'range' in target ? [texts[file]?.slice(target.range.start, target.range.end), target.placeholder] : target;
  };

  it('offers the name without its quotes and without the escapes of its file', () => {
    expect(prepared({ 'a.groupmap.yaml': `group_mappings:\n  - { display_name: M, filter: '"it''s <|>me" in groups' }\n` })).toEqual([
      "it''s me",
      "it's me",
    ]);
    expect(prepared({ 'a.groupmap.yaml': `users:\n  - { name: a, groups: ["c<|>c"] }\n` })).toEqual(['cc', 'cc']);
    expect(
      prepared({ 'a.groupmap.json': String.raw`{"group_mappings": [{"display_name": "M", "filter": "'\u0061<|>' in groups"}]}` }),
    ).toEqual([String.raw`\u0061`, 'a']);
    expect(prepared({ 'a.groupfilter': `r"""a"b<|>""" in groups` })).toEqual(['a"b', 'a"b']);
  });

  it('offers mappings and users', () => {
    expect(prepared({ 'a.groupmap.yaml': 'group_mappings:\n  - display_name: Data <|>science\n    group: a\n' })).toEqual([
      'Data science',
      'Data science',
    ]);
    expect(prepared({ 'a.groupmap.yaml': 'sso: { application: { assigned_users: [a<|>na] } }\n' })).toEqual(['ana', 'ana']);
  });

  it('offers nothing where there is no name, and says why a part of one has none', () => {
    expect(prepared({ 'a.groupmap.yaml': 'us<|>ers: []\n' })).toBeNull();
    expect(prepared({ 'a.groupfilter': 'tr<|>ue' })).toBeNull();
    expect(prepared({ 'a.groupmap.yaml': 'group_mappings:\n  - { display_name: "<|>", group: a }\n' })).toBeNull();
    expect(prepared({ 'a.groupfilter': 'groups.exists(g, g.startsWith("en<|>g"))' })).toMatchObject({
      problem: expect.stringContaining('part of a group') as string,
    });
    expect(prepared({ 'a.groupfilter': 'groups.exists(g, g == "en<|>g' })).toMatchObject({
      problem: expect.stringContaining('broken') as string,
    });
  });
});

describe('rename of a group', () => {
  it('changes every occurrence in all files and hosts, each in its own style, and nothing else', () => {
    expectRename(
      {
        'a.groupmap.yaml': `# eng
sso:
  group_attribute: eng
  group_claim: { filter: { contains: eng } }
  application: { assigned_groups: [eng, "eng-2"], assigned_users: [eng] }
known_groups: ['eng', eng-2] # eng
group_mappings:
  - display_name: eng
    description: eng
    filter: '"eng" in groups && "eng-2" in groups || "eng" in groups'
  - display_name: B
    filter: "\\"eng\\" in groups"
  - display_name: C
    filter: |
      // eng
      'e<|>ng' in groups
  - display_name: D
    filter: >-
      r"eng" in groups ||
      """eng""" in groups
  - { display_name: E, group: eng }
  - { display_name: F, filter: ("eng" in groups) }
users:
  - name: eng
    member_of: [eng]
  - name: b
    attributes: { eng: eng, other: eng }
`,
        'b.groupmap.json': String.raw`{ "users": [{ "name": "c", "groups": ["e\u006eg"] }], "group_mappings": [{ "display_name": "G", "filter": "\"eng\" in groups" }] }`,
        'c.groupfilter': '"eng" in groups // eng',
      },
      'it\'s "me"',
      {
        'a.groupmap.yaml': `# eng
sso:
  group_attribute: eng
  group_claim: { filter: { contains: eng } }
  application: { assigned_groups: [it's "me", "eng-2"], assigned_users: [eng] }
known_groups: ['it''s "me"', eng-2] # eng
group_mappings:
  - display_name: eng
    description: eng
    filter: '"it''s \\"me\\"" in groups && "eng-2" in groups || "it''s \\"me\\"" in groups'
  - display_name: B
    filter: "\\"it's \\\\\\"me\\\\\\"\\" in groups"
  - display_name: C
    filter: |
      // eng
      'it\\'s "me"' in groups
  - display_name: D
    filter: >-
      "it's \\"me\\"" in groups ||
      """it's \\"me\\"""" in groups
  - { display_name: E, group: it's "me" }
  - { display_name: F, filter: ("it's \\"me\\"" in groups) }
users:
  - name: eng
    member_of: [it's "me"]
  - name: b
    attributes: { eng: it's "me", other: eng }
`,
        'b.groupmap.json': String.raw`{ "users": [{ "name": "c", "groups": ["it's \"me\""] }], "group_mappings": [{ "display_name": "G", "filter": "\"it's \\\"me\\\"\" in groups" }] }`,
        'c.groupfilter': '"it\'s \\"me\\"" in groups // eng',
      },
    );
  });

  it.each([
    ['00123', "'00123'"],
    ['true', "'true'"],
    ['a: b', "'a: b'"],
    ['a #b', "'a #b'"],
    ['~', "'~'"],
    ['😀 team', '😀 team'],
  ])('quotes %s where an unquoted value would be read as something else', (name, written) => {
    expectRename({ 'a.groupmap.yaml': 'users:\n  - name: a\n    groups:\n      - e<|>ng\n' }, name, {
      'a.groupmap.yaml': `users:\n  - name: a\n    groups:\n      - ${written}\n`,
    });
  });

  it('gives quotes to a plain filter that needs them, and keeps raw and triple quotes that can hold the name', () => {
    expectRename({ 'a.groupmap.yaml': 'group_mappings:\n  - display_name: M\n    filter: ("e<|>ng" in groups)\n' }, 'a #b', {
      'a.groupmap.yaml': `group_mappings:\n  - display_name: M\n    filter: '("a #b" in groups)'\n`,
    });
    expectRename({ 'a.groupfilter': `r"e<|>ng" in groups || r'''eng''' in groups` }, 'a\\d', {
      'a.groupfilter': `r"a\\d" in groups || r'''a\\d''' in groups`,
    });
    expectRename({ 'a.groupfilter': `'''e<|>ng''' in groups || "eng" in groups` }, "it's", {
      'a.groupfilter': `'''it\\'s''' in groups || "it's" in groups`,
    });
  });

  it('renames one spelling of a known group and leaves the other', () => {
    expectRename(
      { 'a.groupmap.yaml': 'known_groups: [{ id: 00-1, display_name: cc }]\nusers: [{ name: a, member_of: [c<|>c, 00-1] }]\n' },
      'dd',
      { 'a.groupmap.yaml': 'known_groups: [{ id: 00-1, display_name: dd }]\nusers: [{ name: a, member_of: [dd, 00-1] }]\n' },
    );
  });

  it('corrects a name with blanks at its edges', () => {
    expectRename({ 'a.groupfilter': '" e<|>ng" in groups' }, 'eng', { 'a.groupfilter': '"eng" in groups' });
  });

  it('is refused in the user’s words where it would do harm', () => {
    const files = { 'a.groupmap.yaml': 'known_groups: [e<|>ng]\nusers:\n  - { name: a, groups: [eng, taken] }\n' };
    expect(refusal(files, '')).toContain('empty');
    expect(refusal(files, '  ')).toContain('empty');
    expect(refusal(files, 'eng ')).toContain('blank');
    expect(refusal(files, 'a\ud800b')).toContain('half of a character');
    expect(refusal(files, 'taken')).toBe(
      'There is a group "taken" already (a.groupmap.yaml, line 3), and two groups with one name would become one. ' +
        'Choose another name, or change the places one by one where that is what you want.',
    );
    expect(renamed(files, 'eng').texts).toEqual(readMarkedSet(files).texts);
  });

  it('is refused as a whole where one filter is broken around the name', () => {
    const broken = {
      'a.groupmap.yaml': `known_groups: [e<|>ng]\ngroup_mappings:\n  - { display_name: M, filter: 'groups.exists(g, g == "eng' }\n`,
    };
    expect(refusal(broken, 'ops')).toBe(
      'The filter in a.groupmap.yaml, line 3 is broken around this name, so nothing was renamed. Repair the filter first.',
    );
  });

  it('renames in a filter that is broken elsewhere', () => {
    expectRename({ 'a.groupfilter': '"e<|>ng" in groups and and "b" in groups' }, 'ops', {
      'a.groupfilter': '"ops" in groups and and "b" in groups',
    });
  });

  it('warns of patterns that the new name does not fit, and of texts that stay', () => {
    const files = {
      'a.groupmap.yaml': `sso: { group_claim: { filter: { starts_with: cc- } } }
known_groups: [c<|>c-a]
group_mappings:
  - { display_name: M, filter: 'groups.exists(g, g.startsWith("cc-"))' }
  - { display_name: N, filter: '["cc-a"].exists(x, x in groups)' }
`,
    };
    expect(renamed(files, 'dd-a').warnings).toEqual([
      'The filter of sso.group_claim (starts with "cc-") lets the old name through and not the new one: who has the group in their sign-in changes.',
      'In the filter of "M", the test for "cc-" answers differently for the new name.',
      'In the filter of "N", the text "cc-a" also stands where it cannot be told to be this group: it stays.',
    ]);
    expect(renamed(files, 'cc-b').warnings).toHaveLength(1);
  });
});

describe('rename of a mapping or a user', () => {
  it('changes the expectations that name the mapping, in every file', () => {
    expectRename(
      {
        'a.groupmap.yaml': 'group_mappings:\n  - display_name: M\n    group: M\n',
        'b.groupmap.yaml': 'users:\n  - { name: M, groups: [M], expect: { group_mappings: [<|>M, N] } }\n',
      },
      'yes: no',
      {
        'a.groupmap.yaml': "group_mappings:\n  - display_name: 'yes: no'\n    group: M\n",
        'b.groupmap.yaml': "users:\n  - { name: M, groups: [M], expect: { group_mappings: ['yes: no', N] } }\n",
      },
    );
  });

  it('changes the assignments of the user', () => {
    expectRename(
      { 'a.groupmap.yaml': 'sso: { application: { assigned_users: [ana], assigned_groups: [ana] } }\nusers:\n  - name: an<|>a\n' },
      'bo@acme.example',
      {
        'a.groupmap.yaml':
          'sso: { application: { assigned_users: [bo@acme.example], assigned_groups: [ana] } }\nusers:\n  - name: bo@acme.example\n',
      },
    );
  });

  it('renames one of two mappings of one name only where nothing else means either', () => {
    const mappings = 'group_mappings:\n  - { display_name: M, group: a }\n  - { display_name: <|>M, group: b }\n';
    expectRename({ 'a.groupmap.yaml': mappings }, 'N', {
      'a.groupmap.yaml': 'group_mappings:\n  - { display_name: M, group: a }\n  - { display_name: N, group: b }\n',
    });
    expect(refusal({ 'a.groupmap.yaml': `${mappings}users:\n  - { name: u, expect: { group_mappings: [M] } }\n` }, 'N')).toContain(
      '2 group mappings are called "M"',
    );
    expect(refusal({ 'a.groupmap.yaml': 'users: [{ name: a<|> }, { name: b }]\n' }, 'b')).toBe(
      'The name "b" stands for a user already (a.groupmap.yaml, line 1). Choose another name.',
    );
  });
});

/** Names made of what file formats, CEL and editors trip over. */
const oddPieces = [
  'a',
  'B',
  '0',
  '00123',
  'true',
  '~',
  '"',
  "'",
  '\\',
  ' ',
  ': ',
  ' #',
  '#',
  '-',
  '- ',
  '{',
  ']',
  ',',
  '&',
  '*',
  '!',
  '|',
  '>',
  '%',
  '@',
  '`',
  '//',
  '\\n',
  '\\u0041',
  '😀',
  'é',
  'e\u0301',
  '\u00a0x',
  '\u2028',
  '\t',
  '\n',
  '"""',
  "''",
];
const oddName = fc
  .array(fc.constantFrom(...oddPieces), { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(''))
  .filter((name) => name.trim() === name && name !== '');

/** One filter over the groups, in one of the ways that a file can hold it. */
const writers: readonly ((filter: string) => string)[] = [
  (filter) => encodeYamlScalar(filter),
  (filter) => `'${filter.replaceAll("'", "''")}'`,
  (filter) => JSON.stringify(filter).replaceAll('\u2028', '\\u2028'),
  (filter) => `|\n      ${filter}`,
  (filter) => `>-\n      ${filter}`,
  (filter) => `|-\n      true && (\n      ${filter}\n      )`,
];

interface World {
  readonly groups: readonly string[];
  readonly quotes: readonly ('"' | "'")[];
  readonly styles: readonly number[];
  readonly memberships: readonly (readonly number[])[];
}

const world: fc.Arbitrary<World> = fc.record({
  groups: fc.uniqueArray(oddName, { minLength: 3, maxLength: 3 }),
  quotes: fc.array(fc.constantFrom<'"' | "'">('"', "'"), { minLength: 3, maxLength: 3 }),
  styles: fc.array(fc.nat({ max: writers.length - 1 }), { minLength: 3, maxLength: 3 }),
  memberships: fc.array(fc.subarray([0, 1, 2]), { minLength: 1, maxLength: 3 }),
});

function filesOf({ groups, quotes, styles, memberships }: World): Record<string, string> {
  const name = (index: number) => encodeYamlScalar(groups[index % 3] ?? '', { isInFlow: true });
  const test = (index: number) => `${quoteGroup(groups[index % 3] ?? '', quotes[index % 3])} in groups`;
  const filters = [
    `${test(0)} || ${test(1)} && ${test(2)}`,
    `${test(0)} && ${test(0)}`,
    `groups.exists(g, g == ${quoteGroup(groups[1] ?? '')})`,
  ];
  const mappings = filters.map((filter, index) => `  - display_name: M${index}\n    filter: ${writers[styles[index] ?? 0]?.(filter)}\n`);
  const users = memberships.map((indexes, at) => `  - { name: u${at}, member_of: [${indexes.map(name).join(', ')}] }\n`);
  return {
    'a.groupmap.yaml': `group_mappings:\n${mappings.join('')}  - { display_name: L, group: ${name(1)} }\n`,
    'b.groupmap.yaml': `sso: { application: { assignment_required: true, assigned_groups: [${name(0)}] }, group_claim: { source_attribute: display_name } }\nusers:\n${users.join('')}known_groups: [${name(0)}, { id: x-1, display_name: ${name(2)} }]\n`,
    'c.groupmap.json': JSON.stringify(
      { group_mappings: [{ display_name: 'J', filter: test(2) }], users: [{ name: 'j', groups: groups.slice(1) }] },
      null,
      2,
    ),
    'd.groupfilter': filters[0] ?? '',
  };
}

/** What a sign-in comes to, whatever the groups are called: `to` for `from`, in an order that names do not decide. */
function resultsOf(set: MappingSet, from: string, to: string): unknown {
  const { services } = readMarkedSet({});
  const called = (group: string) => (group === from ? to : group);
  const sorted = (sets: readonly (readonly string[])[] | null) => sets?.map((groups) => groups.map(called).sort()).sort();
  return simulateSet(services.simulator(set)).outcomes.map((outcome: Outcome) => ({
    ...outcome,
    groups: outcome.groups.map(called),
    groups_withheld: outcome.groups_withheld.map((held) => ({ ...held, group: called(held.group) })),
    group_mappings: outcome.group_mappings.map((mapping) => ({
      ...mapping,
      line: 0,
      because: sorted(mapping.because),
      missing: sorted(mapping.missing),
    })),
    steps: outcome.steps.map(({ step, result }) => ({ step, result })),
    notes: outcome.notes.map(({ code }) => code).filter((code) => code !== 'joined-group-value'),
  }));
}

describe('rename of any group to any name', () => {
  it('leaves a set that differs in that name alone and simulates the same', () => {
    const { services } = readMarkedSet({});
    fc.assert(
      fc.property(world, oddName, fc.nat(), (given, newName, pick) => {
        const texts = filesOf(given);
        const set = readSet(texts);
        const context = createEditingContext(set, services);
        const all = groupOccurrences(context);
        const names = (of: MappingSet) =>
          groupOccurrences(createEditingContext(of, services)).map(({ file, where, group }) => ({ file, where, group }));
        // The files hold what they were meant to hold; otherwise the test would prove nothing.
        fc.pre(
          new Set(all.map(({ group }) => group)).size === 4 && all.every(({ group }) => group === 'x-1' || given.groups.includes(group)),
        );
        const chosen = all[pick % all.length];
        if (!chosen) throw new Error('There is no group.');
        const result = rename(context, chosen.file, chosen.nameRange.start, newName);
        if ('problem' in result) {
          expect(all.some(({ group }) => group === newName)).toBe(true);
          return;
        }
        const after = applyFileEdits(texts, result.edits);
        const renamedSet = readSet(after);
        expect(names(renamedSet)).toEqual(
          names(set).map((place) => ({ ...place, group: place.group === chosen.group ? newName : place.group })),
        );
        expect(renamedSet.files.flatMap((file) => file.problems)).toEqual(set.files.flatMap((file) => file.problems));
        expect(resultsOf(renamedSet, newName, newName)).toEqual(resultsOf(set, chosen.group, newName));
        // Back again, nothing is left of it but quotes and escapes.
        const back = createEditingContext(renamedSet, services);
        const again = groupOccurrences(back, { group: newName })[0];
        const undone = again && rename(back, again.file, again.nameRange.start, chosen.group);
        if (!undone || 'problem' in undone) throw new Error(undone?.problem ?? 'The group is lost.');
        expect(names(readSet(applyFileEdits(after, undone.edits)))).toEqual(names(set));
      }),
      { numRuns: 300 },
    );
  });
});
