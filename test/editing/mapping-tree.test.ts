import { expect, it } from 'vitest';
import { mappingTree, usersOfMapping } from '../../src-language/editing/mapping-tree.js';
import { markPlaces, readMarkedSet, withoutCursors } from './marked-set.js';

const mappings = `group_mappings:
  - display_name: <|One|>
    id: group-mapping-1
    filter: '"1111" in groups && "typo" in groups'
    role_bindings: [{ role_name: <|DeveloperRead|>, crn_pattern: crn://confluent.cloud/organization=o/environment=env-1 }]
  - display_name: <|Two|>
    group: engineering
    acls:
      - { permission: ALLOW, operation: READ, resource_type: TOPIC, resource_name: orders-, pattern_type: PREFIXED, kafka_cluster: lkc-1 }
      - { permission: DENY, operation: WRITE, resource_type: TOPIC, resource_name: orders }
  - display_name: <|Broken|>
    filter: '"a" in'
`;
const rest = `known_groups:
  - { id: "1111", display_name: <|engineering|> }
  - <|zoo|>
users:
  - { name: ana, groups: ["1111", typo] }
  - { name: ben, groups: ["1111", extra] }
`;
const { context, texts } = readMarkedSet({ 'a.groupmap.yaml': mappings, 'b.groupmap.yaml': rest });
const tree = mappingTree(context);

it('has the mappings with who matches, what they grant and what is found at them', () => {
  expect(tree.users).toBe(2);
  expect(
    tree.mappings.map(({ displayName, id, filter, group, matching, unknown }) => [displayName, id, filter, group, matching, unknown]),
  ).toEqual([
    ['One', 'group-mapping-1', '"1111" in groups && "typo" in groups', null, 1, 0],
    ['Two', null, null, 'engineering', 0, 0],
    ['Broken', null, '"a" in', null, 0, 2],
  ]);
  expect(tree.mappings[0]?.roleBindings.map(({ roleName }) => roleName)).toEqual(['DeveloperRead']);
  expect(tree.mappings[1]?.acls.map(({ text, isDeny, mayBeAbsent }) => [text, isDeny, mayBeAbsent])).toEqual([
    ['ALLOW READ TOPIC orders- (PREFIXED) on lkc-1', false, false],
    ['DENY WRITE TOPIC orders', true, false],
  ]);
  expect(usersOfMapping(context, 0).matching.map(({ name }) => name.value)).toEqual(['ana']);
  expect(usersOfMapping(context, 2).unknown.map(({ name }) => name.value)).toEqual(['ana', 'ben']);
  expect(usersOfMapping(context, 9)).toEqual({ matching: [], unknown: [] });
});

it('counts at each mapping the findings of its lines that are more than hints, the gravest first', () => {
  for (const [index, { findings }] of tree.mappings.entries()) {
    const mapping = context.set.groupMappings[index];
    const own = context.findings.filter(
      ({ file, range, severity }) =>
        severity !== 'hint' && file === mapping?.file && range.start >= mapping.range.start && range.end <= mapping.range.end,
    );
    expect(findings?.count ?? 0).toBe(own.length);
  }
  expect(tree.mappings[2]?.findings?.severity).toBe('error');
});

it('has the groups by the name that people know, with the mappings that name them by either', () => {
  expect(tree.groups.map(({ name, id, isKnown, users, mappings: named }) => [name, id, isKnown, users, named])).toEqual([
    ['engineering', '1111', true, 2, [0, 1]],
    ['typo', null, false, 1, [0]],
    ['zoo', null, true, 0, []],
    ['extra', null, false, 1, []],
  ]);
  expect(tree.groups[1]?.findings?.messages.join()).toContain('typo');
});

it('says where each of them is', () => {
  const places = [
    ...tree.mappings.flatMap(({ place, roleBindings }) => [place, ...roleBindings.map((binding) => binding.place)]),
    ...tree.groups.flatMap(({ place, isKnown }) => (place && isKnown ? [place] : [])),
  ];
  const [mappingsText = ''] = Object.values(texts);
  expect(tree.mappings[1]?.acls.map(({ place: { range } }) => [mappingsText.slice(range.start, range.start + 19), range.end])).toEqual([
    ['{ permission: ALLOW', mappingsText.indexOf('{ permission: ALLOW')],
    ['{ permission: DENY,', mappingsText.indexOf('{ permission: DENY,')],
  ]);
  expect(markPlaces(texts, places)).toEqual(withoutCursors({ 'a.groupmap.yaml': mappings, 'b.groupmap.yaml': rest }));
});
