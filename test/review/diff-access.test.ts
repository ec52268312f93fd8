import { describe, expect, it } from 'vitest';
import type { AccessDiff } from '../../src-language/review/access-diff.js';
import { services, setOfYaml } from './drawn-sets.js';

const env = (name: string) => `crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=${name}`;

/** A mapping in YAML that grants one role on environment `env-1`. */
function mapping(name: string, condition: string, role = 'DeveloperRead', crn = env('env-1')): string {
  return `  - { display_name: ${name}, ${condition}, role_bindings: [{ role_name: ${role}, crn_pattern: '${crn}' }] }\n`;
}

function set(mappings: readonly string[], rest = ''): string {
  return `group_mappings:\n${mappings.join('')}${rest}`;
}

function diff(base: string, head: string): AccessDiff {
  return services.diff(setOfYaml(base), setOfYaml(head));
}

/** What the diff says of role bindings, without where they stand. */
function changes({ role_bindings }: AccessDiff): unknown[] {
  return role_bindings.map(({ role_name, change, witness }) => [role_name, change, witness]);
}

const orders = mapping('Orders', `filter: '"orders" in groups'`);

describe('the access diff without users', () => {
  it.each([
    ['wider', `filter: '"orders" in groups || "sales" in groups'`, ['sales']],
    ['narrower', `filter: '"orders" in groups && "sales" in groups'`, ['orders']],
    ['changed', `filter: '"sales" in groups'`, ['sales']],
    ['wider', `filter: 'true'`, []],
    ['removed', `filter: 'false'`, ['orders']],
    ['wider', `filter: 'groups.exists(g, g.startsWith("ord"))'`, ['orda']],
    ['narrower', `filter: '"orders" in groups && groups.exists(g, g.endsWith("-eu"))'`, ['orders']],
    ['unknown', `filter: '"orders" in groups or "sales" in groups'`, null],
  ])('tells that a role binding is %s with %s', (change, condition, witness) => {
    expect(changes(diff(set([orders]), set([mapping('Orders', condition)])))).toEqual([['DeveloperRead', change, witness]]);
  });

  it('tells what a change from one group to another loses too, and what still has it', () => {
    const [changed] = diff(set([orders]), set([mapping('Orders', `filter: '"sales" in groups'`)])).role_bindings;
    expect(changed).toMatchObject({ witness: ['sales'], witness_loses: ['orders'], still: ['orders', 'sales'] });
  });

  it('lists role bindings in the order of the second set, then those that only the first has', () => {
    const base = set([mapping('Gone', 'group: ops', 'OrganizationAdmin'), orders]);
    const head = set([mapping('New', 'group: ops', 'EnvironmentAdmin'), mapping('Orders', 'group: sales')]);
    expect(changes(diff(base, head))).toEqual([
      ['EnvironmentAdmin', 'added', ['ops']],
      ['DeveloperRead', 'changed', ['sales']],
      ['OrganizationAdmin', 'removed', ['ops']],
    ]);
    const { role_bindings } = diff(base, head);
    expect(role_bindings.map(({ administrator }) => administrator)).toEqual([true, false, true]);
    expect(role_bindings[1]).toMatchObject({
      base: [{ group_mapping: 'Orders', file: 'acme.groupmap.yaml', line: 3 }],
      head: [{ group_mapping: 'Orders', file: 'acme.groupmap.yaml', line: 3 }],
    });
  });

  it('does not tell a change that another mapping makes none', () => {
    const everyone = mapping('Everyone', `filter: 'true'`);
    expect(changes(diff(set([orders, everyone]), set([mapping('Orders', 'group: sales'), everyone])))).toEqual([]);
  });

  it('compares ACLs as it does role bindings', () => {
    const acl = (operation: string) => `  - display_name: Orders
    group: orders
    acls: [{ kafka_cluster: lkc-1, resource_type: TOPIC, resource_name: orders, pattern_type: LITERAL, operation: ${operation}, permission: ALLOW, host: '*' }]
`;
    const { acls, role_bindings } = diff(set([acl('READ')]), set([acl('WRITE')]));
    expect(role_bindings).toEqual([]);
    expect(acls.map(({ acl: { operation }, change, witness }) => [operation, change, witness])).toEqual([
      ['WRITE', 'added', ['orders']],
      ['READ', 'removed', ['orders']],
    ]);
  });
});

describe('a mapping of which it is not known whom it matches', () => {
  const broken = (name: string, filter: string, role?: string) => mapping(name, `filter: '${filter}'`, role);

  it('is listed on its side, and is no change where it stands on both alike', () => {
    const both = set([broken('Odd', '"a" in groups or'), orders]);
    const result = diff(both, both.replace('"a" in groups or', '"a"  in  groups or'));
    expect(changes(result)).toEqual([]);
    expect(result.unknown_group_mappings.map(({ side, group_mapping, reason }) => [side, group_mapping, reason.code])).toEqual([
      ['base', 'Odd', 'syntax'],
      ['head', 'Odd', 'syntax'],
    ]);
  });

  it('makes what it grants unknown, with the reason, and nothing else', () => {
    const result = diff(set([orders]), set([mapping('Orders', 'group: sales'), broken('Odd', '"a" in groups or', 'MetricsViewer')]));
    expect(changes(result)).toEqual([
      ['DeveloperRead', 'changed', ['sales']],
      ['MetricsViewer', 'unknown', null],
    ]);
    expect(result.role_bindings[1]?.reason).toContain('whom "Odd" matches is unknown: ');
  });

  it('stands in the way of a witness only where it may match', () => {
    // What Groupmap cannot compare it can still evaluate for the witness.
    const size = (limit: number) => broken('Many', `size(groups) > ${limit}`);
    const widened = mapping('Orders', `filter: '"orders" in groups || "sales" in groups'`);
    expect(changes(diff(set([orders, size(5)]), set([widened, size(5)])))).toEqual([['DeveloperRead', 'wider', ['sales']]]);
    expect(changes(diff(set([orders, size(0)]), set([widened, size(0)])))).toEqual([['DeveloperRead', 'unknown', null]]);
    expect(changes(diff(set([orders, size(5)]), set([orders, size(6)])))).toEqual([['DeveloperRead', 'unknown', null]]);
  });

  it('leaves a user who may be concerned uncertain, and never says gains or loses', () => {
    const users = `users:\n  - { name: ana@acme.example, groups: [orders] }\n  - { name: ben@acme.example, groups: [sales] }\n`;
    const result = diff(
      set([orders]),
      set([broken('Orders', '"orders" in groups or'), mapping('Sales', 'group: sales', 'MetricsViewer')], users),
    );
    expect(result.users).toMatchObject([
      {
        user: 'ana@acme.example',
        gains: [],
        loses: [],
        uncertain: [{ role_name: 'DeveloperRead', change: 'may_lose', group_mappings: ['Orders'] }],
      },
      {
        user: 'ben@acme.example',
        gains: [{ role_name: 'MetricsViewer', granted_by: ['Sales'], because: [['sales']] }],
        loses: [],
        uncertain: [{ role_name: 'DeveloperRead', change: 'may_gain' }],
      },
    ]);
    expect(result.summary).toMatchObject({ users_gaining: 1, users_losing: 0, users_uncertain: 2 });
  });
});

describe('the access diff of sample users', () => {
  const users = (text: string) => `users:\n${text}`;
  const ana = '  - { name: ana@acme.example, account: new, groups: [orders] }\n';
  const ben = '  - { name: ben@acme.example, account: existing, groups: [sales] }\n';

  it('takes those of the second set on both sides, and lists apart who is only on one', () => {
    const base = set([orders], users(ana.replace('orders', 'sales') + ben.replaceAll('ben', 'old')));
    const result = diff(base, set([mapping('Orders', 'group: sales')], users(ana + ben)));
    expect(result.users.map(({ user, gains, loses }) => [user, gains.length, loses.length])).toEqual([
      ['ana@acme.example', 0, 1],
      ['ben@acme.example', 1, 0],
    ]);
    expect([result.users_added, result.users_removed]).toEqual([['ben@acme.example'], ['old@acme.example']]);
  });

  it('tells what a change of the sign-in takes away, though no mapping changes', () => {
    const text = set([orders], users(ana + ben));
    const result = diff(`organization: { jit_enabled: true }\n${text}`, `organization: { jit_enabled: false }\n${text}`);
    expect(changes(result)).toEqual([]);
    expect(result.users).toMatchObject([
      { user: 'ana@acme.example', loses: [{ role_name: 'DeveloperRead' }], sign_in: { base: 'allowed', head: 'denied_no_account' } },
    ]);
    expect(result.sign_in).toEqual([{ setting: 'organization.jit_enabled', base: true, head: false }]);
  });

  it('takes the sign-in of the second set for a first that cannot say anything of it', () => {
    const head = `sso: { application: { assignment_required: true, assigned_groups: [orders] } }\n${set([orders], users(ana + ben))}`;
    const anExport = JSON.stringify({
      data: [
        { id: 'group-1', display_name: 'Orders', filter: '"orders" in groups' },
        { principal: 'User:group-1', role_name: 'DeveloperRead', crn_pattern: env('env-1') },
      ],
    });
    const base = setOfYaml(anExport, 'live.json');
    expect(services.diff(base, setOfYaml(head))).toMatchObject({ users: [], users_added: [], role_bindings: [], sign_in: null });
    expect(services.diff(setOfYaml(head), base)).toMatchObject({ users: [], users_removed: [], role_bindings: [], sign_in: null });
    // A mapping file that says nothing means the defaults: everyone may sign in.
    expect(diff(set([mapping('Orders', 'group: sales')]), head).users).toMatchObject([
      { user: 'ana@acme.example' },
      { user: 'ben@acme.example', sign_in: {} },
    ]);
  });

  it('counts a hand-assigned role as had on both sides', () => {
    const byHand = `  - { name: ana@acme.example, groups: [orders], role_bindings: [{ role_name: DeveloperRead, crn_pattern: '${env('env-1')}' }] }\n`;
    expect(diff(set([]), set([orders], users(byHand))).users).toEqual([]);
  });
});

describe('the mappings that changed', () => {
  const changed = (base: string, head: string) =>
    diff(base, head).group_mappings.map(({ change, base: before, head: after, is_renamed, is_rewritten }) => [
      change,
      before?.group_mapping ?? null,
      after?.group_mapping ?? null,
      ...(is_renamed ? ['renamed'] : []),
      ...(is_rewritten ? ['rewritten'] : []),
    ]);

  it('are matched by name, and by meaning where they are renamed', () => {
    const base = set([mapping('One', 'group: a'), mapping('Two', 'group: b', 'MetricsViewer'), mapping('Three', 'group: c', 'Operator')]);
    const head = set([mapping('Deux', 'group: b', 'MetricsViewer'), mapping('One', 'group: x'), mapping('Drei', 'group: y', 'Operator')]);
    expect(changed(base, head)).toEqual([
      ['equal', 'Two', 'Deux', 'renamed'],
      ['changed', 'One', 'One', 'rewritten'],
      ['changed', 'Three', 'Drei', 'renamed', 'rewritten'],
    ]);
  });

  it('are told when they are rewritten with equal meaning, and not when they are laid out anew', () => {
    const filter = (text: string) => set([mapping('One', `filter: '${text}'`)]);
    const base = filter('"a" in groups || "b" in groups');
    expect(changed(base, filter('"a"  in groups||"b" in groups // both'))).toEqual([]);
    expect(changed(base, filter('("b" in groups || "a" in groups)'))).toEqual([['equal', 'One', 'One', 'rewritten']]);
  });

  it.each([
    ['"a" in groups', '"a" in groups || "b" in groups', [], [' || "b" in groups'.trim()]],
    ['"a" in groups || "b" in groups', '"b" in groups', ['"a" in groups ||'], []],
    ['"a" in groups && "b" in groups', '"a" in groups && ("b" in groups || "c" in groups)', [], ['(', '|| "c" in groups)']],
    [
      '"a" in groups && "x" in groups || "b" in groups',
      `'a' in groups && "y" in groups || "b" in groups`,
      ['"x" in groups'],
      ['"y" in groups'],
    ],
  ])('mark the parts of %s that become %s', (before, after, removed, added) => {
    const filter = (text: string) => set([mapping('One', `filter: ${JSON.stringify(text)}`)]);
    const [change] = diff(filter(before), filter(after)).group_mappings;
    const parts = (text: string | null = '', ranges: readonly { readonly start: number; readonly end: number }[] = []) =>
      ranges.map(({ start, end }) => text?.slice(start, end));
    expect(parts(change?.filter.base, change?.filter.removed)).toEqual(removed);
    expect(parts(change?.filter.head, change?.filter.added)).toEqual(added);
  });

  it('of thousands of operands are compared in time', () => {
    const filter = (from: number) =>
      set([mapping('One', `filter: '${Array.from({ length: 4000 }, (_, index) => `"g${from + index}" in groups`).join(' || ')}'`)]);
    expect(diff(filter(0), filter(2)).group_mappings[0]).toMatchObject({
      change: 'changed',
      gaining: [['g4000']],
      losing: [['g0'], ['g1']],
      ways_truncated: true,
    });
  });
});
