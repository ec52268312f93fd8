import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitUntil } from '../wait-until.js';
import { closeEvaluator, evaluatorOf, expectFindings, find, findingsOf, open, replace, serverAnswers } from './editor.js';

const filter = String.raw`\"cc-auditors\" in groups && \"cc-staff\" in groups`;

describe('Terraform', () => {
  it('has its findings on the exact characters of a string, and a quick fix that is written into it', async () => {
    const document = await open('hooli/main.tf');
    const clean = document.getText();
    const marked = filter.replace('in groups &&', 'in <|group|> &&');
    await replace(document, filter, marked);
    await expectFindings(document, clean.replace(filter, marked));
    const [finding] = findingsOf(document).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding?.range,
    );
    const fix = actions.find(({ edit, isPreferred }) => edit && isPreferred);
    assert.ok(fix?.edit, actions.map(({ title }) => title).join(', '));
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), clean);
    await expectFindings(document, clean);
  });

  it('completes the known groups inside a string', async () => {
    const document = await open('hooli/main.tf');
    await serverAnswers();
    const { cursor } = await replace(document, String.raw`\"cc-staff\" in`, String.raw`\"<|>\" in`);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, cursor);
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const group of ['cc-staff', 'cc-orders', 'cc-billing']) assert.ok(labels.includes(group), `${group} in ${labels.join(', ')}`);
  });

  it('completes the arguments that a block does not have, and the words of one', async () => {
    const document = await open('hooli/main.tf');
    await serverAnswers();
    const end = 'role_name   = "AccountAdmin"\n  crn_pattern = local.organization\n}\n';
    const labelsAt = async (line: string): Promise<string[]> => {
      const acl = `\nresource "confluent_kafka_acl" "auditors" {\n  host = "*"\n${line}\n}\n`;
      const { cursor } = await replace(document, end, end + acl);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        cursor,
      );
      await replace(document, acl.replace('<|>', ''), '');
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    const names = await labelsAt('  oper<|>');
    for (const name of ['operation', 'permission', 'kafka_cluster']) assert.ok(names.includes(name), names.join(', '));
    assert.ok(!names.includes('host'));
    const words = await labelsAt('  permission = "<|>"');
    assert.deepEqual(words.filter((word) => /^[A-Z]+$/.test(word)).sort(), ['ALLOW', 'DENY']);
  });

  it('says on hovering over a group in a string who has it', async () => {
    const document = await open('hooli/main.tf');
    await expectFindings(document, document.getText());
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      find(document, 'cc-audi<|>tors').cursor,
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
      .join('\n');
    assert.match(text, /cc-auditors/);
    assert.match(text, /gavin@hooli\.example|1 (?:of 2 )?(?:sample )?user/);
  });

  it('sees a file change on disk that its values come from', async () => {
    const document = await open('hooli/main.tf');
    await expectFindings(document, document.getText());
    const teams = vscode.Uri.joinPath(document.uri, '..', 'teams.yaml');
    const before = await vscode.workspace.fs.readFile(teams);
    const isUnknown = () => findingsOf(document).some(({ code }) => code === 'partly-known');
    assert.equal(isUnknown(), false);
    await vscode.workspace.fs.writeFile(teams, new TextEncoder().encode('orders: ['));
    await waitUntil(isUnknown, 'a mapping that is not known any more');
    await vscode.workspace.fs.writeFile(teams, before);
    await waitUntil(() => !isUnknown(), 'the mapping that is known again');
  });

  it('is formatted by whoever formats Terraform, and by nobody else', async () => {
    const document = await open('hooli/main.tf');
    const theirs = vscode.languages.registerDocumentFormattingEditProvider(
      { pattern: '**/*.tf' },
      { provideDocumentFormattingEdits: () => [vscode.TextEdit.insert(new vscode.Position(0, 0), '# formatted\n')] },
    );
    try {
      await vscode.commands.executeCommand('editor.action.formatDocument');
      assert.ok(document.getText().startsWith('# formatted\n'));
      // Ours formats the filters and leaves the rest to them.
      const before = document.getText();
      const at = document.positionAt(before.indexOf(' in groups && '));
      const spaced = new vscode.WorkspaceEdit();
      spaced.insert(document.uri, at, '   ');
      await vscode.workspace.applyEdit(spaced);
      await vscode.commands.executeCommand('groupmap.formatFilters');
      await waitUntil(() => document.getText() === before, 'the formatted filter');
    } finally {
      theirs.dispose();
    }
  });

  it('is exported, and copied as commands, from a file of it', async () => {
    const document = await open('hooli/main.tf');
    await expectFindings(document, document.getText());
    await vscode.commands.executeCommand('groupmap.export', undefined, 'yaml');
    const exported = await waitUntil(() => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.isUntitled && active.uri.path.endsWith('.groupmap.yaml') ? active.getText() || undefined : undefined;
    }, 'the set as YAML');
    for (const text of ['display_name: Team billing', `'"cc-orders" in groups'`, 'role_name: AccountAdmin'])
      assert.ok(exported.includes(text), exported);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

    const editor = await vscode.window.showTextDocument(document);
    const at = find(document, 'display_name = "Team<|> ').cursor;
    editor.selection = new vscode.Selection(at, at);
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('groupmap.copyConfluentCommand');
    const copied = await waitUntil(async () => (await vscode.env.clipboard.readText()) || undefined, 'the commands in the clipboard');
    for (const name of ['billing', 'orders']) assert.match(copied, new RegExp(`create 'Team ${name}' .*--filter '"cc-${name}" in groups'`));
    await vscode.commands.executeCommand('groupmap.copyJitRequest', undefined, false);
    await waitUntil(async () => (await vscode.env.clipboard.readText()).includes('4444dddd-44dd-44dd-44dd-444444dddddd'), 'the request');
  });

  it('is simulated with the sample users beside it, and shown in the evaluator', async () => {
    const users = await open('hooli/users.groupmap.yaml');
    const titles = async (document: vscode.TextDocument): Promise<string[]> =>
      (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri)).map(
        ({ command }) => command?.title ?? '',
      );
    // One is in a team of the map that Terraform reads; the other is in both groups of a filter.
    await waitUntil(async () => (await titles(users)).filter((title) => title.includes(', 1 role ')).length === 2, 'the role of each user');
    const main = await open('hooli/main.tf');
    await waitUntil(async () => (await titles(main)).some((title) => title.startsWith('1 of 2 users matches')), 'who matches in Terraform');
    await vscode.commands.executeCommand('groupmap.simulate');
    await evaluatorOf('Hooli');
    await closeEvaluator();
  });
});
