import { describe, expect, it } from 'vitest';
import { base64, entraResponse } from '../exchange/sign-ins.js';
import { makeDirectory, runGroupmap } from './run-groupmap.js';

const listing = '[{"id":"group-1","name":"Eng","description":"","filter":"\\"eng\\" in groups","principal":"group-1","state":"ENABLED"}]';

describe('import', () => {
  it('writes what simulate and check take as it is', async () => {
    const cwd = makeDirectory({ 'response.txt': base64(entraResponse(['eng'])), 'mappings.json': listing });
    const users = await runGroupmap(['import', 'saml', 'response.txt'], { cwd });
    const mappings = await runGroupmap(['import', 'mappings', 'mappings.json'], { cwd });
    expect([users.code, mappings.code]).toEqual([0, 0]);
    const sso = 'sso: { group_attribute: http://schemas.microsoft.com/ws/2008/06/identity/claims/groups }\n';
    const set = makeDirectory({ 'users.groupmap.yaml': users.stdout, 'mappings.groupmap.yaml': mappings.stdout + sso });
    const simulated = await runGroupmap(['simulate', '.', '--format', 'json'], { cwd: set });
    const [outcome] = (
      JSON.parse(simulated.stdout) as { outcomes: { user: string; group_mappings: { display_name: string; verdict: string }[] }[] }
    ).outcomes;
    expect([outcome?.user, JSON.stringify(outcome)]).toEqual(['ana@initech.example', expect.stringContaining('"Eng"')]);
  });

  it('reads standard input, and puts remarks on standard error', async () => {
    const { code, stdout, stderr } = await runGroupmap(['import', 'users', '-'], { stdin: 'login,groups\nana,a;b\n' });
    expect(code).toBe(0);
    expect(stdout).toContain('- name: ana # standard input:2');
    expect(stderr).toBe('groupmap: The values of "groups" are taken apart at ";".\n');
  });

  it('reads mappings and role bindings from standard input and files', async () => {
    const bindings =
      '[{"principal":"User:group-1","role_name":"EnvironmentAdmin","crn_pattern":"crn://confluent.cloud/organization=o/environment=e"}]';
    const cwd = makeDirectory({ 'bindings.json': bindings });
    const { code, stdout } = await runGroupmap(['import', 'mappings', '-', 'bindings.json'], { cwd, stdin: listing });
    expect([code, stdout]).toEqual([0, expect.stringContaining('role_name: EnvironmentAdmin')]);
  });

  it('puts the organization into resource names that a listing leaves without it', async () => {
    const bindings =
      '[{"principal":"User:group-1","role":"DeveloperRead","environment":"env-1","cloud_cluster":"lkc-1","cluster_type":"Kafka","logical_cluster":"lkc-1","resource_type":"Topic","name":"orders-","pattern_type":"PREFIXED"}]';
    const cwd = makeDirectory({ 'mappings.json': listing, 'bindings.json': bindings });
    const files = ['mappings.json', 'bindings.json'];
    const without = await runGroupmap(['import', 'mappings', ...files], { cwd });
    expect([without.code, without.stdout]).toEqual([0, expect.not.stringContaining('ORGANIZATION_ID')]);
    expect(without.stderr).toContain('DeveloperRead of "Eng" (bindings.json:1) is left out: the listing leaves out the organization.');
    const given = await runGroupmap(['import', 'mappings', ...files, '--organization', 'o-1'], { cwd });
    expect(given).toMatchObject({ code: 0, stderr: '' });
    expect(given.stdout).toContain(
      'crn_pattern: crn://confluent.cloud/organization=o-1/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=orders-*\n',
    );
    expect(given.stdout).toContain('# 1 group mapping and 1 role binding from bindings.json and mappings.json.\n');
  });

  it.each([
    [['import', 'saml', 'empty.txt'], 1, 'groupmap: empty.txt: There is nothing to read. Paste a SAML response or an ID token.\n'],
    [['import', 'users', 'empty.txt'], 1, 'groupmap: empty.txt: The file is empty. A CSV file begins with a line of column names.\n'],
    [['import', 'mappings', 'broken.json'], 1, /groupmap: broken\.json: .*\ngroupmap: broken\.json: There is no group mapping/],
    [['import', 'saml', 'missing.txt'], 3, 'groupmap: missing.txt does not exist\n'],
    [['import', 'mappings', 'missing.json'], 3, 'groupmap: missing.json does not exist\n'],
    [['import', 'mappings', 'a.groupmap.yaml'], 2, /is a mapping file already: groupmap export yaml/],
    [['import', 'users', 'empty.txt', '--column', 'nme=x'], 2, /as name=COLUMN or groups=COLUMN, and this is "nme=x"/],
    [['import', 'users', 'empty.txt', '--separator', ''], 2, /--separator cannot be empty/],
    [['import', 'samml', 'x'], 2, /saml/],
    [['import', 'saml'], 2, /file/],
  ])('%j ends with %i', async (argv, code, stderr) => {
    const cwd = makeDirectory({ 'empty.txt': '', 'broken.json': '[{"name"' });
    const result = await runGroupmap(argv, { cwd });
    expect([result.code, result.stdout]).toEqual([code, '']);
    expect(result.stderr).toMatch(stderr instanceof RegExp ? stderr : new RegExp(`^${stderr.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
  });

  it('reads the UTF-16 of Excel and PowerShell, with its byte-order mark', async () => {
    const text = 'login;groups\r\nana@x.example;\u00e9quipe \u{1f600}\r\n';
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    const cwd = makeDirectory({ 'little.csv': little, 'big.csv': Buffer.from(little).swap16(), 'odd.csv': little.subarray(0, -1) });
    for (const file of ['little.csv', 'big.csv']) {
      const { code, stdout } = await runGroupmap(['import', 'users', file], { cwd });
      expect([code, stdout]).toEqual([0, expect.stringContaining('      - \u00e9quipe \u{1f600}\n')]);
    }
    expect(await runGroupmap(['import', 'users', 'odd.csv'], { cwd })).toEqual({
      code: 3,
      stdout: '',
      stderr: 'groupmap: odd.csv is damaged UTF-16 text; save it as UTF-8\n',
    });
  });

  it('says what a workbook is, and calls files by their names', async () => {
    const cwd = makeDirectory({
      'people.xlsx': Buffer.from([0x50, 0x4b, 3, 4, 0xff]),
      'bad.xml': '<a/>',
      'notes.txt': 'hello',
      'list.out': listing,
    });
    const run = async (...argv: readonly string[]) => (await runGroupmap(['import', ...argv], { cwd })).stderr;
    expect(await run('users', 'people.xlsx')).toBe('groupmap: people.xlsx is a workbook or a ZIP archive; save the sheet as CSV UTF-8\n');
    expect(await run('mappings', 'bad.xml')).toBe('groupmap: bad.xml: This is XML, and exports of group mappings are JSON or YAML.\n');
    expect(await run('mappings', 'notes.txt')).toMatch(/^groupmap: notes\.txt: There is no group mapping in notes\.txt\. /);
    const { stdout } = await runGroupmap(['import', 'mappings', 'list.out'], { cwd });
    expect(stdout).toContain('# list.out:1\n');
  });

  it.each([['import'], ['import', 'saml'], ['import', 'users'], ['import', 'mappings']])('teaches with %s %s', async (...command) => {
    const { code, stdout } = await runGroupmap([...command.filter(Boolean), '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: groupmap import');
    expect(stdout.split('\n').every((line) => line.length <= 130)).toBe(true);
  });
});
