import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TextEdit } from 'vscode-languageserver';
import {
  mappingSetsRequest,
  readDirectoryRequest,
  readFileRequest,
  setInfoRequest,
  type InitializationOptions,
  type MappingSetInfo,
  type MappingSetsResult,
  type UriParams,
} from '../../protocol.js';
import { applyEdits } from '../../src-language/text/range.js';
import { editorCapabilities, LanguageClient } from '../support/language-client.js';
import { codesOf, errorsAmong, markDiagnostics, startSession } from './editor-session.js';

const main = `resource "confluent_group_mapping" "x" {
  for_each     = var.teams
  display_name = each.key
  filter       = each.value
}
`;
const variables = 'variable "teams" {}\n';

describe('Terraform in the editor', () => {
  it('has its diagnostics in the file of the literal, and follows edits of any file of the directory', async () => {
    const session = await startSession({
      'main.tf': main,
      'variables.tf': variables,
      'terraform.tfvars': 'teams = {\n  a = "\\"a\\" in groups"\n}\n',
    });
    const values = session.document('terraform.tfvars');
    expect(errorsAmong((await session.client.diagnosticsOf(values)).diagnostics)).toEqual([]);
    const text = 'teams = {\n  a = "\\"a\\" in grops"\n}\n';
    session.client.replace(values, text);
    const errors = errorsAmong((await session.client.diagnosticsOf(values)).diagnostics);
    expect(markDiagnostics(text, errors)).toBe('teams = {\n  a = "\\"a\\" in <|grops|>"\n}\n');
    expect(errorsAmong((await session.client.diagnosticsOf(session.document('main.tf'))).diagnostics)).toEqual([]);
  });

  it('takes values from files that no editor has open, and sees them change', async () => {
    const session = await startSession(
      {
        'main.tf': main.replace('var.teams', 'yamldecode(file("data/teams.yaml"))'),
        'data/teams.yaml': 'a: \'"a" in groups\'\n',
      },
      { open: ['main.tf'] },
    );
    const document = session.document('main.tf');
    expect(errorsAmong((await session.client.diagnosticsOf(document)).diagnostics)).toEqual([]);
    const changed = session.client.nextDiagnostics(document.uri, ({ diagnostics }) => codesOf(diagnostics).includes('partly-known'));
    session.write('data/teams.yaml', 'a: [');
    expect(errorsAmong((await changed).diagnostics)).toEqual([]);
  });

  it('has the client watch files that values come from, and follows them while they are edited', async () => {
    const session = await startSession({
      'main.tf': main.replace('var.teams', 'yamldecode(file("data/teams [1].yml"))'),
      'data/teams [1].yml': 'a: \'"a" in groups\'\n',
    });
    const document = session.document('main.tf');
    expect(errorsAmong((await session.client.diagnosticsOf(document)).diagnostics)).toEqual([]);
    await session.client.until(() => JSON.stringify(session.client.registered.get('workspace/didChangeWatchedFiles')).includes('teams'));
    const changed = session.client.nextDiagnostics(document.uri, ({ diagnostics }) => codesOf(diagnostics).includes('partly-known'));
    session.client.replace(session.document('data/teams [1].yml'), 'a: [');
    await changed;
    const back = session.client.nextDiagnostics(document.uri, ({ diagnostics }) => !codesOf(diagnostics).includes('partly-known'));
    session.client.close(session.document('data/teams [1].yml'));
    await back;
  });

  it('is a set where it has group mappings, by any of its files and by its directory, and none elsewhere', async () => {
    const { client, uri } = await startSession(
      {
        'acme/main.tf': main.replace('var.teams', 'yamldecode(file("a/teams.yml"))'),
        'acme/a/teams.yml': 'a: \'"a" in groups\'\n',
        'acme/terraform.tfvars': '',
        'acme/users.groupmap.yaml': 'organization: { display_name: Acme }\n',
        'network/main.tf': 'resource "aws_vpc" "a" {}\n',
      },
      { open: ['acme/main.tf', 'network/main.tf'] },
    );
    const info = (path: string) => client.request<MappingSetInfo | null>(setInfoRequest, { uri: uri(path) });
    const files = ['acme/main.tf', 'acme/users.groupmap.yaml'].map(uri);
    for (const path of ['acme/main.tf', 'acme/terraform.tfvars', 'acme/users.groupmap.yaml', 'acme'])
      expect(await info(path)).toMatchObject({ uri: uri('acme'), name: 'Acme', files, counts: { groupMappings: 1 } });
    for (const path of ['network/main.tf', 'network']) expect(await info(path)).toBeNull();
    expect(await client.request<MappingSetsResult>(mappingSetsRequest, {})).toEqual([{ uri: uri('acme'), name: 'Acme' }]);
  });

  it('is left to its own extension where two would be in each other’s way: formatting of whole files', async () => {
    const capabilities = structuredClone(editorCapabilities);
    capabilities.textDocument = {
      ...capabilities.textDocument,
      formatting: { dynamicRegistration: true },
      rangeFormatting: { dynamicRegistration: true },
    };
    const spaced = `resource "confluent_group_mapping"   "y" {\n  filter = "\\"a\\"   in groups"\n}\n`;
    const { client, document } = await startSession({ 'main.tf': main, 'variables.tf': variables, 'more.tf': spaced }, { capabilities });
    expect(client.initialized.capabilities).not.toHaveProperty('documentFormattingProvider');
    expect(client.initialized.capabilities).not.toHaveProperty('documentRangeFormattingProvider');
    await client.until(() => client.registered.has('textDocument/rangeFormatting'));
    for (const method of ['textDocument/formatting', 'textDocument/rangeFormatting'])
      expect(client.registered.get(method)).toEqual({
        documentSelector: [
          { pattern: '**/*.groupmap.yaml' },
          { pattern: '**/*.groupmap.yml' },
          { pattern: '**/*.groupmap.json' },
          { language: 'groupfilter' },
        ],
      });
    // Who asks all the same has the filters formatted, and nothing else.
    const textDocument = { uri: document('more.tf').uri };
    const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
    const line = spaced.split('\n')[1] ?? '';
    for (const [method, params] of [
      ['formatting', {}],
      ['rangeFormatting', { range }],
    ] as const) {
      const options = { tabSize: 8, insertSpaces: false };
      const edits = await client.request<TextEdit[]>(`textDocument/${method}`, { textDocument, options, ...params });
      expect(edits.every((edit) => edit.range.start.line === 1 && edit.range.end.line === 1)).toBe(true);
      const formatted = applyEdits(
        line,
        edits.map((edit) => ({ range: { start: edit.range.start.character, end: edit.range.end.character }, newText: edit.newText })),
      );
      expect(formatted).toBe('  filter = "\\"a\\" in groups"');
    }
  });

  it('is folded by its blocks and comments, and by nobody of ours where it was not read', async () => {
    const { client, document } = await startSession({ 'main.tf': `# a\n# b\n${main}`, 'variables.tf': variables });
    const folds = (path: string) => client.request('textDocument/foldingRange', { textDocument: { uri: document(path).uri } });
    expect(await folds('main.tf')).toEqual([
      { startLine: 0, endLine: 1, kind: 'comment' },
      { startLine: 2, endLine: 5 },
    ]);
    const other = await startSession({ 'other.tf': 'resource "aws_s3_bucket" "x" {\n  bucket = "x"\n}\n' });
    const textDocument = { uri: other.document('other.tf').uri };
    expect(await other.client.request('textDocument/foldingRange', { textDocument })).toBeNull();
  });

  it('is silent in directories that have nothing to do with group mappings', async () => {
    const session = await startSession({ 'main.tf': 'resource "aws_s3_bucket" "x" {\n  bucket = "\n}\n' });
    expect(codesOf((await session.client.diagnosticsOf(session.document('main.tf'))).diagnostics)).toEqual([]);
  });

  it('answers each version of values that nothing takes any more, and takes back what was told of them', async () => {
    const session = await startSession({ 'main.tf': main + variables, 'terraform.tfvars': 'teams = { a = "\\"a\\" in grops" }\n' });
    const values = session.document('terraform.tfvars');
    const codes = async (): Promise<unknown[]> => codesOf((await session.client.diagnosticsOf(values)).diagnostics);
    expect(await codes()).toContain('unknown-variable');
    const takenBack = session.client.nextDiagnostics(values.uri, ({ diagnostics }) => diagnostics.length === 0);
    rmSync(join(session.directory, 'main.tf'));
    session.client.close(session.document('main.tf'));
    session.client.filesChanged({ uri: session.uri('main.tf'), type: 3 });
    await takenBack;
    session.client.edit(values, 0, 0, '# ');
    expect(await codes()).toEqual([]);
  });

  it('answers what is asked of the newest text, though an older one is being read with what it takes from elsewhere', async () => {
    const initializationOptions: InitializationOptions = { clientFileSystem: true };
    const client = await LanguageClient.forTest({ initializationOptions });
    client.connection.onRequest(readDirectoryRequest, () => ({ entries: [{ name: 'main.tf', isFile: true }] }));
    let asked = 0;
    const answers: (() => void)[] = [];
    client.connection.onRequest(readFileRequest, async ({ uri }: UriParams) => {
      if (!uri.endsWith('teams.yaml')) return { failure: 'not-found', message: 'There is none.' };
      asked++;
      client.wake();
      if (asked > 1) await new Promise<void>((resolve) => answers.push(resolve));
      return { text: 'a: \'"a" in groups\'\n' };
    });
    const text = main.replace('var.teams', 'yamldecode(file("teams.yaml"))');
    const open = client.open('vscode-vfs://github/acme/main.tf', text, 'terraform');
    await client.diagnosticsOf(open);
    const symbols = (): Promise<unknown> => client.request('textDocument/documentSymbol', { textDocument: { uri: open.uri } });
    client.replace(open, `# Older.\n${text}`);
    const older = symbols();
    await client.until(() => asked === 2);
    client.replace(open, `${text}resource "confluent_group_mapping" "newer" {\n  display_name = "Newer"\n  filter = "true"\n}\n`);
    const newer = symbols();
    client.connection.onRequest(readFileRequest, () => ({ text: 'a: \'"a" in groups\'\n' }));
    for (const answer of answers) answer();
    expect(JSON.stringify(await newer)).toContain('Newer');
    await older;
  });
});
