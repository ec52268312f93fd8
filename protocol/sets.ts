// Mapping sets: which there are, and when they are not what they were.

/**
 * Server tells client: what it said of a set may not hold any more. Sent at once, before the set is read again, for whoever shows something
 * live; `setChanged` follows once the set is checked.
 */
export const setOutdatedNotification = 'groupmap/setOutdated';

/** Server tells client: something about a set is not what it was: its files, findings or outcomes. Sent after its diagnostics. */
export const setChangedNotification = 'groupmap/setChanged';
/** What both notifications say. */
export interface SetChangedParams {
  /** The set's own URI. */
  readonly uri: string;
}

/** Client asks server: the set that a file belongs to, or a set by its own URI; null where there is none: filters alone, and Terraform of something else, are none. */
export const setInfoRequest = 'groupmap/setInfo';
export interface MappingSetInfo {
  /** The set's own URI: that of its directory, or of the one document when it has none. */
  readonly uri: string;
  /** The organization's name, else the directory's. */
  readonly name: string;
  /** Those that make it up, without what they take values from. */
  readonly files: readonly string[];
  readonly organization: {
    readonly id: string | null;
    readonly displayName: string | null;
    readonly marketplace: 'none' | 'aws' | 'azure' | 'gcp';
  };
  readonly jit: { readonly isEnabled: boolean; readonly from: 'default' | 'explicit' };
  readonly sso: {
    readonly identityProvider: 'entra' | 'okta' | 'other';
    readonly protocol: 'saml' | 'oidc';
    /** Null: not designated. */
    readonly groupAttribute: string | null;
    readonly claimGroups: 'all' | 'assigned_to_application';
    readonly sourceAttribute: 'group_id' | 'display_name';
    readonly claimFilter: { readonly kind: 'starts_with' | 'equals' | 'contains' | 'matches'; readonly value: string } | null;
    readonly enabledForUsersToSignIn: boolean;
    readonly assignmentRequired: boolean;
    readonly assignedGroups: readonly string[];
  };
  readonly counts: {
    readonly errors: number;
    readonly warnings: number;
    readonly groupMappings: number;
    readonly groupMappingLimit: number;
    readonly users: number;
  };
}

/** Client asks server: the mapping sets of the workspace's folders, and those elsewhere that files are open of, by their own URIs. */
export const mappingSetsRequest = 'groupmap/mappingSets';
export type MappingSetsResult = readonly { readonly uri: string; readonly name: string }[];

/** Server tells client: the workspace may have other mapping sets than it had. */
export const setsChangedNotification = 'groupmap/setsChanged';
