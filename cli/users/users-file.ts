import { extname, resolve } from 'node:path';
import { UsageError, type CommandIo } from '../command-io.js';
import { printable } from '../display-text.js';
import { openRegularFile } from '../files/read-text-file.js';
import { shownPath } from '../files/shown-path.js';
import { readCsvUsers } from './csv-users.js';
import { readJsonUsers } from './json-users.js';
import { readJsonlUsers } from './jsonl-users.js';
import { trackProgress } from './progress.js';
import type { ReadUsers, UserEntry } from './user-entry.js';
import { readYamlUsers } from './yaml-users.js';

/** Readers by how the file's name ends. */
const readers: Readonly<Record<string, ReadUsers>> = {
  '.jsonl': readJsonlUsers,
  '.ndjson': readJsonlUsers,
  '.json': readJsonUsers,
  '.yaml': readYamlUsers,
  '.yml': readYamlUsers,
  '.csv': readCsvUsers,
};

/** A users file that is open. */
export interface UsersFile {
  /** As it is shown. */
  readonly path: string;
  readonly batches: AsyncIterable<Iterable<UserEntry>>;
}

/** Opens a users file, or standard input for `-`, which is JSON Lines. Rejects when it cannot be opened. */
export async function openUsersFile(name: string, io: CommandIo): Promise<UsersFile> {
  if (name === '-') return { path: 'standard input', batches: readJsonlUsers(trackProgress(io.stdin, null, io)) };
  const read = readers[extname(name).toLowerCase()];
  if (!read)
    throw new UsageError(`${printable(name)} does not say what it is: the name of a users file ends in ${Object.keys(readers).join(', ')}`);
  const absolutePath = resolve(io.cwd, name);
  const { handle, stats } = await openRegularFile(absolutePath);
  const bytes = handle.createReadStream({ highWaterMark: 256 * 1024 });
  return { path: shownPath(absolutePath, io.cwd), batches: read(trackProgress(bytes, stats.size, io)) };
}
