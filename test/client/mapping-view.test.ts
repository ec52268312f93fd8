import { describe, expect, it } from 'vitest';
import type { DocumentPlace, MappingItem, MappingTreeResult } from '../../protocol.js';
import { describeNode } from '../../client/mapping-view/describe-node.js';
import { childrenOf, setNode, userNodes, type TreeNode } from '../../client/mapping-view/tree-nodes.js';
import { untranslated } from './set-info.js';

const place: DocumentPlace = {
  uri: 'file:///set/a.groupmap.yaml',
  range: { start: { line: 1, character: 4 }, end: { line: 1, character: 8 } },
};
const mapping = (displayName: string, more: Partial<MappingItem> = {}): MappingItem => ({
  ...place,
  displayName,
  id: null,
  filter: '"a" in groups',
  group: null,
  matching: 1,
  unknown: 0,
  roleBindings: [],
  acls: [],
  findings: null,
  ...more,
});
const tree: MappingTreeResult = {
  uri: 'file:///set',
  name: 'Acme',
  users: 3,
  counts: { errors: 1, warnings: 2 },
  mappings: [
    mapping('Twice', {
      roleBindings: [
        {
          ...place,
          roleName: 'OrganizationAdmin',
          crnPattern: 'crn://1',
          scope: 'Organization Acme',
          isAdministrator: true,
          mayBeAbsent: false,
        },
        { ...place, roleName: 'DeveloperRead', crnPattern: 'crn://2', scope: 'Topic a', isAdministrator: false, mayBeAbsent: true },
      ],
      acls: [
        { ...place, text: 'DENY WRITE TOPIC a* (PREFIXED)', isDeny: true, mayBeAbsent: false },
        { ...place, text: 'ALLOW READ TOPIC a', isDeny: false, mayBeAbsent: true },
      ],
      findings: { severity: 'warning', count: 7, messages: ['<b>one</b>', 'two', 'three', 'four', 'five'] },
    }),
    mapping('Twice', { filter: null, group: 'a', id: 'group-mapping-1', matching: 0 }),
    mapping('', { filter: '"a" in', matching: 0, unknown: 3, findings: { severity: 'error', count: 1, messages: ['It ends too soon.'] } }),
  ],
  groups: [
    { name: 'a', id: '1111', isKnown: true, users: 1, place, mappings: [0, 1], findings: null },
    { name: 'b', id: null, isKnown: false, users: 2, place, mappings: [], findings: null },
  ],
};
const root = setNode(tree, 'mappings/acme');

/** Every node, users as they are asked for. */
function all(node: TreeNode): TreeNode[] {
  const below =
    node.kind === 'users'
      ? userNodes(node, [
          { ...place, name: 'ana', isUnknown: false },
          { ...place, name: 'ana', isUnknown: true },
        ])
      : childrenOf(node);
  return [node, ...below.flatMap(all)];
}
const look = (node: TreeNode) => describeNode(node, untranslated);
const outline = (node: TreeNode, depth = 0): string[] => {
  const { label, description } = look(node);
  const below = node.kind === 'users' ? [] : childrenOf(node);
  return [`${'  '.repeat(depth)}${label}${description && ` (${description})`}`, ...below.flatMap((child) => outline(child, depth + 1))];
};

describe('the view of a mapping set', () => {
  it('has mappings with what they grant and whom they match, and groups with the mappings that name them', () => {
    expect(outline(root).join('\n')).toBe(
      `
Acme (mappings/acme)
  Group mappings (3)
    Twice (1 of 3 users)
      OrganizationAdmin (Organization Acme)
      DeveloperRead (Topic a · may not be there)
      DENY WRITE TOPIC a* (PREFIXED) (ACL)
      ALLOW READ TOPIC a (ACL · may not be there)
      Matching users (1 of 3 users)
    Twice (0 of 3 users)
      Matching users (0 of 3 users)
    (no name) (3 of 3 unknown)
      Matching users (3 of 3 unknown)
  Groups (2)
    a (in 2 mappings · 1 user)
      Twice (1 of 3 users)
        OrganizationAdmin (Organization Acme)
        DeveloperRead (Topic a · may not be there)
        DENY WRITE TOPIC a* (PREFIXED) (ACL)
        ALLOW READ TOPIC a (ACL · may not be there)
        Matching users (1 of 3 users)
      Twice (0 of 3 users)
        Matching users (0 of 3 users)
    b (in no mapping · 2 users)
`.trim(),
    );
  });

  it('calls every item by an id of its own, which stays when something else changes', () => {
    const ids = all(root).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const changed = all(setNode({ ...tree, counts: { errors: 0, warnings: 0 }, mappings: [...tree.mappings, mapping('Last')] }, ''));
    expect(ids.filter((id) => !changed.some((node) => node.id === id))).toEqual([]);
  });

  it('marks errors and warnings, and says the first of them aloud', () => {
    const [first, , broken] = childrenOf(childrenOf(root)[0] as TreeNode & { kind: 'mappings' });
    const [, unlisted] = childrenOf(childrenOf(root)[1] as TreeNode & { kind: 'groups' });
    if (!first || !broken || !unlisted) throw new Error('The view lacks items.');
    expect(look(first).badge).toMatchObject({ severity: 'warning', count: 7 });
    expect(look(first).spoken).toBe('Twice, 1 of 3 users; 7 findings, the gravest a warning: <b>one</b>');
    expect(look(first).tooltip).toContain('- &lt;b&gt;one&lt;/b&gt;');
    expect(look(first).tooltip).toContain('- 2 more');
    expect(look(broken)).toMatchObject({ icon: 'question', badge: { severity: 'error', count: 1 } });
    expect(look(unlisted)).toMatchObject({ badge: null, spoken: 'b, in no mapping · 2 users' });
    expect(look(root)).toMatchObject({
      badge: { severity: 'error', count: 1 },
      spoken: 'Mapping set Acme, mappings/acme, 1 error, 2 warnings',
    });
  });

  it('offers menus by what an item has', () => {
    const contexts = new Set(all(root).map((node) => look(node).context));
    expect([...contexts].sort()).toEqual([
      'acl',
      'binding',
      'group',
      'group id',
      'groups',
      'mapping filter',
      'mapping literal id',
      'mappings',
      'set',
      'user',
      'users',
    ]);
  });

  it('shows what names hold as text', () => {
    const hostile = '</script><img src=x onerror=alert(1)>\n$(error) [a](command:b) \u202e';
    const one = mapping(hostile, {
      acls: [{ ...place, text: hostile, isDeny: false, mayBeAbsent: false }],
      filter: hostile,
      findings: { severity: 'error', count: 1, messages: [hostile] },
    });
    for (const node of all(
      setNode({ ...tree, name: hostile, mappings: [one], groups: [{ ...tree.groups[0]!, name: hostile, id: hostile, mappings: [0] }] }, ''),
    )) {
      const { label, description, tooltip, spoken } = look(node);
      expect([label, description, spoken].filter((text) => /[\n\u202e]/.test(text))).toEqual([]);
      // Outside of code spans nothing is left that Markdown makes something of.
      expect(tooltip.replace(/`[^`]*`/g, '')).not.toMatch(/<img|(?<!\\)\[a|\u202e/);
    }
  });
});
