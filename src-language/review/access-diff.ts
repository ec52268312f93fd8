import type { SignIn } from '../provisioning/outcome.js';
import type { OffsetRange } from '../text/range.js';
import type { ChangeKind } from './compare-conditions.js';
import type { GrantedAclValues, GrantedBinding } from './grants.js';

/** What changes between two mapping sets, `base` before and `head` after. Keys are the JSON contract's; only what changes is listed. */
export interface AccessDiff {
  readonly version: 1;
  /** The sample users of `head` whose access or sign-in changes, in file order, simulated on both sides as `head` has them. */
  readonly users: readonly UserChange[];
  /** Names of sample users that only `head` has, or only `base`; empty where the other side's files cannot have any (exports, Terraform). */
  readonly users_added: readonly string[];
  readonly users_removed: readonly string[];
  /** What changes for anyone, whatever their groups: `head`'s role bindings in file order, then those that only `base` has. */
  readonly role_bindings: readonly RoleBindingChange[];
  readonly acls: readonly AclChange[];
  /** The mappings that changed, by meaning, in wording or in name; `head`'s in file order, then those that only `base` has. */
  readonly group_mappings: readonly MappingChange[];
  /** Mappings of which it is not known whom they match, on either side, whether or not they changed. */
  readonly unknown_group_mappings: readonly UnknownMapping[];
  /** What decides sign-in and group claim and differs; null where the files of a side cannot say so. */
  readonly sign_in: readonly SettingChange[] | null;
  readonly summary: DiffSummary;
}

export interface DiffSummary {
  readonly users_gaining: number;
  readonly users_losing: number;
  /** Users of whom it is not certain whether they gain or lose something. */
  readonly users_uncertain: number;
  readonly users_unchanged: number;
  /** Users who gain an administrator role. */
  readonly users_gaining_administration: number;
  /** The sample users that both sides were asked of. */
  readonly users: number;
  readonly role_bindings_changed: number;
  readonly role_bindings_unknown: number;
}

/** A place in a file of either side; `line` is 1-based, that of the mapping's first key. */
export interface MappingPlace {
  readonly group_mapping: string;
  readonly file: string;
  readonly line: number;
}

/** How what is granted changes for anyone. */
export interface GrantChange {
  readonly change: ChangeKind;
  /** A smallest group set that gains (`wider`, `added`, `changed`) or loses (`narrower`, `removed`); null when unknown. */
  readonly witness: readonly string[] | null;
  /** Of `changed`: a smallest group set that loses. */
  readonly witness_loses?: readonly string[];
  /** Every minimal group set that gains, or that loses, the first few in order; the first is the witness. */
  readonly ways_gained?: readonly (readonly string[])[];
  readonly ways_lost?: readonly (readonly string[])[];
  /** There may be more ways than these. */
  readonly ways_truncated?: true;
  /** Groups among these that stand for others, since a filter asks how their names begin or end. */
  readonly examples?: readonly string[];
  /** Of `narrower` and `changed`: the smallest group set around the one that loses which still has it; null when there is none, or none is known. */
  readonly still?: readonly string[] | null;
  /** Of `unknown`: why, in a sentence. */
  readonly reason?: string;
  /** The mappings that grant it before and after. */
  readonly base: readonly MappingPlace[];
  readonly head: readonly MappingPlace[];
}

export interface RoleBindingChange extends GrantedBinding, GrantChange {
  readonly administrator: boolean;
  readonly partly_known?: true;
}

export interface AclChange extends GrantChange {
  readonly acl: GrantedAclValues;
  readonly partly_known?: true;
}

export interface GainedRole extends GrantedBinding {
  /** Display names of the mappings that grant it: those of `head` for a gain, those of `base` for a loss. */
  readonly granted_by: readonly string[];
  /** The minimal sets of the user's groups that bring it, the first few; null where a filter is no membership function. */
  readonly because: readonly (readonly string[])[] | null;
  readonly administrator: boolean;
  readonly partly_known?: true;
}

export interface GainedAcl {
  readonly acl: GrantedAclValues;
  readonly granted_by: readonly string[];
  readonly partly_known?: true;
}

/** A role that a user may gain or lose, or neither. */
export interface UncertainRole extends GrantedBinding {
  readonly change: 'may_gain' | 'may_lose' | 'may_change';
  /** Display names of the unknown mappings. */
  readonly group_mappings: readonly string[];
  readonly administrator: boolean;
}

export interface UserChange {
  readonly user: string;
  readonly gains: readonly GainedRole[];
  readonly loses: readonly GainedRole[];
  readonly gains_acls: readonly GainedAcl[];
  readonly loses_acls: readonly GainedAcl[];
  readonly uncertain: readonly UncertainRole[];
  /** How the sign-in ends on both sides, where that differs. */
  readonly sign_in?: { readonly base: SignIn; readonly head: SignIn };
}

/** Parts of a filter that are only on one side, as UTF-16 offsets of that side's text. */
export interface ChangedFilter {
  /** Null where there is none; a literal `group` counts as the filter it means. */
  readonly base: string | null;
  readonly head: string | null;
  readonly removed: readonly OffsetRange[];
  readonly added: readonly OffsetRange[];
}

export interface MappingChange {
  /** `equal`: matches the same people as before, and is written or named differently. */
  readonly change: ChangeKind | 'equal';
  readonly base: MappingPlace | null;
  readonly head: MappingPlace | null;
  /** The minimal group sets that it now matches, and those that it no longer matches, the first few in order; empty when unknown. */
  readonly gaining: readonly (readonly string[])[];
  readonly losing: readonly (readonly string[])[];
  readonly ways_truncated?: true;
  readonly examples?: readonly string[];
  readonly is_renamed: boolean;
  /** Its condition is written differently, white space and comments apart; whether it means the same is `change`. */
  readonly is_rewritten: boolean;
  readonly filter: ChangedFilter;
  readonly role_bindings_added: readonly GrantedBinding[];
  readonly role_bindings_removed: readonly GrantedBinding[];
}

export interface UnknownMapping extends MappingPlace {
  readonly side: 'base' | 'head';
  readonly reason: { readonly code: string; readonly message: string };
}

export interface SettingChange {
  /** The key in a mapping file: `organization.jit_enabled`. */
  readonly setting: string;
  readonly base: SettingValue;
  readonly head: SettingValue;
}

export type SettingValue = string | boolean | null | readonly string[];
