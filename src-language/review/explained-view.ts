import type { MappingSet } from '../mapping-set/mapping-set.js';
import { verdictOf } from '../provisioning/outcome-wording.js';
import { counted } from '../provisioning/wording.js';
import { createWording, groupsOfWay, waysInWords, withExamples, type Wording } from './describe-grants.js';
import type { ExplainedAccess, ExplainedRole, NearestRole, RolePath } from './explain-access.js';
import type { RoleLookup, RoleSource } from './look-up-role.js';
import { type Sentence, sentence } from './sentence.js';

/** An explanation as people read it: every program gives it its own look. */
export interface ExplainedView {
  readonly heading: Sentence;
  readonly lead: readonly Sentence[];
  readonly sections: readonly ExplainedSection[];
}

export interface ExplainedSection {
  /** Empty where the items need no title. */
  readonly title: string;
  readonly items: readonly { readonly sentence: Sentence; readonly details: readonly Sentence[] }[];
}

/** Longer lists end with the number of the rest. */
const shownNearest = 12;

/** How somebody comes to each role, and what little would change that. */
export function viewOfExplanation(explained: ExplainedAccess, set: MappingSet, roleName: string | null): ExplainedView {
  const wording = createWording(set);
  const { user, roles, nearest, unknown, claim, blocked } = explained;
  const isAllowed = explained.sign_in === 'allowed';
  const sections: ExplainedSection[] = [];
  if (roles.length > 0)
    sections.push({
      title: 'Has',
      items: roles.map((role) => ({
        sentence: sentence(wording.binding(role), '.'),
        details: [...partlyKnown(role), ...role.paths.map((path) => pathInWords(path, wording)), lossInWords(role, wording)],
      })),
    });
  if (unknown.length > 0)
    sections.push({
      title: 'May have: it is unknown',
      items: unknown.map((role) => ({
        sentence: sentence(wording.binding(role), '.'),
        details: [sentence(wording.mappings([role.group_mapping]), ` (${role.file}:${role.line}) is unknown: ${role.reason.message}`)],
      })),
    });
  if (nearest.length > 0) {
    const items = nearest.slice(0, nearest.length > shownNearest + 1 ? shownNearest : nearest.length).map((near) => ({
      sentence: sentence(wording.binding(near), '.'),
      details: [...partlyKnown(near), missInWords(near, wording)],
    }));
    const rest = nearest.length - items.length;
    sections.push({
      title: 'Does not have, the nearest first',
      items: rest > 0 ? [...items, { sentence: sentence(`And ${counted(rest, 'more role binding')}.`), details: [] }] : items,
    });
  }
  const hasNone = isAllowed && roles.length === 0;
  const isOutOfReach = hasNone && nearest.length === 0 && unknown.length === 0 && !blocked;
  return {
    heading: sentence(`${user}: ${verdictOf(explained)}`),
    lead: [
      ...claim.map((message) => sentence(message)),
      ...(hasNone ? [sentence(roleName === null ? 'Has no role.' : `Does not have ${roleName}.`)] : []),
      ...(isOutOfReach ? [sentence(`No group is known that would bring ${roleName === null ? 'one' : 'it'}.`)] : []),
      ...(blocked ? [sentence(`More groups bring nothing: ${blocked.message}`)] : []),
    ],
    sections,
  };
}

/** That it may turn out otherwise, or not be there. */
function partlyKnown({ partly_known }: { readonly partly_known?: true }): Sentence[] {
  return partly_known ? [sentence('Known only in part: the files do not tell whether it is there, or what exactly it is.')] : [];
}

function pathInWords({ group_mapping, because, because_truncated, file, line }: RolePath, wording: Wording): Sentence {
  if (file === undefined) return sentence('Assigned by hand, so that no group takes it away.');
  const through = sentence('Through ', wording.mappings([group_mapping]), ` (${file}:${line})`);
  if (because === null) return sentence(through, ': the filter holds.');
  if (because.every((way) => way.length === 0)) return sentence(through, ', which needs no group.');
  return sentence(
    through,
    ', because of ',
    waysInWords(because, because_truncated ?? false, (way) => groupsOfWay(way, wording)),
    '.',
  );
}

function lossInWords({ direct, remove, paths }: ExplainedRole, wording: Wording): Sentence {
  if (direct) return paths.length > 1 ? sentence('Stays whatever the groups are.') : [];
  if (remove === null)
    return sentence(
      paths.some(({ because }) => because === null) ? 'What would take it away is not known.' : 'No change of groups takes it away.',
    );
  return sentence('Gone without ', groupsOfWay(remove, wording), '.');
}

function missInWords({ add, examples, held_back = [], group_mapping, file, line }: NearestRole, wording: Wording): Sentence {
  return sentence(
    'If also in ',
    groupsOfWay(add, withExamples(wording, examples ?? [])),
    ', through ',
    wording.mappings([group_mapping]),
    ` (${file}:${line}).`,
    held_back.length === 0
      ? ''
      : sentence(' The identity provider would hold back ', groupsOfWay(held_back, wording), ', which has to be let through too.'),
  );
}

/** Which groups lead to a role. */
export function viewOfLookup({ role_name, role_bindings }: RoleLookup, set: MappingSet): ExplainedView {
  const wording = createWording(set);
  const isAdministrator = role_bindings.some(({ administrator }) => administrator);
  return {
    heading: sentence('Which groups lead to ', { kind: 'role', text: role_name, isAdministrator }),
    lead: role_bindings.length === 0 ? [sentence('None: no group mapping of the set grants it.')] : [],
    sections: role_bindings.map(({ group_mappings, users, ...binding }) => ({
      title: '',
      items: [
        {
          sentence: sentence(wording.binding(binding), ':'),
          details: [
            ...partlyKnown(binding),
            ...group_mappings.map((source) => sourceInWords(source, wording)),
            users.length === 0
              ? sentence(set.users.length === 0 ? '' : 'None of the sample users has it.')
              : sentence(`Sample users who have it: ${namesInRow(users)}.`),
          ].filter((detail) => detail.length > 0),
        },
      ],
    })),
  };
}

function sourceInWords({ group_mapping, file, line, groups, groups_truncated, examples, reason }: RoleSource, wording: Wording): Sentence {
  const through = sentence(', through ', wording.mappings([group_mapping]), ` (${file}:${line}).`);
  if (groups === null) return sentence('Unknown', through, ` ${reason ?? ''}`);
  if (groups.length === 0) return sentence('Nobody', through);
  if (groups.every((way) => way.length === 0)) return sentence('Everyone who signs in', through);
  const named = withExamples(wording, examples ?? []);
  return sentence(
    'Whoever is ',
    waysInWords(groups, groups_truncated ?? false, (way) => sentence('in ', groupsOfWay(way, named))),
    through,
  );
}

/** How many names are told before the rest is a number. */
const shownNames = 12;

function namesInRow(names: readonly string[]): string {
  if (names.length <= shownNames + 1) return names.join(', ');
  return `${names.slice(0, shownNames).join(', ')} and ${names.length - shownNames} more`;
}
