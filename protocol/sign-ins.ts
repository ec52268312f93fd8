// Simulated sign-ins.

import type { SimulationResult } from '../src-language/provisioning/outcome.js';

/** Client asks server: the sample users of a set, each with what comes of signing in; empty for a file of no set. */
export const sampleUsersRequest = 'groupmap/sampleUsers';
export interface SampleUserInfo {
  readonly name: string;
  readonly isAllowed: boolean;
  /** What comes of it, in a few words. */
  readonly verdict: string;
  /** The display names of the mappings that match. */
  readonly groupMappings: readonly string[];
}
export type SampleUsersResult = readonly SampleUserInfo[];

/** Client asks server: simulated sign-ins as a Markdown document; null for a file of no set. */
export const simulateRequest = 'groupmap/simulate';
export interface SimulateParams {
  readonly uri: string;
  /** One sample user by name; every one when left out. */
  readonly user?: string;
}
export interface SimulateResult {
  /** The set's own URI, as `setChanged` names it. */
  readonly uri: string;
  readonly markdown: string;
}

/** Client asks server: the same as values, those that `groupmap simulate --format json` prints; null for a file of no set. */
export const outcomesRequest = 'groupmap/outcomes';
export interface OutcomesResult {
  /** The set's own URI, as `setChanged` names it. */
  readonly uri: string;
  readonly result: SimulationResult;
  /** The URIs of the files that outcomes name by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** The arguments of the client's command `groupmap.simulate` in a code lens: a file of the set. */
export type SimulateArguments = readonly [uri: string];
