import type { CommandIo } from '../command-io.js';

/** Milliseconds between two pictures of the progress bar. */
const interval = 100;
const barWidth = 30;

/** Passes bytes through and, on a terminal only, shows on standard error how far it is; the bar is wiped at the end. */
export async function* trackProgress(
  source: AsyncIterable<Uint8Array>,
  totalBytes: number | null,
  { stderr }: CommandIo,
): AsyncGenerator<Uint8Array> {
  if (!stderr.isTerminal) {
    yield* source;
    return;
  }
  let bytes = 0;
  let next = Date.now() + interval;
  let isShown = false;
  try {
    for await (const chunk of source) {
      yield chunk;
      bytes += chunk.length;
      if (Date.now() < next) continue;
      next = Date.now() + interval;
      isShown = true;
      await stderr.write(`\r\u001b[K${picture(bytes, totalBytes)}`);
    }
  } finally {
    if (isShown) await stderr.write('\r\u001b[K');
  }
}

function picture(bytes: number, total: number | null): string {
  const read = `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  if (total === null || total === 0) return `${read} read`;
  const part = Math.min(1, bytes / total);
  const filled = Math.floor(part * barWidth);
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${Math.floor(part * 100)} % of ${(total / 1024 / 1024).toFixed(1)} MiB`;
}
