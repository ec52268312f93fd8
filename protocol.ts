// What client and server say to each other beyond the Language Server Protocol: names and types only. URIs are strings, as in the protocol.
// A set is named by the URI of any of its files; its own URI is that of its directory.

export * from './protocol/basics.js';
export * from './protocol/files.js';
export * from './protocol/sets.js';
export * from './protocol/sign-ins.js';
export * from './protocol/evaluator.js';
export * from './protocol/mapping-view.js';
export * from './protocol/expectation-tests.js';
export * from './protocol/git.js';
export * from './protocol/roles.js';
export * from './protocol/exchange.js';
export * from './protocol/plan.js';

// What answers are made of.
export type { FindingSummary } from './src-language/editing/mapping-tree.js';
export type * from './src-language/evaluator/evaluated-person.js';
export type * from './src-language/evaluator/evaluator-set.js';
export type * from './src-language/evaluator/exported-text.js';
export type * from './src-language/evaluator/filter-layout.js';
export type * from './src-language/evaluator/grant-words.js';
export type * from './src-language/evaluator/pasted-sign-in.js';
export type * from './src-language/evaluator/refusal-remedies.js';
export type * from './src-language/evaluator/shown-edits.js';
export type * from './src-language/evaluator/sign-in-steps.js';
export type * from './src-language/evaluator/sign-in-verdict.js';
export type * from './src-language/evaluator/sign-in-view.js';
export type * from './src-language/evaluator/source-place.js';
export type * from './src-language/evaluator/watches.js';
export type * from './src-language/evaluator/what-if-changes.js';
export type * from './src-language/evaluator/what-if-difference.js';
export type * from './src-language/evaluator/what-if-save.js';
export type * from './src-language/evaluator/what-if-view.js';
export type { ExpectationKey } from './src-language/provisioning/expectations.js';
export type { GroupLabel } from './src-language/provisioning/outcome-wording.js';
export type * from './src-language/review/access-diff.js';
export type * from './src-language/review/diff-view.js';
export type * from './src-language/review/look-up-role.js';
export type * from './src-language/review/sentence.js';
