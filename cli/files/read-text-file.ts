import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** More than this is refused: no mapping file of any organization comes near it. */
export const largestFile = 16 * 1024 * 1024;

/** What a file holds, or why it cannot be read, as a clause that follows the file's name. */
export type ReadText =
  { readonly ok: true; readonly text: string; readonly hasByteOrderMark: boolean } | { readonly ok: false; readonly reason: string };

/** Why an input or output operation failed, in words; the system's own message for what has no words here. */
export function describeSystemError(error: unknown, wanted: 'read' | 'written' = 'read'): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'cannot be opened: no permission';
    case 'EISDIR':
      return 'is a directory';
    case 'ENOTFILE':
    // What opening a socket gives.
    case 'ENXIO':
      return 'is not a regular file, and only those are read';
    case 'ENOTDIR':
      return 'does not exist: part of its path is not a directory';
    case 'ELOOP':
      return 'cannot be opened: its symbolic links form a loop';
    case 'ENAMETOOLONG':
      return 'cannot be opened: the name is too long';
    case 'EMFILE':
    case 'ENFILE':
      return 'cannot be opened: too many files are open';
    case 'ENOSPC':
      return 'cannot be written: the disk is full';
    case 'EROFS':
      return 'cannot be written: the file system is read-only';
    default:
      return `cannot be ${wanted} (${code ?? message})`;
  }
}

/** Opens a regular file only: a pipe or a device could block for ever, or never end. */
export async function openRegularFile(path: string): Promise<{ readonly handle: FileHandle; readonly stats: Stats }> {
  // O_NONBLOCK: opening a pipe that nobody writes to returns at once, so that it can be refused.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await handle.stat();
    if (stats.isFile()) return { handle, stats };
    throw Object.assign(new Error('not a regular file'), { code: stats.isDirectory() ? 'EISDIR' : 'ENOTFILE' });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** What programs write that are not ours: UTF-16 with its byte-order mark too, as Excel and PowerShell do. */
export type Encodings = 'utf-8' | 'utf-8 or utf-16';

/** Reads a text file. A byte-order mark at its start is encoding, not text. */
export async function readTextFile(path: string, encodings: Encodings = 'utf-8'): Promise<ReadText> {
  try {
    const { handle, stats } = await openRegularFile(path);
    try {
      if (stats.size > largestFile) return { ok: false, reason: tooLarge(stats.size) };
      const bytes = await handle.readFile();
      return bytes.length > largestFile ? { ok: false, reason: tooLarge(bytes.length) } : decodeText(bytes, encodings);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, reason: describeSystemError(error) };
  }
}

function tooLarge(bytes: number): string {
  return `is too large: ${Math.ceil(bytes / 1024 / 1024)} MiB, and the limit is ${largestFile / 1024 / 1024} MiB`;
}

/** Bytes as text; nothing is guessed where they are in no encoding that is taken. */
export function decodeText(bytes: Uint8Array, encodings: Encodings = 'utf-8'): ReadText {
  const [first, second, third] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  if (utf16 !== null) {
    if (encodings === 'utf-8') return { ok: false, reason: 'is UTF-16 text; save it as UTF-8' };
    try {
      return { ok: true, text: new TextDecoder(utf16, { fatal: true }).decode(bytes), hasByteOrderMark: true };
    } catch {
      return { ok: false, reason: 'is damaged UTF-16 text; save it as UTF-8' };
    }
  }
  if (first === 0x50 && second === 0x4b && third === 3)
    return { ok: false, reason: 'is a workbook or a ZIP archive; save the sheet as CSV UTF-8' };
  const hasByteOrderMark = first === 0xef && second === 0xbb && third === 0xbf;
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), hasByteOrderMark };
  } catch {
    return { ok: false, reason: `is not UTF-8 text${placeOfBadByte(bytes)}; save it as UTF-8` };
  }
}

/** The line of the first byte that is not UTF-8, found by halving: decoding a prefix fails from that byte on. */
function placeOfBadByte(bytes: Uint8Array): string {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  let line = 1;
  for (let at = 0; at < good; at++) if (bytes[at] === 10) line++;
  return ` (line ${line})`;
}
