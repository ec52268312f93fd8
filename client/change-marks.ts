import * as vscode from 'vscode';
import { changedMappingsRequest, type ChangedMappingsResult, type UriParams } from '../protocol.js';
import { markdownText } from './markdown.js';
import type { ServerConnection } from './server-connection.js';

type Change = ChangedMappingsResult[number]['change'];

/** What a mark is drawn as: the sign that the difference has too, so that it reads without colour. */
const signs: Readonly<Record<Change, { readonly path: string; readonly color: string }>> = {
  added: { path: 'M8 3v10M3 8h10', color: 'editorGutter.addedBackground' },
  wider: { path: 'M6 5L2.5 8 6 11M10 5l3.5 3L10 11M2.8 8h10.4', color: 'editorGutter.addedBackground' },
  narrower: { path: 'M2.5 5L6 8l-3.5 3M13.5 5L10 8l3.5 3', color: 'editorGutter.modifiedBackground' },
  removed: { path: 'M3 8h10', color: 'editorGutter.deletedBackground' },
  changed: { path: 'M3 9.2c1.4-2.6 3.2-2.6 5-1.2s3.6 1.4 5-1.2', color: 'editorGutter.modifiedBackground' },
  equal: { path: 'M3 6h10M3 10h10', color: 'editorGutter.modifiedBackground' },
  unknown: { path: 'M5.6 6.1a2.4 2.4 0 1 1 3.5 2.1c-.7.4-1.1.8-1.1 1.7M8 12.4v.1', color: 'editorGutter.modifiedBackground' },
};

/** Marks in the gutter the mappings that are not what they were in git's HEAD, and says on hovering how they changed. */
export function createChangeMarks(connection: ServerConnection): vscode.Disposable {
  const marks = new Map<Change, vscode.TextEditorDecorationType>(
    (Object.keys(signs) as Change[]).map((change) => [change, vscode.window.createTextEditorDecorationType(lookOf(change))]),
  );
  /** Counts the questions about an editor, so that an answer that was overtaken shows. */
  const asked = new WeakMap<vscode.TextEditor, number>();

  const update = async (editor: vscode.TextEditor): Promise<void> => {
    const { document } = editor;
    if (!connection.selects(document)) return;
    const question = (asked.get(editor) ?? 0) + 1;
    asked.set(editor, question);
    const isWanted = vscode.workspace.getConfiguration('groupmap', document).get<boolean>('changes.gutter') !== false;
    const params: UriParams = { uri: document.uri.toString() };
    const { version } = document;
    const answer = isWanted ? await connection.ask<ChangedMappingsResult>(changedMappingsRequest, params) : [];
    if (!answer || asked.get(editor) !== question || document.version !== version) return;
    for (const [change, type] of marks)
      editor.setDecorations(
        type,
        answer
          .filter((mapping) => mapping.change === change)
          .map(({ range: { start, end }, title }) => ({
            range: new vscode.Range(start.line, start.character, end.line, end.character),
            hoverMessage: new vscode.MarkdownString(vscode.l10n.t('Since HEAD: {0}', markdownText(title))),
          })),
      );
  };
  const updateAll = (): void => {
    for (const editor of vscode.window.visibleTextEditors) void update(editor);
  };
  updateAll();
  return vscode.Disposable.from(
    ...marks.values(),
    connection.onSetChanged(updateAll),
    connection.onReady(updateAll),
    vscode.window.onDidChangeVisibleTextEditors(updateAll),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('groupmap.changes') && updateAll()),
  );
}

function lookOf(change: Change): vscode.DecorationRenderOptions {
  const { path, color } = signs[change];
  const icon = (stroke: string) =>
    vscode.Uri.parse(
      `data:image/svg+xml;utf8,${encodeURIComponent(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16"><path d="${path}" fill="none" stroke="${stroke}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></svg>`,
      )}`,
    );
  return {
    gutterIconSize: 'contain',
    overviewRulerColor: new vscode.ThemeColor(color),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    light: { gutterIconPath: icon('#1b6ac9') },
    dark: { gutterIconPath: icon('#6cb6ff') },
  };
}
