import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitUntil } from '../wait-until.js';

const ours = () => vscode.extensions.getExtension('groupmap.groupmap');

describe('a workspace without mapping files', () => {
  it('has the extension installed', () => {
    assert.ok(ours());
  });

  it('loads nothing of ours, whatever is opened', async () => {
    for (const name of ['deployment.yaml', 'settings.json']) {
      const [uri] = await vscode.workspace.findFiles(name);
      assert.ok(uri, name);
      await vscode.window.showTextDocument(uri);
    }
    // The search that `workspaceContains` makes comes before this one, so its answer is in as well.
    assert.deepEqual(await vscode.workspace.findFiles('**/*.groupmap.*'), []);
    assert.equal(ours()?.isActive, false);
    for (const { uri } of vscode.workspace.textDocuments)
      assert.deepEqual(
        vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'groupmap'),
        [],
      );
  });

  it('starts once a filter is opened', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'groupfilter', content: '"admins" in group' });
    await waitUntil(() => ours()?.isActive === true, 'the extension to start');
    await waitUntil(() => vscode.languages.getDiagnostics(document.uri).length > 0, 'a finding in the filter');
  });
});
