import type { Expectation, ExpectedRoleBinding, Located } from './mapping-set.js';
import { readRoleBinding } from './read-role-bindings.js';
import { expectationShape, roleBindingShape } from './schema-keys.js';
import type { SectionReader, Slot } from './section-reader.js';

/** `expect:` of a user: what their sign-in should come to. */
export function readExpectation(reader: SectionReader, slot: Slot | undefined): Expectation | null {
  const fields = reader.fields(slot, expectationShape);
  if (!fields) return null;
  return {
    ...reader.place(fields.map.range),
    keyRanges: new Map([...fields.entries].map(([key, entry]) => [key, entry.keyRange])),
    sign_in: reader.oneOf(reader.slot(fields, 'sign_in'), ['allowed', 'denied_by_identity_provider', 'denied_no_account'], {
      denied: 'denied_by_identity_provider',
      no_account: 'denied_no_account',
    }),
    account: reader.oneOf(reader.slot(fields, 'account'), ['created', 'existing', 'none'], { new: 'created' }),
    group_mappings: reader.locatedStrings(reader.slot(fields, 'group_mappings'), 'A name of `group_mappings`'),
    role_bindings: readExpectedRoles(reader, reader.slot(fields, 'role_bindings')),
    not_role_bindings: readExpectedRoles(reader, reader.slot(fields, 'not_role_bindings')),
  };
}

/** Roles by name, or with the resource they are on. */
function readExpectedRoles(reader: SectionReader, slot: Slot | undefined): Expectation['role_bindings'] {
  if (!slot) return undefined;
  const value = reader.once(slot, 'expected_roles', () => {
    const roles: Located<ExpectedRoleBinding>[] = [];
    for (const item of reader.items(slot, `A role of ${slot.what}`, roleBindingShape.keys)) {
      if (item.node?.kind === 'map') {
        const binding = readRoleBinding(reader, reader.fieldsOfMap(item.node, roleBindingShape));
        if (binding)
          roles.push({
            ...reader.place(item.node.range),
            value: { role_name: binding.roleName.value, crn_pattern: binding.crnPattern.value },
          });
      } else if (item.node?.kind === 'sequence') {
        reader.wrongKind(item, item.node, 'the name of a role, or a map with `role_name` and `crn_pattern`');
      } else {
        const name = reader.string(item);
        if (name) roles.push({ ...name, value: { role_name: name.value, crn_pattern: null } });
      }
    }
    return roles;
  });
  return { ...reader.place(slot.node?.range ?? slot.fallback), value };
}
