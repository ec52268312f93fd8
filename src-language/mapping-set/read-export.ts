import type { HostEntry, HostMap, HostNode, HostTree } from '../hosts/host-tree.js';
import { LineIndex } from '../text/line-index.js';
import type { Problem } from '../text/problem.js';
import { isOwnEntry } from './file-edits.js';
import type { GroupMapping, Located, LooseRoleBinding, MappingFile, SourceFile } from './mapping-set.js';
import { emptyMappingFile } from './read-sections.js';

/**
 * True for what `confluent iam group-mapping list -o json|yaml` and the REST API's lists print: a list (or `data:` with a list) of
 * objects that have a filter and a name, or a principal and a role. An empty list is one too.
 */
export function looksLikeExport(tree: HostTree): boolean {
  return tree.roots.some((root) => {
    const items = itemsOf(root);
    return items !== null && (items.length === 0 || items.some((item) => isMapping(item) || isRoleBinding(item)));
  });
}

/** The group mappings and role bindings of an export. Keys that say nothing to a mapping set (`state`, `metadata`, …) are passed over. */
export function readExportTree(source: SourceFile, tree: HostTree): MappingFile {
  const groupMappings: GroupMapping[] = [];
  const looseRoleBindings: LooseRoleBinding[] = [];
  const problems: Problem[] = [...tree.problems];
  const lines = new LineIndex(source.text);
  for (const root of tree.roots) {
    const items = itemsOf(root) ?? [];
    for (const item of items) {
      if (isMapping(item)) groupMappings.push(readMapping(source, lines, item));
      else if (isRoleBinding(item)) {
        const binding = readBinding(source, item);
        if (binding) looseRoleBindings.push(binding);
      }
    }
    const isExport = itemsOf(root) !== null && (items.length === 0 || items.some((item) => isMapping(item) || isRoleBinding(item)));
    if (!isExport) problems.push(notAnExport(source, root));
  }
  return { ...emptyMappingFile(source, problems), groupMappings, looseRoleBindings, tree, ignores: tree.ignores };
}

function readMapping(source: SourceFile, lines: LineIndex, map: HostMap): GroupMapping {
  const name = textOf(source, map, 'display_name') ?? textOf(source, map, 'name');
  const firstKey = map.entries.find((entry) => isOwnEntry(map, entry))?.keyRange.start ?? map.range.start;
  const filter = scalarOf(map, 'filter');
  return {
    file: source.path,
    range: map.range,
    displayName: name?.value ?? '',
    displayNameAt: name,
    id: textOf(source, map, 'id'),
    description: textOf(source, map, 'description'),
    filter: filter?.text ?? null,
    group: null,
    roleBindings: [],
    acls: [],
    partlyKnown: null,
    shapeProblem: filter ? null : { code: 'wrong-type', message: 'The `filter` of this group mapping is not text.' },
    isExported: true,
    line: lines.positionAt(firstKey).line + 1,
    instance: null,
    bodyRange: map.range,
  };
}

/** The REST API gives the resource as a CRN; the command line's listings do not, and are passed over. */
function readBinding(source: SourceFile, map: HostMap): LooseRoleBinding | null {
  const principal = textOf(source, map, 'principal');
  const roleName = textOf(source, map, 'role_name') ?? textOf(source, map, 'role');
  const crnPattern = textOf(source, map, 'crn_pattern');
  return principal && roleName && crnPattern && { principal, binding: { file: source.path, range: map.range, roleName, crnPattern } };
}

function notAnExport(source: SourceFile, root: HostNode): Problem {
  const { start, end } = root.range;
  const firstLine = source.text.slice(start, end).search(/[\r\n]/);
  return {
    code: 'wrong-type',
    message:
      'This file is read as an export, and it is none: an export is a list (or `data` with a list) of objects that have `filter` and `name` or ' +
      '`display_name`, or `principal` and `role_name`. A mapping file of your own is named `*.groupmap.yaml` or `*.groupmap.json`.',
    range: { start, end: firstLine < 0 ? end : start + firstLine },
    fixes: [],
  };
}

function itemsOf(root: HostNode): readonly HostNode[] | null {
  if (root.kind === 'sequence') return root.items;
  const data = root.kind === 'map' ? entryOf(root, 'data')?.value : undefined;
  return data?.kind === 'sequence' ? data.items : null;
}

function isMapping(node: HostNode): node is HostMap {
  return node.kind === 'map' && has(node, 'filter') && (has(node, 'name') || has(node, 'display_name'));
}

function isRoleBinding(node: HostNode): node is HostMap {
  return node.kind === 'map' && has(node, 'principal') && (has(node, 'role_name') || has(node, 'role'));
}

function has(map: HostMap, key: string): boolean {
  return entryOf(map, key) !== undefined;
}

function entryOf(map: HostMap, key: string): HostEntry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

function scalarOf(map: HostMap, key: string) {
  const node = entryOf(map, key)?.value;
  return node?.kind === 'scalar' && node.value !== null ? node : null;
}

function textOf(source: SourceFile, map: HostMap, key: string): Located<string> | null {
  const node = scalarOf(map, key);
  return node && { file: source.path, range: node.range, value: node.text.value, text: node.text };
}
