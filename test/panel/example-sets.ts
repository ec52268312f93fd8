import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));

/** The mapping files of an example by name. */
export function exampleSet(name: string): Readonly<Record<string, string>> {
  const folder = join(examples, name);
  const files = readdirSync(folder).filter((file) => /\.groupmap\.(?:ya?ml|json)$/.test(file));
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

/** The directories of examples that are sets of their own. */
export const exampleNames = ['entra-azure-marketplace', 'entra-azure-marketplace/before-jit', 'okta'] as const;
