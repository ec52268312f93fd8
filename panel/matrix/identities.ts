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
