import type { OffsetRange } from '../text/range.js';
import type { DiagnosticCode, FileFix, Finding, Problem, SeveritySetting } from '../text/problem.js';
import type { HostText } from '../hosts/host-text.js';
import type { GroupMappingCommand } from '../hosts/shell/group-mapping-commands.js';
import type { HostTree, IgnoreDirective } from '../hosts/host-tree.js';

/** A file as text in; `path` is what the user sees: relative to the working directory, `/` between its parts. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A place in one of a mapping set's files. */
export interface Place {
  readonly file: string;
  readonly range: OffsetRange;
}

/** A value with the place it was read from; `text` where it can be edited as text. */
export interface Located<T> extends Place {
  readonly value: T;
  readonly text?: HostText;
  /** The host computes part of it: the value is source text. */
  readonly isPartlyKnown?: boolean;
  /** Where the value is source text: the same with what is known put in, which tells apart what one source text stands for. */
  readonly comparedAs?: string;
}

/** `organization:`. Absent keys are absent here; `effective-settings.ts` holds the defaults. */
export interface OrganizationSection {
  readonly id?: Located<string>;
  readonly display_name?: Located<string>;
  readonly marketplace?: Located<Marketplace>;
  readonly jit_enabled?: Located<boolean>;
  readonly filter_length?: Located<number>;
  readonly group_mappings?: Located<number>;
}
export type Marketplace = 'none' | 'aws' | 'azure' | 'gcp';

export interface SsoSection {
  readonly identity_provider?: Located<'entra' | 'okta' | 'other'>;
  readonly protocol?: Located<'saml' | 'oidc'>;
  readonly group_attribute?: Located<string>;
  readonly groups?: Located<'all' | 'assigned_to_application'>;
  readonly source_attribute?: Located<'group_id' | 'display_name'>;
  readonly filter?: Located<GroupClaimFilter>;
  readonly enabled_for_users_to_sign_in?: Located<boolean>;
  readonly assignment_required?: Located<boolean>;
  readonly assigned_users?: Located<readonly Located<string>[]>;
  readonly assigned_groups?: Located<readonly Located<string>[]>;
}
export interface GroupClaimFilter {
  readonly kind: 'starts_with' | 'equals' | 'contains' | 'matches';
  readonly value: string;
}

/** A group that exists. One written as a bare string has the same id and name. */
export interface KnownGroup extends Place {
  readonly id: Located<string> | null;
  readonly displayName: Located<string> | null;
}

export interface RoleBinding extends Place {
  readonly roleName: Located<string>;
  readonly crnPattern: Located<string>;
  /** The host computes part of it: the values are source text. */
  readonly isPartlyKnown?: boolean;
  /** Where a host that has role bindings apart from mappings says whose it is. */
  readonly principalAt?: Place;
  /** Whether there is such a binding at all is not known: the host computes how many there are. */
  readonly mayBeAbsent?: boolean;
}

/** An ACL with the file's own keys (`confluent_kafka_acl`'s names); values as written. */
export interface KafkaAcl extends Place {
  readonly values: Readonly<Record<string, string>>;
  /** The host computes a value of it: that one is left out, or has source text in it. */
  readonly isPartlyKnown?: boolean;
  /** As that of a role binding. */
  readonly principalAt?: Place;
  /** Whether there is such an ACL at all is not known: the host computes how many there are. */
  readonly mayBeAbsent?: boolean;
}

/** Part of a filter that the host computes and that cannot be known from the files. */
export interface PartlyKnown {
  readonly reason: string;
  readonly place: Place;
}

/** One group mapping: a filter or a literal group, with what it grants. */
export interface GroupMapping extends Place {
  /** The text; empty when absent (`missing-key` says so). */
  readonly displayName: string;
  readonly displayNameAt: Located<string> | null;
  /** The host computes part of the name: it is source text. */
  readonly isNamePartlyKnown?: boolean;
  readonly id: Located<string> | null;
  /** What role bindings call it after `User:`, where an export says so and it is not the id. */
  readonly principal?: string;
  readonly description: Located<string> | null;
  /** It may have been written in another file than the mapping's: its ranges say so. */
  readonly filter: HostText | null;
  readonly group: Located<string> | null;
  readonly roleBindings: readonly RoleBinding[];
  readonly acls: readonly KafkaAcl[];
  /** There are grants whose principal is not known: it may be this mapping. */
  readonly mayGrantMore?: boolean;
  readonly partlyKnown: PartlyKnown | null;
  /** Why its outcome is unknown whatever its filter says: both or neither of `filter` and `group`. */
  readonly shapeProblem: {
    readonly code: 'filter-and-group' | 'missing-key' | 'partly-known' | 'wrong-type' | 'host-syntax';
    readonly message: string;
  } | null;
  /** True in an export: a filter there that is a bare word may be how a literal group is stored. */
  readonly isExported?: boolean;
  /** 1-based line of the mapping's first key. */
  readonly line: number;
  /** How a Terraform instance is named, null elsewhere: findings name it. */
  readonly instance: string | null;
  /** What a block that makes mappings begins with, where the host has blocks: `resource "TYPE" "NAME"`. */
  readonly headerRange?: OffsetRange;
  /** Where a new mapping, or a sibling key, could be written; hosts that cannot say leave it out. */
  readonly bodyRange?: OffsetRange;
}

export interface SampleUser extends Place {
  readonly name: Located<string>;
  readonly account: 'new' | 'existing';
  /** At most one of the three; none: the attribute is missing. */
  readonly claim:
    | { readonly from: 'member_of' | 'groups'; readonly values: readonly Located<string>[] }
    | { readonly from: 'attributes'; readonly attributes: ReadonlyMap<string, readonly Located<string>[]> }
    | null;
  readonly roleBindings: readonly RoleBinding[];
  readonly expect: Expectation | null;
  readonly line: number;
}

/** `expect:` of a user; every key optional. Lists keep the places of their items. */
export interface Expectation extends Place {
  /** Where the keys that are there are written, without their values. */
  readonly keyRanges: ReadonlyMap<string, OffsetRange>;
  /** Keys that are no keys of an expectation, or whose values cannot be read whole: what they would expect is not known. */
  readonly unreadableKeys: readonly string[];
  readonly sign_in?: Located<'allowed' | 'denied_by_identity_provider' | 'denied_no_account'>;
  readonly account?: Located<'created' | 'existing' | 'none'>;
  readonly group_mappings?: Located<readonly Located<string>[]>;
  readonly role_bindings?: Located<readonly Located<ExpectedRoleBinding>[]>;
  readonly not_role_bindings?: Located<readonly Located<ExpectedRoleBinding>[]>;
}
/** A role by name alone, or with its CRN pattern. */
export interface ExpectedRoleBinding {
  readonly role_name: string;
  readonly crn_pattern: string | null;
}

export interface CustomRole extends Place {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly administrator: boolean;
}

export interface SettingsSection {
  readonly severity: ReadonlyMap<DiagnosticCode, Located<SeveritySetting>>;
  readonly roles: readonly CustomRole[];
}

/** A role binding that names its principal instead of standing in a mapping, as exports have it. */
export interface LooseRoleBinding {
  /** `User:` and the id of a group mapping, when it belongs to one. */
  readonly principal: Located<string>;
  readonly binding: RoleBinding;
  /** The listing does not say in which organization: that of the set, if it is known. */
  readonly lacksOrganization?: boolean;
}

/** A command in a script that creates or updates a group mapping; offsets are those of `text`. */
export interface ScriptCommand extends GroupMappingCommand {
  readonly file: string;
  /** The script that it stands in. */
  readonly text: HostText;
}

/** One page of a list of the REST API. */
export interface ListPage extends Place {
  /** `GroupMappingList`, `RoleBindingList`; empty when the page does not say. */
  readonly kind: string;
  /** The address of the page after it; null on the last one. */
  readonly next: Located<string> | null;
}

/** One file's part of a mapping set: what its host's reader makes of it. Cached by path and text. */
export interface MappingFile {
  readonly source: SourceFile;
  readonly organization: OrganizationSection;
  readonly sso: SsoSection;
  readonly knownGroups: readonly KnownGroup[];
  /** True when the file has a `known_groups` key, even an empty one. */
  readonly listsKnownGroups: boolean;
  readonly groupMappings: readonly GroupMapping[];
  readonly users: readonly SampleUser[];
  readonly settings: SettingsSection;
  /** A bare filter (`.groupfilter`): checked, not part of the set. */
  readonly bareFilter: HostText | null;
  /** It has nothing of its own: files of the set take values from it. */
  readonly isCompanion?: boolean;
  /** Those of exports: the set gives them to the mappings whose ids they name. */
  readonly looseRoleBindings?: readonly LooseRoleBinding[];
  /** Those of exports: the set adds them up, and says when the last one is not there. */
  readonly pages?: readonly ListPage[];
  /** Those of a shell script, or of a build service's YAML; left out by every other file. */
  readonly commands?: readonly ScriptCommand[];
  /** The host's values as they stand in the file, also where no section has them: for editors. Left out by hosts without one. */
  readonly tree?: HostTree;
  /** Of hosts without such a tree: the blocks, arguments and entries of the file, outer ones before those in them. */
  readonly items?: () => readonly OffsetRange[];
  readonly problems: readonly Problem[];
  readonly ignores: readonly IgnoreDirective[];
}

/** All files of one directory (or one file named on its own) added up: what one organization would be given. */
export interface MappingSet {
  readonly files: readonly MappingFile[];
  readonly organization: OrganizationSection;
  readonly sso: SsoSection;
  readonly knownGroups: readonly KnownGroup[];
  readonly listsKnownGroups: boolean;
  /** Files by path (code points), mappings in file order; the same for users. */
  readonly groupMappings: readonly GroupMapping[];
  readonly users: readonly SampleUser[];
  readonly settings: SettingsSection;
  /** Found while adding the files up: `conflicting-sections`, `duplicate-user`; as findings without severity applied. */
  readonly problems: readonly SetProblem[];
}

/**
 * A problem that needs the whole set to be seen; its fixes may edit several files. With a severity it is one that is less (or more) grave
 * than its code by default; the set's settings go before both.
 */
export type SetProblem = Omit<Finding, 'severity'> &
  Partial<Pick<Finding, 'severity'>> & {
    /** Fixes that take a while to work out and that are never preferred: asked for when somebody looks, and after `fixes`. */
    readonly offerFixes?: () => readonly FileFix[];
  };
