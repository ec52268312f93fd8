import type { KnownGroup } from './mapping-set.js';
import { knownGroupShape } from './schema-keys.js';
import type { SectionReader, Slot } from './section-reader.js';

/** `known_groups:`: the groups that exist, as strings or as pairs of id and display name. */
export function readKnownGroups(reader: SectionReader, slot: Slot | undefined): readonly KnownGroup[] {
  const result: KnownGroup[] = [];
  for (const item of reader.items(slot, 'A known group', knownGroupShape.keys)) {
    if (item.node?.kind === 'map') {
      const fields = reader.fieldsOfMap(item.node, knownGroupShape);
      const id = reader.string(reader.slot(fields, 'id')) ?? null;
      const displayName = reader.string(reader.slot(fields, 'display_name')) ?? null;
      if (id || displayName) result.push({ file: reader.source.path, range: item.node.range, id, displayName });
    } else if (item.node?.kind === 'sequence') {
      reader.wrongKind(item, item.node, 'text, or a map with `id` and `display_name`');
    } else {
      const name = reader.string(item);
      if (name) result.push({ file: reader.source.path, range: name.range, id: name, displayName: name });
    }
  }
  return result;
}
