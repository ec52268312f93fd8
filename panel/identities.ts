import type { AccessRow, MappingView } from '../protocol.js';

/**
 * Names that tell items apart and survive a change of their order: several of one name are numbered. Focus follows them, not indexes.
 */
export function identitiesOf(names: readonly string[]): readonly string[] {
  const uses = new Map<string, number>();
  return names.map((name) => {
    const use = uses.get(name) ?? 0;
    uses.set(name, use + 1);
    return use === 0 ? name : `${name}\u0000${use}`;
  });
}

/** Names of group mappings that stay the same while a set is edited, so that focus and unfolded lines find their items again. */
export function mappingIds(mappings: readonly Pick<MappingView, 'displayName'>[]): readonly string[] {
  return identitiesOf(mappings.map(({ displayName }) => displayName)).map((name) => JSON.stringify(['mapping', name]));
}

export function roleId({ roleName, crnPattern }: Pick<AccessRow, 'roleName' | 'crnPattern'>): string {
  return JSON.stringify(['role', roleName, crnPattern]);
}
