import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { waitUntil } from '../wait-until.js';
import { closeEvaluator, evaluatorOf, open, replace } from './editor.js';

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
  before(async () => {
    await showAs('source');
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
  });
  after(() => showAs(undefined));

  it('are told above the mapping that changed', async () => {
    const mappings = await open('globex/mappings.groupmap.yaml');
    await replace(mappings, `'"cc-engineering" in groups'`, `'"cc-engineering" in groups || "contractors" in groups'`);
    await waitUntil(async () => (await lensTitles(mappings)).join() === 'now also matches contractors', 'the lens of the changed mapping');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('are told of Terraform too, by what its functions read in the revision', async () => {
    const teams = await open('hooli/teams.yaml');
    await replace(teams, 'orders: cc-orders', 'orders: cc-staff');
    const main = await open('hooli/main.tf');
    const titles = () => lensTitles(main);
    await waitUntil(async () => (await titles()).some((title) => title.includes('cc-staff')), 'the lens of the changed instance').catch(
      async () => assert.fail((await titles()).join('\n')),
    );
    assert.ok(!(await titles()).join().includes('unknown'), (await titles()).join('\n'));
    await vscode.commands.executeCommand('groupmap.diffWithGit');
    await evaluatorOf('Hooli');
    await closeEvaluator();
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
