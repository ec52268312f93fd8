import * as vscode from 'vscode';
import {
  mappingSetsRequest,
  mappingTreeRequest,
  mappingUsersRequest,
  type DocumentPlace,
  type MappingSetsResult,
  type MappingTreeResult,
  type MappingUsersParams,
  type MappingUsersResult,
  type UriParams,
} from '../../protocol.js';
import { pathOfSet, toRange } from '../places.js';
import type { ServerConnection } from '../server-connection.js';
import { badgeUri, createBadges } from './badges.js';
import { describeNode } from './describe-node.js';
import { childrenOf, setNode, setOf, userNodes, type SetNode, type TreeNode, type UsersNode } from './tree-nodes.js';

/** The view of the workspace's mapping sets. */
export interface MappingView extends vscode.Disposable {
  /** The item that a menu was opened at, else the one that is selected. */
  nodeOf(argument: unknown): TreeNode | undefined;
  refresh(): Promise<void>;
}

export const viewId = 'groupmap.mappings';

/** Registers the view: sets, their group mappings with whom they match and what they grant, their groups with the mappings that name them. */
export function createMappingView(connection: ServerConnection): MappingView {
  const provider = new MappingTreeProvider(connection);
  const view = vscode.window.createTreeView<TreeNode>(viewId, { treeDataProvider: provider, showCollapseAll: true });
  const isShown = (): boolean => view.visible;
  const subscriptions = [
    view,
    provider,
    createBadges(),
    view.onDidChangeVisibility(({ visible }) => visible && provider.catchUp()),
    connection.onSetChanged((uri) => void provider.setChanged(uri, isShown())),
    connection.onSetsChanged(() => void provider.renew(isShown())),
    connection.onReady(() => void provider.renew(isShown())),
  ];
  return {
    nodeOf: (argument) => (isNode(argument) ? argument : view.selection[0]),
    refresh: () => provider.renew(true),
    dispose: () => subscriptions.forEach((subscription) => subscription.dispose()),
  };
}

function isNode(argument: unknown): argument is TreeNode {
  return typeof argument === 'object' && argument !== null && 'kind' in argument && 'id' in argument;
}

class MappingTreeProvider implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** The sets by their URIs, in the order in which they are shown; null until somebody looks. */
  private sets: Map<string, SetNode> | null = null;
  /** Sets that changed while nobody looked. */
  private readonly stale = new Set<string>();
  private asked = 0;

  constructor(private readonly connection: ServerConnection) {}

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) {
      this.sets ??= await this.askForSets();
      return [...(this.sets?.values() ?? [])];
    }
    return [...(node.kind === 'users' ? await this.askForUsers(node) : childrenOf(node))];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === 'set' ? undefined : node.parent;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const look = describeNode(node, vscode.l10n.t);
    const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(look.label, look.isOpen === null ? None : look.isOpen ? Expanded : Collapsed);
    item.id = node.id;
    item.description = look.description;
    item.iconPath = new vscode.ThemeIcon(look.icon, look.iconColor === undefined ? undefined : new vscode.ThemeColor(look.iconColor));
    item.tooltip = new vscode.MarkdownString(look.tooltip);
    item.accessibilityInformation = { label: look.spoken };
    item.contextValue = look.context;
    item.resourceUri = badgeUri(node.id, look.badge);
    const place = placeOf(node);
    if (place) item.command = { command: 'vscode.open', title: vscode.l10n.t('Go to Source'), arguments: openArguments(place) };
    return item;
  }

  /** A set is not what it was; while nobody looks that is only remembered. */
  async setChanged(uri: string, isShown: boolean): Promise<void> {
    if (!this.sets) return;
    if (!isShown) {
      this.stale.add(uri);
      return;
    }
    const params: UriParams = { uri };
    const tree = await this.connection.ask<MappingTreeResult | null>(mappingTreeRequest, params);
    const { sets } = this;
    if (tree === undefined || !sets) return;
    const known = sets.get(uri);
    if (!tree || !known) await this.renew(true);
    else {
      sets.set(uri, setNode(tree, pathOfSet(uri)));
      // Nodes are values: those below the old ones would be asked for if only the set's own were said to have changed.
      this.changed.fire(undefined);
    }
  }

  /** Everything may have changed. */
  async renew(isShown: boolean): Promise<void> {
    if (!this.sets) return;
    if (isShown) {
      const sets = await this.askForSets();
      if (!sets) return;
      this.sets = sets;
    } else this.sets = null;
    this.stale.clear();
    this.changed.fire(undefined);
  }

  /** What changed while nobody looked is asked for now. */
  catchUp(): void {
    const uris = [...this.stale];
    this.stale.clear();
    for (const uri of uris) void this.setChanged(uri, true);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async askForSets(): Promise<Map<string, SetNode> | null> {
    const question = ++this.asked;
    const found = await this.connection.ask<MappingSetsResult>(mappingSetsRequest, {});
    if (!found) return this.sets;
    const trees = await Promise.all(
      found.map(({ uri }) => this.connection.ask<MappingTreeResult | null>(mappingTreeRequest, { uri } satisfies UriParams)),
    );
    if (question !== this.asked && this.sets) return this.sets;
    return new Map(trees.flatMap((tree) => (tree ? [[tree.uri, setNode(tree, pathOfSet(tree.uri))]] : [])));
  }

  private async askForUsers(node: UsersNode): Promise<readonly TreeNode[]> {
    const params: MappingUsersParams = { uri: setOf(node).uri, mapping: node.parent.index };
    return userNodes(node, (await this.connection.ask<MappingUsersResult>(mappingUsersRequest, params)) ?? []);
  }
}

/** Where a node's source is. */
export function placeOf(node: TreeNode): DocumentPlace | null {
  switch (node.kind) {
    case 'mapping':
      return node.mapping;
    case 'binding':
      return node.binding;
    case 'acl':
      return node.acl;
    case 'user':
      return node.user;
    case 'group':
      return node.group.place;
    default:
      return null;
  }
}

/** What `vscode.open` takes to show a place. */
export function openArguments({ uri, range }: DocumentPlace): [vscode.Uri, vscode.TextDocumentShowOptions] {
  return [vscode.Uri.parse(uri), { selection: toRange(range), preview: true }];
}
