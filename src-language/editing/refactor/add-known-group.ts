import type { HostEntry, HostSequence } from '../../hosts/host-tree.js';
import { isOwnEntry } from '../../mapping-set/file-edits.js';
import type { MappingFile } from '../../mapping-set/mapping-set.js';
import type { FileEdit } from '../../text/problem.js';
import type { EditingContext } from '../editing-context.js';
import { encodeScalar } from '../encode-scalar.js';
import { appendItem } from '../list-edits.js';

/**
 * Writes a group at the end of the set's known groups: in the file at `path` if it lists some, else in the first file that does. Empty
 * where that cannot be done.
 */
export function addKnownGroup(context: EditingContext, path: string, group: string): readonly FileEdit[] {
  const files = [...context.set.files].sort((a, b) => Number(b.source.path === path) - Number(a.source.path === path));
  for (const file of files) {
    const list = knownGroupList(file);
    if (!list) continue;
    const edit = appendItem(file.source.text, list, encodeScalar(file, list, group));
    if (edit) return [{ ...edit, file: file.source.path }];
  }
  return [];
}

function knownGroupList(file: MappingFile): HostSequence | null {
  for (const root of file.tree?.roots ?? []) {
    if (root.kind !== 'map') continue;
    const entry: HostEntry | undefined = root.entries.find(({ key }) => key === 'known_groups');
    if (entry?.value?.kind === 'sequence' && isOwnEntry(root, entry)) return entry.value;
  }
  return null;
}
