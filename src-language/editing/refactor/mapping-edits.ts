import type { MappingEdits } from '../../analysis/mapping-edits.js';
import { aclKey, grantKeysOf, roleBindingKey } from '../../mapping-set/grant-keys.js';
import type { GroupMapping } from '../../mapping-set/mapping-set.js';
import type { FileEdit } from '../../text/problem.js';
import type { TextEdit } from '../../text/range.js';
import type { EditingContext } from '../editing-context.js';
import { ownEntry } from '../list-edits.js';
import { appendValues, insertEntryAfter, isNothing, replaceEntry, type PlainValue } from '../save/value-source.js';
import { expectationEdits, expectationsOf } from './expected-mappings.js';
import { sourceOfMapping, type MappingSource } from './mapping-source.js';
import { expectationChanges, hasOverlaps, mergeConditions, removeMappings } from './merge-mappings.js';

/** Changes to the mappings of a set as it is, as edits of the files that hold them. */
export function createMappingEdits(context: EditingContext): MappingEdits {
  const sourceOf = (mapping: GroupMapping) => sourceOfMapping(context, mapping);
  return {
    remove(mapping) {
      const source = sourceOf(mapping);
      return source && together(removeMappings([source]), expectationEdits(context, forgotten(context, mapping)));
    },
    mergeGrants(into, from) {
      const target = sourceOf(into);
      const source = sourceOf(from);
      if (!target || !source) return null;
      const added = addGrants(target, from);
      const expected = expectationEdits(context, expectationChanges(context, into, [source]));
      return together(added, removeMappings([source]), expected);
    },
    mergeConditions(into, others) {
      const target = sourceOf(into);
      const sources = others.map(sourceOf);
      return target && sources.every((source) => source !== null) ? mergeConditions(context, target, sources) : null;
    },
  };
}

/** Nobody expects a mapping any more that is gone, unless another one has its name. */
function forgotten(context: EditingContext, mapping: GroupMapping) {
  const { displayName } = mapping;
  const remains = context.set.groupMappings.some((other) => other !== mapping && other.displayName === displayName);
  return remains ? [] : expectationsOf(context, new Set([displayName])).map((expected) => ({ ...expected, becomes: [] }));
}

/** All of these edits; null where some cannot be made, or not with the others. */
export function together(...parts: readonly (readonly FileEdit[] | null)[]): FileEdit[] | null {
  const edits: FileEdit[] = [];
  for (const part of parts) {
    if (!part) return null;
    edits.push(...part);
  }
  return hasOverlaps(edits) ? null : edits;
}

/** Writes what another mapping grants beside what this one does; null where that is known in part only, or cannot be written. */
export function addGrants(target: MappingSource, from: Pick<GroupMapping, 'roleBindings' | 'acls'>): FileEdit[] | null {
  const present = grantKeysOf(target.mapping);
  if (!present || !grantKeysOf(from)) return null;
  const missing = new Set<string>();
  const isNew = (key: string): boolean => {
    if (present.has(key) || missing.has(key)) return false;
    missing.add(key);
    return true;
  };
  const roleBindings = from.roleBindings
    .filter(({ roleName, crnPattern }) => isNew(roleBindingKey(roleName.value, crnPattern.value)))
    .map(({ roleName, crnPattern }): PlainValue => ({
      map: [
        ['role_name', roleName.value],
        ['crn_pattern', crnPattern.value],
      ],
    }));
  const acls = from.acls.filter((acl) => isNew(aclKey(acl))).map((acl): PlainValue => ({ map: Object.entries(acl.values) }));
  const edits = together(addItems(target, 'role_bindings', roleBindings), addItems(target, 'acls', acls));
  return edits;
}

function addItems({ file, map, condition }: MappingSource, key: string, values: readonly PlainValue[]): FileEdit[] | null {
  if (values.length === 0) return [];
  const entry = ownEntry(map, key);
  // A key that is merged in from elsewhere would be hidden by one written here.
  if (!entry && map.entries.some((other) => other.key === key)) return null;
  let edits: TextEdit[] | null;
  if (!entry) edits = insertEntryAfter(file, map, map.entries.at(-1) ?? condition, key, { list: values });
  else if (entry.value?.kind === 'sequence' && entry.value.items.length > 0) edits = appendValues(file, entry.value, values);
  else if (isNothing(entry.value) || entry.value?.kind === 'sequence') edits = [replaceEntry(file, map, entry, { list: values })];
  else edits = null;
  return edits && edits.map((edit) => ({ ...edit, file: file.source.path }));
}
