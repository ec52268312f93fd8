import { describe, expect, test } from 'vitest';
import { createEditingContext, type EditingContext } from '../../src-language/editing/editing-context.js';
import type { EvaluatedWho } from '../../src-language/evaluator/evaluated-person.js';
import type { WhatIfChanges } from '../../src-language/evaluator/what-if-changes.js';
import { suggestName, whatIfSaveView, type SaveWish, type WhatIfSaveView } from '../../src-language/evaluator/what-if-save.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import { testExpectations } from '../../src-language/provisioning/expectations.js';
import { LineIndex } from '../../src-language/text/line-index.js';
import { applyEdits } from '../../src-language/text/range.js';

const services = createGroupFilterServices();
const path = 'acme.groupmap.yaml';

const contextOf = (text: string): EditingContext => createEditingContext(services.assemble([services.readFile({ path, text })]), services);

const text = `# who gets what
group_mappings:
  - display_name: Orders   # the orders team
    group: cc-orders
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o/environment=e }]
  - { display_name: Broken, filter: '"x" in', role_bindings: [{ role_name: DeveloperWrite, crn_pattern: crn://confluent.cloud/organization=o }] }

users:
  # the first one
  - name: ana@acme.example
    account: existing
    groups: [cc-users]   # for now
`;
const certain = text.replace(/ {2}- \{ display_name: Broken.*\n/, '');
const ana: EvaluatedWho = { kind: 'user', name: 'ana@acme.example' };

function save(source: string, changes: WhatIfChanges, wish: SaveWish, who = ana): WhatIfSaveView {
  const view = whatIfSaveView(contextOf(source), who, changes, wish);
  if (!view) throw new Error('There is no such person.');
  return view;
}

/** The file once the proposed lines are written. */
function written(source: string, { proposal }: WhatIfSaveView): string {
  if (!proposal) throw new Error('There is no proposal.');
  expect(proposal).toMatchObject({ file: path, isNewFile: false });
  const lines = new LineIndex(source);
  return applyEdits(
    source,
    proposal.edits.map(({ start, end, newText }) => ({ range: { start: lines.offsetAt(start), end: lines.offsetAt(end) }, newText })),
  );
}

describe('an expectation', () => {
  test('of what it would be is written, and said not to hold yet', () => {
    const view = save(certain, { addedGroups: ['cc-orders'] }, { kind: 'expectation', of: 'whatIf' });
    expect(view.doesNotHold).toEqual(['Does not match: "Orders".', 'Missing: DeveloperRead.']);
    const after = written(certain, view);
    expect(after).toBe(`${certain}    expect:
      sign_in: allowed
      account: existing
      group_mappings: [Orders]
      role_bindings: [DeveloperRead]
`);
    const { set, simulator } = contextOf(after);
    expect(testExpectations(set, simulator)[0]?.passed).toBe(false);
    const added = contextOf(after.replace('groups: [cc-users]', 'groups: [cc-users, cc-orders]'));
    expect(testExpectations(added.set, added.simulator)[0]?.passed).toBe(true);
  });

  test('of what it is holds', () => {
    const view = save(certain, { addedGroups: ['cc-orders'] }, { kind: 'expectation', of: 'now' });
    expect(view.doesNotHold).toEqual([]);
    const { set, simulator } = contextOf(written(certain, view));
    expect(testExpectations(set, simulator)).toMatchObject([{ passed: true }]);
  });

  test('leaves out what is not certain, and says so', () => {
    const view = save(text, {}, { kind: 'expectation', of: 'now' });
    expect(view.leftOut).toHaveLength(2);
    expect(view.leftOut[0]).toMatch(/^group_mappings: It cannot be said: "Broken" is unknown/);
    expect(view.proposal?.newLines.join('\n')).not.toMatch(/group_mappings|role_bindings/);
  });

  test('of somebody in no file is told apart', () => {
    const who: EvaluatedWho = { kind: 'person', name: '', account: 'new', claim: { from: 'groups', values: ['cc-orders'] } };
    const view = save(certain, {}, { kind: 'expectation', of: 'now' }, who);
    expect(view.proposal).toBeNull();
    expect(view.problem).toMatch(/^This person is in no file.*Save them as a sample user/);
  });
});

describe('a sample user', () => {
  const wish: SaveWish = { kind: 'user', name: 'ana-what-if@acme.example', withExpectation: true };

  test('is written behind the others, comments and layout kept, with an expectation that holds', () => {
    const view = save(certain, { addedGroups: ['cc-orders'], account: 'new' }, wish);
    expect(view).toMatchObject({ problem: null, doesNotHold: [], leftOut: [] });
    const after = written(certain, view);
    expect(after.startsWith(certain)).toBe(true);
    const { set, simulator } = contextOf(after);
    expect(set.users.map(({ name }) => name.value)).toEqual(['ana@acme.example', 'ana-what-if@acme.example']);
    expect(set.users[1]).toMatchObject({ account: 'new' });
    expect(testExpectations(set, simulator)).toMatchObject([{ user: 'ana-what-if@acme.example', passed: true }]);
    expect(view.proposal?.newLines.join('\n')).toBe(after.slice(certain.length).trimEnd());
  });

  test('with a setting that the files do not have is expected of, and said not to hold', () => {
    const view = save(certain, { account: 'new', jitEnabled: false }, wish);
    expect(view.doesNotHold[0]).toBe('The sign-in is allowed, not denied_no_account.');
  });

  test('without expectation has none', () => {
    const view = save(certain, {}, { ...wish, withExpectation: false });
    expect(contextOf(written(certain, view)).set.users[1]?.expect).toBeNull();
  });

  test('of a name that is taken is refused', () => {
    expect(save(certain, {}, { ...wish, name: 'ana@acme.example' })).toMatchObject({ proposal: null, problem: /already/ });
    expect(save(certain, {}, { ...wish, name: '' })).toMatchObject({ proposal: null, problem: /needs a name/ });
  });
});

test('suggests names that nobody has', () => {
  const person = { name: 'ana@acme.example', account: 'new', claim: null, roleBindings: [] } as const;
  expect(suggestName(contextOf(certain), person)).toBe('ana-what-if@acme.example');
  expect(suggestName(contextOf(certain.replace('name: ana@', 'name: ana-what-if@')), person)).toBe('ana-what-if-2@acme.example');
  expect(suggestName(contextOf(certain), { ...person, name: '' })).toBe('somebody-what-if');
});
