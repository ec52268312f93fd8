import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitUntil } from '../wait-until.js';
import { closeEvaluator, evaluatorOf, findingsOf, open } from './editor.js';

describe('commands', () => {
  it('are all there', async () => {
    const commands = await vscode.commands.getCommands(true);
    const declared = vscode.extensions.getExtension('groupmap.groupmap')?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    for (const { command } of declared.contributes.commands) assert.ok(commands.includes(command), command);
  });

  it('open the evaluator at the set: for everybody, for a user, and for what changed', async () => {
    const mappings = await open('globex/mappings.groupmap.yaml');
    const uri = mappings.uri.toString();
    for (const [command, ...args] of [
      ['groupmap.simulate'],
      ['groupmap.simulate', uri],
      ['groupmap.simulateUser', uri, 'omar@globex.example'],
      ['groupmap.openEvaluator', uri, 'omar@globex.example'],
      ['groupmap.diffWithGit', uri],
    ] as const) {
      await closeEvaluator();
      await vscode.window.showTextDocument(mappings, vscode.ViewColumn.One);
      await vscode.commands.executeCommand(command, ...args);
      await evaluatorOf('Globex');
    }
    await closeEvaluator();
  });

  it('create an example without a finding', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const target = vscode.Uri.joinPath(folder, 'created');
    await vscode.workspace.fs.createDirectory(target);
    await vscode.commands.executeCommand('groupmap.createExample', target);
    const files = await vscode.workspace.findFiles('created/*.groupmap.yaml');
    assert.ok(files.length > 0);
    const errors = vscode.languages.getDiagnostics().filter(([uri, found]) => uri.path.startsWith(target.path) && found.length > 0);
    assert.deepEqual(errors, []);
  });

  /** The text of the document that an import or export opened last. */
  const openedText = (name: RegExp) =>
    waitUntil(() => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.isUntitled && name.test(document.uri.path) ? document.getText() || undefined : undefined;
    }, `a new document ${name.source}`);

  it('import a file into a new document, and write nothing', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder, 'created', 'people.csv');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('login,groups\nana@globex.example,00123;true\n'));
    await vscode.commands.executeCommand('groupmap.importUsers', file);
    const text = await openedText(/users(?:-\d+)?\.groupmap\.yaml$/);
    assert.ok(text.includes("- name: ana@globex.example # people.csv:2\n    member_of:\n      - '00123'\n      - 'true'\n"), text);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('export the set into a new document', async () => {
    const mappings = await open('globex/mappings.groupmap.yaml');
    await vscode.commands.executeCommand('groupmap.export', mappings.uri, 'terraform');
    const text = await openedText(/group-mappings(?:-\d+)?\.tf$/);
    assert.match(text, /^resource "confluent_group_mapping" "\w+" \{$/m);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('copy the mapping at the cursor as commands', async () => {
    const mappings = await open('globex/mappings.groupmap.yaml');
    const at = mappings.positionAt(mappings.getText().indexOf('filter:'));
    const editor = await vscode.window.showTextDocument(mappings);
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('groupmap.copyConfluentCommand');
    await waitUntil(async () => / --filter /.test(await vscode.env.clipboard.readText()), 'the command in the clipboard');
    await vscode.commands.executeCommand('groupmap.copyJitRequest', mappings.uri, true);
    await waitUntil(async () => (await vscode.env.clipboard.readText()).includes('{"jit_enabled": true}'), 'the request in the clipboard');
  });

  /** A directory of its own in the workspace, with a set that is over its quotas, and its open file. */
  async function openCrowded(name: string, text: string, file: string): Promise<vscode.TextDocument> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name, file), new TextEncoder().encode(text));
    return open(`${name}/${file}`);
  }

  const roles = "    role_bindings: [{ role_name: MetricsViewer, crn_pattern: 'crn://confluent.cloud/organization=o' }]\n";

  it('make a plan once its changes are confirmed', async () => {
    const text = `organization: { limits: { group_mappings: 1 } }\ngroup_mappings:\n  - display_name: Data\n    filter: '"data" in groups'\n${roles}  - display_name: Ops\n    group: ops\n${roles}`;
    const document = await openCrowded('crowded', text, 'a.groupmap.yaml');
    const planned = Promise.resolve(vscode.commands.executeCommand('groupmap.plan', document.uri));
    // The preview shows the changes and waits: only its command makes them.
    await waitUntil(async () => {
      await vscode.commands.executeCommand('refactorPreview.apply');
      return document.getText().includes(`'"data" in groups || "ops" in groups'`);
    }, 'the plan in the file');
    await planned;
    assert.ok(!document.getText().includes('Ops'));
  });

  it('shrink the filter at the cursor', async () => {
    const text = `group_mappings:\n  - display_name: Data\n    filter: '"data" in groups || "data" in groups && "ops" in groups'\n${roles}`;
    const document = await openCrowded('long', text, 'a.groupmap.yaml');
    const editor = await vscode.window.showTextDocument(document);
    const at = document.positionAt(text.indexOf('"ops"'));
    editor.selection = new vscode.Selection(at, at);
    await waitUntil(async () => {
      await vscode.commands.executeCommand('groupmap.shrinkFilter');
      return document.getText().includes(`filter: '"data"in groups'`);
    }, 'the shorter filter');
  });

  it('shrink and plan a filter in Terraform', async () => {
    const resource = (filter: string) =>
      `resource "confluent_group_mapping" "data" {\n  display_name = "Data" # ours\n  filter       = ${JSON.stringify(filter)}\n}\n`;
    const long = '"data" in groups || "data" in groups && "ops" in groups';
    await openCrowded('terraform-plan', 'organization: { limits: { filter_length: 20 } }\n', 'limits.groupmap.yaml');
    const document = await openCrowded('terraform-plan', resource(long), 'main.tf');
    await waitUntil(() => findingsOf(document).some(({ code }) => JSON.stringify(code).includes('filter-too-long')), 'the finding');
    const planned = Promise.resolve(vscode.commands.executeCommand('groupmap.plan', document.uri));
    await waitUntil(async () => {
      await vscode.commands.executeCommand('refactorPreview.apply');
      return document.getText() === resource('"data" in groups');
    }, 'the plan in Terraform');
    await planned;
    const editor = await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf('in groups'));
    editor.selection = new vscode.Selection(at, at);
    await waitUntil(async () => {
      await vscode.commands.executeCommand('groupmap.shrinkFilter');
      return document.getText() === resource('"data"in groups');
    }, 'the shorter filter in Terraform');
  });
});
