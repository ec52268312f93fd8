import type { GroupMapping } from '../../mapping-set/mapping-set.js';
import { compareCodePoints } from '../../text/compare-code-points.js';
import { markdownCode, markdownText } from '../../text/escape-markdown.js';
import { printable } from '../../text/printable.js';
import type { EditingContext } from '../editing-context.js';

/** A group that could be named, with what is known of it. */
export interface GroupSuggestion {
  /** As it has to be written to be what the group claim carries, as far as that is known. */
  readonly name: string;
  /** The other spelling of a known group: the display name of an id, or the id. */
  readonly otherName: string | null;
  readonly isKnown: boolean;
  /** The mappings that name it, in the set's order. */
  readonly mappings: readonly GroupMapping[];
  /** How often the set names it at all. */
  readonly uses: number;
  readonly users: number;
}

/** The groups of a set in the order in which they are offered: known ones that are used first, misspelt and unlisted ones last. */
export interface GroupIndex {
  readonly groups: readonly GroupSuggestion[];
  /** Beginnings (or ends) that several groups share, up to a separator, with the number of groups. */
  affixes(use: 'prefix' | 'suffix'): readonly { readonly affix: string; readonly groups: readonly string[] }[];
}

const indexes = new WeakMap<EditingContext, GroupIndex>();

/** Made once for each state of a set, when the first completion asks for groups. */
export function groupIndexOf(context: EditingContext): GroupIndex {
  let index = indexes.get(context);
  if (!index) indexes.set(context, (index = buildIndex(context)));
  return index;
}

function buildIndex(context: EditingContext): GroupIndex {
  const { vocabulary } = context;
  const mappings = mappingsByGroup(context);
  const users = usersByGroup(context);
  const inOrder = (some: ReadonlySet<GroupMapping>) => context.set.groupMappings.filter((mapping) => some.has(mapping));
  const suggestion = (name: string, otherName: string | null, isKnown: boolean): GroupSuggestion => {
    const names = otherName === null ? [name] : [name, otherName];
    return {
      name,
      otherName,
      isKnown,
      mappings:
        otherName === null ? [...(mappings.get(name) ?? [])] : inOrder(new Set(names.flatMap((each) => [...(mappings.get(each) ?? [])]))),
      uses: names.reduce((sum, each) => sum + (vocabulary.spellings.get(each) ?? 0), 0),
      users: membersOf(users, names),
    };
  };
  const found = new Map<string, GroupSuggestion>();
  for (const group of vocabulary.known) {
    const name = vocabulary.claimSpelling(group) ?? group.id?.value ?? group.displayName?.value ?? '';
    if (name === '' || found.has(name)) continue;
    const otherName = [group.id?.value, group.displayName?.value].find((other) => other !== undefined && other !== name) ?? null;
    found.set(name, suggestion(name, otherName, true));
  }
  for (const name of vocabulary.spellings.keys())
    if (name !== '' && !found.has(name) && !vocabulary.find(name)) found.set(name, suggestion(name, null, false));

  const rank = (group: GroupSuggestion): number => {
    if (group.isKnown) return group.uses > 0 ? 0 : 1;
    return vocabulary.caseCorrection(group.name) ? 3 : 2;
  };
  const groups = [...found.values()]
    .map((group) => ({ group, rank: rank(group) }))
    .sort((a, b) => a.rank - b.rank || b.group.uses - a.group.uses || compareCodePoints(shownName(a.group), shownName(b.group)))
    .map(({ group }) => group);
  return { groups, affixes: (use) => affixesOf(groups, use) };
}

function mappingsByGroup(context: EditingContext): ReadonlyMap<string, ReadonlySet<GroupMapping>> {
  const result = new Map<string, Set<GroupMapping>>();
  const add = (group: string, mapping: GroupMapping): void => {
    const known = result.get(group);
    if (known) known.add(mapping);
    else result.set(group, new Set([mapping]));
  };
  for (const mapping of context.set.groupMappings) {
    if (mapping.group) add(mapping.group.value, mapping);
    if (!mapping.filter || mapping.partlyKnown) continue;
    for (const { group, use } of context.services.analyse(mapping.filter.value).groupLiterals) if (use !== 'affix') add(group, mapping);
  }
  return result;
}

/** The sample users by the names of their groups, as those are written: places in the set's list. */
function usersByGroup(context: EditingContext): ReadonlyMap<string, ReadonlySet<number>> {
  const { groupAttribute } = context.settings;
  const result = new Map<string, Set<number>>();
  context.set.users.forEach(({ claim }, index) => {
    const values =
      claim?.from !== 'attributes' ? claim?.values : groupAttribute === null ? undefined : claim.attributes.get(groupAttribute);
    for (const { value } of values ?? []) {
      const known = result.get(value);
      if (known) known.add(index);
      else result.set(value, new Set([index]));
    }
  });
  return result;
}

/** How many users have a group by one of its names. */
function membersOf(users: ReadonlyMap<string, ReadonlySet<number>>, [name = '', otherName]: readonly string[]): number {
  const own = users.get(name);
  const others = otherName === undefined ? undefined : users.get(otherName);
  let count = own?.size ?? 0;
  for (const user of others ?? []) if (!own?.has(user)) count++;
  return count;
}

/** What people call the group: its display name where its name is an id. */
function shownName(group: GroupSuggestion): string {
  return group.otherName ?? group.name;
}

/** Where a name may be cut: after these a shared beginning ends. */
const separators = /[-_./: ]/;

function affixesOf(
  groups: readonly GroupSuggestion[],
  use: 'prefix' | 'suffix',
): { readonly affix: string; readonly groups: readonly string[] }[] {
  const shared = new Map<string, string[]>();
  for (const { name } of groups) {
    for (let at = 1; at < Math.min(name.length - 1, 100); at++) {
      const cut = use === 'prefix' ? at : name.length - 1 - at;
      if (!separators.test(name[cut] ?? '')) continue;
      const affix = use === 'prefix' ? name.slice(0, cut + 1) : name.slice(cut);
      const sharing = shared.get(affix);
      if (sharing) sharing.push(name);
      else shared.set(affix, [name]);
    }
  }
  return [...shared]
    .filter(([, names]) => names.length > 1)
    .sort(([a, namesA], [b, namesB]) => namesB.length - namesA.length || compareCodePoints(a, b))
    .slice(0, 50)
    .map(([affix, names]) => ({ affix, groups: names }));
}

const shownLength = 60;
const shortAndPlain = /^[\x20-\x7e]{0,60}$/;

/** One line about a group: its other name, who has it, where it is used. */
export function groupDetail(context: EditingContext, group: GroupSuggestion): string {
  const parts: string[] = [];
  if (group.otherName !== null) parts.push(shorten(group.otherName));
  if (!group.isKnown && context.vocabulary.isListed) parts.push('not among the known groups');
  parts.push(usersInWords(context, group));
  const [first, ...rest] = group.mappings;
  if (first) parts.push(`used in ${shorten(first.displayName)}${rest.length > 0 ? ` and ${rest.length} more` : ''}`);
  return parts.join(' · ');
}

/** The same as Markdown, with the mappings by name. */
export function groupDocumentation(context: EditingContext, group: GroupSuggestion): string {
  const names = group.otherName === null ? markdownCode(group.name) : `${markdownText(group.otherName)} (${markdownCode(group.name)})`;
  const listed = group.mappings.slice(0, 5).map(({ displayName: name }) => `- ${markdownText(name === '' ? '(no name)' : shorten(name))}`);
  const more = group.mappings.length - listed.length;
  const used =
    listed.length === 0 ? 'Not used in any group mapping.' : `Used in:\n${listed.join('\n')}${more > 0 ? `\n- and ${more} more` : ''}`;
  const unknown = !group.isKnown && context.vocabulary.isListed ? '\n\nIt is not among the known groups.' : '';
  return `**Group** ${names}\n\n${usersInWords(context, group)}${unknown}\n\n${used}`;
}

function usersInWords(context: EditingContext, { users }: GroupSuggestion): string {
  const all = context.set.users.length;
  return all === 0 ? 'no sample users' : `${users} of ${all} sample user${all === 1 ? '' : 's'}`;
}

/** Text from a file on one line, cut where it gets long. */
export function shorten(text: string): string {
  if (shortAndPlain.test(text)) return text;
  const characters = Array.from(printable(text.length > 500 ? text.slice(0, 500) : text));
  return characters.length > shownLength ? `${characters.slice(0, shownLength).join('')}…` : characters.join('');
}
