import type { GrantedAcl, GrantedRole, MappingOutcome, Outcome } from './outcome.js';
import type { SummaryReport } from './tally.js';
import { counted } from './wording.js';

/** The verdict of a sign-in in a few words. */
export function verdictOf({ sign_in, account }: Pick<Outcome, 'sign_in' | 'account'>): string {
  switch (sign_in) {
    case 'denied_by_identity_provider':
      return 'refused by the identity provider';
    case 'denied_no_account':
      return 'refused: no account, and JIT provisioning is off';
    case 'allowed':
      return account === 'created' ? 'signs in, an account is created' : 'signs in with the existing account';
  }
}

/** How many alternatives are spelt out before the rest is a number. */
const shownAlternatives = 3;

/**
 * Alternatives of groups: each `and` inside, `or` between them. `write` gives a group its look; the empty alternative is `none`.
 */
export function alternatives(
  sets: readonly (readonly string[])[],
  isTruncated: boolean,
  write: (group: string) => string,
  none: string,
): string {
  const shown = sets.slice(0, sets.length > shownAlternatives + 1 ? shownAlternatives : sets.length);
  const hidden = sets.length - shown.length;
  const words = shown.map((set) => (set.length === 0 ? none : set.map(write).join(' and ')));
  if (hidden > 0) words.push(isTruncated ? `${hidden} or more other ways` : counted(hidden, 'other way'));
  return words.join(' or ');
}

/** Why a mapping matches, or what is missing, in words; group names as `write` writes them. */
export function reasonOf(mapping: MappingOutcome, write: (group: string) => string): string {
  if (mapping.result === 'unknown') return mapping.reason?.message ?? 'it cannot be evaluated';
  if (mapping.result === 'match') {
    if (!mapping.because) return 'the filter holds';
    const truncated = mapping.because_truncated ?? false;
    return mapping.because.every((set) => set.length === 0)
      ? 'no group is needed'
      : `because of ${alternatives(mapping.because, truncated, write, 'no group')}`;
  }
  if (!mapping.missing) return 'the filter does not hold';
  if (mapping.missing.length === 0) return 'can never match';
  return `missing ${alternatives(mapping.missing, mapping.missing_truncated ?? false, write, 'nothing')}`;
}

/** Who grants a role: mappings, by hand, or both. */
export function grantedByOf(role: GrantedRole, write: (name: string) => string): string {
  const mappings = role.direct ? role.granted_by.slice(1) : role.granted_by;
  const ways = [
    ...(role.direct ? ['assigned by hand'] : []),
    ...(mappings.length > 0 ? [`by ${mappings.map((name) => write(name || '(no name)')).join(', ')}`] : []),
  ];
  return ways.join(' and ');
}

/** An ACL on one line: permission, operation and resource first, then whatever else it says. */
export function describeAcl(acl: GrantedAcl): string {
  const { granted_by: _grantedBy, permission, operation, resource_type, resource_name, pattern_type, kafka_cluster, host, ...others } = acl;
  const rest = Object.entries(others).map(([key, value]) => `${key}=${String(value)}`);
  const parts = [
    permission,
    operation,
    resource_type,
    resource_name,
    pattern_type && `(${String(pattern_type)})`,
    kafka_cluster && `on ${String(kafka_cluster)}`,
    host && `from ${String(host)}`,
    ...rest,
  ];
  return parts
    .filter((part) => part !== undefined && part !== '')
    .map(String)
    .join(' ');
}

export const withheldReasons: Readonly<Record<Outcome['groups_withheld'][number]['reason'], string>> = {
  'not-assigned': 'not assigned to the application',
  filtered: 'filtered out of the claim',
  overflow: 'the claim is too large and is left out',
};

/** The counts in one line. */
export function summaryOf({ summary }: SummaryReport): string {
  const { users, allowed, denied, accounts_created, without_access, uncertain } = summary;
  return `${counted(users, 'user')}: ${allowed} allowed, ${denied} denied, ${counted(accounts_created, 'account')} created, ${without_access} without access, ${uncertain} uncertain`;
}
