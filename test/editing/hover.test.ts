import { describe, expect, it } from 'vitest';
import { hoverAt } from '../../src-language/editing/hover.js';
import { readMarkedSet } from './marked-set.js';

/** The hover of a marked text: its Markdown, and the text that it is for. */
function hover(files: Readonly<Record<string, string>> | string): { markdown: string; about: string } | null {
  const { context, texts, file, offset } = readMarkedSet(typeof files === 'string' ? { 'a.groupmap.yaml': files } : files);
  const found = hoverAt(context, file, offset);
  return found && { markdown: found.markdown, about: texts[file]?.slice(found.range.start, found.range.end) ?? '' };
}

const people = `
known_groups:
  - cc-users
  - { id: 00-1, display_name: Data }
sso: { group_claim: { source_attribute: group_id }, application: { assigned_groups: [cc-users] } }
users:
  - { name: ana, member_of: [Data, cc-users] }
  - { name: bo, member_of: [Data] }
  - { name: cy, groups: [] }
`;
const mapping = (filter: string, name = 'M') => `  - display_name: ${name}\n    filter: ${filter}\n`;
const set = (filter: string) => `group_mappings:\n${mapping(filter)}${people}`;

describe('hover on a group', () => {
  it('says what it is called, who has it and where it is used', () => {
    expect(hover(set(`'"00<|>-1" in groups'`))).toEqual({
      about: '00-1',
      markdown: '**Group** `00-1`\n\nCalled `Data`.\n\n2 of 3 sample users have it: `ana` and `bo`.  \nUsed in 1 group mapping: `M`.',
    });
  });

  it('says so where the filter names the spelling that the claim does not carry', () => {
    expect(hover(set(`'"Da<|>ta" in groups'`))?.markdown).toContain(
      'Its id is `00-1`. The group claim carries ids: a filter has to name `00-1`.',
    );
  });

  it('says so where it is not listed, where nobody has it and where no mapping uses it', () => {
    expect(hover(set(`'"no<|>ne" in groups'`))?.markdown).toBe(
      '**Group** `none`\n\nNot among the known groups of this set.\n\nNone of 3 sample users has it.  \nUsed in 1 group mapping: `M`.',
    );
    expect(hover(`${people}`.replace('- cc-users', '- c<|>c-users'))?.markdown).toBe(
      '**Group** `cc-users`\n\n1 of 3 sample users has it: `ana`.  \nNo group mapping uses it.  \nAssigned to the application.',
    );
    expect(hover('users: [{ name: a, groups: [x<|>y] }]\n')?.markdown).not.toContain('known groups');
  });

  it('says where the sign-in does not carry it', () => {
    const held = 'sso: { group_claim: { filter: { starts_with: cc- } } }\nusers: [{ name: a, member_of: [d<|>d] }]\n';
    expect(hover(held)?.markdown).toContain('1 of 1 sample user has it: `a`. Confluent Cloud sees it for none of them.');
  });

  it.each([
    ['plain', '("00<|>-1" in groups)'],
    ['double-quoted', String.raw`"\"00<|>-1\" in groups"`],
    ['literal', '|\n      "00<|>-1" in groups'],
    ['folded', '>-\n      true ||\n      "00<|>-1" in groups'],
  ])('finds it in a %s scalar', (_style, filter) => {
    expect(hover(set(filter))).toMatchObject({ about: '00-1', markdown: expect.stringContaining('Called `Data`') as string });
  });

  it('finds it in JSON and in bare filters', () => {
    const json = String.raw`{ "group_mappings": [{ "display_name": "J", "filter": "\"00<|>-1\" in groups" }] }`;
    expect(hover({ 'a.groupmap.json': json, 'b.groupmap.yaml': people })?.about).toBe('00-1');
    expect(hover({ 'a.groupfilter': '"00<|>-1" in groups', 'b.groupmap.yaml': people })?.markdown).toContain('2 of 3 sample users have it');
  });

  it('is for a range that holds the cursor, on the quotes too', () => {
    const json = (name: string) => ({ 'a.groupmap.json': `{ "group_mappings": [{ "display_name": "M", "group": ${name} }] }` });
    expect(hover(json('<|>"ops"'))?.about).toBe('"ops');
    expect(hover(json('"ops"<|>'))?.about).toBe('ops"');
    expect(hover(json('"ops<|>"'))?.about).toBe('ops');
  });

  it('lists the groups that part of a name fits', () => {
    expect(hover(set(`'groups.exists(g, g.startsWith("c<|>c-"))'`))?.markdown).toBe(
      '**Groups** whose names begin with `cc-`\n\nOf this set: `cc-users`.',
    );
    expect(hover(set(`'groups.exists(g, g.endsWith("c<|>c-"))'`))?.markdown).toBe(
      '**Groups** whose names end with `cc-`\n\nNo group of this set does.',
    );
  });
});

describe('hover on an operator', () => {
  const on = (filter: string) => hover({ 'a.groupfilter': filter });

  it('says what it means, how tightly it binds and whether Confluent documents it', () => {
    expect(on('"a" in groups &<|>& "b" in groups')).toEqual({
      about: '&&',
      markdown:
        '`&&` operator\n\nTrue when both sides are true. Binds tighter than ||.\n\nBinds tighter than `||`, looser than `in`, `==`, `!=` and the like.\n\n' +
        'Documented by Confluent for group mappings.',
    });
    expect(on('"a" i<|>n groups')?.markdown).toContain('Binds tighter than `&&`, looser than `+` and `-`.');
  });

  it('tells the operators and calls of one name apart by the tree', () => {
    expect(on('<|>!("a" in groups)')?.markdown).toContain('True when the operand is false');
    expect(on('1 -<|> 2 == 1')?.markdown).toContain('Subtracts');
    expect(on('<|>-size(groups) == 1')?.markdown).toContain('opposite sign');
    expect(on('groups.exi<|>sts(g, g.startsWith("a"))')?.markdown).toContain('`exists()` macro');
    expect(on('groups.exists(g, g.starts<|>With("a"))')?.markdown).toContain('not verified');
    expect(on('si<|>ze(groups) > 0')?.markdown).toContain('`size` function');
    expect(on('true ?<|> false : true')?.markdown).toContain('Chooses the second operand');
    expect(on('groups.exists(g, g.mat<|>ches("a"))')?.markdown).toContain('does not compute it');
  });

  it('says what groups, true, false and variables are', () => {
    expect(on('"a" in gro<|>ups')?.markdown).toContain('the list of groups that Confluent Cloud sees');
    expect(on('tr<|>ue')?.markdown).toContain('everyone');
    expect(on('fal<|>se')?.markdown).toContain('nobody');
    expect(on('groups.exists(g, g<|> == "a")')?.markdown).toContain('one element at a time');
  });

  it('still knows the operator of a broken filter', () => {
    expect(on('"a" in groups &&<|> ')?.markdown).toContain('True when both sides are true');
  });
});

describe('hover on a whole filter', () => {
  it('puts it in words, with its length and who matches', () => {
    expect(hover(set(`<|>'"cc-users" in groups || "00-1" in groups && "x" in groups'`))).toEqual({
      about: `'"cc-users" in groups || "00-1" in groups && "x" in groups'`,
      markdown:
        '**Filter** of `M`\n\nAnyone in `cc-users`, or in both `Data` and `x`.\n\n57 of 300 characters.  \n1 of 3 sample users matches: `ana`.',
    });
  });

  it('says it on the key too, with what the key is for', () => {
    const found = hover(`group_mappings:\n  - display_name: M\n    fil<|>ter: '"00-1" in groups'\n${people}`);
    expect(found?.about).toBe('filter');
    expect(found?.markdown).toContain('Anyone in `Data`.\n\n16 of 300 characters.  \n2 of 3 sample users match: `ana` and `bo`.');
    expect(found?.markdown).toContain('A condition (CEL)');
  });

  it('says of a broken filter that nobody can tell', () => {
    expect(hover(set(`<|>'"a" in'`))?.markdown).toContain('The filter is broken: who it matches cannot be told.');
    expect(hover(set(`<|>'"a" in'`))?.markdown).toContain('Of 3 sample users, 3 may match: that is unknown.');
  });

  it('tries a bare filter on the sample users of its directory', () => {
    expect(hover({ 'a.groupfilter': '(<|> "00-1" in groups )', 'b.groupmap.yaml': people })?.markdown).toContain(
      '2 of 3 sample users match: `ana` and `bo`.',
    );
  });
});

describe('hover on names, roles, resources and keys', () => {
  it('describes a mapping where it is named', () => {
    const files = `group_mappings:
  - display_name: Data science
    group: 00-1
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://x }, { role_name: DeveloperRead, crn_pattern: crn://y }]
    acls: [{ permission: ALLOW }]
${people}  - { name: dee, expect: { group_mappings: [Data<|> science, Nothing] } }
`;
    const markdown =
      '**Group mapping** `Data science`\n\nAnyone in `Data`.\n\nGrants `DeveloperRead` by 2 role bindings and 1 ACL.  \n2 of 4 sample users match: `ana` and `bo`.';
    expect(hover(files)).toEqual({ about: 'Data science', markdown });
    expect(hover(files.replace('<|>', '').replace('display_name: Data', 'display_name: <|>Data'))?.markdown).toBe(markdown);
    expect(hover(files.replace('<|>', '').replace('Nothing', 'Not<|>hing'))?.markdown).toBe(
      'There is no group mapping `Nothing` in this set.',
    );
  });

  it('says what a sign-in of a user comes to', () => {
    expect(hover(set(`'"00-1" in groups'`).replace('name: ana', 'name: a<|>na'))).toEqual({
      about: 'ana',
      markdown:
        '**Sample user** `ana`\n\nSigns in; an account is created.\n\nConfluent Cloud sees 2 groups: `Data`, `cc-users`.  \n1 of 1 group mapping matches: `M`.  \n' +
        'The SSO session has 0 role bindings.',
    });
    const grant = (role: string) => `{ role_name: ${role}, crn_pattern: crn://x }`;
    const losing = `group_mappings:
  - { display_name: A, filter: '"x" in groups || "y" in groups && "z" in groups', role_bindings: [${grant('DeveloperRead')}] }
  - { display_name: B, filter: '"z" in groups', role_bindings: [${grant('OrganizationAdmin')}] }
  - { display_name: C, filter: 'true', role_bindings: [${grant('DeveloperWrite')}] }
users: [{ name: a<|>na, groups: [x, y, z] }]
`;
    expect(hover(losing)?.markdown.split('  \n').slice(-3)).toEqual([
      'The SSO session has 3 role bindings.',
      'Without `z`, `OrganizationAdmin` is gone.',
      'Without `x` and `y`, `DeveloperRead` is gone.',
    ]);
    const gate = 'sso: { application: { assignment_required: true, assigned_users: [d<|>ee] } }\nusers: [{ name: bo }]\n';
    expect(hover(gate)?.markdown).toBe('`dee` is not among the sample users of this set.');
    expect(hover(gate.replace('<|>', '').replace('name: bo', 'name: b<|>o'))?.markdown).toContain('Refused by the identity provider.');
    expect(hover('organization: { jit_enabled: false }\nusers: [{ name: b<|>o }]\n')?.markdown).toContain('there is no account');
  });

  it('says of a role what is known, and of an unknown one that nothing is', () => {
    const binding = (role: string, more = '') =>
      `users: [{ name: a, role_bindings: [{ role_name: ${role}, crn_pattern: crn://x }] }]\n${more}`;
    expect(hover(binding('Environment<|>Admin'))?.markdown).toBe(
      '**Role** `EnvironmentAdmin`\n\nA predefined role for administration, an administrator. Administers an environment with everything in it.\n\n' +
        "Can be bound to: environment.\n\nSource: Confluent's list of predefined roles; documentation and tests of the Confluent Terraform provider; " +
        "source of Confluent's command line, which asks for the environment.",
    );
    expect(hover(binding('Developer<|>Write'))?.markdown).toContain('Also seen on: subject (not established).');
    expect(hover(binding('Ours<|>'))?.markdown).toContain('Not among the predefined roles');
    expect(hover(binding('Ours<|>', 'settings: { roles: [{ name: Ours, scopes: [environment], administrator: true }] }\n'))?.markdown).toBe(
      '**Role** `Ours`\n\nA role of `settings.roles`; it administers what it is bound to.\n\nCan be bound to: `environment`.',
    );
  });

  it('takes a resource apart', () => {
    const crn = 'crn://confluent.cloud/organization=o/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/topic=orders-*';
    expect(hover(`users: [{ name: a, role_bindings: [{ role_name: R, crn_pattern: '<|>${crn}' }] }]\n`)?.markdown).toBe(
      '**Resource** topics that begin with `orders-` in `lkc-1`\n\nGrants: have the role `R` on topics that begin with `orders-` in `lkc-1`.\n\n' +
        '- `organization`: `o`\n- `environment`: `env-1`\n- `cloud-cluster`: `lkc-1`\n- `kafka`: `lkc-1`\n- `topic`: every one whose name begins with `orders-`',
    );
  });

  it('says what a binding grants, on its role and on its resource', () => {
    const grant = (role: string, crn: string, more = '') =>
      hover(`users: [{ name: a, role_bindings: [{ role_name: <|>${role}, crn_pattern: '${crn}' }] }]\n${more}`)?.markdown;
    const kafka = 'crn://confluent.cloud/organization=o/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1';
    expect(grant('DeveloperWrite', `${kafka}/topic=orders-*`)).toContain(
      '\n\nGrants: write to topics that begin with `orders-` in `lkc-1`.\n\n',
    );
    expect(grant('OrganizationAdmin', 'crn://confluent.cloud/organization=o', 'organization: { display_name: Acme }\n')).toContain(
      'Grants: administer organization `Acme`.',
    );
    expect(grant('Ours', `${kafka}/topic=*`, 'settings: { roles: [{ name: Ours }] }\n')).toContain(
      'Grants: have the role `Ours` on all topics in `lkc-1`.',
    );
    expect(grant('DeveloperRead', 'no CRN')).not.toContain('Grants');
    const one = `users: [{ name: a, role_bindings: [{ role_name: DeveloperRead, crn_pattern: '<|>${kafka}/topic=orders.' }] }]\n`;
    expect(hover(one)?.markdown).toContain(
      'Grants: read topic `orders.` in `lkc-1`.\n\nOnly the one of exactly this name; a `*` at the end takes every one that begins so.',
    );
  });

  it('says what keys and their words mean', () => {
    expect(hover('organization:\n  mark<|>etplace: azure\n')).toEqual({
      about: 'marketplace',
      markdown:
        '**Cloud marketplace**\n\nWhere the organization was bought. Just-in-time provisioning is off by default for Azure Marketplace organizations.\n\n' +
        '- `none`: Bought from Confluent directly.\n- `aws`: AWS Marketplace.\n- `azure`: Azure Marketplace.\n- `gcp`: Google Cloud Marketplace.\n\nDefault: `none`.',
    });
    expect(hover('organization:\n  marketplace: az<|>ure\n')).toEqual({
      about: 'azure',
      markdown: '**Cloud marketplace**: `azure`\n\nAzure Marketplace.',
    });
    expect(hover({ 'a.groupmap.json': '{"us<|>ers": []}' })?.markdown).toContain('**Sample users**');
    expect(hover('settings: { severity: { mixed-<|>and-or: off } }\n')?.markdown).toContain('Default: `information`');
    expect(hover('x-o<|>wn: 1\n')).toBeNull();
  });
});

describe('hover with hostile names', () => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    '[run](command:workbench.action.terminal.new)',
    '**bold** _it_ ![i](http://x/y.png)',
    'a`b``c',
    '` `',
    'https://evil.example',
    'line\nbreak\n\n# title',
    'rtl \u202e txt',
    '$(rocket)',
    '&lt;b&gt; | \\',
  ];

  it.each(hostile)('keeps %j inside a code span', (name) => {
    const file = JSON.stringify({
      known_groups: [{ id: name, display_name: `d${name}` }],
      group_mappings: [{ display_name: name, group: name, role_bindings: [{ role_name: name, crn_pattern: `crn://x/a=${name}` }] }],
      users: [{ name, groups: [name], expect: { group_mappings: [name] } }],
    });
    const { context } = readMarkedSet({ 'a.groupmap.json': file });
    const seen = new Set<string>();
    for (let offset = 0; offset < file.length; offset++) {
      const markdown = hoverAt(context, 'a.groupmap.json', offset)?.markdown;
      if (markdown !== undefined) seen.add(markdown);
    }
    expect(seen.size).toBeGreaterThan(6);
    for (const markdown of seen) {
      // What is left when code spans are taken out is our own prose.
      const prose = markdown.replace(/(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g, '');
      expect(prose).not.toMatch(/[<>[\]\\|$`]|https?:|command:|\bbold\b|\btitle\b|\u202e/);
      expect(markdown).not.toMatch(/\u202e|\n# /);
    }
  });
});
