import * as vscode from 'vscode';
import {
  exportRequest,
  jitRequestRequest,
  mappingCommandRequest,
  setInfoRequest,
  type ExportParams,
  type ExportResult,
  type JitRequestParams,
  type JitRequestResult,
  type MappingCommandParams,
  type MappingCommandResult,
  type MappingSetInfo,
  type UriParams,
} from '../../protocol.js';
import type { ServerConnection } from '../server-connection.js';
import { findMappingFile } from './find-mapping-file.js';
import { openUntitled } from './open-untitled.js';

type Format = ExportParams['format'];

const documentNames: Readonly<Record<Format, string>> = {
  terraform: 'group-mappings.tf',
  cli: 'group-mappings.sh',
  api: 'group-mapping-requests.sh',
  yaml: 'exported.groupmap.yaml',
};

/** Writes a set in another form into a new document that is saved nowhere yet; the form is the one given, else the user's choice. */
export async function exportSet(connection: ServerConnection, file: unknown, format: unknown): Promise<void> {
  const uri = await findMappingFile(connection, file);
  if (!uri) return;
  const chosen = isFormat(format) ? format : await chooseFormat();
  if (!chosen) return;
  const params: ExportParams = { uri: uri.toString(), format: chosen };
  const result = await connection.ask<ExportResult | null>(exportRequest, params);
  if (!result) return sayNoAnswer(result, uri);
  await openUntitled(documentNames[chosen], result.text);
  const [first] = result.leftOut;
  if (first === undefined) return;
  const more = result.leftOut.length - 1;
  void vscode.window.showWarningMessage(more === 0 ? first : vscode.l10n.t('{0} ({1} more at the top of the document)', first, more));
}

/** Copies the group mapping under the cursor as commands of the Confluent command line. */
export async function copyConfluentCommand(connection: ServerConnection): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { line, character } = editor.selection.active;
  const params: MappingCommandParams = { uri: editor.document.uri.toString(), position: { line, character } };
  const result = await connection.ask<MappingCommandResult | null>(mappingCommandRequest, params);
  if (!result) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no group mapping at the cursor. Place it inside one.'));
    return;
  }
  if (result.text === '') {
    void vscode.window.showWarningMessage(result.leftOut[0] ?? '');
    return;
  }
  await vscode.env.clipboard.writeText(result.text);
  const [first] = result.leftOut;
  if (first !== undefined) void vscode.window.showWarningMessage(first);
  else
    void vscode.window.showInformationMessage(
      result.others === 0
        ? vscode.l10n.t('Copied the commands for {0}. Nothing was run.', result.groupMapping)
        : vscode.l10n.t('Copied the commands for {0} and {1} more of the same block. Nothing was run.', result.groupMapping, result.others),
    );
}

/** Copies the request that switches just-in-time provisioning on or off; which one is given, else the user's choice. */
export async function copyJitRequest(connection: ServerConnection, file: unknown, isEnabled: unknown): Promise<void> {
  const uri = await findMappingFile(connection, file);
  if (!uri) return;
  const wanted = typeof isEnabled === 'boolean' ? isEnabled : await chooseJit(connection, uri);
  if (wanted === undefined) return;
  const params: JitRequestParams = { uri: uri.toString(), isEnabled: wanted };
  const result = await connection.ask<JitRequestResult | null>(jitRequestRequest, params);
  if (!result) return sayNoAnswer(result, uri);
  await vscode.env.clipboard.writeText(result.text);
  const copied = vscode.l10n.t('Copied the request. An OrganizationAdmin sends it; nothing was sent.');
  void vscode.window.showInformationMessage([copied, ...result.remarks].join(' '));
}

async function chooseFormat(): Promise<Format | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly format: Format })[] = [
    { format: 'terraform', label: 'Terraform', detail: vscode.l10n.t('Resources, and import blocks for mappings that have an id') },
    {
      format: 'cli',
      label: vscode.l10n.t('confluent commands'),
      detail: vscode.l10n.t('Always with --filter: left out, it maps everyone'),
    },
    { format: 'api', label: vscode.l10n.t('REST requests'), detail: vscode.l10n.t('As curl commands, without credentials') },
    { format: 'yaml', label: 'YAML', detail: vscode.l10n.t('One mapping file, whatever the set is kept in') },
  ];
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Export the mapping set as') }))?.format;
}

async function chooseJit(connection: ServerConnection, uri: vscode.Uri): Promise<boolean | undefined> {
  const params: UriParams = { uri: uri.toString() };
  const info = await connection.ask<MappingSetInfo | null>(setInfoRequest, params);
  const now = vscode.l10n.t('as the mapping files have it');
  const items = [
    { isEnabled: true, label: vscode.l10n.t('Enable JIT'), detail: vscode.l10n.t('New SSO users get an account when they first sign in') },
    { isEnabled: false, label: vscode.l10n.t('Disable JIT'), detail: vscode.l10n.t('New SSO users are refused until they are invited') },
  ].map((item) => ({ ...item, ...(info?.jit.isEnabled === item.isEnabled && { description: now }) }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Just-in-time provisioning of the organization') }))
    ?.isEnabled;
}

function isFormat(value: unknown): value is Format {
  return typeof value === 'string' && Object.hasOwn(documentNames, value);
}

function sayNoAnswer(result: null | undefined, file: vscode.Uri): void {
  void vscode.window.showWarningMessage(
    result === null
      ? vscode.l10n.t('{0} belongs to no mapping set.', vscode.workspace.asRelativePath(file))
      : vscode.l10n.t('The language server for group mappings does not answer.'),
  );
}
