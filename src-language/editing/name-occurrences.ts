import type { GroupMapping, Located, MappingFile, RoleBinding, SampleUser } from '../mapping-set/mapping-set.js';
import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';

/** Names besides those of groups that other places of a set refer to. */
export type NameKind = 'mapping' | 'user' | 'role';

/** One place where a mapping, a sample user or a role is named. */
export interface NameOccurrence {
  readonly kind: NameKind;
  readonly name: string;
  readonly file: string;
  /** True where the thing itself is: a mapping's `display_name`, a user's `name`, a role of `settings.roles`. */
  readonly isDefinition: boolean;
  /** The whole value, quotes included; for a role of `settings.roles` the whole item. */
  readonly range: OffsetRange;
  readonly nameRange: OffsetRange;
  /** The value; null where it cannot be edited as text. */
  readonly located: Located<string> | null;
  /** The mapping or user that the place belongs to; null for application assignments. */
  readonly owner: GroupMapping | SampleUser | null;
  /** The role binding that a role is named in. */
  readonly binding?: RoleBinding;
}

/**
 * Every place of a file where a mapping, user or role is named, in no particular order; a value behind YAML aliases comes once for each
 * of them.
 */
export function* namesInFile(context: EditingContext, file: MappingFile): Generator<NameOccurrence> {
  for (const occurrence of collectNames(context, file)) if (occurrence.file === file.source.path) yield occurrence;
}

function* collectNames(context: EditingContext, file: MappingFile): Generator<NameOccurrence> {
  const path = file.source.path;
  for (const mapping of context.mappingsReaching(path)) {
    if (mapping.displayNameAt) yield occurrenceOf('mapping', mapping.displayNameAt, true, mapping);
    for (const binding of mapping.roleBindings) yield roleOf(binding, mapping);
  }
  for (const { binding } of file.looseRoleBindings ?? []) yield roleOf(binding, null);
  for (const user of context.usersOf(path)) {
    yield occurrenceOf('user', user.name, true, user);
    for (const binding of user.roleBindings) yield roleOf(binding, user);
    for (const name of user.expect?.group_mappings?.value ?? []) yield occurrenceOf('mapping', name, false, user);
    for (const expected of [user.expect?.role_bindings, user.expect?.not_role_bindings])
      for (const role of expected?.value ?? []) {
        if (role.value.crn_pattern !== null) continue;
        yield occurrenceOf('role', { ...role, value: role.value.role_name }, false, user);
      }
  }
  for (const user of file.sso.assigned_users?.value ?? []) yield occurrenceOf('user', user, false, null);
  for (const role of file.settings.roles) {
    yield {
      kind: 'role',
      name: role.name,
      file: role.file,
      isDefinition: true,
      range: role.range,
      nameRange: role.range,
      located: null,
      owner: null,
    };
  }
}

/** Every place of the set where one name of a kind stands, file by file and in the order of each file. */
export function nameOccurrences(context: EditingContext, kind: NameKind, name: string): NameOccurrence[] {
  return context.set.files.flatMap((file) => {
    const byStart = new Map<number, NameOccurrence>();
    for (const occurrence of namesInFile(context, file)) {
      if (occurrence.kind !== kind || occurrence.name !== name || byStart.has(occurrence.range.start)) continue;
      byStart.set(occurrence.range.start, occurrence);
    }
    return [...byStart.values()].sort((a, b) => a.range.start - b.range.start);
  });
}

function roleOf(binding: RoleBinding, owner: NameOccurrence['owner']): NameOccurrence {
  return occurrenceOf('role', binding.roleName, false, owner, binding);
}

function occurrenceOf(
  kind: NameKind,
  located: Located<string>,
  isDefinition: boolean,
  owner: NameOccurrence['owner'],
  binding?: RoleBinding,
): NameOccurrence {
  return {
    kind,
    name: located.value,
    file: located.file,
    isDefinition,
    range: located.range,
    get nameRange() {
      return located.text?.toHost({ start: 0, end: located.value.length }) ?? located.range;
    },
    located,
    owner,
    binding,
  };
}
