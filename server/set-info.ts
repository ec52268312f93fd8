import { effectiveSettings } from '../src-language/mapping-set/effective-settings.js';
import type { MappingSetInfo } from '../protocol.js';
import type { LoadedSet } from './loaded-set.js';
import { nameOf } from './uris.js';

/** What a set is called: the organization's name, else the directory's. */
export function setName({ uri, set }: LoadedSet): string {
  return set.organization.display_name?.value || nameOf(uri);
}

/** What the client shows of a set: whose it is, how its sign-ins are set up, and its counts. */
export function describeSet(loaded: LoadedSet): MappingSetInfo {
  const { uri, files, set } = loaded;
  const { organization } = set;
  const settings = effectiveSettings(set);
  const displayName = organization.display_name?.value ?? null;
  return {
    uri,
    name: setName(loaded),
    files: files.filter(({ content }) => !content.isCompanion).map((file) => file.uri),
    organization: { id: organization.id?.value ?? null, displayName, marketplace: settings.marketplace },
    jit: { isEnabled: settings.jitEnabled, from: settings.jitFrom },
    sso: {
      identityProvider: settings.identityProvider,
      protocol: settings.protocol,
      groupAttribute: settings.groupAttribute,
      claimGroups: settings.claimGroups,
      sourceAttribute: settings.sourceAttribute,
      claimFilter: settings.claimFilter,
      enabledForUsersToSignIn: settings.enabledForUsersToSignIn,
      assignmentRequired: settings.assignmentRequired,
      assignedGroups: settings.assignedGroups,
    },
    counts: {
      ...countFindings(loaded),
      groupMappings: set.groupMappings.length,
      groupMappingLimit: settings.groupMappingLimit,
      users: set.users.length,
    },
  };
}

/** How many errors and warnings a set has. */
export function countFindings({ findings }: LoadedSet): { readonly errors: number; readonly warnings: number } {
  const count = (severity: 'error' | 'warning') => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count('error'), warnings: count('warning') };
}
