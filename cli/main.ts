import { exitCode } from './command-io.js';
import { describeSystemError } from './files/read-text-file.js';
import { createProcessIo } from './process-io.js';
import { run } from './run.js';

let areResultsLost = false;
const io = createProcessIo(process, (error) => {
  areResultsLost = true;
  process.exitCode = exitCode.unreadable;
  process.stderr.write(`groupmap: standard output ${describeSystemError(error, 'written')}\n`);
});

void run(process.argv.slice(2), io).then((code) => {
  process.exitCode = areResultsLost ? exitCode.unreadable : code;
});
