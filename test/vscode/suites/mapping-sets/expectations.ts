import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitUntil } from '../wait-until.js';
import { find, open, replace } from './editor.js';

/** The tests of the extension, as the Test Explorer has them. */
async function testController(): Promise<vscode.TestController> {
  const extension = vscode.extensions.getExtension<{ readonly tests: Promise<vscode.TestController> }>('groupmap.groupmap');
  assert.ok(extension);
  return (await extension.activate()).tests;
}

/** The items of a level, in the order in which they are shown. */
const below = (items: vscode.TestItemCollection): vscode.TestItem[] =>
  [...items].map(([, item]) => item).sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));

/** The users of a set with the keys that are expected of them, once the set is there. */
async function testsOf(path: string): Promise<vscode.TestItem[]> {
  const { items } = await testController();
  const set = await waitUntil(() => below(items).find(({ id }) => id.endsWith(`/${path}`)), `the tests of ${path}`);
  return below(set.children);
}

const outline = (users: readonly vscode.TestItem[]): string[] =>
  users.map(({ label, children }) => [label, ...below(children).map((key) => key.label)].join(' | '));

describe('expectations as tests', () => {
  it('are there for the set of an open file: a test for each user and key, at its line', async () => {
    const document = await open('globex/users.groupmap.yaml');
    const users = await testsOf('globex');
    assert.deepEqual(outline(users), [
      'mia@globex.example | group_mappings: Engineering',
      'noor@globex.example | group_mappings: Engineering, Orders',
      'omar@globex.example | group_mappings: Support',
      'pia@globex.example | group_mappings: Night shift',
    ]);
    const [, noor] = users;
    assert.equal(noor?.uri?.toString(), document.uri.toString());
    assert.equal(noor.range?.start.line, find(document, 'name: <|>noor').cursor.line);
    assert.equal(below(noor.children)[0]?.range?.start.line, find(document, 'group_mappings: [<|>Engineering, Orders]').cursor.line);
  });

  it('follow unsaved edits: an item that stays is the same, one that goes is gone', async () => {
    const document = await open('globex/users.groupmap.yaml');
    const before = await testsOf('globex');
    await replace(document, '    expect:\n      group_mappings: [Support]\n', '');
    await waitUntil(async () => (await testsOf('globex')).length === 3, 'the user without expectations to be no test');
    await replace(document, 'group_mappings: [Engineering, Orders]', 'sign_in: allowed\n      group_mappings: [Orders]');
    await waitUntil(
      async () => outline(await testsOf('globex'))[1] === 'noor@globex.example | sign_in: allowed | group_mappings: Orders',
      'the key that was typed to be a test',
    );
    const after = await testsOf('globex');
    assert.equal(after[1], before[1]);
    assert.equal(after[2], before[3]);
  });

  it('are found in every set of the workspace once somebody looks, also in one that comes later and until it goes', async () => {
    const controller = await testController();
    await controller.resolveHandler?.(undefined);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder, 'later', 'later.groupmap.yaml');
    const text = 'organization: { display_name: Later }\nusers:\n  - { name: zoe, groups: [a], expect: { sign_in: allowed } }\n';
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    assert.deepEqual(outline(await testsOf('later')), ['zoe | sign_in: allowed']);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, 'later'), { recursive: true });
    await waitUntil(() => !below(controller.items).some(({ label }) => label === 'Later'), 'the tests of the set that is gone to go');
  });

  it('are made to say what happens now, unsaved and undone in one step', async () => {
    const document = await open('globex/users.groupmap.yaml');
    const original = document.getText();
    await replace(document, 'group_mappings: [Support]', 'group_mappings: [Orders]');
    await waitUntil(async () => outline(await testsOf('globex'))[2]?.endsWith('Orders'), 'the edited expectation');
    const [, , omar] = await testsOf('globex');
    assert.ok(omar);
    await vscode.commands.executeCommand('groupmap.expectNow', below(omar.children)[0]);
    assert.equal(document.getText(), original);
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), original.replace('[Support]', '[Orders]'));
  });

  it('are those of Terraform too, and made to say what comes of an edit there', async () => {
    const main = await open('hooli/main.tf');
    const tests = await testsOf('hooli');
    assert.deepEqual(outline(tests), ['gavin@hooli.example | group_mappings: Auditors']);
    const [gavin] = tests;
    assert.ok(gavin);
    assert.ok(gavin.uri?.path.endsWith('/hooli/users.groupmap.yaml'));
    await replace(main, 'display_name = "Auditors"', 'display_name = "Auditors of all"');
    const users = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(main.uri, '..', 'users.groupmap.yaml'));
    await waitUntil(async () => {
      await vscode.commands.executeCommand('groupmap.expectNow', below(gavin.children)[0]);
      return users.getText().includes('group_mappings: [Auditors of all]');
    }, 'the expectation beside the edited Terraform');
  });

  it('are written for a user of whom nothing is expected, by a refactoring', async () => {
    const document = await open('globex/users.groupmap.yaml');
    await replace(document, '    expect:\n      group_mappings: [Support]\n', '');
    const { cursor } = find(document, '<|>omar@globex.example');
    const wanted = 'Expect what the sign-in of "omar@globex.example" comes to now';
    const action = await waitUntil(async () => {
      const actions = await vscode.commands.executeCommand<(vscode.CodeAction | vscode.Command)[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(cursor, cursor),
      );
      return actions.find(({ title }) => title === wanted);
    }, wanted);
    assert.ok('edit' in action && action.edit);
    await vscode.workspace.applyEdit(action.edit);
    await waitUntil(async () => (await testsOf('globex')).length === 4, 'the new test');
    assert.ok(outline(await testsOf('globex'))[2]?.includes('group_mappings: Support | role_bindings: DeveloperRead'));
  });
});
