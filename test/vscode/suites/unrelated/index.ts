import { runMocha } from '../run-mocha.js';

/** What the extension leaves alone: a workspace without a mapping file. */
export function run(): Promise<void> {
  return runMocha(() => import('./activation.js'));
}
