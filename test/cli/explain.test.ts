import { describe, expect, it } from 'vitest';
import { brokenFile, makeDirectory, runGroupmap, soundFile } from './run-groupmap.js';

const crn =
  'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=orders-*';
const file = `${soundFile}  - { name: ben@acme.example, groups: [sales, data-science] }
  - { name: carla@acme.example, groups: [] }
`.replace(
  'users:',
  `  - display_name: Operators
    filter: '"ops" in groups && ("sales" in groups || "eu" in groups)'
    role_bindings: [{ role_name: OrganizationAdmin, crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa }]
users:`,
);

const run = (...argv: string[]) => runGroupmap(['explain', '.', ...argv], { cwd: makeDirectory({ 'acme.groupmap.yaml': file }) });

describe('groupmap explain', () => {
  it('prints the contract’s JSON', async () => {
    const { code, stdout, stderr } = await run('--user', 'ben@acme.example', '--format', 'json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      user: 'ben@acme.example',
      roles: [{ role_name: 'DeveloperRead', crn_pattern: crn, paths: [{ group_mapping: 'Data science', because: [['data-science']] }] }],
      nearest: [{ role_name: 'OrganizationAdmin', add: ['ops'], group_mapping: 'Operators' }],
    });
  });

  it('says in words why somebody has a role, what takes it away, and how little brings another', async () => {
    const { stdout } = await run('--user', 'ben@acme.example');
    expect(stdout).toBe(`ben@acme.example: signs in, an account is created
Confluent Cloud sees 2 groups: "sales" and "data-science".

Has
  DeveloperRead on topics starting with orders- in lkc-1 in env-1.
    Through Data science (acme.groupmap.yaml:4), because of data-science.
    Gone without data-science.

Does not have, the nearest first
  OrganizationAdmin (administrator) on organization Acme.
    If also in ops, through Operators (acme.groupmap.yaml:9).
`);
  });

  it('says which groups lead to a role, for anyone', async () => {
    const { code, stdout } = await run('--role', 'OrganizationAdmin');
    expect([code, stdout]).toEqual([
      0,
      `Which groups lead to OrganizationAdmin (administrator)

OrganizationAdmin (administrator) on organization Acme:
  Whoever is in eu and ops, or in ops and sales, through Operators (acme.groupmap.yaml:9).
  None of the sample users has it.
`,
    ]);
    const json = JSON.parse((await run('--role', 'DeveloperRead', '--format', 'json')).stdout);
    expect(json).toMatchObject({
      version: 1,
      role_name: 'DeveloperRead',
      role_bindings: [
        {
          crn_pattern: crn,
          group_mappings: [{ group_mapping: 'Data science', groups: [['data-science']] }],
          users: ['ana@acme.example', 'ben@acme.example'],
        },
      ],
    });
  });

  it('writes Markdown too', async () => {
    const { stdout } = await run('--user', 'carla@acme.example', '--format', 'markdown');
    expect(stdout).toContain(
      '- **OrganizationAdmin** (administrator) on organization Acme.\n  - If also in `eu` and `ops`, through Operators',
    );
  });

  it.each([
    [[], 2, 'explain needs --user NAME'],
    [['--user', 'Ana@acme.example'], 2, 'did you mean ana@acme.example?'],
    [['--user', 'ana@acme.example', '--role', 'OrganisationAdmin'], 0, 'did you mean OrganizationAdmin?'],
    [['--role', 'Nonsense'], 0, 'nothing in the mapping set grants Nonsense'],
  ])('answers %j', async (argv, expected, message) => {
    const { code, stderr } = await run(...argv);
    expect([code, stderr]).toEqual([expected, expect.stringContaining(message)]);
  });

  it('explains a set with errors all the same, and says so', async () => {
    const cwd = makeDirectory({ 'acme.groupmap.yaml': brokenFile });
    const { code, stdout, stderr } = await runGroupmap(['explain', '.', '--user', 'ana@acme.example'], { cwd });
    expect([code, stderr]).toEqual([1, expect.stringContaining('acme.groupmap.yaml has an error')]);
    expect(stdout).toContain('May have: it is unknown\n  DeveloperRead');
  });
});
