import { verdictOf } from '../provisioning/outcome-wording.js';
import { sessionRolesOf } from '../provisioning/session-roles.js';
import { personOf } from '../provisioning/simulator.js';
import { counted } from '../provisioning/wording.js';
import type { OffsetRange } from '../text/range.js';
import { changedMappings, type ChangesSince } from './changed-mappings.js';
import type { EditingContext } from './editing-context.js';

/** What a lens is about; each kind can be switched off. */
export type CodeLensKind = 'mappings' | 'users' | 'changes';

/** A line of text above a place: `changes` shows the whole difference when it is clicked, the others run a simulation. */
export interface CodeLens {
  readonly kind: CodeLensKind;
  readonly range: OffsetRange;
  readonly title: string;
  /** The user to simulate; null for every user of the set. */
  readonly user: string | null;
}

/**
 * Above each group mapping how many sample users match and, where `changes` tells what the set was, how it changed; above each sample user
 * what comes of the sign-in.
 */
export function codeLenses(
  context: EditingContext,
  path: string,
  kinds: ReadonlySet<CodeLensKind> = new Set<CodeLensKind>(['mappings', 'users', 'changes']),
  changes: ChangesSince | null = null,
): CodeLens[] {
  return [
    ...(kinds.has('changes') && changes ? changeLenses(context, path, changes) : []),
    ...(kinds.has('mappings') && context.set.users.length > 0 ? mappingLenses(context, path) : []),
    ...(kinds.has('users') ? userLenses(context, path) : []),
  ].sort((a, b) => a.range.start - b.range.start);
}

function changeLenses(context: EditingContext, path: string, changes: ChangesSince): CodeLens[] {
  return withoutRepetitions(changedMappings(context, path, changes)).map(({ range, title }) => ({
    kind: 'changes',
    range,
    title,
    user: null,
  }));
}

function mappingLenses(context: EditingContext, path: string): CodeLens[] {
  const total = context.set.users.length;
  return withoutRepetitions(context.mappingsOf(path)).map((mapping) => {
    const { matching, unknown } = context.matchesOf(mapping);
    const certain = `${matching.length} of ${counted(total, 'user')} ${matching.length === 1 ? 'matches' : 'match'}`;
    const title =
      unknown.length === 0 ? certain : matching.length === 0 ? 'who matches is unknown' : `${certain}, ${unknown.length} unknown`;
    return { kind: 'mappings', range: mapping.displayNameAt?.range ?? mapping.range, title: `${title} · simulate`, user: null };
  });
}

function userLenses(context: EditingContext, path: string): CodeLens[] {
  const indexes = new Map(context.set.users.map((user, index) => [user, index]));
  return withoutRepetitions(context.usersOf(path)).flatMap((user) => {
    const decision = context.decisions[indexes.get(user) ?? -1];
    if (!decision) return [];
    const roles =
      decision.sign_in === 'allowed' ? `, ${counted(sessionRolesOf(context.simulator, personOf(user), decision).length, 'role')}` : '';
    return [{ kind: 'users', range: user.name.range, title: `${verdictOf(decision)}${roles} · simulate`, user: user.name.value }];
  });
}

/** What stands behind several aliases stands in the file once. */
function withoutRepetitions<T extends { readonly range: OffsetRange }>(items: readonly T[]): T[] {
  const seen = new Set<number>();
  return items.filter(({ range }) => !seen.has(range.start) && Boolean(seen.add(range.start)));
}
