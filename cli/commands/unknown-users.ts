import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { nearestName } from '../../src-language/text/nearest-name.js';
import { printable } from '../display-text.js';

/** What is said of names that the set's users do not have. */
export function unknownUsers(wanted: Iterable<string>, set: MappingSet): string[] {
  const known = new Set(set.users.map((user) => user.name.value));
  return [...wanted]
    .filter((name) => !known.has(name))
    .map((name) => {
      const near = nearestName(name, known);
      const hint =
        near !== undefined
          ? `did you mean ${printable(near)}?`
          : known.size === 0
            ? 'the set has no users'
            : 'groupmap simulate without --user shows all of them';
      return `there is no user ${printable(name)} in the mapping set: ${hint}`;
    });
}
