import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { waitUntil } from '../wait-until.js';

const ours = () => vscode.extensions.getExtension<{ readonly isStarted: boolean }>('groupmap.groupmap');

/** The command lines of the extension host's own child processes, where the system tells. */
function childProcesses(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const [, parent] = /^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
        return Number(parent) === process.pid ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8')] : [];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}

const isServerRunning = () => childProcesses().some((line) => line.includes('server.cjs'));

/** Writes a file into the workspace, and opens it. */
async function openNew(name: string, text: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

const findingsOf = ({ uri }: vscode.TextDocument) => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'groupmap');

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
    for (const document of vscode.workspace.textDocuments) assert.deepEqual(findingsOf(document), []);
  });

  it('has no language server for Terraform and scripts about something else', async () => {
    const terraform = await openNew('main.tf', 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n');
    const script = await openNew('deploy.sh', 'confluent kafka topic list\n');
    // Where Terraform's extension is there too, the file has woken ours by now; elsewhere it is woken here.
    const api = await ours()?.activate();
    await openNew('variables.tf', 'variable "name" {}\n');
    for (const document of [terraform, script]) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), '# a\n');
      assert.ok(await vscode.workspace.applyEdit(edit));
    }
    // The search for mapping files, which the extension makes once it is awake, comes before this one.
    assert.deepEqual(await vscode.workspace.findFiles('**/*.groupmap.*'), []);
    assert.equal(api?.isStarted, false);
    assert.equal(isServerRunning(), false);
    for (const document of [terraform, script]) assert.deepEqual(findingsOf(document), []);
  });

  it('gets one once a group mapping is written into Terraform', async () => {
    const document = await openNew('groups.tf', '');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      new vscode.Position(0, 0),
      'resource "confluent_group_mapping" "a" {\n  display_name = "A"\n  filter = "\\"admins\\" in group"\n}\n',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    await waitUntil(() => findingsOf(document).length > 0, 'a finding in Terraform');
    assert.equal(ours()?.exports.isStarted, true);
    assert.equal(isServerRunning(), process.platform === 'linux');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('is told of mistakes in a filter, a script and a build service’s file as they are opened', async () => {
    const hazard = 'confluent iam group-mapping create everyone\n';
    for (const [language, content] of [
      ['groupfilter', '"admins" in group'],
      ['shellscript', hazard],
    ] as const) {
      const document = await vscode.workspace.openTextDocument({ language, content });
      await waitUntil(() => findingsOf(document).length > 0, `a finding in ${language}`);
    }
    const build = await openNew('build.yml', `steps:\n  - run: ${hazard}`);
    await waitUntil(() => findingsOf(build).length > 0, 'a finding in a build service’s file');
  });
});
