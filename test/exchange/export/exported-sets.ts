import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { exportSet, type ExportFormat } from '../../../src-language/exchange/export/export-set.js';
import type { MappingSet } from '../../../src-language/mapping-set/mapping-set.js';
import { services } from '../reading-back.js';
import { randomMappings, setOf, type RandomMapping } from '../random-sets.js';
import type { ReadMapping } from './read-back.js';

/** The examples that are written in YAML. */
export const examples = ['entra-azure-marketplace', 'okta'].map((name) => {
  const directory = new URL(`../../../examples/${name}/`, import.meta.url);
  const files = readdirSync(directory).filter((file) => file.endsWith('.groupmap.yaml'));
  return {
    name,
    set: services.assemble(files.map((path) => services.readFile({ path, text: readFileSync(new URL(path, directory), 'utf8') }))),
  };
});
/** 200 sets, drawn once: a property by hand, so that what runs them runs once. */
export const randoms = fc.sample(randomMappings, 200);

/** The mappings of a set as plain values. */
export function plainMappings({ groupMappings }: MappingSet): readonly RandomMapping[] {
  return groupMappings.map(({ displayName, id, description, filter, group, roleBindings, acls }) => ({
    display_name: displayName,
    ...(id && { id: id.value }),
    ...(description && { description: description.value }),
    ...(filter && { filter: filter.value }),
    ...(group && { group: group.value }),
    role_bindings: roleBindings.map(({ roleName, crnPattern }) => ({ role_name: roleName.value, crn_pattern: crnPattern.value })),
    acls: acls.map(({ values }) => values),
  }));
}

/** The same, as the set has it; a literal group compares by what its filter matches. */
function expectedOf({
  display_name,
  description,
  filter,
  group,
  role_bindings,
  acls,
}: RandomMapping): ReadMapping & { readonly group: string | null } {
  return {
    name: display_name,
    description: description ?? null,
    filter: filter ?? '',
    group: group ?? null,
    bindings: role_bindings.map(({ role_name, crn_pattern }) => [role_name, crn_pattern]),
    acls,
  };
}

/** What came back is what was exported; a description may differ as `described` says. */
export function compare(
  read: readonly ReadMapping[],
  mappings: readonly RandomMapping[],
  described: (text: string | null, mapping: RandomMapping) => string | null,
): void {
  const expected = mappings.map(expectedOf);
  expect(read.map(({ name, description, bindings, acls }) => ({ name, description, bindings, acls }))).toEqual(
    expected.map(({ name, description, bindings, acls }, index) => ({
      name,
      bindings,
      acls,
      description: described(description, mappings[index] as RandomMapping),
    })),
  );
  read.forEach(({ filter }, index) => {
    const wanted = expected[index];
    if (wanted?.group === null) expect(filter).toBe(wanted.filter);
    else {
      expect(services.membership(filter)).not.toBeNull();
      const matches = (groups: readonly string[]) =>
        services
          .simulator(setOf({ group_mappings: [{ display_name: 'x', filter }], users: [] }))
          .decide({ name: 'x', account: 'existing', claim: { from: 'groups', values: groups }, roleBindings: [] }).matching.length;
      expect([matches([wanted?.group ?? '']), matches([]), matches([`${wanted?.group ?? ''} `])]).toEqual([1, 0, 0]);
    }
  });
}

/** A set's export, of which nothing was left out. */
export function exported(set: MappingSet, format: ExportFormat): string {
  const { text, leftOut } = exportSet(set, format);
  expect(leftOut).toEqual([]);
  return text;
}

/** Commands send no empty name and no empty filter. */
export function isForCommands({ filter }: RandomMapping): boolean {
  return filter !== '';
}
