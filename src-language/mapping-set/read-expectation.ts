import type { Expectation, ExpectedRoleBinding, Located } from './mapping-set.js';
import { readRoleBinding } from './read-role-bindings.js';
import { expectationShape, roleBindingShape } from './schema-keys.js';
import type { SectionReader, Slot } from './section-reader.js';

/** `expect:` of a user: what their sign-in should come to. */
export function readExpectation(reader: SectionReader, slot: Slot | undefined): Expectation | null {
  const fields = reader.fields(slot, expectationShape);
  if (!fields) return null;
  const isKey = (key: string): boolean => expectationShape.keys.some((known) => known === key);
  const unreadableKeys = fields.map.entries.map(({ key }) => key).filter((key) => !isKey(key) && !key.startsWith('x-'));
  const read = <Value>(key: (typeof expectationShape.keys)[number], of: (slot: Slot | undefined) => Value): Value => {
    const before = reader.problemCount;
    const value = of(reader.slot(fields, key));
    if (reader.problemCount > before) unreadableKeys.push(key);
    return value;
  };
  const expectation = {
    ...reader.place(fields.map.range),
    keyRanges: new Map(fields.map.entries.map(({ key, keyRange }) => [key, keyRange])),
    sign_in: read('sign_in', (given) =>
      reader.oneOf(given, ['allowed', 'denied_by_identity_provider', 'denied_no_account'], {
        denied: 'denied_by_identity_provider',
        no_account: 'denied_no_account',
      }),
    ),
    account: read('account', (given) => reader.oneOf(given, ['created', 'existing', 'none'], { new: 'created' })),
    group_mappings: read('group_mappings', (given) => reader.locatedStrings(given, 'A name of `group_mappings`')),
    role_bindings: read('role_bindings', (given) => readExpectedRoles(reader, given)),
    not_role_bindings: read('not_role_bindings', (given) => readExpectedRoles(reader, given)),
  };
  return { ...expectation, unreadableKeys };
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
