import type { Located, MappingSet, Marketplace } from '../mapping-set/mapping-set.js';
import { effectiveSettings, type EffectiveSettings } from '../mapping-set/effective-settings.js';
import type { Person } from '../provisioning/person.js';
import { counted, distinct } from '../provisioning/wording.js';

/** What is tried out: changes to a person and to how the organization is set up. What is left out stays as it is. */
export interface WhatIfChanges {
  /** Groups that the person has too, and those that the person no longer has; exact. */
  readonly addedGroups?: readonly string[];
  readonly removedGroups?: readonly string[];
  readonly account?: Person['account'];
  readonly jitEnabled?: boolean;
  readonly azureMarketplace?: boolean;
  readonly assignmentRequired?: boolean;
  /** Whether the person is assigned to the application by name. */
  readonly assignedByName?: boolean;
}

/** A setting as it is and as it is tried out. */
export interface Tried<T> {
  readonly now: T;
  readonly whatIf: T;
}

/** What the controls show: everything that can be changed, as it is and as it is tried out. */
export interface WhatIfControls {
  /** Where the groups come from; `none`: no attribute is designated, so that no group can get through. */
  readonly groupsFrom: 'member_of' | 'groups' | 'attribute' | 'none';
  /** The designated attribute, where the groups are its values. */
  readonly attribute: string | null;
  /** In the person's order, then the added ones. */
  readonly groups: readonly { readonly group: string; readonly state: 'kept' | 'added' | 'removed' }[];
  readonly account: Tried<Person['account']>;
  readonly jitEnabled: Tried<boolean>;
  readonly azureMarketplace: Tried<boolean>;
  readonly assignmentRequired: Tried<boolean>;
  readonly assignedByName: Tried<boolean>;
  /** False for somebody without a name: nobody can be assigned by a name that is not known. */
  readonly canBeAssignedByName: boolean;
}

/** The person and the set as they would be, the controls, and the changes that really change something, in words. */
export interface AppliedChanges {
  readonly person: Person;
  /** The same object when nothing about the set changes. */
  readonly set: MappingSet;
  readonly controls: WhatIfControls;
  readonly inWords: readonly string[];
  /** Whether all of them are about the person. */
  readonly isPersonal: boolean;
}

/** Applies changes to a person and a set without touching any file. A change to what already is changes nothing. */
export function applyChanges(set: MappingSet, person: Person, changes: WhatIfChanges): AppliedChanges {
  const before = effectiveSettings(set);
  const groups = changedGroups(before, person, changes);
  const changedPerson = changePerson(before, person, groups, changes);
  const changedSet = changeSet(set, before, person, changes);
  const after = changedSet === set ? before : effectiveSettings(changedSet);
  const controls: WhatIfControls = {
    ...groups,
    account: { now: person.account, whatIf: changedPerson.account },
    jitEnabled: { now: before.jitEnabled, whatIf: after.jitEnabled },
    azureMarketplace: { now: before.marketplace === 'azure', whatIf: after.marketplace === 'azure' },
    assignmentRequired: { now: before.assignmentRequired, whatIf: after.assignmentRequired },
    assignedByName: { now: isAssigned(before, person), whatIf: isAssigned(after, person) },
    canBeAssignedByName: person.name !== '',
  };
  const ofPerson = personalChanges(controls);
  const ofSet = organizationChanges(controls);
  return { person: changedPerson, set: changedSet, controls, inWords: [...ofPerson, ...ofSet], isPersonal: ofSet.length === 0 };
}

const isAssigned = (settings: EffectiveSettings, person: Person) => settings.assignedUsers.includes(person.name);

function changedGroups(
  settings: EffectiveSettings,
  { claim }: Person,
  { addedGroups = [], removedGroups = [] }: WhatIfChanges,
): Pick<WhatIfControls, 'groupsFrom' | 'attribute' | 'groups'> {
  const attribute = settings.groupAttribute;
  if (claim?.from === 'attributes' && attribute === null) return { groupsFrom: 'none', attribute: null, groups: [] };
  const held = distinct(claim === null ? [] : claim.from === 'attributes' ? (claim.attributes.get(attribute ?? '') ?? []) : claim.values);
  const removed = new Set(removedGroups);
  return {
    groupsFrom: claim === null ? 'member_of' : claim.from === 'attributes' ? 'attribute' : claim.from,
    attribute: claim?.from === 'attributes' ? attribute : null,
    groups: [
      ...held.map((group) => ({ group, state: removed.has(group) ? ('removed' as const) : ('kept' as const) })),
      ...distinct(addedGroups)
        .filter((group) => !held.includes(group))
        .map((group) => ({ group, state: 'added' as const })),
    ],
  };
}

function changePerson(
  settings: EffectiveSettings,
  person: Person,
  { groupsFrom, groups }: Pick<WhatIfControls, 'groupsFrom' | 'groups'>,
  changes: WhatIfChanges,
): Person {
  const account = changes.account ?? person.account;
  if (groups.every(({ state }) => state === 'kept')) return { ...person, account };
  const values = groups.filter(({ state }) => state !== 'removed').map(({ group }) => group);
  const { claim } = person;
  if (claim?.from === 'attributes')
    return {
      ...person,
      account,
      claim: { from: 'attributes', attributes: new Map(claim.attributes).set(settings.groupAttribute ?? '', values) },
    };
  return { ...person, account, claim: { from: groupsFrom === 'groups' ? 'groups' : 'member_of', values } };
}

function changeSet(set: MappingSet, before: EffectiveSettings, person: Person, changes: WhatIfChanges): MappingSet {
  const isAzure = before.marketplace === 'azure';
  const wanted = changes.azureMarketplace ?? isAzure;
  const marketplace: Marketplace = wanted ? 'azure' : isAzure ? 'none' : before.marketplace;
  const withMarketplace =
    marketplace === before.marketplace ? set : { ...set, organization: { ...set.organization, marketplace: tried(marketplace) } };
  // JIT that nobody turns on or off follows the marketplace's default.
  const jit = changes.jitEnabled;
  const withJit =
    jit === undefined || jit === effectiveSettings(withMarketplace).jitEnabled
      ? withMarketplace
      : { ...withMarketplace, organization: { ...withMarketplace.organization, jit_enabled: tried(jit) } };
  const required = changes.assignmentRequired ?? before.assignmentRequired;
  const withAssignment =
    required === before.assignmentRequired ? withJit : { ...withJit, sso: { ...withJit.sso, assignment_required: tried(required) } };
  const assigned = changes.assignedByName ?? isAssigned(before, person);
  if (assigned === isAssigned(before, person) || person.name === '') return withAssignment;
  const others = before.assignedUsers.filter((name) => name !== person.name);
  const names = assigned ? [...others, person.name] : others;
  return { ...withAssignment, sso: { ...withAssignment.sso, assigned_users: tried(names.map(tried)) } };
}

/** A value that stands in no file. */
function tried<T>(value: T): Located<T> {
  return { value, file: '', range: { start: 0, end: 0 } };
}

function personalChanges({ groups, account }: WhatIfControls): string[] {
  const count = (state: 'added' | 'removed') => groups.filter((group) => group.state === state).length;
  const removed = count('removed');
  const added = count('added');
  return [
    ...(removed > 0 ? [`${counted(removed, 'group')} removed`] : []),
    ...(added > 0 ? [`${removed > 0 ? added : counted(added, 'group')} added`] : []),
    ...(account.now === account.whatIf ? [] : [account.whatIf === 'new' ? 'no account yet' : 'an account that exists']),
  ];
}

function organizationChanges(controls: WhatIfControls): string[] {
  const { jitEnabled, azureMarketplace, assignmentRequired, assignedByName } = controls;
  const words: string[] = [];
  const say = ({ now, whatIf }: Tried<boolean>, on: string, off: string): void => {
    if (now !== whatIf) words.push(whatIf ? on : off);
  };
  say(azureMarketplace, 'an Azure Marketplace organization', 'no Azure Marketplace organization');
  say(jitEnabled, 'JIT on', 'JIT off');
  say(assignmentRequired, 'assignment required', 'no assignment required');
  say(assignedByName, 'assigned by name', 'not assigned by name');
  return words;
}
