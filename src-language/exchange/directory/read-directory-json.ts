import type { HostNode } from '../../hosts/host-tree.js';
import { readJsonTree } from '../../hosts/json/read-json-tree.js';
import { LineIndex } from '../../text/line-index.js';
import { counted } from '../../provisioning/wording.js';
import { columnKey, type DirectoryCell, type DirectoryRecord, type ReadTable } from './directory-record.js';

/** More cells than this in one record are no user: what is nested deeper is not walked into for ever. */
const deepestPath = 6;

/**
 * Reads a directory's JSON: Microsoft Graph's `{"value": […]}`, Okta's plain lists, one object alone, or JSON Lines. Objects become records of
 * cells by path, so that the same columns are found as in CSV.
 */
export function readDirectoryJson(text: string): ReadTable {
  const trees = textsOf(text).map((piece) => ({ ...piece, tree: readJsonTree(piece.text) }));
  const lines = new LineIndex(text);
  for (const { tree, start } of trees) {
    const [problem] = tree.problems.filter(({ code }) => code === 'host-syntax');
    if (problem) {
      const line = lines.positionAt(start + problem.range.start).line + 1;
      return { mistake: `The JSON is broken in line ${String(line)}: ${problem.message}` };
    }
  }
  const remarks: string[] = [];
  const records: DirectoryRecord[] = [];
  let format = 'JSON';
  let passedOver = 0;
  for (const { tree, start } of trees) {
    const [root] = tree.roots;
    if (!root) continue;
    const { items, isGraph, hasMorePages } = itemsOf(root);
    if (isGraph) format = 'Microsoft Graph JSON';
    if (hasMorePages) remarks.push('This is one page of several: @odata.nextLink names the next one, which is not here.');
    for (const item of items) {
      if (item.kind !== 'map') passedOver++;
      else {
        const cells: DirectoryCell[] = [];
        addCells(item, [], '', cells);
        records.push({ line: lines.positionAt(start + item.range.start).line + 1, cells });
      }
    }
  }
  const cut = records.filter(({ cells }) => cells.some(({ key }) => key.endsWith('@odata.nextlink')));
  if (cut.length > 0)
    remarks.push(
      `Of ${counted(cut.length, 'entry', 'entries')} only the first page of groups or members is here, of the first in line ${String(cut[0]?.line)}: its @odata.nextLink names the next one.`,
    );
  if (passedOver > 0) remarks.push(`Entries of the list that are no objects are passed over: ${String(passedOver)}.`);
  if (records.some(({ cells }) => cells.some(({ column }) => column === 'profile.login' || column === '_links.self.href')))
    format = 'Okta API JSON';
  if (records.some(({ cells }) => cells.some(({ key }) => key.endsWith('@odata.type')))) format = 'Microsoft Graph JSON';
  return { format, records, remarks, mistake: null };
}

/** The whole text, or each line of JSON Lines. */
function textsOf(text: string): readonly { readonly text: string; readonly start: number }[] {
  const lines = text.split('\n');
  const isLines = lines.length > 1 && /^\s*\{.*\}\s*$/.test(lines[0] ?? '') && lines.slice(1).some((line) => line.trim().startsWith('{'));
  if (!isLines) return [{ text, start: 0 }];
  let start = 0;
  return lines.flatMap((line) => {
    const piece = { text: line, start };
    start += line.length + 1;
    return line.trim() === '' ? [] : [piece];
  });
}

/** The list that a document is, or holds under `value`, `users`, `members`, `groups`, `data` or `items`; the object itself otherwise. */
function itemsOf(root: HostNode): { readonly items: readonly HostNode[]; readonly isGraph: boolean; readonly hasMorePages: boolean } {
  if (root.kind === 'sequence') return { items: root.items, isGraph: false, hasMorePages: false };
  if (root.kind === 'scalar') return { items: [root], isGraph: false, hasMorePages: false };
  const isGraph = root.entries.some(({ key }) => key === '@odata.context');
  const hasMorePages = root.entries.some(({ key }) => key === '@odata.nextLink');
  const isPerson = root.entries.some(({ key }) => /^(?:id|userPrincipalName|profile|login|email|name)$/.test(key));
  for (const name of isPerson ? [] : ['value', 'users', 'members', 'groups', 'data', 'items', 'Resources']) {
    const list = root.entries.find(({ key }) => key === name)?.value;
    if (list?.kind === 'sequence') return { items: list.items, isGraph, hasMorePages };
  }
  return { items: [root], isGraph, hasMorePages };
}

function addCells(node: HostNode | null, path: readonly string[], position: string, cells: DirectoryCell[]): void {
  if (node === null || path.length > deepestPath) return;
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) addCells(value, [...path, key], position, cells);
  } else if (node.kind === 'sequence') {
    node.items.forEach((item, index) => addCells(item, path, position === '' ? String(index) : `${position}.${String(index)}`, cells));
  } else if (node.value !== null) {
    const column = path.join('.');
    cells.push({ column, key: columnKey(column), position, value: node.text.value, isItem: position !== '' });
  }
}
