import * as vscode from 'vscode';
import { importRequest, type ImportParams, type ImportResult } from '../../protocol.js';
import type { ServerConnection } from '../server-connection.js';
import { openUntitled } from './open-untitled.js';

/** A text to be imported, and what it is called. */
interface Source {
  readonly name: string;
  readonly text: string;
}

/** A file of more bytes is no export that an editor should open. */
const largestFile = 16 * 1024 * 1024;

/**
 * Makes a mapping file of a SAML response, a directory export or exported mappings, in a new document that is saved nowhere yet. The source is
 * the file that was given, else the user's choice; nothing is sent anywhere but to the extension's own language server.
 */
export async function importFrom(connection: ServerConnection, kind: ImportParams['kind'], file: unknown): Promise<void> {
  const source = file instanceof vscode.Uri ? await readSource(file) : await chooseSource(kind);
  if (!source) return;
  const params: ImportParams = { kind, ...source };
  let result = await connection.ask<ImportResult>(importRequest, params);
  if (result?.yaml === null && result.columns) {
    const nameColumn = await vscode.window.showQuickPick(result.columns, { placeHolder: vscode.l10n.t('Which column names the users?') });
    if (nameColumn === undefined) return;
    result = await connection.ask<ImportResult>(importRequest, { ...params, nameColumn } satisfies ImportParams);
  }
  if (!result) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The language server for group mappings does not answer.'));
    return;
  }
  if (result.yaml === null) {
    void vscode.window.showErrorMessage(result.mistake);
    return;
  }
  await openUntitled(kind === 'mappings' ? 'mappings.groupmap.yaml' : 'users.groupmap.yaml', result.yaml);
  const [first] = result.remarks;
  if (first === undefined) return;
  const more = result.remarks.length - 1;
  void vscode.window.showInformationMessage(
    more === 0 ? first : vscode.l10n.t('{0} ({1} more remarks at the top of the document)', first, more),
  );
}

/** The clipboard, or a file. A SAML response is mostly copied, the others are mostly files. */
async function chooseSource(kind: ImportParams['kind']): Promise<Source | undefined> {
  const clipboard = { label: `$(clippy) ${vscode.l10n.t('From the clipboard')}`, read: readClipboard };
  const file = { label: `$(folder-opened) ${vscode.l10n.t('From a file…')}`, read: () => chooseFile(kind) };
  const placeHolders: Readonly<Record<ImportParams['kind'], string>> = {
    saml: vscode.l10n.t('A SAML response, an assertion or an ID token. Nothing is sent anywhere.'),
    users: vscode.l10n.t('What Entra, Okta or another directory exports, as CSV or JSON'),
    mappings: vscode.l10n.t('What confluent iam group-mapping list -o json prints, or the REST API'),
  };
  const chosen = await vscode.window.showQuickPick(kind === 'saml' ? [clipboard, file] : [file, clipboard], {
    placeHolder: placeHolders[kind],
  });
  return chosen?.read();
}

async function readClipboard(): Promise<Source> {
  return { name: vscode.l10n.t('clipboard'), text: await vscode.env.clipboard.readText() };
}

async function chooseFile(kind: ImportParams['kind']): Promise<Source | undefined> {
  const filters: Readonly<Record<ImportParams['kind'], readonly string[]>> = {
    saml: ['xml', 'txt', 'json', 'jwt'],
    users: ['csv', 'json', 'txt', 'tsv'],
    mappings: ['json', 'yaml', 'yml'],
  };
  const [uri] =
    (await vscode.window.showOpenDialog({
      canSelectMany: false,
      openLabel: vscode.l10n.t('Import'),
      filters: { [vscode.l10n.t('Exports')]: [...filters[kind]], [vscode.l10n.t('All files')]: ['*'] },
    })) ?? [];
  return uri && readSource(uri);
}

async function readSource(uri: vscode.Uri): Promise<Source | undefined> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestFile) throw new Error(vscode.l10n.t('{0} is larger than 16 MiB', name));
    return { name, text: decode(await vscode.workspace.fs.readFile(uri)) };
  } catch (error) {
    const reason =
      error instanceof TypeError
        ? vscode.l10n.t('it is neither UTF-8 nor UTF-16 text')
        : error instanceof Error
          ? error.message
          : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be read: {1}', name, reason));
    return undefined;
  }
}

/** Excel and PowerShell write UTF-16, with a byte-order mark. Throws a `TypeError` where bytes are no text. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
