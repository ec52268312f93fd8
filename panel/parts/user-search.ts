import type { EvaluatorSet, EvaluatorUser } from '../../protocol.js';

/** A user whom a search found, and why: by the name, or by a group. */
export interface FoundUser {
  readonly user: EvaluatorUser;
  /** Its place in the set. */
  readonly index: number;
  /** Index of the first group that was found; null: the name was. */
  readonly group: number | null;
}

/** Finds users by a part of their names, then by a part of a group's name or id, without regard to case; everybody for an empty search. */
export function searchUsers({ users, groups }: EvaluatorSet, search: string): readonly FoundUser[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return users.map((user, index) => ({ user, index, group: null }));
  const matching = new Set(
    groups.flatMap(({ group, displayName }, index) =>
      group.toLowerCase().includes(wanted) || displayName?.toLowerCase().includes(wanted) ? [index] : [],
    ),
  );
  const byName: FoundUser[] = [];
  const byGroup: FoundUser[] = [];
  users.forEach((user, index) => {
    if (user.name.toLowerCase().includes(wanted)) byName.push({ user, index, group: null });
    else {
      const group = user.groups.find((candidate) => matching.has(candidate));
      if (group !== undefined) byGroup.push({ user, index, group });
    }
  });
  return [...byName, ...byGroup];
}
