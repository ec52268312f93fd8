import { roleBindingKey } from '../mapping-set/grant-keys.js';
import type { Outcome } from '../provisioning/outcome.js';
import type { GroupLabel } from '../provisioning/outcome-wording.js';
import type { ScopeWords } from './grant-words.js';
import type { MappingView, SignInView } from './sign-in-view.js';
import type { Tried } from './what-if-changes.js';

/**
 * What becomes of something: `gained` and `lost` are certain, `unclear` is where one of the sides is not certain. `same` also where the
 * reason of a match differs, or which mappings grant a role that stays; `otherwise`: a group that is no more in the claim than before, for
 * another reason.
 */
export type Change = 'gained' | 'lost' | 'unclear' | 'otherwise' | 'same';

/** Whether something is there: `possible` where that depends on a mapping that is unknown. */
export type Held = 'granted' | 'possible' | 'none';

export interface ComparedGroup {
  readonly change: Change;
  readonly group: GroupLabel;
  readonly held: Tried<Held>;
  /** Whether Confluent Cloud sees it, in words. */
  readonly words: Tried<string>;
}

export interface ComparedMapping {
  readonly change: Change;
  /** Index into the set's mappings. */
  readonly index: number;
  readonly displayName: string;
  readonly isAdministrator: boolean;
  /** Null: the sign-in does not get as far as mappings. */
  readonly view: Tried<ComparedMappingSide | null>;
}
export type ComparedMappingSide = Pick<
  MappingView,
  'result' | 'because' | 'isBecauseTruncated' | 'missing' | 'isMissingTruncated' | 'reason'
>;

export interface ComparedRole {
  readonly change: Change;
  readonly roleName: string;
  readonly crnPattern: string;
  readonly scope: ScopeWords;
  readonly isAdministrator: boolean;
  readonly held: Tried<Held>;
  readonly through: Tried<Through>;
}

export interface ComparedAcl {
  readonly change: Change;
  readonly text: string;
  readonly isDeny: boolean;
  readonly held: Tried<Held>;
  readonly through: Tried<Through>;
}

export interface Through {
  readonly isAssignedByHand: boolean;
  /** Display names of the mappings that grant it, or might. */
  readonly mappings: readonly string[];
}

/** Two sign-ins side by side, everything in them; what differs is what is not `same`. */
export interface WhatIfDifference {
  readonly signIn: Tried<Outcome['sign_in']>;
  readonly account: Tried<Outcome['account']>;
  readonly groups: readonly ComparedGroup[];
  readonly mappings: readonly ComparedMapping[];
  /** Administrator roles first, then what is gained, what is not certain, what is lost; in the order of the session otherwise. */
  readonly roles: readonly ComparedRole[];
  readonly acls: readonly ComparedAcl[];
  /** How much of each is the same on both sides; sign-in and account are 1 or 0. */
  readonly unchanged: Readonly<Record<'signIn' | 'account' | 'groups' | 'mappings' | 'roles' | 'acls', number>>;
}

/** Compares two sign-ins of sets with the same mappings. */
export function differenceOf(views: Tried<SignInView>): WhatIfDifference {
  const groups = groupRows(views);
  const mappings = mappingRows(views);
  const roles = roleRows(views);
  const acls = aclRows(views);
  const signIn = both(views, ({ outcome }) => outcome.sign_in);
  const account = both(views, ({ outcome }) => outcome.account);
  const same = (rows: readonly { readonly change: Change }[]) => rows.filter(({ change }) => change === 'same').length;
  return {
    signIn,
    account,
    groups,
    mappings,
    roles,
    acls,
    unchanged: {
      signIn: Number(signIn.now === signIn.whatIf),
      account: Number(account.now === account.whatIf),
      groups: same(groups),
      mappings: same(mappings),
      roles: same(roles),
      acls: same(acls),
    },
  };
}

function both<A, B>({ now, whatIf }: Tried<A>, view: (side: A) => B): Tried<B> {
  return { now: view(now), whatIf: view(whatIf) };
}

function changeOf({ now, whatIf }: Tried<Held>): Change {
  if (now === whatIf) return 'same';
  if (now === 'possible' || whatIf === 'possible') return 'unclear';
  return whatIf === 'granted' ? 'gained' : 'lost';
}

/** The keys of both sides, those of now first, each once. */
function keysOf<Key>(sides: Tried<ReadonlyMap<Key, unknown>>): Key[] {
  return [...new Set([...sides.now.keys(), ...sides.whatIf.keys()])];
}

function groupRows(views: Tried<SignInView>): ComparedGroup[] {
  const seen = both(views, ({ groups }) => new Map(groups.map((label) => [label.group, label])));
  const heldBack = both(views, ({ withheld }) => new Map(withheld.map((entry) => [entry.group.group, entry])));
  const labels = new Map(
    [heldBack.whatIf, heldBack.now].flatMap((entries) => [...entries].map(([group, { group: label }]) => [group, label] as const)),
  );
  for (const side of [seen.whatIf, seen.now]) for (const [group, label] of side) labels.set(group, label);
  const groups = new Set([...keysOf(seen), ...keysOf(heldBack)]);
  return [...groups].flatMap((group) => {
    const label = labels.get(group);
    if (!label) return [];
    const words = (side: 'now' | 'whatIf'): string => {
      if (seen[side].has(group)) return 'in the claim';
      if (views[side].outcome.sign_in !== 'allowed') return 'not reached';
      const reason = heldBack[side].get(group)?.reason;
      return reason === undefined ? 'not in the claim' : `held back: ${reason}`;
    };
    const held = both(seen, (side): Held => (side.has(group) ? 'granted' : 'none'));
    const tried = { now: words('now'), whatIf: words('whatIf') };
    const change = changeOf(held);
    return [{ change: change === 'same' && tried.now !== tried.whatIf ? 'otherwise' : change, group: label, held, words: tried }];
  });
}

/** A mapping that is not evaluated applies as little as one that does not match. */
const applies: Readonly<Record<MappingView['result'], Held>> = { match: 'granted', 'no-match': 'none', unknown: 'possible' };

function mappingRows(views: Tried<SignInView>): ComparedMapping[] {
  const longer = views.now.mappings.length > 0 ? views.now.mappings : views.whatIf.mappings;
  return longer.map(({ displayName, isAdministrator }, index) => {
    const side = both(views, ({ mappings }) => mappings[index] ?? null);
    return {
      change: changeOf(both(side, (view) => (view ? applies[view.result] : 'none'))),
      index,
      displayName,
      isAdministrator,
      view: both(side, (view) => view && sideOf(view)),
    };
  });
}

function sideOf({ result, because, isBecauseTruncated, missing, isMissingTruncated, reason }: MappingView): ComparedMappingSide {
  return { result, because, isBecauseTruncated, missing, isMissingTruncated, reason };
}

const changeOrder: readonly Change[] = ['gained', 'unclear', 'lost', 'otherwise', 'same'];

const nothing: Through = { isAssignedByHand: false, mappings: [] };

function namesOf({ mappings }: SignInView, indexes: readonly number[]): string[] {
  return [...new Set(indexes.flatMap((index) => mappings[index]?.displayName ?? []))];
}

function roleRows(views: Tried<SignInView>): ComparedRole[] {
  const sides = both(views, (view) => new Map(view.access.map((row) => [roleBindingKey(row.roleName, row.crnPattern), { row, view }])));
  const rows = keysOf(sides).flatMap((key): ComparedRole[] => {
    const side = both(sides, (roles) => roles.get(key));
    const row = side.now?.row ?? side.whatIf?.row;
    if (!row) return [];
    const held = both(side, (one): Held => (!one ? 'none' : one.row.session === true ? 'granted' : 'possible'));
    return [
      {
        change: changeOf(held),
        roleName: row.roleName,
        crnPattern: row.crnPattern,
        scope: row.scope,
        isAdministrator: row.isAdministrator,
        held,
        through: both(side, (one) =>
          one ? { isAssignedByHand: one.row.isAssignedByHand, mappings: namesOf(one.view, one.row.mappings) } : nothing,
        ),
      },
    ];
  });
  const rank = ({ isAdministrator, change }: ComparedRole) => (isAdministrator ? 0 : changeOrder.length) + changeOrder.indexOf(change);
  return rows.sort((a, b) => rank(a) - rank(b));
}

interface AclSide {
  readonly isDeny: boolean;
  readonly held: Held;
  readonly mappings: readonly string[];
}

/** ACLs are known by their words; those of a mapping that is unknown are possible. */
function aclsOf(view: SignInView): Map<string, AclSide> {
  const sides = new Map<string, AclSide>(
    view.acls.map(({ text, isDeny, mappings }) => [text, { isDeny, held: 'granted', mappings: namesOf(view, mappings) }]),
  );
  for (const { result, acls, displayName } of view.mappings) {
    if (result !== 'unknown') continue;
    for (const { text, isDeny } of acls) {
      const known = sides.get(text);
      if (known?.held !== 'granted')
        sides.set(text, { isDeny, held: 'possible', mappings: [...new Set([...(known?.mappings ?? []), displayName])] });
    }
  }
  return sides;
}

function aclRows(views: Tried<SignInView>): ComparedAcl[] {
  const sides = both(views, aclsOf);
  return keysOf(sides).map((text) => {
    const side = both(sides, (acls) => acls.get(text));
    const held = both(side, (one): Held => one?.held ?? 'none');
    return {
      change: changeOf(held),
      text,
      isDeny: side.now?.isDeny ?? side.whatIf?.isDeny ?? false,
      held,
      through: both(side, (one) => (one ? { isAssignedByHand: false, mappings: one.mappings } : nothing)),
    };
  });
}
