import type { HostEntry, HostMap, HostSequence } from '../../hosts/host-tree.js';
import { isOwnEntry } from '../../mapping-set/file-edits.js';
import type { GroupMapping, MappingFile } from '../../mapping-set/mapping-set.js';
import type { TextEdit } from '../../text/range.js';
import type { EditingContext } from '../editing-context.js';
import { encodeScalar } from '../encode-scalar.js';
import { listHolding, ownEntry } from '../list-edits.js';

/** A group mapping as it is written in a mapping file: what refactorings edit. */
export interface MappingSource {
  readonly mapping: GroupMapping;
  readonly file: MappingFile;
  readonly list: HostSequence;
  readonly map: HostMap;
  /** `filter` or `group`, whichever the mapping has, with its value. */
  readonly condition: HostEntry;
}

/**
 * Where a mapping is written, if it is an item of `group_mappings` of its own, with exactly one condition, which is known. Null for
 * what stands behind aliases or merge keys, for exports, and for mappings that have something wrong with their shape.
 */
export function sourceOfMapping(context: EditingContext, mapping: GroupMapping): MappingSource | null {
  const file = context.fileOf(mapping.file);
  if (!file?.tree || mapping.shapeProblem || mapping.partlyKnown || mapping.instance !== null) return null;
  const isInSection = file.tree.roots.some(
    (root) =>
      root.kind === 'map' &&
      root.entries.some(
        ({ key, range }) => key === 'group_mappings' && range.start <= mapping.range.start && mapping.range.end <= range.end,
      ),
  );
  const found = isInSection ? listHolding(file.tree, mapping.range) : null;
  if (found?.item.kind !== 'map') return null;
  const condition = ownEntry(found.item, mapping.filter ? 'filter' : 'group');
  if (!condition?.value || !isPlainlyWritten(file.source.text, condition)) return null;
  return { mapping, file, list: found.list, map: found.item, condition };
}

/** Nothing but blanks between the colon and the value: no anchor that others refer to, no tag. */
function isPlainlyWritten(text: string, { keyRange, value }: HostEntry): boolean {
  return value !== null && /^["']?[ \t]*:[ \t]*$/.test(text.slice(keyRange.end, value.range.start));
}

/** The own source of an item has no anchor, and no text whose end depends on the blank lines after it: it may be copied or taken away. */
export function isSelfContained({ file, map }: MappingSource): boolean {
  const source = file.source.text.slice(map.range.start, map.range.end);
  return !/(?:^|[\s,[{])&[^&\s]/.test(source) && !/[|>][0-9]*\+/.test(source) && map.entries.every((entry) => isOwnEntry(map, entry));
}

/** Another text in the place of a mapping's condition, written anew on one line; null where a comment stands in the way. */
export function replaceCondition(source: MappingSource, value: string): TextEdit | null {
  const { file, condition } = source;
  if (!condition.value) return null;
  const { range } = condition.value;
  const written = file.source.text.slice(range.start, range.end);
  if (/^[|>][^\r\n]*#/.test(written)) return null;
  return { range, newText: encodeScalar(file, source.map, value) };
}
