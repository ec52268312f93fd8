// A set as a tree.

import type { FindingSummary } from '../src-language/editing/mapping-tree.js';
import type { DocumentPlace, UriParams } from './basics.js';

/** Client asks server: a set as a tree, by its own URI too; null where there is no set. */
export const mappingTreeRequest = 'groupmap/mappingTree';
export interface MappingTreeResult {
  /** The set's own URI. */
  readonly uri: string;
  readonly name: string;
  readonly users: number;
  readonly counts: { readonly errors: number; readonly warnings: number };
  readonly mappings: readonly MappingItem[];
  readonly groups: readonly GroupItem[];
}
export interface MappingItem extends DocumentPlace {
  readonly displayName: string;
  readonly id: string | null;
  /** One of the two; both are null where the mapping has none that can be read. */
  readonly filter: string | null;
  readonly group: string | null;
  readonly matching: number;
  /** How many sample users it could match or not. */
  readonly unknown: number;
  readonly roleBindings: readonly (DocumentPlace & {
    readonly roleName: string;
    readonly crnPattern: string;
    /** What the role is bound to, in words. */
    readonly scope: string;
    readonly isAdministrator: boolean;
    /** Whether there is such a binding at all is not known. */
    readonly mayBeAbsent: boolean;
  })[];
  readonly acls: readonly (DocumentPlace & {
    /** In words, with its values as written. */
    readonly text: string;
    readonly isDeny: boolean;
    /** Whether there is such an ACL at all is not known. */
    readonly mayBeAbsent: boolean;
  })[];
  readonly findings: FindingSummary | null;
}
export interface GroupItem {
  /** What people call it: its display name where it has one. */
  readonly name: string;
  /** Its id, where that is listed and differs. */
  readonly id: string | null;
  readonly isKnown: boolean;
  readonly users: number;
  /** Where it is listed, else where it is first named. */
  readonly place: DocumentPlace | null;
  /** Indexes into the tree's mappings. */
  readonly mappings: readonly number[];
  readonly findings: FindingSummary | null;
}

/** Client asks server: the sample users that a mapping of the tree matches, and those of whom nobody can say. */
export const mappingUsersRequest = 'groupmap/mappingUsers';
export interface MappingUsersParams extends UriParams {
  /** Into the tree's mappings. */
  readonly mapping: number;
}
export type MappingUsersResult = readonly (DocumentPlace & { readonly name: string; readonly isUnknown: boolean })[];
