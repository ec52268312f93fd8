// Expectations as tests, and what the sample users cover.

import type { ShownProposal } from '../src-language/evaluator/shown-edits.js';
import type { ExpectationKey } from '../src-language/provisioning/expectations.js';
import type { DocumentPlace, UriParams } from './basics.js';

/** Client asks server: the expectations of a set's sample users as tests, a set by its own URI too; null where there is no set. */
export const expectationTestsRequest = 'groupmap/expectationTests';
export interface ExpectationTestsResult {
  /** The set's own URI. */
  readonly uri: string;
  readonly name: string;
  /** In file order; a user without expectations is no test. */
  readonly users: readonly UserTestInfo[];
}
export interface UserTestInfo extends DocumentPlace {
  /** Unique in the set: the name, with a number behind it where several users have it. */
  readonly id: string;
  readonly name: string;
  readonly keys: readonly (DocumentPlace & {
    readonly key: ExpectationKey;
    /** What is expected, on one line. */
    readonly expected: string;
  })[];
}

/** Client asks server: what comes of a set's expectations, all of them or those of some users; null as above. The results of `groupmap test`. */
export const runExpectationTestsRequest = 'groupmap/runExpectationTests';
export interface RunExpectationTestsParams extends UriParams {
  /** Those of the users' tests; one that is not there any more has no result. */
  readonly ids?: readonly string[];
}
export interface RunExpectationTestsResult {
  readonly uri: string;
  readonly users: readonly {
    readonly id: string;
    readonly passed: boolean;
    readonly failures: readonly (DocumentPlace & {
      /** A key of `expect`, or what is written in place of one. */
      readonly key: string;
      readonly message: string;
      /** Both sides, an item a line. */
      readonly expected: string;
      readonly actual: string;
    })[];
  }[];
}

/** Client asks server: the tests in filters that these users' sign-ins made true and false; empty where there is no set. Parameters as above. */
export const operandCoverageRequest = 'groupmap/operandCoverage';
export interface CoveredMapping extends DocumentPlace {
  readonly displayName: string;
  /** How many of the users it matches. */
  readonly matching: number;
  readonly operands: readonly (DocumentPlace & { readonly text: string; readonly trueFor: number; readonly falseFor: number })[];
}
export type OperandCoverageResult = readonly CoveredMapping[];

/** Client asks server: what would be written to expect of a user what the sign-in comes to now, or why nothing; null for a test that is not there. */
export const expectNowRequest = 'groupmap/expectNow';
export interface ExpectNowParams extends UriParams {
  /** That of the user's test. */
  readonly id: string;
  /** These keys; those that fail when left out. */
  readonly keys?: readonly ExpectationKey[];
}
export type ExpectNowResult =
  | {
      /** Of the file that is edited. */
      readonly uri: string;
      readonly proposal: ShownProposal;
    }
  | { readonly problem: string };
