import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';

export const services = createGroupFilterServices();

/** A set of one YAML file. */
export function readYaml(yaml: string): MappingSet {
  return services.assemble([services.readFile({ path: 'read.groupmap.yaml', text: yaml })]);
}

/** Errors of a file's structure, as messages: none for anything that we write. */
export function structureOf(set: MappingSet): readonly string[] {
  return [...set.problems, ...set.files.flatMap((file) => file.problems)].map(({ code, message }) => `${code}: ${message}`);
}

/** What a set says, without where it says it: places, and the texts that edits need, are dropped from every value. */
export function meaningOf(set: MappingSet): unknown {
  const { organization, sso, knownGroups, listsKnownGroups, groupMappings, users, settings } = set;
  return plain({ organization, sso, knownGroups, listsKnownGroups, groupMappings, users, settings });
}

const places = new Set(['file', 'range', 'line', 'bodyRange', 'text', 'instance', 'isExported', 'displayName', 'keyRanges']);

function plain(value: unknown): unknown {
  if (value instanceof Map) return [...(value as Map<unknown, unknown>)].map(([key, item]) => [key, plain(item)]).sort();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('toHost' in value && 'value' in value) return value.value;
  if ('value' in value && 'file' in value) return plain(value.value);
  const isKnownGroup = 'id' in value && 'displayName' in value && !('filter' in value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => item !== undefined && (!places.has(key) || (isKnownGroup && key === 'displayName')))
      .map(([key, item]) => [key, plain(item)]),
  );
}
