import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { markRanges, parseMarkedText } from '../../../support/marked-text.js';
import { waitUntil } from '../wait-until.js';

/** Opens a file of the workspace in an editor. */
export async function open(path: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Waits until the language server answers requests: before that, nothing of ours is offered anywhere. */
export async function serverAnswers(): Promise<void> {
  const ours = vscode.extensions.getExtension<{ readonly whenReady: Promise<void> }>('groupmap.groupmap');
  await (
    await ours?.activate()
  )?.whenReady;
}

/** What was marked in a text, as places of the document that it was written to. */
export interface Marks {
  readonly cursor: vscode.Position;
  readonly ranges: readonly vscode.Range[];
}

/** Replaces a document's text, unsaved, and says where the text was marked. */
export async function write(document: vscode.TextDocument, marked: string): Promise<Marks> {
  const { text, cursors, ranges } = parseMarkedText(marked);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, wholeOf(document), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
  return {
    cursor: document.positionAt(cursors[0] ?? ranges[0]?.start ?? 0),
    ranges: ranges.map(({ start, end }) => new vscode.Range(document.positionAt(start), document.positionAt(end))),
  };
}

/** Replaces the one occurrence of a text in a document by marked text, unsaved. */
export async function replace(document: vscode.TextDocument, old: string, marked: string): Promise<Marks> {
  const parts = document.getText().split(old);
  assert.equal(parts.length, 2, `${old} occurs once`);
  return write(document, parts.join(marked));
}

/** Where the one occurrence of a marked text is in a document, without its markers. */
export function find(document: vscode.TextDocument, marked: string): Marks {
  const { text, cursors, ranges } = parseMarkedText(marked);
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `${text} occurs`);
  assert.equal(document.getText().indexOf(text, start + 1), -1, `${text} occurs once`);
  return {
    cursor: document.positionAt(start + (cursors[0] ?? ranges[0]?.start ?? 0)),
    ranges: ranges.map((range) => new vscode.Range(document.positionAt(start + range.start), document.positionAt(start + range.end))),
  };
}

/** Our findings on a document, in the order of their places. */
export function findingsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'groupmap')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** Waits until errors and warnings stand exactly where the text is marked; hints are advice. */
export async function expectFindings(document: vscode.TextDocument, marked: string): Promise<void> {
  await waitUntil(() => markFindings(document) === marked, 'the findings').catch(() => assert.equal(markFindings(document), marked));
}

/** The document's text with each of them between `<|` and `|>`. */
function markFindings(document: vscode.TextDocument): string {
  const ranges = findingsOf(document)
    .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
    .map(({ range }) => ({ start: document.offsetAt(range.start), end: document.offsetAt(range.end) }));
  return markRanges(document.getText(), ranges);
}

/** Every change of the workspace's files that was not saved is taken back, and every editor closed. */
export async function discardChanges(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter((one) => one.isDirty && one.uri.scheme === 'file')) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

function wholeOf(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
}

const evaluatorTabs = (): vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('groupmap.evaluator'));

/** Waits until the evaluator shows a set: the panel is called after it once the page in it has asked for it and been answered. */
export async function evaluatorOf(set: string): Promise<void> {
  await waitUntil(() => evaluatorTabs().some(({ label }) => label === `Evaluator: ${set}`), `the evaluator of ${set}`);
}

/** Closes the evaluator, if it is open. */
export async function closeEvaluator(): Promise<void> {
  await vscode.window.tabGroups.close(evaluatorTabs());
}
