import type { GroupItem, MappingItem, MappingTreeResult, MappingUsersResult } from '../../protocol.js';

/** A set, its mappings and groups, and what is below them: what the view's items stand for. */
export type TreeNode = SetNode | SectionNode | MappingNode | UsersNode | UserNode | BindingNode | AclNode | GroupNode;

interface Below<Parent> {
  /** Unique in the view and the same after every change, so that what is unfolded stays so. */
  readonly id: string;
  readonly parent: Parent;
}
export interface SetNode {
  readonly kind: 'set';
  readonly id: string;
  readonly tree: MappingTreeResult;
  /** Where it is in the workspace; empty where it is the workspace's folder. */
  readonly path: string;
}
export interface SectionNode extends Below<SetNode> {
  readonly kind: 'mappings' | 'groups';
}
export interface MappingNode extends Below<SectionNode | GroupNode> {
  readonly kind: 'mapping';
  readonly mapping: MappingItem;
  /** Its place among the set's mappings. */
  readonly index: number;
}
export interface UsersNode extends Below<MappingNode> {
  readonly kind: 'users';
}
export interface UserNode extends Below<UsersNode> {
  readonly kind: 'user';
  readonly user: MappingUsersResult[number];
}
export interface BindingNode extends Below<MappingNode> {
  readonly kind: 'binding';
  readonly binding: MappingItem['roleBindings'][number];
}
export interface AclNode extends Below<MappingNode> {
  readonly kind: 'acl';
  readonly acl: MappingItem['acls'][number];
}
export interface GroupNode extends Below<SectionNode> {
  readonly kind: 'group';
  readonly group: GroupItem;
}

export function setNode(tree: MappingTreeResult, path: string): SetNode {
  return { kind: 'set', id: tree.uri, tree, path };
}

/** The set that a node is of. */
export function setOf(node: TreeNode): MappingTreeResult {
  let at = node;
  while (at.kind !== 'set') at = at.parent;
  return at.tree;
}

/** What is below a node, apart from users: those are asked for. */
export function childrenOf(node: Exclude<TreeNode, UsersNode>): readonly TreeNode[] {
  switch (node.kind) {
    case 'set':
      return (['mappings', 'groups'] as const).map((kind) => ({ kind, id: `${node.id} ${kind}`, parent: node }));
    case 'mappings':
      return withIds(node, node.parent.tree.mappings, ({ displayName }) => displayName).map(({ id, item, index }) => ({
        kind: 'mapping',
        id,
        parent: node,
        mapping: item,
        index,
      }));
    case 'groups':
      return withIds(node, node.parent.tree.groups, ({ name, id }) => `${name} ${id ?? ''}`).map(({ id, item }) => ({
        kind: 'group',
        id,
        parent: node,
        group: item,
      }));
    case 'group':
      return node.group.mappings.flatMap((index): TreeNode[] => {
        const mapping = setOf(node).mappings[index];
        return mapping ? [{ kind: 'mapping', id: `${node.id} > ${index} ${mapping.displayName}`, parent: node, mapping, index }] : [];
      });
    case 'mapping': {
      const bindings = withIds(node, node.mapping.roleBindings, ({ roleName, crnPattern }) => `${roleName} ${crnPattern}`);
      const users: TreeNode[] = setOf(node).users === 0 ? [] : [{ kind: 'users', id: `${node.id} users`, parent: node }];
      const acls = withIds(node, node.mapping.acls, ({ text }) => `acl ${text}`);
      return [
        ...bindings.map(({ id, item }): TreeNode => ({ kind: 'binding', id, parent: node, binding: item })),
        ...acls.map(({ id, item }): TreeNode => ({ kind: 'acl', id, parent: node, acl: item })),
        ...users,
      ];
    }
    default:
      return [];
  }
}

/** The users below a node, once they are known. */
export function userNodes(parent: UsersNode, users: MappingUsersResult): readonly UserNode[] {
  return withIds(parent, users, ({ name }) => name).map(({ id, item }) => ({ kind: 'user', id, parent, user: item }));
}

/** Items with ids made of what they are called; of several of one name, each after the first has its number. */
function withIds<Item>(
  parent: TreeNode,
  items: readonly Item[],
  nameOf: (item: Item) => string,
): readonly { readonly id: string; readonly item: Item; readonly index: number }[] {
  const counts = new Map<string, number>();
  return items.map((item, index) => {
    const name = nameOf(item);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { id: `${parent.id} > ${count === 1 ? '' : `${count} `}${name}`, item, index };
  });
}
