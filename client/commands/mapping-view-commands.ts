import * as vscode from 'vscode';
import { toRange } from '../places.js';
import { openArguments, placeOf, type MappingView } from '../mapping-view/mapping-view.js';
import { setOf, type TreeNode } from '../mapping-view/tree-nodes.js';

/** Shows where an item of the view is written. */
export async function goToSource(view: MappingView, argument: unknown): Promise<void> {
  const node = view.nodeOf(argument);
  const place = node && placeOf(node);
  if (place) await vscode.commands.executeCommand('vscode.open', ...openArguments(place));
}

/** Opens the evaluator at a user of the view, or at an item's set. */
export async function evaluate(view: MappingView, argument: unknown): Promise<void> {
  const node = view.nodeOf(argument);
  if (!node) return;
  const file = placeOf(node)?.uri ?? setOf(node).mappings[0]?.uri;
  if (file !== undefined)
    await vscode.commands.executeCommand('groupmap.openEvaluator', file, ...(node.kind === 'user' ? [node.user.name] : []));
}

/** Copies an id: that of a group mapping or of a group. */
export async function copyId(view: MappingView, argument: unknown): Promise<void> {
  const node = view.nodeOf(argument);
  const id = node?.kind === 'mapping' ? node.mapping.id : node?.kind === 'group' ? node.group.id : null;
  if (id !== null) await vscode.env.clipboard.writeText(id);
}

/** Copies what an item says: a filter, a group, a role's resource, a name. */
export async function copyText(view: MappingView, argument: unknown): Promise<void> {
  const node = view.nodeOf(argument);
  const text = node && textOf(node);
  if (text) await vscode.env.clipboard.writeText(text);
}

/** Renames a group in every file of its set: where it is written first, with the editor's own rename. */
export async function renameGroup(view: MappingView, argument: unknown): Promise<void> {
  const node = view.nodeOf(argument);
  const place = node?.kind === 'group' ? node.group.place : null;
  if (!place) return;
  const { start } = toRange(place.range);
  // Inside of the quotes, if there are some.
  const at = new vscode.Position(start.line, start.character + 1);
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection: new vscode.Range(at, at) });
  await vscode.commands.executeCommand('editor.action.rename');
}

function textOf(node: TreeNode): string {
  switch (node.kind) {
    case 'mapping':
      return node.mapping.filter ?? node.mapping.group ?? node.mapping.displayName;
    case 'group':
      return node.group.name;
    case 'user':
      return node.user.name;
    case 'binding':
      return node.binding.crnPattern;
    case 'acl':
      return node.acl.text;
    case 'set':
      return node.tree.name;
    default:
      return '';
  }
}
