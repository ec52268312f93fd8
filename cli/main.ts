import { createProcessIo } from './process-io.js';
import { run } from './run.js';

void run(process.argv.slice(2), createProcessIo(process)).then((code) => {
  process.exitCode = code;
});
