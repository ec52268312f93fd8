import * as vscode from 'vscode';
import {
  lookUpRoleRequest,
  setInfoRequest,
  type LookUpRoleParams,
  type LookUpRoleResult,
  type MappingSetInfo,
  type UriParams,
} from '../protocol.js';
import type { ServerConnection } from './server-connection.js';
import { renderSetUpChecklist } from './set-up-checklist.js';
import { readShownAddress, shownSchemes, writeShownAddress, type ShownAddress } from './shown-address.js';

/** Read-only Markdown documents about a mapping set, which follow its edits. */
export interface ShownDocuments extends vscode.Disposable {
  /** Opens one beside the editor: as a rendered page, or as text where that is not possible or not wanted. */
  show(address: ShownAddress): Promise<void>;
}

/** What a document holds, and the set that it follows. */
interface Content {
  readonly setUri: string | null;
  readonly markdown: string;
}

/** Serves the documents of every scheme of ours. */
export function createShownDocuments(connection: ServerConnection): ShownDocuments {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  /** What has been shown, by URI; the set's own URI once it is known. */
  const shown = new Map<string, { readonly uri: vscode.Uri; setUri: string | null }>();

  const provideTextDocumentContent = async (uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> => {
    const { setUri, markdown } = await contentOf(connection, uri, token);
    shown.set(uri.toString(), { uri, setUri });
    return markdown;
  };

  /** Renews what is shown of a set, or of every set. */
  const renew = async (setUri: string | null): Promise<void> => {
    const isPageOpen = vscode.window.tabGroups.all.some((group) => group.tabs.some((tab) => isRenderedPage(tab)));
    for (const [key, entry] of shown) {
      if (setUri !== null && entry.setUri !== null && entry.setUri !== setUri) continue;
      const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === key);
      if (isOpen) changed.fire(entry.uri);
      // The editor lets go of a document after some minutes, even while its rendered page is open: reading it again renews the page.
      else if (isPageOpen) {
        await vscode.workspace.openTextDocument(entry.uri);
        await vscode.commands.executeCommand('markdown.preview.refresh').then(undefined, () => undefined);
      } else shown.delete(key);
    }
  };

  const registrations = [
    changed,
    connection.onSetChanged((uri) => void renew(uri)),
    connection.onReady(() => void renew(null)),
    ...Object.values(shownSchemes).map((scheme) =>
      vscode.workspace.registerTextDocumentContentProvider(scheme, { onDidChange: changed.event, provideTextDocumentContent }),
    ),
  ];
  return {
    async show(address) {
      const uri = vscode.Uri.from(writeShownAddress(address));
      const document = await vscode.workspace.openTextDocument(uri);
      const wanted = vscode.workspace.getConfiguration('groupmap').get<string>('panel.showAs');
      if (wanted !== 'source' && (await openRenderedPage(uri))) return;
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
    },
    dispose: () => registrations.forEach((registration) => registration.dispose()),
  };
}

/** False where the editor's Markdown extension is turned off. */
async function openRenderedPage(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
    return true;
  } catch {
    return false;
  }
}

function isRenderedPage(tab: vscode.Tab): boolean {
  return tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('markdown.preview');
}

async function contentOf(connection: ServerConnection, uri: vscode.Uri, token: vscode.CancellationToken): Promise<Content> {
  const address = readShownAddress(uri);
  if (!address) return { setUri: null, markdown: vscode.l10n.t('This document was opened without saying of which mapping set it is.') };
  if (address.kind === 'checklist') {
    const params: UriParams = { uri: address.file };
    const info = await connection.ask<MappingSetInfo | null>(setInfoRequest, params, token);
    return info
      ? { setUri: info.uri, markdown: renderSetUpChecklist(info, vscode.l10n.t) }
      : { setUri: null, markdown: nothingToShow(info) };
  }
  const params: LookUpRoleParams = { uri: address.file, role: address.role };
  const result = await connection.ask<LookUpRoleResult | null>(lookUpRoleRequest, params, token);
  return result ? { setUri: result.uri, markdown: result.markdown } : { setUri: null, markdown: nothingToShow(result) };
}

function nothingToShow(answer: null | undefined): string {
  return answer === null
    ? vscode.l10n.t('The file belongs to no mapping set.')
    : vscode.l10n.t('The language server does not answer. Its output says why: run **Group Mapping: Show Output**.');
}
