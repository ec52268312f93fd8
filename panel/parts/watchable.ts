import type { AccessRow, EvaluatorSet, Watch } from '../../protocol.js';
import { idOfWatch } from '../panel-store.js';

/** Something of a sample user that can be watched. */
export interface Watchable {
  readonly watch: Watch;
  /** What is looked for and shown: a mapping's name; a role and what it is bound to. */
  readonly text: string;
  readonly isAdministrator: boolean;
}

/**
 * What can be watched of a user: every mapping, and every role that a mapping grants or that the user's access names; each once, those that
 * have the same name being one to a watch.
 */
export function watchable(
  { mappings }: EvaluatorSet,
  user: string,
  access: readonly Pick<AccessRow, 'roleName' | 'crnPattern' | 'scope' | 'isAdministrator'>[],
): { readonly mappings: readonly Watchable[]; readonly roles: readonly Watchable[] } {
  return {
    mappings: withoutRepetitions(
      mappings.map(({ displayName, isAdministrator }) => ({
        watch: { kind: 'mapping', user, displayName },
        text: displayName,
        isAdministrator,
      })),
    ),
    roles: withoutRepetitions(
      [...mappings.flatMap(({ grants }) => grants), ...access].map(({ roleName, crnPattern, scope, isAdministrator }) => ({
        watch: { kind: 'role', user, roleName, crnPattern },
        text: `${roleName} · ${scope.title}${scope.detail === null ? '' : ` · ${scope.detail}`}`,
        isAdministrator,
      })),
    ),
  };
}

function withoutRepetitions(items: readonly Watchable[]): readonly Watchable[] {
  return [...new Map(items.map((item) => [idOfWatch(item.watch), item])).values()];
}
