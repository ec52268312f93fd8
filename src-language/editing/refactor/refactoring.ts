import type { FileEdit } from '../../text/problem.js';

/** A change that keeps what the set means. */
export interface Refactoring {
  readonly title: string;
  /** As the Language Server Protocol sorts them. */
  readonly kind: 'refactor.rewrite' | 'refactor.extract' | 'refactor.inline';
  readonly edits: readonly FileEdit[];
}
