import type { HostNode, HostTree } from '../hosts/host-tree.js';
import { isOwnEntry } from '../mapping-set/file-edits.js';
import type { GroupMapping, KnownGroup, MappingFile, RoleBinding, SampleUser } from '../mapping-set/mapping-set.js';
import { roleBindingsOfSet } from '../mapping-set/set-role-bindings.js';
import { counted } from '../provisioning/wording.js';
import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { shortenLine } from './shorten-line.js';
import { nameRangeOf } from './texts-in-files.js';

/** What a symbol of the outline is. */
export type SymbolKind = 'section' | 'mapping' | 'binding' | 'group' | 'user' | 'filter' | 'setting';

/** An item of a file's outline. Ranges of children lie within that of their parent. */
export interface DocumentSymbol {
  readonly name: string;
  /** What it comes to, in a few words; empty where the name says it all. */
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly range: OffsetRange;
  /** What is selected when the symbol is picked: its name, within `range`. */
  readonly selectionRange: OffsetRange;
  readonly children: readonly DocumentSymbol[];
}

/** The outline of a file: its sections with their mappings, role bindings, groups, users and settings, in file order. */
export function documentSymbols(context: EditingContext, path: string): DocumentSymbol[] {
  const file = context.fileOf(path);
  if (!file) return [];
  if (file.bareFilter) return bareFilterSymbols(file.bareFilter.value, file.bareFilter.range);
  if (file.items) return blockSymbols(context, path);
  const items = [
    ...context.mappingsOf(path).map((mapping) => mappingSymbol(mapping)),
    ...file.knownGroups.map(groupSymbol),
    ...context.usersOf(path).map(userSymbol),
    ...(file.looseRoleBindings ?? []).map(({ binding }) => bindingSymbol(binding)),
  ];
  return arrange(items, file.tree ? sectionSymbols(file, file.tree) : []);
}

/** The blocks of a host that has mappings and role bindings apart, in file order: one that makes several holds a symbol for each. */
function blockSymbols(context: EditingContext, path: string): DocumentSymbol[] {
  const bindings = [...roleBindingsOfSet(context.set)].filter(({ file }) => file === path);
  const symbols = [...context.mappingsOf(path).map(mappingSymbol), ...bindings.map(bindingSymbol)].map(withinItself);
  const blocks = new Map<number, DocumentSymbol[]>();
  for (const symbol of symbols) {
    const known = blocks.get(symbol.range.start);
    if (known) known.push(symbol);
    else blocks.set(symbol.range.start, [symbol]);
  }
  return [...blocks.values()]
    .map((children): DocumentSymbol => {
      const [first] = children as [DocumentSymbol, ...DocumentSymbol[]];
      if (children.length === 1) return first;
      const name = first.kind === 'mapping' ? counted(children.length, 'group mapping') : counted(children.length, 'role binding');
      const header = context.mappingsOf(path).find(({ range }) => range.start === first.range.start)?.headerRange;
      return { ...first, name, detail: '', selectionRange: header ?? first.range, children };
    })
    .sort(byStart);
}

function bareFilterSymbols(filter: string, range: OffsetRange): DocumentSymbol[] {
  const name = shortenLine(filter);
  return name === '' ? [] : [{ name, detail: '', kind: 'filter', range, selectionRange: range, children: [] }];
}

function sectionSymbols(file: MappingFile, tree: HostTree): DocumentSymbol[] {
  return tree.roots.flatMap((root) => (root.kind === 'map' ? entrySymbols(file, root, 'section') : []));
}

/** The keys of a map; of those in it that are maps, theirs, too. Trees are at most some hundred levels deep. */
function entrySymbols(file: MappingFile, node: HostNode, kind: 'section' | 'setting'): DocumentSymbol[] {
  if (node.kind !== 'map') return [];
  return node.entries
    .filter((entry) => isOwnEntry(node, entry))
    .map((entry): DocumentSymbol => {
      const { value, key, keyRange, range } = entry;
      const isWithin = value !== null && value.range.start >= range.start && value.range.end <= range.end;
      return {
        name: shortenLine(key) || '""',
        detail: isWithin ? detailOf(value, kind) : '',
        kind,
        range,
        selectionRange: keyRange,
        children: isWithin ? entrySymbols(file, value, 'setting') : [],
      };
    });
}

function detailOf(value: HostNode, kind: 'section' | 'setting'): string {
  if (value.kind === 'scalar') return shortenLine(value.text.value);
  if (value.kind === 'sequence' && (kind === 'section' || value.items.length > 0)) return String(value.items.length);
  return '';
}

function mappingSymbol(mapping: GroupMapping): DocumentSymbol {
  const { displayName, filter, group, range } = mapping;
  const condition = filter ? shortenLine(filter.value) : group ? group.value : '';
  return {
    name: shortenLine(displayName) || '(no name)',
    detail: mapping.instance === null ? condition : `${mapping.instance} ${condition}`,
    kind: 'mapping',
    range,
    selectionRange: nameRangeOf(mapping),
    children: mapping.roleBindings.filter((binding) => binding.file === mapping.file).map(bindingSymbol),
  };
}

function bindingSymbol({ roleName, crnPattern, range, file }: RoleBinding): DocumentSymbol {
  return {
    name: shortenLine(roleName.value) || '(no role)',
    detail: shortenLine(crnPattern.value),
    kind: 'binding',
    range,
    selectionRange: roleName.file === file ? roleName.range : range,
    children: [],
  };
}

function groupSymbol({ id, displayName, range }: KnownGroup): DocumentSymbol {
  const named = displayName ?? id;
  return {
    name: shortenLine(named?.value ?? '') || '""',
    detail: id && displayName && id.value !== displayName.value ? shortenLine(id.value) : '',
    kind: 'group',
    range,
    selectionRange: named?.range ?? range,
    children: [],
  };
}

function userSymbol({ name, account, roleBindings, range, file }: SampleUser): DocumentSymbol {
  return {
    name: shortenLine(name.value) || '""',
    detail: account === 'new' ? 'first sign-in' : 'existing account',
    kind: 'user',
    range,
    selectionRange: name.range,
    children: roleBindings.filter((binding) => binding.file === file).map(bindingSymbol),
  };
}

/**
 * Puts items into the section that holds them, and one beside the sections where an alias took it from elsewhere. What repeats a place,
 * or reaches out of its parent, is left out.
 */
function arrange(items: readonly DocumentSymbol[], sections: readonly DocumentSymbol[]): DocumentSymbol[] {
  const seen = new Set<string>();
  const sound = items
    .filter(({ range, kind }) => {
      const key = `${kind}:${range.start}:${range.end}`;
      return !seen.has(key) && Boolean(seen.add(key));
    })
    .map(withinItself);
  const rest = new Set(sound);
  const filled = sections.map((section) => {
    const inside = sound.filter((item) => contains(section.range, item.range));
    for (const item of inside) rest.delete(item);
    return inside.length > 0 ? { ...section, children: inside.sort(byStart) } : section;
  });
  return [...filled, ...rest].sort(byStart);
}

function withinItself(symbol: DocumentSymbol): DocumentSymbol {
  const { range, selectionRange, children } = symbol;
  return {
    ...symbol,
    selectionRange: contains(range, selectionRange) ? selectionRange : range,
    children: children.filter((child) => contains(range, child.range)).map(withinItself),
  };
}

function contains(outer: OffsetRange, inner: OffsetRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function byStart(a: DocumentSymbol, b: DocumentSymbol): number {
  return a.range.start - b.range.start || b.range.end - a.range.end;
}
