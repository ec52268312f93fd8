import { crnInSentence } from '../mapping-set/crn/crn-scope.js';
import type { KnownGroup, MappingSet } from '../mapping-set/mapping-set.js';
import { describeAcl, groupLabeller } from '../provisioning/outcome-wording.js';
import { counted } from '../provisioning/wording.js';
import type { GrantChange } from './access-diff.js';
import type { GrantedAclValues, GrantedBinding } from './grants.js';
import { joinedParts, type Sentence, sentence } from './sentence.js';

/** Writes groups, roles and mappings as parts of sentences about a set, or about two. */
export interface Wording {
  group(group: string): Sentence;
  binding(binding: GrantedBinding & { readonly administrator: boolean }): Sentence;
  acl(acl: GrantedAclValues): Sentence;
  mappings(names: readonly string[]): Sentence;
}

/** `sets`: what is known of groups and of the organization's name comes from the first that says it. */
export function createWording(...sets: readonly [MappingSet, ...MappingSet[]]): Wording {
  const label = groupLabeller({
    set: { knownGroups: sets.flatMap((set, index) => (index === 0 ? set.knownGroups : notListedBefore(set, sets.slice(0, index)))) },
  });
  const organization = sets.find((set) => set.organization.display_name)?.organization ?? sets[0].organization;
  return {
    group: (group) => [{ kind: 'group', text: group, label: label(group) }],
    binding: ({ role_name, crn_pattern, administrator }) =>
      sentence({ kind: 'role', text: role_name, isAdministrator: administrator }, ' on ', {
        kind: 'resource',
        text: crnInSentence(crn_pattern, organization),
        crn: crn_pattern,
      }),
    acl: (acl) => sentence({ kind: 'role', text: `ACL ${describeAcl({ ...acl, granted_by: [] })}`, isAdministrator: false }),
    mappings: (names) =>
      joinedParts(
        names.map((name) => ({ kind: 'mapping', text: name || '(no name)' })),
        ' and ',
      ),
  };
}

/** The known groups of a set whose ids none of the others lists. */
function notListedBefore({ knownGroups }: MappingSet, others: readonly MappingSet[]): readonly KnownGroup[] {
  const listed = new Set(others.flatMap((set) => set.knownGroups.map(({ id }) => id?.value)));
  return knownGroups.filter(({ id }) => !listed.has(id?.value));
}

/** Ways that are spelt out before the rest is a number, and groups of one way. */
const shownWays = 3;
const shownGroups = 5;

/** Groups as one way names them: `a, b and c`. */
export function groupsOfWay(way: readonly string[], wording: Pick<Wording, 'group'>): Sentence {
  if (way.length <= shownGroups + 1) return joinedParts(way.map(wording.group), ' and ');
  const rest = sentence(`${way.length - shownGroups} more groups`);
  return joinedParts([...way.slice(0, shownGroups).map(wording.group), rest], ' and ');
}

/** Alternatives as `write` says each: `in a, or in b and c, or one of 4 other ways`. */
export function waysInWords(
  ways: readonly (readonly string[])[],
  isTruncated: boolean,
  write: (way: readonly string[]) => Sentence,
): Sentence {
  const shown = ways.slice(0, ways.length > shownWays + 1 ? shownWays : ways.length);
  const hidden = ways.length - shown.length;
  const rest = isTruncated ? 'or in other ways' : hidden > 0 ? `or in ${counted(hidden, 'other way')}` : '';
  const words = shown.map((way, index) => sentence(index === 0 ? '' : ', or ', write(way)));
  return sentence(...words, rest === '' ? '' : `, ${rest}`);
}

/** How what is granted changes for anyone, as one sentence or two. */
export function describeGrantChange(granted: Sentence, change: GrantChange, plainWording: Pick<Wording, 'group'>): Sentence {
  const wording = withExamples(plainWording, change.examples ?? []);
  const { ways_gained = [], ways_lost = [], ways_truncated = false, still, reason } = change;
  if (change.change === 'unknown') return sentence(granted, `: ${reason ?? 'unknown'}${reason && /[.!?]$/.test(reason) ? '' : '.'}`);
  if (change.change === 'removed')
    return sentence(
      'Nobody gets ',
      granted,
      ' any more. Until now: ',
      waysInWords(ways_lost, ways_truncated, (way) => holders(way, wording)),
      '.',
    );
  const gain =
    ways_gained.length === 0
      ? []
      : sentence(
          ways_gained[0]?.length === 0
            ? 'Everyone who signs in'
            : sentence(
                'Anyone ',
                waysInWords(ways_gained, ways_truncated, (way) => sentence('in ', groupsOfWay(way, wording))),
              ),
          ways_gained.length > 1 ? ', now gets ' : ' now gets ',
          granted,
          '.',
        );
  return sentence(
    gain,
    gain.length > 0 && ways_lost.length > 0 ? ' ' : '',
    describeLoss(granted, ways_lost, ways_truncated, still ?? null, wording),
  );
}

/** Groups that stand for others are said to. */
export function withExamples(wording: Pick<Wording, 'group'>, examples: readonly string[]): Pick<Wording, 'group'> {
  const standIns = new Set(examples);
  return { group: (group) => sentence(standIns.has(group) ? 'a group such as ' : '', wording.group(group)) };
}

function describeLoss(
  granted: Sentence,
  ways: readonly (readonly string[])[],
  isTruncated: boolean,
  still: readonly string[] | null,
  wording: Pick<Wording, 'group'>,
): Sentence {
  const [first] = ways;
  if (!first) return [];
  const kept = still === null ? '' : sentence('; ', holders(still, wording), still.length === 1 ? ' still does' : ' still do');
  if (first.length === 0) return sentence('Not everyone who signs in gets ', granted, ' any more', kept, '.');
  const isOne = ways.length === 1 && first.length === 1;
  return sentence(
    waysInWords(ways, isTruncated, (way) => sentence(groupsOfWay(way, wording), way.length === 1 ? ' alone' : '')),
    isOne ? ' no longer gives ' : ways.length > 1 ? ', no longer give ' : ' no longer give ',
    granted,
    kept,
    '.',
  );
}

function holders(way: readonly string[], wording: Pick<Wording, 'group'>): Sentence {
  return way.length === 0 ? sentence('everyone who signs in') : groupsOfWay(way, wording);
}
