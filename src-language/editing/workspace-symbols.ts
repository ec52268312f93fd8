import type { Located, Place } from '../mapping-set/mapping-set.js';
import type { EditingContext } from './editing-context.js';
import { shortenLine } from './shorten-line.js';

/** Something of a set that has a name and can be gone to. */
export interface WorkspaceSymbol extends Place {
  readonly name: string;
  readonly kind: 'mapping' | 'group' | 'user' | 'role';
  /** Where it stands, in words; empty where the file says it all. */
  readonly container: string;
}

/** How many symbols one set gives at most: what is typed next narrows them down. */
const symbolLimit = 500;

/**
 * Group mappings, sample users, known groups and roles of a set whose name holds the characters of the query in their order, in any
 * case; all of them for an empty query.
 */
export function workspaceSymbols(context: EditingContext, query: string): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  for (const symbol of symbolsOf(context)) {
    if (!isSubsequence(query, symbol.name)) continue;
    found.push({ ...symbol, name: shortenLine(symbol.name) });
    if (found.length >= symbolLimit) break;
  }
  return found;
}

function* symbolsOf({ set }: EditingContext): Generator<WorkspaceSymbol> {
  for (const mapping of set.groupMappings) {
    const { displayName, displayNameAt, file, range, instance, headerRange } = mapping;
    const container = instance ?? (headerRange ? 'confluent_group_mapping' : 'group_mappings');
    const at = displayNameAt ?? { file, range };
    if (displayName !== '') yield { name: displayName, kind: 'mapping', container, file: at.file, range: at.range };
  }
  for (const { name } of set.users) yield symbolAt(name, 'user', 'users');
  for (const { id, displayName } of set.knownGroups) {
    if (displayName)
      yield symbolAt(displayName, 'group', id && id !== displayName && id.value !== displayName.value ? id.value : 'known_groups');
    if (id && id !== displayName && id.value !== displayName?.value) yield symbolAt(id, 'group', displayName?.value ?? 'known_groups');
  }
  for (const { name, file, range } of set.settings.roles) yield { name, kind: 'role', container: 'settings.roles', file, range };
}

function symbolAt({ value, file, range }: Located<string>, kind: WorkspaceSymbol['kind'], container: string): WorkspaceSymbol {
  return { name: value, kind, container: shortenLine(container), file, range };
}

/** Whether the characters of the query, blanks aside, come one after the other in the name; case does not count. */
function isSubsequence(query: string, name: string): boolean {
  const wanted = query.toLowerCase().replace(/\s+/g, '');
  const text = name.toLowerCase();
  let from = 0;
  for (const character of wanted) {
    const at = text.indexOf(character, from);
    if (at < 0) return false;
    from = at + character.length;
  }
  return true;
}
