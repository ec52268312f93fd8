import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

let written = 0;

/**
 * Replaces a file's text so that at no moment half of it is there: a new file beside it takes its name. Mode and, where allowed, owner stay;
 * a symbolic link stays one, and what it leads to is replaced.
 */
export async function writeTextFile(path: string, text: string): Promise<void> {
  const target = await realpath(path);
  const { mode, uid, gid } = await stat(target);
  const temporary = join(dirname(target), `.groupmap-${process.pid}-${written++}.tmp`);
  const handle = await open(temporary, 'wx', mode);
  try {
    try {
      await handle.writeFile(text, 'utf8');
      await handle.chmod(mode & 0o7777);
      // Only root may give a file away; everybody else owns it already or cannot keep the owner.
      await handle.chown(uid, gid).catch(() => undefined);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
