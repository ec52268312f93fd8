import { assembleMappingSet } from '../../../src-language/mapping-set/assemble-mapping-set.js';
import { readMappingFile } from '../../../src-language/mapping-set/read-mapping-file.js';
import type { MappingSet } from '../../../src-language/mapping-set/mapping-set.js';

/** A set of files, JSON values among them written out. */
export function exportedSet(files: Readonly<Record<string, unknown>>): MappingSet {
  return assembleMappingSet(
    Object.entries(files).map(([path, content]) =>
      readMappingFile({ path, text: typeof content === 'string' ? content : JSON.stringify(content, null, 2) }),
    ),
  );
}

/** Each mapping with its filter and what it grants; `?` after what is known only in part. */
export function mappingsOf({ groupMappings }: MappingSet): string[] {
  return groupMappings.map(({ displayName, instance, filter, partlyKnown, roleBindings, acls, mayGrantMore }) => {
    const roles = roleBindings.map(
      ({ roleName, crnPattern, isPartlyKnown }) => `${roleName.value} ${crnPattern.value}${isPartlyKnown ? '?' : ''}`,
    );
    const rules = acls.map(({ values }) => `${values['permission'] ?? ''} ${values['operation'] ?? ''} ${values['resource_name'] ?? ''}`);
    const name = instance === null ? displayName : `${displayName} (${instance})`;
    return `${name}: ${partlyKnown ? '?' : (filter?.value ?? '-')} → ${[...roles, ...rules, ...(mayGrantMore ? ['more?'] : [])].join(', ')}`;
  });
}

export function codesOf(set: MappingSet): string[] {
  return [...set.problems, ...set.files.flatMap(({ problems }) => problems)].map(({ code }) => code);
}
