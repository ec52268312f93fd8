import fc from 'fast-check';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { evaluatePlainly, filters, fromShape, type Shape } from '../analysis/filter-shapes.js';

export const services = createGroupFilterServices();

/** A mapping as a test draws it: whom it matches, and the roles it grants on one environment. */
export interface DrawnMapping {
  readonly name: string;
  readonly shape: Shape;
  readonly roles: readonly string[];
}

export const drawnGroups = ['a', 'b', 'c', 'd'] as const;
const drawnRoles = ['DeveloperRead', 'DeveloperWrite', 'EnvironmentAdmin'];
export const crn = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1';

/** Up to five mappings with different names. */
export const drawnMappings: fc.Arbitrary<readonly DrawnMapping[]> = fc
  .array(fc.record({ shape: filters(drawnGroups.length), roles: fc.subarray(drawnRoles) }), { maxLength: 5 })
  .map((mappings) => mappings.map((mapping, index) => ({ name: `Mapping ${index + 1}`, ...mapping })));

/** Users who hold each set of groups; named after it. */
export function usersOf(sets: readonly (readonly string[])[]): readonly unknown[] {
  return sets.map((groups) => ({ name: `with ${groups.join(' ') || 'nothing'}`, groups }));
}

/** The mappings as a file's value; `write` makes a filter of a shape. */
export function fileOf(
  mappings: readonly DrawnMapping[],
  users: readonly unknown[] = [],
  write: (shape: Shape) => string = (shape) => fromShape(shape).text,
): unknown {
  return {
    group_mappings: mappings.map(({ name, shape, roles }) => ({
      display_name: name,
      filter: write(shape),
      role_bindings: roles.map((role_name) => ({ role_name, crn_pattern: crn })),
    })),
    users,
  };
}

/** A set of one file, which is JSON and therefore YAML too. */
export function setOf(file: unknown, path = 'acme.groupmap.json'): MappingSet {
  return services.assemble([services.readFile({ path, text: JSON.stringify(file, null, 1) })]);
}

/** The set that a YAML text is. */
export function setOfYaml(text: string, path = 'acme.groupmap.yaml'): MappingSet {
  return services.assemble([services.readFile({ path, text })]);
}

/** The roles of somebody who holds the groups, straight from what was drawn. */
export function rolesPlainly(mappings: readonly DrawnMapping[], groups: readonly string[]): Set<string> {
  const held = new Set(groups);
  return new Set(mappings.flatMap(({ shape, roles }) => (evaluatePlainly(shape, held) ? roles : [])));
}
