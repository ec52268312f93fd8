import { describe, it } from 'vitest';
import { runShell } from '../shell-recorder.js';
import { compare, examples, exported, plainMappings } from './exported-sets.js';
import { readCommands, readRequests, readTerraform } from './read-back.js';

describe.each(examples)('the example $name', ({ set }) => {
  const mappings = plainMappings(set);
  it('comes back from commands', () => {
    const [calls = []] = runShell([exported(set, 'cli')]);
    compare(readCommands(calls, set.organization.id?.value), mappings, (text) => text);
  });
  it('comes back from requests', () => compare(readRequests(runShell([exported(set, 'api')])[0] ?? []), mappings, (text) => text ?? ''));
  it('comes back from Terraform', async () => compare(await readTerraform(exported(set, 'terraform')), mappings, (text) => text));
});
