import { describe, expect, it } from 'vitest';
import { codeActionsAt } from '../../../src-language/editing/code-actions.js';
import { testExpectations } from '../../../src-language/provisioning/expectations.js';
import { applyFileEdits, readMarkedSet } from '../marked-set.js';

const head = `group_mappings:
  - { display_name: A, group: a, role_bindings: [{ role_name: Read, crn_pattern: crn://1 }] }
  - { display_name: B, group: b, role_bindings: [{ role_name: Write, crn_pattern: crn://1 }] }
users:
  - name: ana@acme.example
    groups: [a]
`;

function actionsAt(text: string) {
  const { context, texts, file, offset } = readMarkedSet({ 'a.groupmap.yaml': text });
  const actions = codeActionsAt(context, file, { start: offset, end: offset }, (kind) => kind === 'refactor.rewrite');
  return { texts, actions: actions.filter(({ title }) => title.startsWith('Expect')) };
}

function after(text: string, title: string): string | undefined {
  const { texts, actions } = actionsAt(text);
  const action = actions.find((candidate) => candidate.title === title);
  expect(action, actions.map((candidate) => candidate.title).join()).toBeDefined();
  return applyFileEdits(texts, action?.edits ?? [])['a.groupmap.yaml'];
}

describe('expect what it does now', () => {
  const whole = 'Expect what the sign-in of "ana@acme.example" comes to now';

  it('writes everything for a user of whom nothing is expected', () => {
    expect(after(head.replace('ana', 'a<|>na'), whole)).toBe(
      `${head}    expect:\n      sign_in: allowed\n      account: created\n      group_mappings: [A]\n      role_bindings: [Read]\n`,
    );
  });

  it('mends what fails, and leaves what holds as it is written', () => {
    const expected = `    expect:\n      account: 'created' # first\n      group_mappings: [B]\n      not_role_bindings: [Read, Write]\n`;
    const mended = after(head.replace('ana', 'a<|>na') + expected, whole);
    expect(mended).toBe(head + expected.replace('[B]', '[A]').replace('[Read, Write]', '[Write]'));
    const { set, context } = readMarkedSet({ 'a.groupmap.yaml': mended ?? '' });
    expect(testExpectations(set, context.simulator).map(({ passed }) => passed)).toEqual([true]);
  });

  it('mends one key where the cursor is on it', () => {
    const expected = `    expect:\n      group_mappings:\n        - <|>B\n      role_bindings: [Write]\n`;
    expect(actionsAt(head + expected).actions.map(({ title }) => title)).toEqual(['Expect what group_mappings is now', whole]);
    expect(after(head + expected, 'Expect what group_mappings is now')).toBe(head + expected.replace('<|>B', 'A'));
  });

  it('is offered nowhere else, and not where everything holds or is unknown', () => {
    expect(actionsAt(head.replace('display_name: A', 'display<|>_name: A')).actions).toEqual([]);
    expect(actionsAt(`${head}    exp<|>ect: { group_mappings: [A] }\n`).actions).toEqual([]);
    const broken = head.replace('group: b', `filter: '"b" in'`);
    expect(actionsAt(`${broken}    exp<|>ect: { group_mappings: [] }\n`).actions).toEqual([]);
  });
});
