import type { RoleBinding } from './mapping-set.js';
import { roleBindingShape } from './schema-keys.js';
import type { Fields, SectionReader, Slot } from './section-reader.js';

/** `role_bindings:` of a mapping or a user. One without a role or a resource is reported and left out. */
export function readRoleBindings(reader: SectionReader, slot: Slot | undefined): readonly RoleBinding[] {
  return reader.once(slot, 'role_bindings', () => {
    const result: RoleBinding[] = [];
    for (const item of reader.items(slot, 'A role binding', roleBindingShape.keys)) {
      const fields = reader.itemFields(item, roleBindingShape);
      const binding = fields && readRoleBinding(reader, fields);
      if (binding) result.push(binding);
    }
    return result;
  });
}

/** One role on one resource; undefined when either is missing. */
export function readRoleBinding(reader: SectionReader, fields: Fields<'role_name' | 'crn_pattern'>): RoleBinding | undefined {
  const roleName = reader.string(reader.slot(fields, 'role_name'));
  const crnPattern = reader.string(reader.slot(fields, 'crn_pattern'));
  reader.requireKeys(fields, 'This role binding', {
    role_name: 'the role it grants, such as `role_name: DeveloperRead`',
    crn_pattern:
      'the resource it grants the role on, such as ' +
      '`crn_pattern: crn://confluent.cloud/organization=ORGANIZATION_ID/environment=ENVIRONMENT_ID`',
  });
  return roleName && crnPattern && { file: reader.source.path, range: fields.map.range, roleName, crnPattern };
}
