import { runMocha } from '../run-mocha.js';
import { discardChanges } from './editor.js';

/** What the extension does in a workspace with mapping sets. */
export function run(): Promise<void> {
  return runMocha(async () => {
    afterEach(discardChanges);
    await import('./diagnostics.js');
    await import('./language-features.js');
    await import('./terraform.js');
    await import('./commands.js');
    await import('./expectations.js');
    await import('./git.js');
  });
}
