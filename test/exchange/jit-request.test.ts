import { describe, expect, it } from 'vitest';
import { jitRequest } from '../../src-language/exchange/export/jit-request.js';
import { readYaml } from './reading-back.js';
import { runShell } from './shell-recorder.js';

describe('the JIT request', () => {
  it.each([true, false])('is a PATCH of the organization with jit_enabled %s', (isEnabled) => {
    const { text } = jitRequest(readYaml('organization: { id: 1111aaaa-11aa-11aa-11aa-111111aaaaaa, display_name: Initech }'), isEnabled);
    const [[...words] = []] = runShell([text])[0] ?? [];
    expect(words.slice(0, -1)).toEqual([
      'curl',
      '--fail-with-body',
      '--silent',
      '--show-error',
      '--user',
      'k:s',
      '--request',
      'PATCH',
      'https://api.confluent.cloud/org/v2/organizations/1111aaaa-11aa-11aa-11aa-111111aaaaaa',
      '--header',
      'Content-Type: application/json',
      '--data',
      `{"jit_enabled": ${isEnabled}}`,
    ]);
    expect(text).toContain(`# Switches just-in-time provisioning ${isEnabled ? 'on' : 'off'} for Initech`);
  });

  it('says what the files say already, and where only the default says it', () => {
    expect(jitRequest(readYaml('organization: { id: a, jit_enabled: false }'), false).remarks).toEqual([
      'The mapping files say that JIT is off already.',
    ]);
    expect(jitRequest(readYaml('organization: { id: a, marketplace: azure }'), false).remarks).toEqual([
      expect.stringMatching(/^By default JIT is off already/),
    ]);
    expect(jitRequest(readYaml('organization: { id: a, marketplace: azure }'), true).remarks).toEqual([]);
  });

  it('asks for the id that the files do not have', () => {
    const { text, remarks } = jitRequest(readYaml('users: []'), true);
    expect(remarks[0]).toContain('organization.id');
    expect(text).toContain('"https://api.confluent.cloud/org/v2/organizations/${ORGANIZATION_ID:?}"');
  });

  it('cannot be broken out of by what the files say', () => {
    const { text } = jitRequest(readYaml(String.raw`organization: { id: "a'; rm -rf / #", display_name: "x\nrm -rf /" }`), true);
    const [[...words] = []] = runShell([text])[0] ?? [];
    expect(words).toContain("https://api.confluent.cloud/org/v2/organizations/a'%3B%20rm%20-rf%20%2F%20%23");
  });
});
