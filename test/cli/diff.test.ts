import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitEnvironment, makeRepository } from '../support/git-repository.js';
import { brokenFile, makeDirectory, runGroupmap, soundFile } from './run-groupmap.js';

/** `soundFile` lets in who is in data-science; this one whoever is in ops as well. */
const wider = soundFile.replace(`in groups'`, `in groups || "ops" in groups'`);
const admin = soundFile.replace('DeveloperRead', 'OrganizationAdmin');
const crn =
  'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=orders-*';

/** Compares two files, each in a directory of its own. */
async function compare(base: string, head: string, ...options: string[]) {
  const cwd = makeDirectory({ 'before/acme.groupmap.yaml': base, 'after/acme.groupmap.yaml': head });
  return runGroupmap(['diff', 'before', 'after', ...options], { cwd });
}

describe('groupmap diff of two paths', () => {
  it('prints the contract’s JSON', async () => {
    const { code, stdout, stderr } = await compare(soundFile, admin, '--format', 'json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      users: [
        {
          user: 'ana@acme.example',
          gains: [{ role_name: 'OrganizationAdmin', crn_pattern: crn, granted_by: ['Data science'] }],
          loses: [{ role_name: 'DeveloperRead', crn_pattern: crn, granted_by: ['Data science'] }],
        },
      ],
      users_added: [],
      users_removed: [],
      role_bindings: [
        { role_name: 'OrganizationAdmin', crn_pattern: crn, change: 'added', witness: ['data-science'] },
        { role_name: 'DeveloperRead', crn_pattern: crn, change: 'removed', witness: ['data-science'] },
      ],
      summary: { users_gaining: 1, users_losing: 1 },
    });
  });

  it('says in words who gains what, the answer first', async () => {
    const { stdout } = await compare(soundFile, wider);
    expect(stdout).toBe(`Access changes, for none of the sample users
Of 1 person: 1 keeps exactly what they have. 1 role binding changes for someone.

What changes for anyone (every possible set of groups, sample user or not)
  + wider     Anyone in ops now gets DeveloperRead on topics starting with orders- in lkc-1 in
              env-1.
              after/acme.groupmap.yaml:4
              - "data-science" in groups
              + "data-science" in groups || "ops" in groups

Nothing changes for 1 sample user.
`);
  });

  it('tells of a role in --fail-on that is probably misspelt', async () => {
    const { code, stderr } = await compare(soundFile, admin, '--fail-on', 'gain:organizationAdmin');
    expect([code, stderr]).toEqual([0, 'groupmap: --fail-on: no role organizationAdmin is known; did you mean OrganizationAdmin?\n']);
  });

  it('is empty between equal sets, whatever they are called, ordered, written and kept in', async () => {
    const json = JSON.stringify({
      organization: { display_name: 'Acme' },
      sso: { group_attribute: 'groups' },
      users: [{ name: 'ana@acme.example', groups: ['data-science'] }],
      group_mappings: [
        {
          display_name: 'Scientists',
          filter: '("data-science" in groups)',
          role_bindings: [{ role_name: 'DeveloperRead', crn_pattern: crn }],
        },
      ],
    });
    const cwd = makeDirectory({ 'before/acme.groupmap.yaml': soundFile, 'after/acme.groupmap.json': json });
    const result = JSON.parse((await runGroupmap(['diff', 'before', 'after', '--format', 'json'], { cwd })).stdout);
    expect(result).toMatchObject({ users: [], users_added: [], users_removed: [], role_bindings: [], acls: [], sign_in: [] });
    const { code, stdout } = await runGroupmap(['diff', 'before', 'after', '--fail-on', 'gain', '--fail-on', 'loss'], { cwd });
    expect([code, stdout]).toEqual([
      0,
      `Nobody’s access changes
1 filter is rewritten and means the same as before. No group set gains or loses anything.

Scientists is renamed from Data science and rewritten; it means the same as before.
`,
    ]);
  });

  it('is empty between a set and its Terraform, and tells when that has drifted', async () => {
    const terraform = (environment: string) => `variable "environment" { default = "${environment}" }
resource "confluent_group_mapping" "scientists" {
  display_name = "Scientists"
  filter       = "\\"data-science\\" in groups"
}
resource "confluent_role_binding" "scientists" {
  principal   = "User:\${confluent_group_mapping.scientists.id}"
  role_name   = "DeveloperRead"
  crn_pattern = "${crn.replace('env-1', '${var.environment}')}"
}
`;
    const cwd = makeDirectory({
      'acme.groupmap.yaml': soundFile,
      'same/main.tf': terraform('env-1'),
      'drifted/main.tf': terraform('env-2'),
    });
    const diff = async (base: string, head: string) =>
      JSON.parse((await runGroupmap(['diff', base, head, '--format', 'json'], { cwd })).stdout);
    const nothing = { users: [], users_added: [], users_removed: [], role_bindings: [], acls: [] };
    expect(await diff('acme.groupmap.yaml', 'same')).toMatchObject(nothing);
    expect(await diff('same', 'acme.groupmap.yaml')).toMatchObject(nothing);
    expect((await diff('drifted', 'acme.groupmap.yaml')).users).toMatchObject([
      { user: 'ana@acme.example', gains: [{ crn_pattern: crn }], loses: [{ crn_pattern: crn.replace('env-1', 'env-2') }] },
    ]);
  });

  it('writes a comment for a pull request that nothing in a file can break out of', async () => {
    const hostile = wider.replace('"ops"', '"<b>|`@all`"').replace('display_name: Data science', 'display_name: "Data\\n| science](x)"');
    const { stdout } = await compare(soundFile, hostile, '--format', 'markdown');
    expect(stdout).toContain('## Access changes, for none of the sample users');
    expect(stdout).not.toMatch(/<b>[^`]*$/m);
    expect(stdout).not.toContain('\n| science');
  });

  it.each([
    [['gain'], wider, 1],
    [['loss'], wider, 0],
    [['gain:DeveloperRead'], wider, 1],
    [['gain:OrganizationAdmin'], wider, 0],
    [['gain:OrganizationAdmin'], admin, 1],
    [['gain:OrganizationAdmin', 'loss:DeveloperRead'], admin, 1],
    [['loss'], soundFile, 0],
    [['loss'], soundFile.replace(`in groups'`, `in groups && "ops" in groups'`), 1],
  ])('with --fail-on %j', async (conditions, head, expected) => {
    const { code, stderr } = await compare(soundFile, head, ...conditions.flatMap((condition) => ['--fail-on', condition]));
    expect(code).toBe(expected);
    expect(stderr).toMatch(
      expected === 0 ? /^$/ : /^groupmap: --fail-on: anyone with the right groups (gains|loses) \w+ on topics starting with orders-/,
    );
  });

  it('counts what is unknown for --fail-on, since nothing can be ruled out', async () => {
    const { code, stderr } = await compare(
      soundFile.replace(/^users:[^]*/m, ''),
      brokenFile.replace(/^users:[^]*/m, ''),
      '--fail-on',
      'gain:DeveloperRead',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('--fail-on: whether anyone gains DeveloperRead on topics starting with orders- in lkc-1 in env-1 is unknown');
  });

  it('prints its result also when a set has errors, which fail; those of BASE alone do not where that is allowed', async () => {
    const worse = await compare(soundFile, brokenFile);
    expect([worse.code, worse.stdout]).toEqual([1, expect.stringContaining('  ? unknown   DeveloperRead on topics')]);
    const repair = await compare(brokenFile, soundFile);
    expect([repair.code, repair.stdout]).toEqual([1, expect.stringContaining('  ? unknown   DeveloperRead on topics')]);
    const allowed = await compare(brokenFile, soundFile, '--allow-base-errors');
    expect([allowed.code, allowed.stdout]).toEqual([0, repair.stdout]);
    for (const { stderr } of [repair, allowed]) expect(stderr).toContain('before/acme.groupmap.yaml has an error');
    expect((await compare(brokenFile, brokenFile, '--allow-base-errors')).code).toBe(1);
  });

  it.each([
    [['diff', 'before'], 2, "missing required argument 'head'"],
    [['diff', 'before', 'after', '--fail-on', 'gian'], 2, 'It is gain, loss, gain:ROLE or loss:ROLE'],
    [['diff', 'before', 'nowhere'], 3, 'nowhere does not exist'],
    [['diff', 'empty', 'after'], 2, 'empty has no file that Groupmap reads'],
    [['diff', 'git::acme', 'after'], 2, 'names no revision'],
    [['diff', 'git:--help', 'after'], 2, 'names no revision'],
  ])('refuses %j', async (argv, expected, message) => {
    const cwd = makeDirectory({ 'before/a.groupmap.yaml': soundFile, 'after/a.groupmap.yaml': soundFile, 'empty/readme.txt': '' });
    const { code, stdout, stderr } = await runGroupmap(argv, { cwd, env: gitEnvironment });
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toContain(message);
  });

  it.each(['nowhere', 'empty'])('takes %s for a set without mappings when that is allowed', async (missing) => {
    const cwd = makeDirectory({ 'after/a.groupmap.yaml': soundFile, 'empty/readme.txt': '' });
    const { code, stdout, stderr } = await runGroupmap(['diff', missing, 'after', '--allow-missing', '--format', 'json'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout).role_bindings).toMatchObject([{ change: 'added', witness: ['data-science'] }]);
  });
});

describe('groupmap diff of git revisions', () => {
  const run = (cwd: string, ...argv: string[]) => runGroupmap(['diff', ...argv, '--format', 'json'], { cwd, env: gitEnvironment });
  const changes = (stdout: string) => JSON.parse(stdout).role_bindings.map(({ change }: { change: string }) => change);

  it('reads the working directory’s files of a revision, whatever the working copy holds', async () => {
    const repository = makeRepository();
    repository.commit({ 'acme.groupmap.yaml': soundFile, 'below/other.groupmap.yaml': admin, 'notes.txt': 'nothing' });
    repository.commit({ 'acme.groupmap.yaml': wider });
    repository.write({ 'acme.groupmap.yaml': soundFile });
    const at = (...argv: string[]) => run(repository.directory, ...argv);
    expect(changes((await at('git:HEAD', '.')).stdout)).toEqual(['narrower']);
    expect(changes((await at('git:HEAD~1', 'git:main')).stdout)).toEqual(['wider']);
    expect(changes((await at('git:HEAD~1', '.')).stdout)).toEqual([]);
    expect(changes((await at('git:main:below', 'git:main:acme.groupmap.yaml')).stdout)).toEqual(['added', 'removed']);
  });

  it('takes the values of Terraform variables from the revision too, for a directory and for one file', async () => {
    const repository = makeRepository();
    repository.commit({
      'main.tf': `variable "group" {}
resource "confluent_group_mapping" "a" {
  display_name = "A"
  filter       = "\\"${'${var.group}'}\\" in groups"
}
resource "confluent_role_binding" "a" {
  principal   = "User:${'${confluent_group_mapping.a.id}'}"
  role_name   = "EnvironmentAdmin"
  crn_pattern = "crn://confluent.cloud/organization=o/environment=env-1"
}
`,
      'terraform.tfvars': 'group = "ops"\n',
    });
    for (const [base, head] of [
      ['git:HEAD', '.'],
      ['git:HEAD:main.tf', 'main.tf'],
    ] as const) {
      const { code, stdout, stderr } = await run(repository.directory, base, head);
      expect([code, stderr]).toEqual([0, '']);
      expect(changes(stdout)).toEqual([]);
    }
  });

  it('reads what functions of Terraform read in the revision too, not in the working copy', async () => {
    const repository = makeRepository();
    const main = (file: string) => `resource "confluent_group_mapping" "a" {
  for_each     = yamldecode(file("${'${path.module}'}/${file}"))
  display_name = each.key
  filter       = templatefile("filter.tpl", { group = each.value })
}
resource "confluent_role_binding" "a" {
  for_each    = confluent_group_mapping.a
  principal   = "User:${'${each.value.id}'}"
  role_name   = "EnvironmentAdmin"
  crn_pattern = "crn://confluent.cloud/organization=o/environment=env-1"
}
`;
    const set = (file: string, group: string) => ({ [file]: `A: ${group}\n`, 'filter.tpl': '"${group}" in groups' });
    const below = (files: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`mappings/${name}`, text]));
    repository.commit({
      'main.tf': main('teams.yaml'),
      ...set('teams.yaml', 'ops'),
      ...below({ 'main.tf': main('data/teams.yaml'), ...set('data/teams.yaml', 'ops') }),
    });
    repository.git('checkout', '--quiet', '-b', 'feature/teams');
    repository.write({ 'teams.yaml': 'A: data\n', 'mappings/data/teams.yaml': 'A: data\n', 'mappings/filter.tpl': 'broken' });
    repository.write({ 'mappings/filter.tpl': '"${group}" in groups && "staff" in groups' });
    const filters = (stdout: string) =>
      JSON.parse(stdout).group_mappings.map(({ filter }: { filter: { base: string; head: string } }) => [filter.base, filter.head]);
    for (const [directory, ...argv] of [
      ['.', 'git:HEAD', '.'],
      ['.', 'git:feature/teams', '.'],
      ['.', 'git:HEAD:main.tf', 'main.tf'],
    ] as const) {
      const { code, stdout, stderr } = await run(join(repository.directory, directory), ...argv);
      expect([code, stderr, filters(stdout)]).toEqual([0, '', [['"ops" in groups', '"data" in groups']]]);
    }
    for (const [directory, ...argv] of [
      ['.', 'git:HEAD:mappings', 'mappings'],
      ['mappings', 'git:HEAD', '.'],
      ['mappings/data', 'git:HEAD:..', '..'],
    ] as const) {
      const { code, stdout, stderr } = await run(join(repository.directory, directory), ...argv);
      expect([code, stderr, filters(stdout)]).toEqual([0, '', [['"ops" in groups', '"data" in groups && "staff" in groups']]]);
    }
    // What the revision does not have is not taken from the working copy.
    repository.write({ 'new/main.tf': main('teams.yaml'), 'new/filter.tpl': '' });
    repository.commit({ 'new/main.tf': main('teams.yaml') });
    repository.write({ 'new/teams.yaml': 'A: data\n', 'new/filter.tpl': '"${group}" in groups' });
    const { stdout } = await run(repository.directory, 'git:HEAD:new', 'new');
    expect(JSON.parse(stdout).unknown_group_mappings).toHaveLength(1);
  });

  it('takes paths from the working directory, above it too, and names files by revision', async () => {
    const repository = makeRepository();
    repository.commit({ 'one/acme.groupmap.yaml': soundFile, 'two/acme.groupmap.yaml': brokenFile });
    const { code, stdout, stderr } = await run(join(repository.directory, 'two'), 'git:HEAD', 'git:HEAD:../one');
    expect([code, changes(stdout)]).toEqual([1, ['unknown']]);
    expect(stderr).toContain('groupmap: git:HEAD:acme.groupmap.yaml has an error');
    const above = await run(repository.directory, 'git:HEAD:one', 'git:HEAD:../..');
    expect([above.code, above.stderr]).toEqual([3, expect.stringContaining('is outside of the git repository')]);
    const absolute = await run(repository.directory, `git:HEAD:${join(repository.directory, 'one')}`, 'one');
    expect([absolute.code, changes(absolute.stdout)]).toEqual([0, []]);
  });

  it('reads branches, tags, abbreviated commits, and names that need care', async () => {
    const repository = makeRepository();
    const first = repository.commit({ 'à côté/grüße "x".groupmap.yaml': soundFile });
    repository.git('tag', '--annotate', 'v1', '--message', 'One');
    repository.git('checkout', '--quiet', '-b', 'feature/one');
    repository.commit({ 'à côté/grüße "x".groupmap.yaml': wider });
    for (const revision of ['main', 'v1', first.slice(0, 8), 'feature/one~1', 'HEAD^'])
      expect(changes((await run(repository.directory, `git:${revision}:à côté`, 'à côté')).stdout)).toEqual(['wider']);
  });

  it('follows links within the revision, and says which lead nowhere', async () => {
    const repository = makeRepository();
    repository.write({ 'shared/acme.yaml': soundFile, 'set/readme.txt': '' });
    symlinkSync('../shared/acme.yaml', join(repository.directory, 'set/acme.groupmap.yaml'));
    symlinkSync('/etc/hostname', join(repository.directory, 'set/out.groupmap.yaml'));
    repository.commit({});
    const { code, stdout, stderr } = await run(repository.directory, 'git:HEAD:set', 'git:HEAD:set/acme.groupmap.yaml');
    expect([code, changes(stdout)]).toEqual([3, []]);
    expect(stderr).toBe('groupmap: git:HEAD:set/out.groupmap.yaml is a symbolic link that leads to no file of that revision\n');
  });

  it('never lets one unreadable file hide the others', async () => {
    const repository = makeRepository();
    repository.commit({ 'acme.groupmap.yaml': soundFile, 'bad.groupmap.yaml': new Uint8Array([0x61, 0xff, 0xfe]) });
    repository.write({ 'acme.groupmap.yaml': wider });
    const { code, stdout, stderr } = await run(repository.directory, 'git:HEAD', 'acme.groupmap.yaml');
    expect([code, changes(stdout)]).toEqual([3, ['wider']]);
    expect(stderr).toContain('git:HEAD:bad.groupmap.yaml is not UTF-8 text (line 1)');
  });

  it.each([
    ['git:nowhere', 3, 'there is no revision nowhere in the git repository'],
    ['git:HEAD:nowhere', 3, 'git:HEAD:nowhere does not exist in that revision'],
    ['git:HEAD:docs', 2, 'git:HEAD:docs has no file that Groupmap reads'],
    ['git:HEAD:docs/readme.txt', 2, 'git:HEAD:docs/readme.txt has no file that Groupmap reads'],
    ['git:HEAD\u001b[31m', 3, 'there is no revision HEAD\\u001b[31m'],
  ])('says in words why %s cannot be read', async (side, expected, message) => {
    const repository = makeRepository();
    repository.commit({ 'acme.groupmap.yaml': soundFile, 'docs/readme.txt': 'nothing' });
    const { code, stdout, stderr } = await run(repository.directory, side, '.');
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toContain(message);
  });

  it('lets a directory be new in HEAD when that is allowed, but not a revision that does not exist', async () => {
    const repository = makeRepository();
    repository.commit({ 'readme.txt': '' });
    repository.write({ 'set/acme.groupmap.yaml': soundFile });
    expect(changes((await run(repository.directory, 'git:HEAD:set', 'set', '--allow-missing')).stdout)).toEqual(['added']);
    expect((await run(repository.directory, 'git:nowhere:set', 'set', '--allow-missing')).code).toBe(3);
  });

  it('says so where there is no repository, no git, and not enough history', async () => {
    const plain = makeDirectory({ 'acme.groupmap.yaml': soundFile });
    const outside = await run(plain, 'git:HEAD', '.');
    expect([outside.code, outside.stderr]).toEqual([
      3,
      'groupmap: git:HEAD cannot be read: the working directory is in no git repository\n',
    ]);
    const withoutGit = await runGroupmap(['diff', 'git:HEAD', '.'], { cwd: plain, env: { PATH: plain } });
    expect([withoutGit.code, withoutGit.stderr]).toEqual([3, expect.stringContaining('there is no git to run. Install git')]);

    const repository = makeRepository();
    const first = repository.commit({ 'acme.groupmap.yaml': soundFile });
    repository.commit({ 'acme.groupmap.yaml': wider });
    const shallow = makeRepository();
    shallow.git('fetch', '--quiet', '--depth=1', `file://${repository.directory}`, 'main');
    shallow.git('checkout', '--quiet', 'FETCH_HEAD');
    const { code, stderr } = await run(shallow.directory, `git:${first}`, '.');
    expect([code, stderr]).toEqual([3, expect.stringContaining('The clone is shallow')]);
  });
});
