import type { MappingSet } from '../mapping-set/mapping-set.js';
import { verdictOf } from '../provisioning/outcome-wording.js';
import { counted } from '../provisioning/wording.js';
import type {
  AccessDiff,
  GainedAcl,
  GainedRole,
  GrantChange,
  MappingChange,
  MappingPlace,
  SettingChange,
  UncertainRole,
  UserChange,
} from './access-diff.js';
import type { ChangeKind } from './compare-conditions.js';
import { createWording, describeGrantChange, groupsOfWay, type Wording } from './describe-grants.js';
import { isGaining } from './diff-access.js';
import { joinedParts, type Sentence, sentence } from './sentence.js';

/** An access diff as people read it, administrators first: what every program shows, each in its own look. */
export interface DiffView {
  /** The answer in a few words, and what it is made of. */
  readonly heading: string;
  readonly detail: string;
  /** `administrator`: somebody gains an administrator role, or could; `none`: nobody's access changes. */
  readonly level: 'administrator' | 'change' | 'unknown' | 'none';
  /** What changes for anyone: role bindings, then ACLs. */
  readonly forAnyone: readonly GrantChangeView[];
  /** The sample users whose access or sign-in changes. */
  readonly people: readonly PersonView[];
  /** Names of the sample users for whom nothing changes. */
  readonly unchangedPeople: readonly string[];
  readonly usersAdded: readonly string[];
  readonly usersRemoved: readonly string[];
  /** Mappings that are renamed, or rewritten with equal meaning. */
  readonly rewritten: readonly RewrittenView[];
  readonly unknownMappings: readonly { readonly side: Side; readonly place: MappingPlace; readonly sentence: Sentence }[];
  /** What else decides who gets in, and how groups reach Confluent Cloud. */
  readonly settings: readonly string[];
}

export type Side = 'base' | 'head';

export interface GrantChangeView {
  readonly change: ChangeKind;
  readonly isAdministrator: boolean;
  readonly sentence: Sentence;
  /** The first mapping that grants it: on the side after, else before. */
  readonly place: (MappingPlace & { readonly side: Side }) | null;
  /** The mappings behind it whose conditions are not what they were, with the parts that are only on one side. */
  readonly mappings: readonly MappingChange[];
}

export interface PersonView {
  readonly user: string;
  readonly isAdministrator: boolean;
  /** How the sign-in ends now and did before, where that differs. */
  readonly signIn: string | null;
  /** The groups that bring what is gained; empty where that is not known. */
  readonly via: Sentence;
  readonly changes: readonly PersonChangeView[];
}

export interface PersonChangeView {
  readonly kind: 'gains' | 'loses' | 'uncertain';
  readonly isAdministrator: boolean;
  /** The role and its resource, or the ACL. */
  readonly granted: Sentence;
  /** `through Production on call`, `assigned by hand`. */
  readonly through: Sentence;
}

export interface RewrittenView {
  readonly change: MappingChange;
  readonly sentence: Sentence;
}

/** Words for a diff of two sets, which lend it the names of groups and of the organization. */
export function viewOfDiff(diff: AccessDiff, base: MappingSet, head: MappingSet): DiffView {
  const wording = createWording(head, base);
  const forAnyone = [
    ...diff.role_bindings.map((change) => grantView(change, wording.binding(change), change.administrator, diff, wording)),
    ...diff.acls.map((change) => grantView(change, wording.acl(change.acl), false, diff, wording)),
  ];
  const changed = new Set(diff.users.map(({ user }) => user));
  return {
    ...summaryInWords(diff),
    forAnyone: administratorsFirst(forAnyone),
    people: administratorsFirst(diff.users.map((user) => personView(user, wording))),
    unchangedPeople: head.users.map(({ name }) => name.value).filter((name) => !changed.has(name)),
    usersAdded: diff.users_added,
    usersRemoved: diff.users_removed,
    rewritten: diff.group_mappings.flatMap((change) => rewrittenView(change, wording) ?? []),
    unknownMappings: diff.unknown_group_mappings.map(({ side, reason, ...place }) => ({
      side,
      place,
      sentence: sentence(wording.mappings([place.group_mapping]), `: ${reason.message}`),
    })),
    settings: (diff.sign_in ?? []).map(settingInWords),
  };
}

function administratorsFirst<View extends { readonly isAdministrator: boolean }>(views: readonly View[]): View[] {
  return [...views.filter((view) => view.isAdministrator), ...views.filter((view) => !view.isAdministrator)];
}

function grantView(change: GrantChange, granted: Sentence, administers: boolean, diff: AccessDiff, wording: Wording): GrantChangeView {
  const [after] = change.head;
  const [before] = change.base;
  const involved = new Set([
    ...change.base.map((place) => keyOfPlace('base', place)),
    ...change.head.map((place) => keyOfPlace('head', place)),
  ]);
  return {
    change: change.change,
    isAdministrator: administers && change.change !== 'narrower' && change.change !== 'removed',
    sentence: describeGrantChange(granted, change, wording),
    place: after ? { side: 'head', ...after } : before ? { side: 'base', ...before } : null,
    mappings: diff.group_mappings.filter(
      ({ base, head, is_rewritten }) =>
        is_rewritten && ((base && involved.has(keyOfPlace('base', base))) || (head && involved.has(keyOfPlace('head', head)))),
    ),
  };
}

function keyOfPlace(side: Side, { file, line, group_mapping }: MappingPlace): string {
  return JSON.stringify([side, file, line, group_mapping]);
}

function personView({ user, gains, loses, gains_acls, loses_acls, uncertain, sign_in }: UserChange, wording: Wording): PersonView {
  const roleView = (kind: 'gains' | 'loses') => (role: GainedRole) => ({
    kind,
    isAdministrator: kind === 'gains' && role.administrator,
    granted: wording.binding(role),
    through: through(role.granted_by, wording),
  });
  const throughAcl = ({ granted_by, partly_known }: GainedAcl): Sentence =>
    sentence(through(granted_by, wording), partly_known ? ', known only in part' : '');
  const changes: PersonChangeView[] = [
    ...administratorsFirst(gains.map(roleView('gains'))),
    ...gains_acls.map((gained) => aclView('gains', wording.acl(gained.acl), throughAcl(gained))),
    ...loses.map(roleView('loses')),
    ...loses_acls.map((lost) => aclView('loses', wording.acl(lost.acl), throughAcl(lost))),
    ...uncertain.map((role) => uncertainView(role, wording)),
  ];
  const ways = new Map(gains.flatMap(({ because }) => because?.[0] ?? []).map((group) => [group, wording.group(group)]));
  return {
    user,
    isAdministrator: changes.some((change) => change.isAdministrator),
    signIn: sign_in
      ? `${verdictOf({ sign_in: sign_in.head, account: 'existing' })}; before: ${verdictOf({ sign_in: sign_in.base, account: 'existing' })}`
      : null,
    via: ways.size === 0 ? [] : groupsOfWay([...ways.keys()], wording),
    changes,
  };
}

function aclView(kind: 'gains' | 'loses', granted: Sentence, grantedThrough: Sentence): PersonChangeView {
  return { kind, isAdministrator: false, granted, through: grantedThrough };
}

function uncertainView(role: UncertainRole, wording: Wording): PersonChangeView {
  const may = { may_gain: 'may gain it', may_lose: 'may lose it', may_change: 'may gain or lose it' }[role.change];
  const isOne = role.group_mappings.length === 1;
  return {
    kind: 'uncertain',
    isAdministrator: role.administrator && role.change !== 'may_lose',
    granted: wording.binding(role),
    through: sentence(`${may}: `, wording.mappings(role.group_mappings), isOne ? ' is unknown' : ' are unknown'),
  };
}

function through(grantedBy: readonly string[], wording: Wording): Sentence {
  const [first, ...rest] = grantedBy;
  const byHand = first === 'direct' ? [sentence('assigned by hand')] : [];
  const mappings = first === 'direct' ? rest : grantedBy;
  return joinedParts([...byHand, ...(mappings.length > 0 ? [sentence('through ', wording.mappings(mappings))] : [])], ' and ');
}

function rewrittenView(change: MappingChange, wording: Wording): RewrittenView | null {
  const { base, head, is_renamed, is_rewritten } = change;
  if (!base || !head || change.change !== 'equal' || !(is_renamed || is_rewritten)) return null;
  const name = wording.mappings([head.group_mapping]);
  const renamed = is_renamed ? sentence(' is renamed from ', wording.mappings([base.group_mapping])) : [];
  return {
    change,
    sentence: sentence(
      name,
      renamed,
      is_rewritten ? (is_renamed ? ' and rewritten; it' : ' is rewritten and') : ' and',
      ' means the same as before.',
    ),
  };
}

function settingInWords({ setting, base, head }: SettingChange): string {
  const shown = (value: SettingChange['base']) =>
    value === null || value === '' ? 'nothing' : Array.isArray(value) ? value.join(', ') || 'nothing' : String(value);
  return `${setting} is ${shown(head)}; before: ${shown(base)}`;
}

function summaryInWords(diff: AccessDiff): Pick<DiffView, 'heading' | 'detail' | 'level'> {
  const { summary, role_bindings, acls, users, group_mappings } = diff;
  const people = summary.users === 1 ? '1 person' : `${summary.users} people`;
  const grants = [...role_bindings, ...acls];
  const changed = grants.filter(({ change }) => change !== 'unknown').length;
  const unknown = grants.length - changed;
  const isSignInChanged = users.some(({ sign_in }) => sign_in !== undefined);
  if (grants.length === 0 && users.length === 0) {
    const rewritten = group_mappings.filter(({ change, is_rewritten }) => change === 'equal' && is_rewritten).length;
    const before =
      rewritten === 0
        ? ''
        : `${counted(rewritten, 'filter')} ${rewritten === 1 ? 'is rewritten and means' : 'are rewritten, and each means'} the same as before. `;
    return { heading: 'Nobody’s access changes', detail: `${before}No group set gains or loses anything.`, level: 'none' };
  }
  const { users_gaining, users_losing, users_uncertain, users_unchanged, users_gaining_administration } = summary;
  const counts = [
    ...(users_gaining > 0 ? [`${users_gaining === 1 ? '1 gains' : `${users_gaining} gain`}`] : []),
    ...(users_losing > 0 ? [`${users_losing === 1 ? '1 loses' : `${users_losing} lose`}`] : []),
    ...(users_uncertain > 0 ? [`${users_uncertain} uncertain`] : []),
    ...(users_unchanged > 0
      ? [`${users_unchanged === 1 ? '1 keeps exactly what they have' : `${users_unchanged} keep exactly what they have`}`]
      : []),
  ];
  const ofPeople = summary.users === 0 ? 'There are no sample users.' : `Of ${people}: ${counts.join(', ')}.`;
  const ofGrants = [
    ...(changed > 0
      ? [
          `${counted(changed, acls.length === 0 ? 'role binding' : 'role binding or ACL', acls.length === 0 ? 'role bindings' : 'role bindings and ACLs')} ${changed === 1 ? 'changes' : 'change'} for someone`,
        ]
      : []),
    ...(unknown > 0 ? [`${unknown} ${unknown === 1 ? 'is' : 'are'} unknown`] : []),
  ].join(', ');
  const detail = `${ofPeople} ${ofGrants === '' ? 'No group set gains or loses anything.' : `${ofGrants.charAt(0).toUpperCase()}${ofGrants.slice(1)}.`}`;
  const widened = role_bindings.filter(
    ({ administrator, change }) => administrator && change !== 'narrower' && change !== 'removed' && change !== 'unknown',
  );
  const level =
    users_gaining_administration > 0 || widened.length > 0
      ? 'administrator'
      : changed > 0 || users_gaining + users_losing > 0 || isSignInChanged
        ? 'change'
        : 'unknown';
  return { heading: heading(), detail, level };

  function heading(): string {
    if (users_gaining_administration > 0)
      return `${users_gaining_administration} of ${people} ${users_gaining_administration === 1 ? 'gains' : 'gain'} an administrator role`;
    if (widened.length > 0)
      return `Anyone with the right groups can gain ${widened.length === 1 ? 'an administrator role' : `${widened.length} administrator roles`}`;
    const concerned = users.filter((user) => isGaining(user) || user.loses.length > 0 || user.loses_acls.length > 0).length;
    if (concerned > 0) {
      const verb = users_losing === 0 ? 'gain' : users_gaining === 0 ? 'lose' : 'gain or lose';
      const inflected = concerned === 1 ? verb.replace(/gain|lose/g, (word) => `${word}s`) : verb;
      return `${concerned} of ${people} ${inflected} access`;
    }
    if (changed > 0) return summary.users === 0 ? 'Access changes' : 'Access changes, for none of the sample users';
    if (isSignInChanged) return 'Sign-ins change';
    return 'Whether anybody’s access changes is not certain';
  }
}
