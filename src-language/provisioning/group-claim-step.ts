import { listed, quoted } from '../text/quoted-name.js';
import { documentationPages } from './documentation-pages.js';
import type { Note, Outcome, Step } from './outcome.js';
import type { Person } from './person.js';
import type { SignInRules } from './sign-in-rules.js';
import { counted, distinct, sentenceList } from './wording.js';

/** The groups that Confluent Cloud sees for someone, or why it sees none. */
export interface GroupClaim {
  /** In the claim's order; on the light path (no trace) a repeated value may stay, which changes no answer. */
  readonly groups: readonly string[];
  readonly result: 'passed' | 'missing' | 'empty' | 'overflow';
  /** Why there is no attribute to read; null when there is one. */
  readonly absence: 'not-designated' | 'missing' | 'empty' | null;
}

/** What only an explanation needs: filled while the claim is read, by the same code that reads it. */
export interface ClaimTrace {
  readonly withheld: { group: string; reason: Outcome['groups_withheld'][number]['reason'] }[];
  readonly unlisted: string[];
}

const notDesignated: GroupClaim = { groups: [], result: 'missing', absence: 'not-designated' };
const missing: GroupClaim = { groups: [], result: 'missing', absence: 'missing' };
const emptyAttribute: GroupClaim = { groups: [], result: 'empty', absence: 'empty' };
const overflow: GroupClaim = { groups: [], result: 'overflow', absence: null };

/** Reads the group claim of a person; with a trace also what was held back and which memberships no known group accounts for. */
export function readGroupClaim(rules: SignInRules, person: Person, trace: ClaimTrace | null): GroupClaim {
  const { claim } = person;
  if (!claim) return missing;
  switch (claim.from) {
    case 'groups':
      return carried(claim.values, trace);
    case 'attributes': {
      const designated = rules.settings.groupAttribute;
      if (designated === null) return notDesignated;
      const values = claim.attributes.get(designated);
      if (!values) return missing;
      if (values.every((value) => value === '')) return emptyAttribute;
      return withinLimit(rules, values, trace);
    }
    case 'member_of':
      return withinLimit(rules, sentValues(rules, claim.values, trace), trace);
  }
}

function carried(values: readonly string[], trace: ClaimTrace | null): GroupClaim {
  return { groups: trace ? distinct(values) : values, result: values.length > 0 ? 'passed' : 'empty', absence: null };
}

function withinLimit(rules: SignInRules, values: readonly string[], trace: ClaimTrace | null): GroupClaim {
  const { claimLimit } = rules;
  if (claimLimit === null || values.length <= claimLimit) return carried(values, trace);
  const different = distinct(values);
  if (different.length <= claimLimit) return carried(different, trace);
  for (const group of different) trace?.withheld.push({ group, reason: 'overflow' });
  return overflow;
}

/** The values that the identity provider sends for someone's memberships: assigned ones only where so set, spelt as set, then filtered. */
function sentValues(rules: SignInRules, memberships: readonly string[], trace: ClaimTrace | null): readonly string[] {
  const { knownGroups, claimFilter } = rules;
  const onlyAssigned = rules.settings.claimGroups === 'assigned_to_application';
  const sent: string[] = [];
  const filtered = trace && new Set<string>();
  for (const membership of trace ? distinct(memberships) : memberships) {
    if (trace && knownGroups.isListed && !knownGroups.has(membership)) trace.unlisted.push(membership);
    if (onlyAssigned && !rules.assignedGroups.has(membership)) {
      trace?.withheld.push({ group: membership, reason: 'not-assigned' });
      continue;
    }
    const value = knownGroups.sentAs(membership);
    if (!claimFilter || claimFilter.passes(value)) sent.push(value);
    else if (filtered && !filtered.has(value)) {
      filtered.add(value);
      trace?.withheld.push({ group: value, reason: 'filtered' });
    }
  }
  return sent;
}

export function groupClaimStep(rules: SignInRules, person: Person, claim: GroupClaim, trace: ClaimTrace): Step {
  return { step: 'group_claim', result: claim.result, message: messageOf(rules, person, claim, trace), ...ruleOf(rules, person, claim) };
}

function messageOf(rules: SignInRules, person: Person, claim: GroupClaim, trace: ClaimTrace): string {
  const attribute = rules.settings.groupAttribute;
  if (claim.absence === 'not-designated') return 'Confluent Cloud sees no groups: no attribute is designated as the group claim.';
  if (claim.absence === 'missing')
    return attribute === null
      ? 'Confluent Cloud sees no groups: the user comes with no group claim.'
      : `Confluent Cloud sees no groups: the sign-in carries no attribute ${quoted(attribute)}.`;
  if (claim.absence === 'empty') return `Confluent Cloud sees no groups: the attribute ${quoted(attribute ?? '')} is empty.`;
  if (claim.result === 'overflow')
    return `Confluent Cloud sees no groups: ${trace.withheld.filter((entry) => entry.reason === 'overflow').length} are more than Entra puts into the claim, so Entra leaves it out.`;
  const seen =
    claim.groups.length > 0
      ? `Confluent Cloud sees ${counted(claim.groups.length, 'group')}: ${sentenceList(claim.groups, (group) => rules.knownGroups.inWords(group))}.`
      : 'Confluent Cloud sees no groups.';
  const held = (['not-assigned', 'filtered'] as const).flatMap((reason) => {
    const groups = trace.withheld.filter((entry) => entry.reason === reason).map((entry) => entry.group);
    if (groups.length === 0) return [];
    return reason === 'not-assigned'
      ? ` The identity provider holds back ${listed(groups)}: not assigned to the application.`
      : ` The identity provider holds back ${listed(groups)}: only what ${rules.claimFilter?.description ?? ''} is sent.`;
  });
  const unusable =
    person.claim?.from === 'member_of' && rules.claimFilter?.problem
      ? ` The group filter (${rules.claimFilter.description}) cannot be applied, so nothing is filtered: ${rules.claimFilter.problem}.`
      : '';
  return seen + held.join('') + unusable;
}

function ruleOf(rules: SignInRules, person: Person, claim: GroupClaim): Pick<Step, 'rule' | 'basis' | 'source'> {
  if (claim.result === 'overflow')
    return {
      rule:
        `Entra sends at most ${rules.claimLimit ?? 0} groups in ${rules.settings.protocol === 'saml' ? 'a SAML assertion' : 'a JWT (OIDC)'}, ` +
        'nested ones included; above that it omits the group claim altogether.',
      basis: 'documented',
      source: documentationPages.entraGroupClaims,
    };
  if (claim.absence !== null)
    return {
      rule:
        'Groups come from the one attribute that is designated in Confluent Cloud. What Confluent Cloud does when it is absent or empty ' +
        'is not documented: no groups is an assumption.',
      basis: 'assumption',
      source: documentationPages.manageGroupMappings,
    };
  switch (person.claim?.from) {
    case 'attributes':
      return {
        rule: 'The values of the one attribute that is designated in Confluent Cloud are the user’s groups, exactly as sent; a repeated value counts once.',
        basis: 'documented',
        source: documentationPages.manageGroupMappings,
      };
    case 'member_of':
      return memberOfRule(rules);
    default:
      return {
        rule: 'Groups written as `groups` are taken as exactly what Confluent Cloud sees; a repeated value counts once.',
        basis: 'our-choice',
        source: null,
      };
  }
}

function memberOfRule(rules: SignInRules): Pick<Step, 'rule' | 'basis' | 'source'> {
  const { claimGroups, sourceAttribute, identityProvider } = rules.settings;
  const which = claimGroups === 'all' ? 'all of the user’s groups' : 'the user’s groups that are assigned to the application';
  const spelling = sourceAttribute === 'group_id' ? 'by id' : 'by display name';
  const filter = rules.claimFilter && !rules.claimFilter.problem ? `, of which only what ${rules.claimFilter.description}` : '';
  const rule = `The identity provider is set to send ${which}, ${spelling}${filter}; a group that the set does not list is sent as written.`;
  if (rules.claimFilter?.problem)
    return { rule: `${rule} A group filter that cannot be applied is left out.`, basis: 'our-choice', source: null };
  switch (identityProvider) {
    case 'entra':
      return { rule, basis: 'documented', source: documentationPages.enableGroupMapping };
    case 'okta':
      return { rule, basis: 'documented', source: documentationPages.oktaGroupAttributes };
    case 'other':
      return {
        rule: `${rule} This is how Entra and Okta do it; other providers may differ.`,
        basis: 'assumption',
        source: documentationPages.enableGroupMapping,
      };
  }
}

/** A single value that looks like several groups joined; a distinguished name (`CN=…,OU=…`) is one value. */
function isJoined(groups: readonly string[]): boolean {
  const [only] = groups;
  return groups.length === 1 && only !== undefined && /[,;]/.test(only) && !only.includes('=');
}

export function groupClaimNotes(rules: SignInRules, person: Person, claim: GroupClaim, trace: ClaimTrace): Note[] {
  const notes: Note[] = [];
  const absence = absenceNote(rules, person, claim);
  if (absence) notes.push(absence);
  if (claim.result === 'overflow')
    notes.push({
      code: 'group-claim-overflow',
      message:
        `${trace.withheld.filter((entry) => entry.reason === 'overflow').length} groups are more than the ${rules.claimLimit ?? 0} that Entra puts into ` +
        `${rules.settings.protocol === 'saml' ? 'a SAML assertion' : 'a JWT'}: it omits the group claim, and no mapping that needs a group matches. ` +
        'Send only the groups assigned to the application, or filter the claim.',
    });
  for (const group of trace.unlisted) notes.push(unlistedNote(rules, group));
  if (isJoined(claim.groups))
    notes.push({
      code: 'joined-group-value',
      message:
        `The claim is the single value ${quoted(claim.groups[0] ?? '')}, which looks like several groups joined. Matching is exact, so it is one ` +
        'group with that name. Have the identity provider send one value a group.',
    });
  return notes;
}

function absenceNote(rules: SignInRules, person: Person, claim: GroupClaim): Note | null {
  const assumed = 'What Confluent Cloud does then is not documented; no groups is an assumption.';
  const attribute = rules.settings.groupAttribute;
  switch (claim.absence) {
    case null:
      return null;
    case 'not-designated':
      return {
        code: 'attribute-not-designated',
        message: `The user comes with attributes, and none is designated as the group claim. Designate one in Confluent Cloud and write it as sso.group_attribute. ${assumed}`,
      };
    case 'empty':
      return {
        code: 'attribute-empty',
        message: `The attribute ${quoted(attribute ?? '')} is there and holds no group: the user is in none, or the identity provider filters all of them. ${assumed}`,
      };
    case 'missing': {
      if (person.claim?.from !== 'attributes')
        return {
          code: 'attribute-missing',
          message: `The user has none of member_of, groups and attributes, so the group claim is missing. Add one of them to try group mappings out. ${assumed}`,
        };
      const carriedNames = [...person.claim.attributes.keys()];
      const instead = carriedNames.length > 0 ? ` It carries ${listed(carriedNames)}; names are compared exactly.` : '';
      return {
        code: 'attribute-missing',
        message: `The sign-in carries no attribute ${quoted(attribute ?? '')}, the one designated as the group claim.${instead} ${assumed}`,
      };
    }
  }
}

function unlistedNote(rules: SignInRules, group: string): Note {
  const near = rules.knownGroups.nearest(group);
  return {
    code: 'group-not-listed',
    message:
      `${quoted(group)} is not among the known groups, so it is taken as written.` +
      (near === undefined ? ' Add it to known_groups if it exists.' : ` Did you mean ${quoted(near)}?`),
  };
}
