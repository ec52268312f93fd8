import type { SignInView, WatchAnswer } from '../../protocol.js';
import type { PanelItem } from '../panel-store.js';
import { mappingIds, roleId } from '../identities.js';

const answers: Readonly<Record<SignInView['mappings'][number]['result'], WatchAnswer>> = {
  match: 'yes',
  'no-match': 'no',
  unknown: 'unknown',
};

/** What can be done with the mappings and roles of a sign-in; only what a sample user has can be watched. */
export function signInItems(view: SignInView, user: string | null): ReadonlyMap<string, PanelItem> {
  const items = new Map<string, PanelItem>();
  const ids = mappingIds(view.mappings);
  view.mappings.forEach((mapping, index) => {
    const { displayName, place, result, pieces: _pieces, ...rest } = mapping;
    const roles = [...new Set(rest.grants.map(({ roleName }) => roleName))].join(', ');
    const groups = (rest.because ?? rest.missing ?? []).map((set) => set.map(({ group }) => group).join(' + ')).join(' | ');
    items.set(ids[index] ?? '', {
      place,
      watch: user === null ? null : { watch: { kind: 'mapping', user, displayName }, answer: answers[result] },
      copy: [displayName, result, groups, roles, `${place.file}:${place.line}`].join('\t'),
    });
  });
  for (const row of view.access) {
    const through = row.mappings.map((index) => view.mappings[index]?.displayName ?? '');
    const [first] = row.mappings;
    const answer = row.session === null ? 'unknown' : row.session ? 'yes' : 'no';
    items.set(roleId(row), {
      place: (first === undefined ? undefined : view.mappings[first]?.place) ?? null,
      watch: user === null ? null : { watch: { kind: 'role', user, roleName: row.roleName, crnPattern: row.crnPattern }, answer },
      copy: [row.roleName, row.crnPattern, [...(row.isAssignedByHand ? ['assigned by hand'] : []), ...through].join(', '), answer].join(
        '\t',
      ),
    });
  }
  return items;
}
