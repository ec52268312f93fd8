import type { AccessRow, MappingView } from '../../protocol.js';

/** Names that stay the same while a set is edited, so that focus and unfolded lines find their items again. */
export function mappingIds(mappings: readonly Pick<MappingView, 'displayName'>[]): readonly string[] {
  const seen = new Map<string, number>();
  return mappings.map(({ displayName }) => {
    const before = seen.get(displayName) ?? 0;
    seen.set(displayName, before + 1);
    return JSON.stringify(['mapping', displayName, before]);
  });
}

export function roleId({ roleName, crnPattern }: Pick<AccessRow, 'roleName' | 'crnPattern'>): string {
  return JSON.stringify(['role', roleName, crnPattern]);
}
