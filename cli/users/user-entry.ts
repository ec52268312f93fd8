import type { ReadPerson } from './read-person.js';

/** A user of a users file, or what is wrong with the entry, and the one-based line it starts at. */
export interface UserEntry {
  readonly line: number;
  readonly user: ReadPerson;
}

/**
 * Reads users in constant memory: what arrived together comes as one batch, walked synchronously, so that the reader can be
 * held back between batches. A batch is walked to its end before the next is asked for.
 */
export type ReadUsers = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Iterable<UserEntry>>;
