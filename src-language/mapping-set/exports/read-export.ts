import type { HostMap, HostNode, HostTree } from '../../hosts/host-tree.js';
import { LineIndex } from '../../text/line-index.js';
import type { Problem } from '../../text/problem.js';
import { isOwnEntry } from '../file-edits.js';
import type { GroupMapping, ListPage, LooseRoleBinding, MappingFile, SourceFile } from '../mapping-set.js';
import { emptyMappingFile } from '../read-sections.js';
import { entryOf, mapOf, scalarOf, stringOf, textOf, valueOf } from './host-values.js';
import { listedCrn } from './listed-role-binding.js';
import { isTerraformShow, readTerraformShow } from './read-terraform-show.js';

/**
 * True for what Confluent's command line and REST API print, and `terraform show -json`: a list (or pages with `data:`) of objects that have
 * a filter and a name, or a principal and a role; one such object; a plan or a state. An empty list is one too.
 */
export function looksLikeExport(tree: HostTree): boolean {
  return tree.roots.some(isExport);
}

/** The group mappings and role bindings of an export. Keys that say nothing to a mapping set (`metadata`, …) are passed over. */
export function readExportTree(source: SourceFile, tree: HostTree): MappingFile {
  return new ExportReader(source, tree).read();
}

class ExportReader {
  private readonly groupMappings: GroupMapping[] = [];
  private readonly looseRoleBindings: LooseRoleBinding[] = [];
  private readonly pages: ListPage[] = [];
  private readonly problems: Problem[];
  private readonly lines: LineIndex;
  /** Pages that were fetched while the list changed may overlap. */
  private readonly seen = new Set<string>();

  constructor(
    private readonly source: SourceFile,
    private readonly tree: HostTree,
  ) {
    this.problems = [...tree.problems];
    this.lines = new LineIndex(source.text);
  }

  read(): MappingFile {
    const { source, tree, groupMappings, looseRoleBindings, pages, problems } = this;
    for (const root of tree.roots) {
      if (isTerraformShow(root)) this.takeTerraform(root);
      else if (isExport(root)) this.take(root);
      else this.problems.push(notAnExport(source, root));
    }
    return { ...emptyMappingFile(source, problems), groupMappings, looseRoleBindings, pages, tree, ignores: tree.ignores };
  }

  private takeTerraform(root: HostMap): void {
    const shown = readTerraformShow(this.source, root, this.lines);
    this.groupMappings.push(...shown.groupMappings);
    this.looseRoleBindings.push(...shown.looseRoleBindings);
    this.problems.push(...shown.problems);
  }

  private take(node: HostNode): void {
    const items = listOf(node);
    if (items) {
      if (node.kind === 'map') this.pages.push(this.page(node));
      for (const item of items) this.take(item);
    } else if (isMapping(node)) this.takeMapping(node);
    else if (isRoleBinding(node)) this.takeBinding(node);
  }

  private page(node: HostMap): ListPage {
    const next = textOf(this.source.path, mapOf(node, 'metadata'), 'next');
    return { file: this.source.path, range: node.range, kind: stringOf(node, 'kind'), next: next?.value === '' ? null : next };
  }

  private takeMapping(map: HostMap): void {
    const mapping = readMapping(this.source, this.lines, map);
    if (this.isRepeated(mapping.id?.value, mapping.displayName, mapping.filter?.value)) return;
    this.groupMappings.push(mapping);
  }

  private takeBinding(map: HostMap): void {
    const loose = readBinding(this.source, map);
    if (!loose) return;
    const { principal, binding } = loose;
    if (this.isRepeated(stringOf(map, 'id'), principal.value, binding.roleName.value, binding.crnPattern.value)) return;
    this.looseRoleBindings.push(loose);
  }

  /** The same object on another page; without an id nothing is taken for the same. */
  private isRepeated(id: string | undefined, ...values: readonly (string | undefined)[]): boolean {
    if (id === undefined || id === '') return false;
    const key = JSON.stringify([id, ...values]);
    return this.seen.size === this.seen.add(key).size;
  }
}

function readMapping(source: SourceFile, lines: LineIndex, map: HostMap): GroupMapping {
  const { path } = source;
  const name = textOf(path, map, 'display_name') ?? textOf(path, map, 'name');
  const firstKey = map.entries.find((entry) => isOwnEntry(map, entry))?.keyRange.start ?? map.range.start;
  const filter = scalarOf(map, 'filter');
  const id = textOf(path, map, 'id');
  const principal = stringOf(map, 'principal').replace(/^User:/, '');
  return {
    file: path,
    range: map.range,
    displayName: name?.value ?? '',
    displayNameAt: name,
    id,
    ...(principal !== '' && principal !== id?.value ? { principal } : {}),
    description: textOf(path, map, 'description'),
    filter: filter?.text ?? null,
    group: null,
    roleBindings: [],
    acls: [],
    partlyKnown: unusualState(path, map),
    shapeProblem: filter ? null : { code: 'wrong-type', message: 'The `filter` of this group mapping is not text.' },
    isExported: true,
    line: lines.positionAt(firstKey).line + 1,
    instance: null,
    bodyRange: map.range,
  };
}

/** `ENABLED` is the one state that the API's specification lists, in an enumeration that may grow: what another one means is not established. */
function unusualState(file: string, map: HostMap): GroupMapping['partlyKnown'] {
  const state = textOf(file, map, 'state');
  if (!state || state.value === '' || state.value === 'ENABLED') return null;
  return {
    reason: `its state is ${state.value}, and whether a mapping applies in another state than ENABLED is not established`,
    place: state,
  };
}

/** The REST API gives the resource as a CRN; the command line's listings take it apart. */
function readBinding(source: SourceFile, map: HostMap): LooseRoleBinding | null {
  const { path } = source;
  const principal = textOf(path, map, 'principal');
  const roleName = textOf(path, map, 'role_name') ?? textOf(path, map, 'role');
  if (!principal || !roleName) return null;
  const place = { file: path, range: map.range };
  const crnPattern = textOf(path, map, 'crn_pattern');
  if (crnPattern) return { principal, binding: { ...place, roleName, crnPattern } };
  const { crn, isComplete } = listedCrn(map);
  const partly = isComplete ? {} : { isPartlyKnown: true };
  const binding = { ...place, roleName, crnPattern: { ...place, value: crn, ...partly }, ...partly };
  return { principal, binding, lacksOrganization: true };
}

function notAnExport(source: SourceFile, root: HostNode): Problem {
  const { start, end } = root.range;
  const firstLine = source.text.slice(start, end).search(/[\r\n]/);
  return {
    code: 'wrong-type',
    message:
      'This file is read as an export, and it is none: an export is a list (or `data` with a list) of objects that have `filter` and `name` or ' +
      '`display_name`, or `principal` and `role_name`, or what `terraform show -json` prints. A mapping file of your own is named ' +
      '`*.groupmap.yaml` or `*.groupmap.json`.',
    range: { start, end: firstLine < 0 ? end : start + firstLine },
    fixes: [],
  };
}

function isExport(root: HostNode): boolean {
  if (isTerraformShow(root) || isMapping(root) || isRoleBinding(root)) return true;
  const items = listOf(root);
  // Pages in a list are exports themselves.
  return items !== null && (items.length === 0 || items.some((item) => isMapping(item) || isRoleBinding(item) || isPage(item)));
}

/** The items of a list, or of a page of one. */
function listOf(node: HostNode): readonly HostNode[] | null {
  if (node.kind === 'sequence') return node.items;
  const data = valueOf(node, 'data');
  return data?.kind === 'sequence' ? data.items : null;
}

function isPage(node: HostNode): boolean {
  const items = node.kind === 'map' ? listOf(node) : null;
  return items !== null && (items.length === 0 || items.some((item) => isMapping(item) || isRoleBinding(item)));
}

function isMapping(node: HostNode): node is HostMap {
  return has(node, 'filter') && (has(node, 'name') || has(node, 'display_name'));
}

function isRoleBinding(node: HostNode): node is HostMap {
  return has(node, 'principal') && (has(node, 'role_name') || has(node, 'role'));
}

function has(node: HostNode, key: string): boolean {
  return entryOf(node, key) !== undefined;
}
