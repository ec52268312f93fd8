import type { EditingContext } from '../editing/editing-context.js';
import { sessionRolesOf } from '../provisioning/session-roles.js';
import { personOf } from '../provisioning/simulator.js';
import { grantWriter } from './grant-words.js';

/** Something that somebody keeps in sight while mappings are edited: a role, or a mapping, of one sample user. */
export type Watch =
  | { readonly kind: 'role'; readonly user: string; readonly roleName: string; readonly crnPattern: string }
  | { readonly kind: 'mapping'; readonly user: string; readonly displayName: string };

/** `gone`: the set has no such user or mapping any more. */
export type WatchAnswer = 'yes' | 'no' | 'unknown' | 'gone';

/** A watch with what its answer was when it was pinned, or last marked as seen. */
export interface PinnedWatch {
  readonly watch: Watch;
  readonly seen: WatchAnswer;
}

/** How things are with a watch now. */
export interface WatchState {
  readonly answer: WatchAnswer;
  /** What follows the user's name: `has EnvironmentAdmin on environment env-prod`. */
  readonly text: string;
  readonly isAdministrator: boolean;
}

/** Answers watches, in their order, on the light path. Of users and mappings of one name any counts. */
export function watchStates(context: EditingContext, watches: readonly Watch[]): readonly WatchState[] {
  const writer = grantWriter(context.set);
  return watches.map((watch) => {
    if (watch.kind === 'mapping')
      return { answer: mappingAnswer(context, watch), text: `matches ${watch.displayName || '(no name)'}`, isAdministrator: false };
    const { scope, isAdministrator } = writer.grant(watch.roleName, watch.crnPattern);
    return { answer: roleAnswer(context, watch), text: `has ${watch.roleName} on ${scope.phrase}`, isAdministrator };
  });
}

function decisionsOf({ set, decisions }: EditingContext, name: string) {
  return set.users.flatMap((user, index) => {
    const decision = decisions[index];
    return user.name.value === name && decision ? [{ user, decision }] : [];
  });
}

function mappingAnswer(context: EditingContext, { user, displayName }: Watch & { kind: 'mapping' }): WatchAnswer {
  const found = decisionsOf(context, user);
  const isMeant = (index: number): boolean => context.set.groupMappings[index]?.displayName === displayName;
  if (found.length === 0 || !context.set.groupMappings.some((mapping) => mapping.displayName === displayName)) return 'gone';
  if (found.some(({ decision }) => decision.matching.some(isMeant))) return 'yes';
  return found.some(({ decision }) => decision.unknown.some(isMeant)) ? 'unknown' : 'no';
}

function roleAnswer(context: EditingContext, { user, roleName, crnPattern }: Watch & { kind: 'role' }): WatchAnswer {
  const found = decisionsOf(context, user);
  if (found.length === 0) return 'gone';
  const holds = found.some((one) =>
    sessionRolesOf(context.simulator, personOf(one.user), one.decision).some(
      (role) => role.role_name === roleName && role.crn_pattern === crnPattern,
    ),
  );
  if (holds) return 'yes';
  const brings = (index: number): boolean =>
    context.set.groupMappings[index]?.roleBindings.some(
      (binding) => binding.roleName.value === roleName && binding.crnPattern.value === crnPattern,
    ) ?? false;
  return found.some(({ decision }) => decision.unknown.some(brings)) ? 'unknown' : 'no';
}
