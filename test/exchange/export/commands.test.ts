import { describe, expect, it } from 'vitest';
import { exportSet } from '../../../src-language/exchange/export/export-set.js';
import { setOf } from '../random-sets.js';
import { runShell } from '../shell-recorder.js';
import { compare, exported, isForCommands, randoms } from './exported-sets.js';
import { readCommands } from './read-back.js';

describe('commands', () => {
  it('run in a real shell, and make the command line create exactly the set', { timeout: 120_000 }, () => {
    const texts = randoms.map((group_mappings) =>
      exported(
        setOf({ organization: { id: '1111aaaa-11aa-11aa-11aa-111111aaaaaa' }, group_mappings: group_mappings.filter(isForCommands) }),
        'cli',
      ),
    );
    const runs = runShell(texts);
    randoms.forEach((mappings, index) => {
      const kept = mappings.filter(isForCommands);
      compare(readCommands(runs[index] ?? []), kept, (text, { id }) => (id !== undefined && text === '' ? null : text));
    });
  });

  it('never leave --filter out', () => {
    for (const mappings of randoms) {
      const text = exportSet(setOf({ group_mappings: mappings }), 'cli').text;
      const commands = text.split('\n').filter((line) => /^(?:id=\$\()?confluent iam group-mapping/.test(line));
      for (const command of commands) expect(command).toMatch(/ --filter /);
    }
  });

  it.each([
    ['a part without a flag', 'crn://confluent.cloud/organization=o/environment=e/provider-integration=p', /no flags are known/],
    ['another order', 'crn://confluent.cloud/organization=o/cloud-cluster=l/environment=e', /no flags are known/],
    ['a cluster without an environment', 'crn://confluent.cloud/organization=o/cloud-cluster=l', /no flags are known/],
    ['any environment', 'crn://confluent.cloud/organization=o/environment=*', /no flags are known/],
    ['another organization', 'crn://confluent.cloud/organization=p/environment=e', /in organization p, and the other commands act on o/],
  ])('say what they cannot express: %s', (_, crn_pattern, reason) => {
    const { text, leftOut } = exportSet(
      setOf({
        organization: { id: 'o' },
        group_mappings: [{ display_name: 'A', filter: 'true', role_bindings: [{ role_name: 'R', crn_pattern }] }],
      }),
      'cli',
    );
    expect(leftOut).toEqual([expect.stringMatching(reason)]);
    expect(text.split('\n')).toContain(`# ${leftOut[0]}`);
    expect(text).not.toContain('role-binding create');
  });
});
