import { describe, expect, it } from 'vitest';
import { brokenFile, makeDirectory, runGroupmap, soundFile } from './run-groupmap.js';

const crn =
  'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=orders-*';

interface Simulation {
  readonly version: number;
  readonly outcomes: readonly { readonly user: string; readonly group_mappings: readonly { readonly result: string }[] }[];
  readonly summary: Readonly<Record<string, number>>;
}

describe('simulate --format json', () => {
  it('is the whole result as one document', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': soundFile });
    const { code, stdout, stderr } = await runGroupmap(['simulate', '.', '--format', 'json'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      organization: { display_name: 'Acme', jit_enabled: true, jit_from: 'default' },
      outcomes: [
        {
          user: 'ana@acme.example',
          sign_in: 'allowed',
          account: 'created',
          groups: ['data-science'],
          group_mappings: [
            { display_name: 'Data science', result: 'match', because: [['data-science']], missing: null, file: 'a.groupmap.yaml', line: 4 },
          ],
          access: {
            sso_session: [{ role_name: 'DeveloperRead', crn_pattern: crn, granted_by: ['Data science'], direct: false }],
            api_keys: [],
            acls: [],
          },
        },
      ],
      summary: { users: 1, allowed: 1, denied: 0, accounts_created: 1, without_access: 0, uncertain: 0 },
    });
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
  });

  it('has no outcomes for a set without users, which is no mistake', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': soundFile.slice(0, soundFile.indexOf('users:')) });
    const { code, stdout } = await runGroupmap(['simulate', '.', '--format', 'json'], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ outcomes: [], summary: { users: 0 } });
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
  });

  it('prints the results of a set with errors, and exits with 1', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': brokenFile });
    const { code, stdout, stderr } = await runGroupmap(['simulate', '.', '--format', 'json'], { cwd });
    const { outcomes } = JSON.parse(stdout) as Simulation;
    expect(code).toBe(1);
    expect(outcomes[0]?.group_mappings[0]?.result).toBe('unknown');
    expect(stderr).toMatch(/^groupmap: a\.groupmap\.yaml has an error: .+\n$/);
  });

  it('leaves out of the errors a bare filter beside the set, which is no part of it', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': soundFile, 'draft.groupfilter': '"a" in groups and\n' });
    for (const command of ['simulate', 'test']) expect(await runGroupmap([command, '.'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect((await runGroupmap(['check', '.'], { cwd })).code).toBe(1);
  });

  it('adds the files of a directory up, and lets a missing path outweigh errors', async () => {
    const users = soundFile.slice(soundFile.indexOf('users:'));
    const cwd = makeDirectory({
      'a.groupmap.yaml': soundFile.replace(users, ''),
      'users/b.groupmap.yaml': users,
      'c/broken.groupmap.yaml': brokenFile.replace(users, ''),
    });
    const { outcomes } = JSON.parse((await runGroupmap(['simulate', '--format', 'json', '.', 'users'], { cwd })).stdout) as Simulation;
    expect(outcomes.map(({ user, group_mappings }) => [user, group_mappings.length])).toEqual([['ana@acme.example', 1]]);
    expect((await runGroupmap(['simulate', 'c', 'nope'], { cwd })).code).toBe(3);
  });
});

describe('simulate --user', () => {
  const cwd = (): string => makeDirectory({ 'a.groupmap.yaml': `${soundFile}  - name: bob@acme.example\n    groups: []\n` });

  it('takes only the users that are named', async () => {
    const { stdout } = await runGroupmap(['simulate', '.', '--format', 'json', '--user', 'bob@acme.example'], { cwd: cwd() });
    const { outcomes, summary } = JSON.parse(stdout) as Simulation;
    expect(outcomes.map(({ user }) => user)).toEqual(['bob@acme.example']);
    expect(summary).toMatchObject({ users: 1 });
    const both = await runGroupmap(['simulate', '.', '--format', 'json', '--user', 'bob@acme.example', '--user', 'ana@acme.example'], {
      cwd: cwd(),
    });
    expect((JSON.parse(both.stdout) as Simulation).outcomes.map(({ user }) => user)).toEqual(['ana@acme.example', 'bob@acme.example']);
  });

  it('refuses an unknown user and says who may be meant', async () => {
    const { code, stdout, stderr } = await runGroupmap(['simulate', '.', '--user', 'anna@acme.example'], { cwd: cwd() });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe('groupmap: there is no user anna@acme.example in the mapping set: did you mean ana@acme.example?\n');
  });
});

describe('simulate --users', () => {
  const lines = [
    '{"name":"ana","account":"existing","groups":["data-science"]}',
    '{"name":"bob","groups":["x"],"role_bindings":[{"role_name":"Operator","crn_pattern":"crn://confluent.cloud/organization=1"}]}',
    '{"name":"cleo","groups":["data-science"]}',
  ];
  const files = { 'a.groupmap.yaml': soundFile };

  it.each([
    ['people.jsonl', lines.join('\n')],
    ['people.NDJSON', `\ufeff${lines.join('\r\n')}\r\n`],
    ['people.json', `[${lines.join(',\n')}]`],
    ['people.yaml', lines.map((line) => `- ${line}\n`).join('')],
  ])('reads %s', async (name, content) => {
    const { code, stdout } = await runGroupmap(['simulate', '.', '--users', name, '--format', 'summary'], {
      cwd: makeDirectory({ ...files, [name]: content }),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      summary: { users: 3, allowed: 3, denied: 0, accounts_created: 2, without_access: 0, uncertain: 0 },
      group_mappings: [{ display_name: 'Data science', matches: 2, unknown: 0 }],
      role_bindings: [
        { role_name: 'DeveloperRead', crn_pattern: crn, users: 2 },
        { role_name: 'Operator', crn_pattern: 'crn://confluent.cloud/organization=1', users: 1 },
      ],
    });
  });

  it('reads CSV, with jsonl giving one outcome a line in order', async () => {
    const cwd = makeDirectory({ ...files, 'people.csv': 'name,account,groups\nana,existing,data-science;x\nbob,,\n' });
    const { code, stdout } = await runGroupmap(['simulate', '.', '--users', 'people.csv', '--format', 'jsonl'], { cwd });
    expect(code).toBe(0);
    const outcomes = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(outcomes).toMatchObject([
      { user: 'ana', account: 'existing', groups: ['data-science', 'x'] },
      { user: 'bob', account: 'created', groups: [] },
    ]);
  });

  it('names malformed lines, goes on, and exits with 1', async () => {
    const stdin = [lines[0], '{"name":"x","groups":[1]}', 'nonsense', '{"name":"x","expect":{}}', '', lines[2]].join('\n');
    const { code, stdout, stderr } = await runGroupmap(['simulate', '.', '--users', '-', '--format', 'jsonl'], {
      cwd: makeDirectory(files),
      stdin,
    });
    expect(code).toBe(1);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { user: string }).user),
    ).toEqual(['ana', 'cleo']);
    expect(stderr.split('\n').map((line) => /standard input:(\d+): /.exec(line)?.[1])).toEqual(['2', '3', '4', undefined]);
  });

  it('gives the same as the same users in the set', async () => {
    const own = makeDirectory({
      'a.groupmap.yaml': `${soundFile.slice(0, soundFile.indexOf('users:'))}users:\n${lines.map((line) => `  - ${line}\n`).join('')}`,
    });
    for (const format of ['json', 'table', 'markdown', 'summary', 'jsonl']) {
      const inside = await runGroupmap(['simulate', '.', '--format', format], { cwd: own });
      const outside = await runGroupmap(['simulate', '.', '--format', format, '--users', '-'], { cwd: own, stdin: lines.join('\n') });
      expect(outside).toEqual(inside);
    }
  });

  it('refuses a name that does not tell the format, and a file that is not there', async () => {
    const cwd = makeDirectory({ ...files, 'people.txt': '' });
    expect(await runGroupmap(['simulate', '.', '--users', 'people.txt'], { cwd })).toMatchObject({ code: 2, stdout: '' });
    expect(await runGroupmap(['simulate', '.', '--users', 'nope.csv'], { cwd })).toMatchObject({
      code: 3,
      stderr: 'groupmap: nope.csv does not exist\n',
    });
  });

  it('picks the users that --user names, and exits with 2 for one that does not come', async () => {
    const { code, stdout, stderr } = await runGroupmap(
      ['simulate', '.', '--users', '-', '--format', 'jsonl', '--user', 'bob', '--user', 'dan'],
      { cwd: makeDirectory(files), stdin: lines.join('\n') },
    );
    expect(code).toBe(2);
    expect((JSON.parse(stdout) as { user: string }).user).toBe('bob');
    expect(stderr).toBe('groupmap: there is no user dan in standard input\n');
  });

  it('shows progress on a terminal only, and wipes it', async () => {
    const chunks = [Buffer.from(`${lines[0]}\n`)];
    const { stdout } = await runGroupmap(['simulate', '.', '--users', '-', '--format', 'jsonl'], {
      cwd: makeDirectory(files),
      stdin: chunks,
      isTerminal: true,
    });
    expect(stdout).not.toContain('\r');
  });
});

describe('simulate, for reading', () => {
  const hostile = `group_mappings:
  - display_name: "a|b \`c\` <img src=x> [x](y) \\n# h @team \\e[31m"
    filter: '"g|1" in groups'
    role_bindings: [{ role_name: "R|\`<b>", crn_pattern: "crn://x|\`y" }]
users:
  - { name: "u|\`<script>", groups: ["g|1", "*x*"] }
`;

  it('puts verdict, mappings, roles and keys of a user into one block of at most the width', async () => {
    const cwd = makeDirectory({
      'a.groupmap.yaml': soundFile.replace(
        'groups: [data-science]',
        'groups: [data-science]\n    role_bindings: [{ role_name: Operator, crn_pattern: "crn://confluent.cloud/organization=1" }]',
      ),
    });
    const { stdout } = await runGroupmap(['simulate', '.'], { cwd, columns: 80 });
    expect(stdout).toMatch(/^ana@acme\.example: signs in, an account is created$/m);
    expect(stdout).toMatch(/^ {2}Mappings {5}✓ Data science {2}because of data-science$/m);
    expect(stdout).toMatch(/^ {2}SSO session {2}Operator {2}assigned by hand$/m);
    expect(stdout).toMatch(/^ {15}DeveloperRead {2}by Data science$/m);
    expect(stdout).toMatch(/^ {2}API keys {5}Operator {2}assigned by hand$/m);
    expect(stdout).toMatch(/^1 user: 1 allowed, 0 denied, 1 account created, 0 without access, 0 uncertain$/m);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('counts what was held back by reason, and shows where a name ends', async () => {
    const groups = Array.from({ length: 151 }, (_, index) => `g${index}`);
    const cwd = makeDirectory({
      'a.groupmap.yaml': `sso: { identity_provider: entra, group_claim: { filter: { starts_with: g } } }
group_mappings: [{ display_name: A, filter: '"g " in groups || "a,b" in groups && "" in groups' }]
users: [{ name: ana, member_of: [lunch, ${groups.join(', ')}] }, { name: ben, groups: ["", "x y", " z"] }]
`,
    });
    const { stdout } = await runGroupmap(['simulate', '.'], { cwd, columns: 120 });
    expect(stdout).toMatch(/^ {2}Withheld {5}lunch: filtered out of the claim$/m);
    expect(stdout).toMatch(/^ {15}151 groups \(g0, g1, g2, g3, 147 more\): the claim is too large and is left out$/m);
    expect(stdout).toMatch(/^ {2}Mappings {5}✗ A {2}missing "g ", or "" and "a,b"$/m);
    expect(stdout).toMatch(/^ {2}Groups {7}"", x y, " z"$/m);
    const markdown = (await runGroupmap(['simulate', '.', '--format', 'markdown'], { cwd })).stdout;
    expect(markdown).toContain('\n\nWithheld: 151 groups (`g0`, `g1`, `g2`, `g3`, 147 more): the claim is too large and is left out\n');
    const [ana] = (JSON.parse((await runGroupmap(['simulate', '.', '--format', 'json'], { cwd })).stdout) as Simulation).outcomes;
    expect(ana).toHaveProperty('groups_withheld.length', 152);
  });

  it('names the reason of a refusal', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': soundFile.replace('organization: {', 'organization: { jit_enabled: false,') });
    const { stdout, code } = await runGroupmap(['simulate', '.'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ana@acme\.example: refused: no account, and JIT provisioning is off$/m);
    expect(stdout).toMatch(/^ {2}Why {10}/m);
    expect(stdout).not.toContain('Mappings');
  });

  it('cannot be made to break a table or to send escape sequences', async () => {
    const cwd = makeDirectory({ 'a.groupmap.yaml': hostile });
    for (const format of ['table', 'markdown']) {
      const { stdout } = await runGroupmap(['simulate', '.', '--format', format], { cwd });
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      expect(stdout).not.toMatch(/^# h/m);
    }
    const { stdout } = await runGroupmap(['simulate', '.', '--format', 'markdown'], { cwd });
    const rows = stdout.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('|--'));
    for (const row of rows) expect(row.replace(/\\\|/g, '').split('|')).toHaveLength(5);
    expect(stdout.replace(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '')).not.toMatch(/<(?:img|script|b)/);
    expect(stdout).not.toMatch(/(?<![\w;])@team/);
  });
});
