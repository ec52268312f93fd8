import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { waitUntil } from '../wait-until.js';
import { open, replace } from './editor.js';

/** The text of a shown document, by the beginning of its tab's label. */
function shownText(scheme: string, label: string): string | undefined {
  return vscode.workspace.textDocuments
    .find(({ uri }) => uri.scheme === scheme && uri.path.slice(uri.path.lastIndexOf('/') + 1).startsWith(label))
    ?.getText();
}

const lensTitles = async (document: vscode.TextDocument): Promise<string[]> => {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
  return (lenses ?? []).flatMap(({ command }) => (command?.command === 'groupmap.diffWithGit' ? [command.title] : []));
};

describe('changes since git HEAD', () => {
  const showAs = (how: string | undefined) =>
    vscode.workspace.getConfiguration('groupmap').update('panel.showAs', how, vscode.ConfigurationTarget.Global);
  before(() => showAs('source'));
  after(() => showAs(undefined));

  it('are shown with who gains what, and above the mapping that changed', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', ...args], { cwd: folder.fsPath, stdio: 'pipe' });
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Before');
    const extension = vscode.extensions.getExtension<{
      readonly enabled: boolean;
      getAPI(version: 1): { openRepository(root: vscode.Uri): Promise<unknown> };
    }>('vscode.git');
    assert.ok(extension, 'this VS Code has its Git extension');
    await vscode.workspace.getConfiguration('git').update('enabled', true, vscode.ConfigurationTarget.Global);
    const exports = await extension.activate();
    await waitUntil(() => exports.enabled, 'the Git extension');
    await exports.getAPI(1).openRepository(folder);

    const mappings = await open('globex/mappings.groupmap.yaml');
    await replace(mappings, `'"cc-engineering" in groups'`, `'"cc-engineering" in groups || "contractors" in groups'`);
    await waitUntil(async () => (await lensTitles(mappings)).join() === 'now also matches contractors', 'the lens of the changed mapping');
    await vscode.commands.executeCommand('groupmap.diffWithGit');
    await waitUntil(
      () => shownText('groupmap-diff', 'Changes to Globex')?.includes('Anyone in `contractors` now gets'),
      'who gains what since HEAD',
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('are told of Terraform too, by what its functions read in the revision', async () => {
    const teams = await open('hooli/teams.yaml');
    await replace(teams, 'orders: cc-orders', 'orders: cc-staff');
    await open('hooli/main.tf');
    await vscode.commands.executeCommand('groupmap.diffWithGit');
    const shown = () => shownText('groupmap-diff', 'Changes to Hooli') ?? '';
    await waitUntil(() => ['Anyone in `cc-staff` now gets', 'gavin'].every((part) => shown().includes(part)), 'who gains what').catch(() =>
      assert.fail(shown()),
    );
    assert.ok(!shown().includes('unknown'), shown());
  });

  it('are not needed to find the groups that lead to a role', async () => {
    const mappings = await open('globex/mappings.groupmap.yaml');
    await vscode.commands.executeCommand('groupmap.findGroupsOfRole', mappings.uri.toString(), 'ResourceOwner');
    await waitUntil(
      () => shownText('groupmap-role', 'Groups that lead to ResourceOwner')?.includes('Whoever is in'),
      'the groups of the role',
    );
  });
});
