import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arrangeMatrix,
  matrixSorts,
  quickFilters,
  type MatrixChoice,
  type MatrixSource,
  type MatrixUser,
} from '../../src-language/evaluator/matrix-view.js';

const user = (name: string, rest: Partial<MatrixUser> = {}): MatrixUser => ({
  name,
  signIn: 'allowed',
  account: 'existing',
  groups: [],
  matching: [],
  unknown: [],
  roles: 0,
  administratorRoles: 0,
  directRoles: [],
  hasAccess: (rest.roles ?? 0) > 0,
  ...rest,
});

const granting = (...names: string[]) => names.map((roleName) => ({ roleName }));

const oncallId = '5d1e8f60-02ab-4c6d-9a7e-7e4f1b2c3d48';
const source: MatrixSource = {
  mappings: [
    { displayName: 'All SSO users', grants: granting('FlinkDeveloper') },
    { displayName: 'Orders developers', grants: granting('DeveloperWrite', 'DeveloperRead') },
    { displayName: 'Production on call', grants: granting('EnvironmentAdmin') },
    { displayName: 'Finance ledger', grants: granting('DeveloperWrite') },
  ],
  groups: [
    { group: 'cc-orders', displayName: null },
    { group: oncallId, displayName: 'cc-oncall' },
    { group: 'cc-finance', displayName: null },
  ],
  users: [
    user('ana@acme.example', { groups: [0, 1], matching: [0, 1, 2], roles: 4, administratorRoles: 1 }),
    user('Ben@acme.example', { account: 'created', groups: [0], matching: [0, 1], roles: 3 }),
    user('carla@partner.example', { signIn: 'denied_by_identity_provider', account: 'none', groups: [0] }),
    user('dev@acme.example', { groups: [2], unknown: [3] }),
    user('erik@acme.example', { matching: [0], roles: 3, directRoles: ['DeveloperWrite', 'OrganizationAdmin'], administratorRoles: 1 }),
  ],
};

const choice = (query: string, rest: Partial<MatrixChoice> = {}): MatrixChoice => ({ query, quickFilters: [], sort: 'file', ...rest });
const namesOf = (query: string, rest?: Partial<MatrixChoice>) =>
  arrangeMatrix(source, choice(query, rest)).rows.map((index) => source.users[index]?.name.split('@')[0]);

describe('search', () => {
  test.each<[string, string[]]>([
    ['', ['ana', 'Ben', 'carla', 'dev', 'erik']],
    ['BEN', ['Ben']],
    ['partner', ['carla']],
    ['cc-on', ['ana']],
    ['5d1e8f60', ['ana']],
    ['user:cc-orders', []],
    ['group:ORDERS', ['ana', 'Ben', 'carla']],
    ['group:orders -is:refused', ['ana', 'Ben']],
    ['mapping:orders', ['ana', 'Ben']],
    ['mapping:ledger', ['dev']],
    ['role:developerwrite', ['ana', 'Ben', 'dev', 'erik']],
    ['role:organizationadmin', ['erik']],
    ['-mapping:sso', ['carla', 'dev']],
    ['is:refused', ['carla']],
    ['is:no-role', ['dev']],
    ['is:unknown', ['dev']],
    ['is:administrator', ['ana', 'erik']],
    ['is:created', ['Ben']],
    ['is:existing is:allowed', ['ana', 'dev', 'erik']],
    ['mapping:"no such"', []],
  ])('%s', (query, names) => {
    expect(namesOf(query)).toEqual(names);
  });

  test('narrows the columns to the mappings that were asked for', () => {
    const columnsOf = (query: string) => arrangeMatrix(source, choice(query)).columns;
    expect(columnsOf('ana')).toEqual([0, 1, 2, 3]);
    expect(columnsOf('mapping:orders')).toEqual([1]);
    expect(columnsOf('mapping:orders mapping:call')).toEqual([1, 2]);
    expect(columnsOf('role:DeveloperWrite')).toEqual([1, 3]);
    expect(columnsOf('-mapping:orders')).toEqual([0, 1, 2, 3]);
    expect(columnsOf('mapping:nowhere')).toEqual([]);
  });

  test('says what cannot be meant', () => {
    expect(arrangeMatrix(source, choice('is:refsued')).problems).toMatchObject([{ repaired: 'is:refused' }]);
  });
});

test('quick filters count what a click shows, and several show any of them', () => {
  expect(arrangeMatrix(source, choice('')).quickFilters).toEqual({ administrator: 2, unknown: 1, refused: 1, 'no-role': 1 });
  expect(namesOf('', { quickFilters: ['refused', 'unknown'] })).toEqual(['carla', 'dev']);
  expect(arrangeMatrix(source, choice('acme', { quickFilters: ['unknown'] })).quickFilters.refused).toBe(0);
});

test('sorts, equal users in file order', () => {
  expect(namesOf('', { sort: 'administrators' })).toEqual(['ana', 'erik', 'Ben', 'carla', 'dev']);
  expect(namesOf('', { sort: 'roles' })).toEqual(['ana', 'Ben', 'erik', 'carla', 'dev']);
  expect(namesOf('-ana', { sort: 'name' })).toEqual(['Ben', 'carla', 'dev', 'erik']);
});

test('totals count the shown users', () => {
  expect(arrangeMatrix(source, choice('')).totals).toEqual([
    { matches: 3, unknown: 0 },
    { matches: 2, unknown: 0 },
    { matches: 1, unknown: 0 },
    { matches: 0, unknown: 1 },
  ]);
  expect(arrangeMatrix(source, choice('ana mapping:orders')).totals).toEqual([{ matches: 1, unknown: 0 }]);
});

describe('for any people', () => {
  const index = fc.integer({ min: 0, max: 4 });
  const anyUser = fc
    .record({
      name: fc.constantFrom('ana', 'ben', 'Ab', 'c'),
      refused: fc.boolean(),
      groups: fc.uniqueArray(fc.nat({ max: 3 })),
      cells: fc.array(fc.constantFrom('match', 'no', 'unknown'), { minLength: 5, maxLength: 5 }),
      roles: index,
      administratorRoles: index,
    })
    .map(({ name, refused, groups, cells, roles, administratorRoles }) => {
      const at = (cell: string) => (refused ? [] : [...cells.keys()].filter((position) => cells[position] === cell));
      return user(name, {
        signIn: refused ? 'denied_no_account' : 'allowed',
        groups,
        matching: at('match'),
        unknown: at('unknown'),
        roles: refused ? 0 : roles,
        administratorRoles: refused ? 0 : Math.min(roles, administratorRoles),
        hasAccess: !refused && roles > 0,
      });
    });
  const anySource = fc.record({
    users: fc.array(anyUser, { maxLength: 12 }),
    mappings: fc.constant(['A', 'Ba', 'c', 'D', 'A'].map((displayName) => ({ displayName, grants: [] }))),
    groups: fc.constant(['a', 'b', 'ab', 'C'].map((group) => ({ group, displayName: group === 'a' ? 'zebra' : null }))),
  });
  const anyChoice = fc.record({
    query: fc
      .array(fc.constantFrom('a', 'user:b', 'group:z', '-group:c', 'mapping:a', '-mapping:d', 'is:unknown', '-is:refused'), {
        maxLength: 3,
      })
      .map((terms) => terms.join(' ')),
    quickFilters: fc.subarray([...quickFilters]),
    sort: fc.constantFrom(...matrixSorts),
  });

  test('totals, counts and orders add up', () => {
    fc.assert(
      fc.property(anySource, anyChoice, (people, chosen) => {
        const { rows, columns, totals, quickFilters: counts } = arrangeMatrix(people, chosen);
        const shown = rows.map((row) => people.users[row]);
        expect(new Set(rows).size).toBe(rows.length);
        expect(totals).toEqual(
          columns.map((column) => ({
            matches: shown.filter((person) => person?.matching.includes(column)).length,
            unknown: shown.filter((person) => person?.unknown.includes(column)).length,
          })),
        );
        for (const filter of quickFilters)
          expect(counts[filter]).toBe(arrangeMatrix(people, { ...chosen, quickFilters: [filter] }).rows.length);
        const inFileOrder = arrangeMatrix(people, { ...chosen, sort: 'file' }).rows;
        expect([...rows].sort((a, b) => a - b)).toEqual(inFileOrder);
        const key = (row: number) =>
          chosen.sort === 'roles' ? people.users[row]?.roles : chosen.sort === 'administrators' ? people.users[row]?.administratorRoles : 0;
        for (const [position, row] of rows.entries()) {
          const next = rows[position + 1];
          if (next === undefined || chosen.sort === 'name') continue;
          expect(key(row)).toBeGreaterThanOrEqual(key(next) ?? 0);
          if (key(row) === key(next)) expect(row).toBeLessThan(next);
        }
      }),
    );
  });

  test('a term and its opposite share the people between them', () => {
    fc.assert(
      fc.property(anySource, fc.constantFrom('a', 'group:b', 'mapping:a', 'is:no-role', 'is:administrator'), (people, term) => {
        const found = arrangeMatrix(people, choice(term)).rows;
        const others = arrangeMatrix(people, choice(`-${term}`)).rows;
        expect([...found, ...others].sort((a, b) => a - b)).toEqual([...people.users.keys()]);
      }),
    );
  });
});
