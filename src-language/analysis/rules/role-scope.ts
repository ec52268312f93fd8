import { hostRangeOf, placeInHost } from '../../hosts/host-text.js';
import { crnKinds, findCrnKind } from '../../mapping-set/crn/crn-kinds.js';
import { crnInSentence } from '../../mapping-set/crn/crn-scope.js';
import type { Crn } from '../../mapping-set/crn/parse-crn.js';
import type { MappingSet, RoleBinding } from '../../mapping-set/mapping-set.js';
import { findPredefinedRole } from '../../mapping-set/predefined-roles.js';
import type { FileFix } from '../../text/problem.js';
import { quoted } from '../../text/quoted-name.js';
import { replaceTextFix } from '../mapping-place.js';
import { roleBindingsOfSet } from '../../mapping-set/set-role-bindings.js';
import type { SetRule } from './rule.js';

/** The administrator of each kind of resource that has one. */
const administrators: ReadonlyMap<string, string> = new Map([
  ['organization', 'OrganizationAdmin'],
  ['environment', 'EnvironmentAdmin'],
  ['cloud-cluster', 'CloudClusterAdmin'],
]);

/** A role where it cannot be. */
export const roleScope: SetRule = {
  code: 'role-scope',
  severity: 'warning',
  kind: 'set',
  summary: 'A role is bound to a kind of resource that it cannot be bound to.',
  explanation:
    'A role is made for certain kinds of resource: EnvironmentAdmin for an environment, CloudClusterAdmin for a cluster, DeveloperRead for topics, consumer groups ' +
    "and other resources one by one. Only what is sure is reported: Confluent's table of roles and scopes is longer than what is known of it here. " +
    'For a role of `settings.roles` that lists its `scopes`, those are the only ones.',
  example: 'yaml',
  bad: `group_mappings:
  - display_name: Platform
    filter: '"platform" in groups'
    role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa }]
`,
  good: `group_mappings:
  - display_name: Platform
    filter: '"platform" in groups'
    role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa/environment=env-1 }]
`,
  *check({ set, crnOf }) {
    for (const binding of roleBindingsOfSet(set)) {
      const { roleName, crnPattern } = binding;
      if (roleName.isPartlyKnown || crnPattern.isPartlyKnown) continue;
      const { crn, faults } = crnOf(crnPattern.value);
      const last = crn?.segments.at(-1);
      if (!crn || !last || !findCrnKind(last.kind)) continue;
      const { kind } = last;
      const scopes = scopesOf(roleName.value, set);
      // A CRN in an odd form is reported for that alone.
      if (!scopes || !scopes.excludes(kind) || faults.length > 0) continue;
      const where = crnInSentence(crnPattern.value, set.organization);
      const known = scopes.possible.length > 0 ? `: it is bound to ${inWords(scopes.possible)}` : '';
      yield {
        code: 'role-scope',
        message:
          `${quoted(roleName.value)} cannot be bound to ${where}${known}.` +
          ` ${scopes.isOwn ? 'Its scopes are those in settings.roles.' : 'Bind it to one of those, or take another role.'}`,
        ...placeInHost(crnPattern.file, crnPattern.text ? hostRangeOf(crnPattern.text, last.range) : crnPattern.range),
        fixes: [...narrowerOrWider(binding, crn, scopes.possible), ...otherAdministrator(binding, kind)],
      };
    }
  },
};

interface Scopes {
  readonly possible: readonly string[];
  readonly isOwn: boolean;
  /** Whether a kind of resource is ruled out for certain. */
  excludes(kind: string): boolean;
}

/** Null where nothing certain is known of a role. */
function scopesOf(role: string, { settings }: MappingSet): Scopes | null {
  const own = settings.roles.find(({ name }) => name === role);
  if (!own) {
    const known = findPredefinedRole(role);
    return known
      ? {
          possible: [...known.documentedScopes, ...known.reportedScopes],
          isOwn: false,
          excludes: (kind) => known.impossibleScopes.includes(kind),
        }
      : null;
  }
  const possible = own.scopes.map(kindCalled);
  if (possible.length === 0 || possible.some((kind) => kind === null)) return null;
  const kinds = possible.filter((kind) => kind !== null);
  // A cluster is one thing, whichever of its two names a CRN ends with.
  const isCluster = (kind: string): boolean => kind === 'cloud-cluster' || kind === 'kafka';
  return { possible: kinds, isOwn: true, excludes: (kind) => !kinds.some((each) => each === kind || (isCluster(each) && isCluster(kind))) };
}

/** The kind that people mean by a scope in `settings.roles`: its name in a CRN or the word for it. */
function kindCalled(scope: string): string | null {
  const word = scope.trim().toLowerCase().replace(/[_ ]/g, '-');
  if (word === 'cluster') return 'cloud-cluster';
  const found = crnKinds.find(({ segment, one, many }) =>
    [segment, one, many].some((name) => name.toLowerCase().replaceAll(' ', '-') === word),
  );
  return found?.segment ?? null;
}

/** The part of the CRN that the role can be bound to, where it has one. */
function narrowerOrWider({ crnPattern }: RoleBinding, crn: Crn, possible: readonly string[]): FileFix[] {
  const part = crn.segments.slice(0, -1).findLast(({ kind }) => possible.includes(kind));
  if (!part) return [];
  const shorter = crn.text.slice(0, part.range.end);
  return replaceTextFix(`Bind it to ${crnInSentence(shorter)}`, crnPattern, shorter).map((fix) => ({ ...fix, isPreferred: false }));
}

/** For one of the administrators of organization, environment and cluster: the one that is meant for this kind. */
function otherAdministrator({ roleName }: RoleBinding, kind: string): FileFix[] {
  const administrator = administrators.get(kind);
  if (administrator === undefined || ![...administrators.values()].includes(roleName.value)) return [];
  return replaceTextFix(`Change the role to ${administrator}`, roleName, administrator).map((fix) => ({ ...fix, isPreferred: false }));
}

function inWords(kinds: readonly string[]): string {
  const words = kinds.map((kind) => `${article(kind)} ${findCrnKind(kind)?.one ?? kind}`);
  const last = words.pop() ?? '';
  return words.length > 0 ? `${words.join(', ')} or ${last}` : last;
}

function article(kind: string): 'a' | 'an' {
  return /^[aeiou]/i.test(findCrnKind(kind)?.one ?? kind) ? 'an' : 'a';
}
