import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandIo, TextOutput } from './command-io.js';

/**
 * The streams of this process as a command's world. A reader that goes away (`EPIPE`) closes the output quietly; `onLostResults` is told of
 * whatever else keeps results from being written, such as a full disk, also after the command has ended.
 */
export function createProcessIo(process: NodeJS.Process, onLostResults: (error: Error) => void): CommandIo {
  return {
    get stdin() {
      return process.stdin;
    },
    stdout: openOutput(process.stdout, onLostResults),
    stderr: openOutput(process.stderr, () => {}),
    cwd: process.cwd(),
    env: process.env,
    // Bundled, everything lies beside the one script.
    readProgramFile: (name) => readFile(join(__dirname, name)),
  };
}

function openOutput(stream: NodeJS.WriteStream, onLost: (error: Error) => void): TextOutput {
  let isClosed = false;
  let wake = (): void => {};
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!isClosed && error.code !== 'EPIPE') onLost(error);
    isClosed = true;
    wake();
  });
  stream.on('drain', () => wake());
  return {
    write(text) {
      if (isClosed || text === '' || stream.write(text) || isClosed) return Promise.resolve();
      return new Promise((resolve) => (wake = resolve));
    },
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.isTTY && stream.columns > 0 ? stream.columns : 100;
    },
    get isClosed() {
      return isClosed;
    },
  };
}
