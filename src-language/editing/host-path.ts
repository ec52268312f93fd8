import type { HostEntry, HostNode, HostTree } from '../hosts/host-tree.js';
import { isOwnEntry } from '../mapping-set/file-edits.js';
import type { OffsetRange } from '../text/range.js';

/** Where in a file's values an offset is: the keys and places in lists that lead there, from the root. */
export interface HostPath {
  /** `['group_mappings', 0, 'filter']`. With the cursor on a key, that key is the last part. */
  readonly path: readonly (string | number)[];
  /** The maps, lists and values on the way, the root first and the innermost last. */
  readonly nodes: readonly HostNode[];
  /** The entry whose key holds the offset; null when it is in a value, or between entries. */
  readonly key: HostEntry | null;
}

/** True where an offset is in a range or touches one of its ends. */
export function touches(range: OffsetRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** The innermost value or key of a tree that holds an offset. What stands behind an alias is found where its anchor is. */
export function hostPathAt(tree: HostTree, offset: number): HostPath {
  const path: (string | number)[] = [];
  const nodes: HostNode[] = [];
  let at: HostNode | undefined = tree.roots.find((root) => touches(root.range, offset));
  while (at) {
    const node: HostNode = at;
    nodes.push(node);
    at = undefined;
    if (node.kind === 'map') {
      for (const entry of node.entries) {
        if (!isOwnEntry(node, entry)) continue;
        if (touches(entry.keyRange, offset)) return { path: [...path, entry.key], nodes, key: entry };
        if (!entry.value || !touches(entry.value.range, offset)) continue;
        path.push(entry.key);
        at = entry.value;
        break;
      }
    } else if (node.kind === 'sequence') {
      const index = node.items.findIndex((item) => touches(item.range, offset));
      if (index < 0) break;
      path.push(index);
      at = node.items[index];
    }
  }
  return { path, nodes, key: null };
}
