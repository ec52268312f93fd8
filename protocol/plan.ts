// A set brought within its quotas.

/** Client asks server: a set brought within its quotas; null for a file of no set. */
export const planRequest = 'groupmap/plan';
export interface PlanResult {
  readonly fits: boolean;
  /** What is done to which mappings, and why; none for a set that is within its quotas. */
  readonly steps: readonly string[];
  /** Why no plan fits, or why it cannot be written; empty when neither. */
  readonly obstacles: readonly string[];
  /** What the plan takes, file by file; null where it cannot be written. Ranges are those of the Language Server Protocol. */
  readonly files: readonly PlannedFile[] | null;
}
export interface PlannedFile {
  readonly uri: string;
  /** The version of the open document that the edits are meant for; null for a file as it is on disk. */
  readonly version: number | null;
  readonly edits: readonly { readonly range: PlannedRange; readonly newText: string }[];
}
export interface PlannedRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
