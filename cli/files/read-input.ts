import { resolve } from 'node:path';
import type { CommandIo } from '../command-io.js';
import { decodeText, largestFile, readTextFile, type Encodings, type ReadText } from './read-text-file.js';
import { shownPath } from './shown-path.js';

/** The text of the file that an argument names, or of standard input for `-`, as other programs write it, and what messages call it. */
export async function readInput(name: string, io: CommandIo): Promise<ReadText & { readonly shown: string }> {
  if (name === '-') return { ...(await readStandardInput(io, 'utf-8 or utf-16')), shown: 'standard input' };
  const path = resolve(io.cwd, name);
  return { ...(await readTextFile(path, 'utf-8 or utf-16')), shown: shownPath(path, io.cwd) };
}

/** Standard input to its end, up to the size that a file may have. */
export async function readStandardInput(io: CommandIo, encodings?: Encodings): Promise<ReadText> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of io.stdin) {
    length += chunk.length;
    if (length > largestFile) return { ok: false, reason: `holds more than ${largestFile / 1024 / 1024} MiB` };
    chunks.push(Uint8Array.from(chunk));
  }
  return decodeText(Buffer.concat(chunks), encodings);
}
