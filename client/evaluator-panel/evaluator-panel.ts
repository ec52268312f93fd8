import * as vscode from 'vscode';
import {
  accessDiffRequest,
  evaluateUserRequest,
  evaluatorSetRequest,
  exportSignInRequest,
  pastedSignInRequest,
  watchStatesRequest,
  whatIfRequest,
  whatIfSaveRequest,
  type EvaluatorSetResult,
  type PinnedWatch,
  type SourcePlace,
} from '../../protocol.js';
import type { MessageFromPanel, MessageToPanel, PanelCommand, QuestionName, ShowRequest } from '../../panel/messages.js';
import { translateWords } from '../../panel/words.js';
import { isOfSet } from '../commands/find-mapping-file.js';
import type { ServerConnection } from '../server-connection.js';
import { applyPanelEdits } from './apply-panel-edits.js';
import { FollowedQuestions, type Asked } from './followed-questions.js';
import { createNonce, panelPage } from './panel-page.js';
import { savePanelText } from './save-panel-text.js';
import { evaluatorViewType } from './view-type.js';

/** The evaluator: one webview beside the editor, which follows the mapping set of the active editor. */
export interface EvaluatorPanel extends vscode.Disposable {
  /** Opens it, or brings it to the front, at a set and, where given, at one of its users. */
  open(show: ShowRequest): void;
  /** Takes over a panel that the editor has brought back after a reload. */
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

/** The requests behind the panel's questions. */
const requests: Readonly<Record<QuestionName, string>> = {
  evaluatorSet: evaluatorSetRequest,
  evaluateUser: evaluateUserRequest,
  exportSignIn: exportSignInRequest,
  pastedSignIn: pastedSignInRequest,
  watchStates: watchStatesRequest,
  accessDiff: accessDiffRequest,
  whatIf: whatIfRequest,
  whatIfSave: whatIfSaveRequest,
};

const commands: Readonly<Record<PanelCommand, string>> = {
  createExample: 'groupmap.createExample',
  importUsers: 'groupmap.importUsers',
  restartServer: 'groupmap.restartServer',
  showOutput: 'groupmap.showOutput',
};

/** Makes the panel, which is not open yet. */
export function createEvaluatorPanel(context: vscode.ExtensionContext, connection: ServerConnection): EvaluatorPanel {
  let shown: ShownPanel | undefined;
  const adopt = (panel: vscode.WebviewPanel, show: ShowRequest): void => {
    const adopted = new ShownPanel(context, connection, panel, show, () => {
      if (shown === adopted) shown = undefined;
    });
    shown = adopted;
  };
  return {
    open(show) {
      if (shown) {
        shown.show(show);
        return;
      }
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
      const options = { enableScripts: true, localResourceRoots: [panelFiles(context.extensionUri)] };
      adopt(vscode.window.createWebviewPanel(evaluatorViewType, vscode.l10n.t('Evaluator'), place, options), show);
    },
    restore(panel, state) {
      shown?.dispose();
      adopt(panel, { uri: uriOf(state) });
    },
    dispose: () => shown?.dispose(),
  };
}

/** Where the panel's script and styles are. */
function panelFiles(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist');
}

function watchesKey(setUri: string): string {
  return `watches ${setUri}`;
}

/** The set that a panel showed when the window was closed. */
function uriOf(state: unknown): string | null {
  const uri: unknown = typeof state === 'object' && state !== null && 'uri' in state ? state.uri : null;
  return typeof uri === 'string' ? uri : null;
}

/** One webview panel, while it is open. */
class ShownPanel implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private readonly followed = new FollowedQuestions(
    (question, params) => this.ask(question, params),
    (message) => this.post(message),
  );
  /** The set's own URI, once the server has named it. */
  private setUri: string | null = null;
  private files: Readonly<Record<string, string>> = {};
  /** The page is there and listens; a hidden one is gone. */
  private isListening = false;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly connection: ServerConnection,
    private readonly panel: vscode.WebviewPanel,
    private shown: ShowRequest,
    closed: () => void,
  ) {
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(context.extensionUri, 'media', `groupfilter-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    this.subscriptions = [
      panel.webview.onDidReceiveMessage((message: MessageFromPanel) => void this.receive(message)),
      panel.onDidDispose(() => {
        closed();
        this.followed.clear();
        this.subscriptions.forEach((subscription) => subscription.dispose());
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.isListening = false;
        this.followed.clear();
      }),
      connection.onSetOutdated((uri) => {
        if (this.setUri === null || this.setUri === uri) this.followed.renew();
      }),
      connection.onReady(() => this.followed.renew()),
      vscode.window.onDidChangeActiveTextEditor((editor) => void this.follow(editor)),
    ];
    panel.webview.options = { enableScripts: true, localResourceRoots: [panelFiles(context.extensionUri)] };
    const address = (name: string): string =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(panelFiles(context.extensionUri), name)).toString();
    panel.webview.html = panelPage({
      title: vscode.l10n.t('Evaluator'),
      language: vscode.env.language,
      script: address('panel.js'),
      styles: address('panel.css'),
      source: panel.webview.cspSource,
      nonce: createNonce(),
    });
    if (shown.uri === null) void this.follow(vscode.window.activeTextEditor);
  }

  show(show: ShowRequest): void {
    this.panel.reveal(undefined, false);
    this.change(show);
  }

  dispose(): void {
    this.panel.dispose();
  }

  /** Shows the set of the file that is being edited now, if it is another one. */
  private async follow(editor: vscode.TextEditor | undefined): Promise<void> {
    if (!editor || !this.connection.selects(editor.document)) return;
    const uri = editor.document.uri.toString();
    if (this.shown.uri !== null && directoryOf(this.shown.uri) === directoryOf(uri)) return;
    if (!(await isOfSet(this.connection, editor.document)) || editor !== vscode.window.activeTextEditor) return;
    this.change({ uri });
  }

  private change(show: ShowRequest): void {
    this.setUri = null;
    // A page that is not there yet is told when it is.
    this.shown = this.isListening ? { uri: show.uri } : show;
    if (this.isListening) this.post({ type: 'show', show });
    this.followed.changeSet();
  }

  private post(message: MessageToPanel): void {
    void this.panel.webview.postMessage(message);
  }

  private async receive(message: MessageFromPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.isListening = true;
        // Nor has a new page been told what is watched.
        this.setUri = null;
        this.followed.clear();
        this.post({ type: 'start', words: translateWords(vscode.l10n.t), show: this.shown });
        // A page that is hidden and shown again comes back as it was, not as it was opened.
        this.shown = { uri: this.shown.uri };
        return;
      case 'ask': {
        const asked = await this.ask(message.question, message.params);
        return this.post({ type: 'answer', id: message.id, ...asked });
      }
      case 'follow':
        return this.followed.follow(message);
      case 'unfollow':
        return this.followed.unfollow(message.id);
      case 'reveal':
        return this.reveal(message.place);
      case 'openPage':
        if (/^https:\/\//.test(message.address)) await vscode.env.openExternal(vscode.Uri.parse(message.address));
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return;
      case 'save':
        return savePanelText(message.name, message.text);
      case 'apply': {
        const failure = await applyPanelEdits(message.edits, (file) => this.uriOf(file));
        return this.post({ type: 'answer', id: message.id, result: null, failure });
      }
      case 'run':
        await vscode.commands.executeCommand(commands[message.command]);
        return;
      case 'keepWatches':
        if (this.setUri !== null) await this.context.workspaceState.update(watchesKey(this.setUri), message.watches);
        return;
      case 'focusEditor':
        await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
        return;
    }
  }

  private async ask(question: QuestionName, params: object): Promise<Asked> {
    const request = requests[question];
    const { uri } = this.shown;
    const result = uri === null ? null : await this.connection.ask<unknown>(request, { ...params, uri });
    if (question === 'evaluatorSet' && result) this.remember(result as EvaluatorSetResult);
    const failure = result === undefined ? vscode.l10n.t('The language server for group mappings does not answer.') : null;
    return { result: result ?? null, failure };
  }

  private remember({ info, files }: EvaluatorSetResult): void {
    if (this.setUri !== info.uri)
      this.post({ type: 'watches', watches: this.context.workspaceState.get<readonly PinnedWatch[]>(watchesKey(info.uri), []) });
    this.setUri = info.uri;
    this.files = files;
    this.panel.title = vscode.l10n.t('Evaluator: {0}', info.name);
  }

  /** One of the set's files; a new one would be beside them. */
  private uriOf(file: string): vscode.Uri {
    const address = this.files[file];
    if (address !== undefined) return vscode.Uri.parse(address);
    return vscode.Uri.joinPath(vscode.Uri.parse(this.shown.uri ?? ''), '..', file.slice(file.lastIndexOf('/') + 1));
  }

  /** Goes to a line of one of the set's files, in the group of editors where it is open or else the first. */
  private async reveal({ file, line }: SourcePlace): Promise<void> {
    if (!(file in this.files)) return;
    const uri = this.uriOf(file);
    const visible = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
    const document = await vscode.workspace.openTextDocument(uri);
    const start = document.lineAt(Math.min(Math.max(line - 1, 0), document.lineCount - 1));
    const position = new vscode.Position(start.lineNumber, start.firstNonWhitespaceCharacterIndex);
    const selection = new vscode.Range(position, position);
    await vscode.window.showTextDocument(document, { viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One, selection });
  }
}

function directoryOf(uri: string): string {
  return decodeURIComponent(uri.slice(0, uri.lastIndexOf('/')));
}
