import type { OffsetRange, TextEdit } from './range.js';

/** How much a finding matters; `off` silences it. The order is that of the Language Server Protocol. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type SeveritySetting = Severity | 'off';

/** Every code that a finding can carry: stable, since settings, ignores and other programs name them. */
export const diagnosticCodes = [
  // the filter language
  'syntax',
  'unknown-variable',
  'type',
  'undocumented-operator',
  'unverified-operator',
  'filter-empty',
  'filter-too-long',
  'group-blank-edges',
  'group-source-mismatch',
  'group-case',
  'group-unknown',
  'group-wildcard',
  'mixed-and-or',
  'always-true',
  'always-false',
  'redundant-operand',
  'partly-known',
  // the shape of mapping files
  'host-syntax',
  'unknown-key',
  'missing-key',
  'wrong-type',
  'duplicate-key',
  'duplicate-user',
  'conflicting-sections',
  'filter-and-group',
  'groups-and-attributes',
  'ignore-unused',
  // the mapping set
  'mapping-duplicate',
  'mapping-same-roles',
  'mapping-shadowed',
  'mapping-never-matches',
  'mapping-grants-nothing',
  'mapping-unused',
  'group-unmapped',
  'broad-admin',
  'mapping-name-duplicate',
  'quota-mappings',
  'jit-open-door',
  'jit-off',
  'assignment-locks-out',
  'attribute-undesignated',
  'cli-filter-missing',
  'role-unknown',
  'role-scope',
  'crn-invalid',
  'crn-form',
  'principal-prefix',
] as const;
export type DiagnosticCode = (typeof diagnosticCodes)[number];

/** A repair, as edits of the text that its problem was found in. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The repair that is nearly always meant: an editor may apply it without asking which. */
  readonly isPreferred?: boolean;
}

/** Something wrong in one text (a filter, or a file): what, where, and what to do. Offsets are those of that text. */
export interface Problem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly range: OffsetRange;
  readonly fixes: readonly Fix[];
  /** Fixes that take a while to work out and that are never preferred: asked for when somebody looks, and after `fixes`. */
  readonly offerFixes?: () => readonly Fix[];
}

/** Replaces `range` of the file at `file` by `newText`. */
export interface FileEdit extends TextEdit {
  readonly file: string;
}

export interface FileFix {
  readonly title: string;
  readonly edits: readonly FileEdit[];
  readonly isPreferred?: boolean;
}

export interface RelatedLocation {
  readonly file: string;
  readonly range: OffsetRange;
  readonly message: string;
}

/** A problem at its place in a mapping set, with the severity that the set gives its code. */
export interface Finding {
  readonly file: string;
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly range: OffsetRange;
  readonly fixes: readonly FileFix[];
  /** Those of `fixes` that need no working out, where some do: all that are preferred are among them. */
  readonly certainFixes?: readonly FileFix[];
  readonly related?: readonly RelatedLocation[];
  /** A smallest set of groups that shows what the finding says: whoever signs in with these is somebody whom it concerns. */
  readonly witness?: readonly string[];
}
