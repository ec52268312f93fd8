import { verdictOf } from '../provisioning/outcome-wording.js';
import { sessionRolesOf } from '../provisioning/session-roles.js';
import { personOf } from '../provisioning/simulator.js';
import { counted } from '../provisioning/wording.js';
import type { GroupMapping } from '../mapping-set/mapping-set.js';
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
  return lensPlaces(context, path).map(({ range, mappings }) => {
    const matches = mappings.map((mapping) => context.matchesOf(mapping));
    const matching = new Set(matches.flatMap((each) => each.matching)).size;
    const unknown = new Set(matches.flatMap((each) => each.unknown)).size;
    const certain = `${matching} of ${counted(total, 'user')} ${matching === 1 || total === 1 ? 'matches' : 'match'}`;
    const who = unknown === 0 ? certain : matching === 0 ? 'who matches is unknown' : `${certain}, ${unknown} unknown`;
    const title = mappings.length > 1 ? `${counted(mappings.length, 'group mapping')}, ${who}` : who;
    return { kind: 'mappings', range, title: `${title} · simulate`, user: null };
  });
}

/** Where lenses of mappings stand: at their names; one block that makes several has one for all, besides those of names written elsewhere. */
function lensPlaces(
  context: EditingContext,
  path: string,
): readonly { readonly range: OffsetRange; readonly mappings: readonly GroupMapping[] }[] {
  const places = new Map<string, { readonly range: OffsetRange; readonly mappings: GroupMapping[] }>();
  const add = (range: OffsetRange, mapping: GroupMapping): void => {
    const known = places.get(String(range.start));
    // What stands behind several aliases stands in the file once.
    if (!known) places.set(String(range.start), { range, mappings: [mapping] });
    else if (mapping.headerRange) known.mappings.push(mapping);
  };
  for (const mapping of context.mappingsReaching(path)) {
    const { displayNameAt, headerRange, file } = mapping;
    if (!headerRange) add(displayNameAt?.range ?? mapping.range, mapping);
    else {
      if (file === path) add(headerRange, mapping);
      const isInBlock =
        displayNameAt?.file === file && mapping.range.start <= displayNameAt.range.start && displayNameAt.range.end <= mapping.range.end;
      if (displayNameAt?.file === path && !isInBlock) add(displayNameAt.range, mapping);
    }
  }
  return [...places.values()];
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
