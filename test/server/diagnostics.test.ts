import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { readDirectoryRequest, readFileRequest, type InitializationOptions, type UriParams } from '../../protocol.js';
import { makeDirectory, soundFile } from '../cli/run-groupmap.js';
import { editorCapabilities, fileUri, LanguageClient } from '../support/language-client.js';
import { codesOf, errorsAmong, markDiagnostics, startSession } from './editor-session.js';

/** A mapping whose filter is given, with everything that a rule could miss. */
const mapping = (name: string, filter: string): string =>
  `  - display_name: ${name}\n    filter: '${filter}'\n    role_bindings:\n      - role_name: DeveloperRead\n        crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa\n`;
const mappings = (filter: string): string => `group_mappings:\n${mapping('One', filter)}`;
const knownGroups = (...names: readonly string[]): string => `sso: { group_attribute: groups }\nknown_groups: [${names.join(', ')}]\n`;

describe('diagnostics of a document', () => {
  it('are told as it is opened, changed and closed', async () => {
    const { client, document } = await startSession({ 'a.groupmap.yaml': soundFile });
    const open = document('a.groupmap.yaml');
    expect(await client.diagnosticsOf(open)).toEqual({ uri: open.uri, version: 1, diagnostics: [] });

    const at = soundFile.indexOf(' in groups') + ' in groups'.length;
    client.edit(open, at, at, ' and');
    const { diagnostics } = await client.diagnosticsOf(open);
    expect(diagnostics).toMatchObject([{ source: 'groupmap', code: 'syntax', severity: 1 }]);
    expect(markDiagnostics(open.text, diagnostics)).toContain('in groups <|and|>');

    const cleared = client.nextDiagnostics(open.uri);
    client.close(open);
    expect(await cleared).toMatchObject({ diagnostics: [] });
  });

  it('are told for every version, also when nothing changed', async () => {
    const { client, document } = await startSession({ 'a.groupmap.yaml': soundFile });
    const open = document('a.groupmap.yaml');
    await client.diagnosticsOf(open);
    for (let version = 2; version <= 5; version++) {
      client.replace(open, open.text);
      expect(await client.diagnosticsOf(open)).toEqual({ uri: open.uri, version, diagnostics: [] });
    }
  });

  it('are those of the last version when typing is faster, and versions never go back', async () => {
    const { client, document } = await startSession({ 'a.groupmap.yaml': soundFile });
    const open = document('a.groupmap.yaml');
    for (let count = 0; count < 60; count++) client.edit(open, open.text.length, open.text.length, '#');
    client.replace(open, mappings('"a" in grops'));
    expect(codesOf((await client.diagnosticsOf(open)).diagnostics)).toContain('unknown-variable');
    const versions = client.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('follow severities as they are typed, also `off`', async () => {
    const text = `${mappings('"a" in grops')}settings:\n  severity: { }\n`;
    const { client, document } = await startSession({ 'a.groupmap.yaml': text });
    const open = document('a.groupmap.yaml');
    const severityWith = async (settings: string) => {
      client.replace(open, text.replace('{ }', settings));
      return (await client.diagnosticsOf(open)).diagnostics
        .filter(({ code }) => code === 'unknown-variable')
        .map(({ severity }) => severity);
    };
    expect(await severityWith('{ }')).toEqual([1]);
    expect(await severityWith('{ unknown-variable: warning }')).toEqual([2]);
    expect(await severityWith('{ unknown-variable: hint }')).toEqual([4]);
    expect(await severityWith('{ unknown-variable: off }')).toEqual([]);
  });

  it('are taken back when the file is renamed to something that is not ours, and told when it is ours again', async () => {
    const { client, document, uri } = await startSession({ 'a.groupmap.yaml': mappings('"a" in') });
    const open = document('a.groupmap.yaml');
    await client.diagnosticsOf(open);
    const cleared = client.nextDiagnostics(open.uri);
    client.close(open);
    expect((await cleared).diagnostics).toEqual([]);
    const other = client.open(uri('a.yaml'), open.text);
    const again = client.open(uri('b.groupmap.yaml'), open.text);
    expect(errorsAmong((await client.diagnosticsOf(again)).diagnostics)).toHaveLength(1);
    expect(client.published.filter((params) => params.uri === other.uri)).toEqual([]);
  });

  it.each([
    ['an untitled filter', 'untitled:Untitled-1', 'groupfilter', '"a" in grops'],
    ['an untitled mapping file', 'untitled:/sets/new.groupmap.yaml', 'yaml', mappings('"a" in grops')],
    ['a filter with a name of its own', 'file:///nowhere/at/all/filter.txt', 'groupfilter', '"a" in grops'],
    [
      'a file of a remote repository',
      'vscode-vfs://github/acme/groups/a.groupmap.json',
      'json',
      '{"group_mappings":[{"display_name":"A","filter":"\\"a\\" in grops","role_bindings":[]}]}',
    ],
  ])('are told of %s', async (_, uri, languageId, text) => {
    const client = await LanguageClient.forTest();
    const open = client.open(uri, text, languageId);
    const { diagnostics } = await client.diagnosticsOf(open);
    expect(markDiagnostics(text, errorsAmong(diagnostics))).toContain('in <|grops|>');
    const cleared = client.nextDiagnostics(uri);
    client.close(open);
    expect((await cleared).diagnostics).toEqual([]);
  });

  it('are not told of documents that are none of ours', async () => {
    const client = await LanguageClient.forTest();
    client.open('file:///nowhere/docker-compose.yaml', 'group_mappings: 1\n');
    const ours = client.open('untitled:a.groupfilter', 'true', 'groupfilter');
    await client.diagnosticsOf(ours);
    expect(client.published.map(({ uri }) => uri)).toEqual([ours.uri]);
  });
});

describe('diagnostics of a set', () => {
  it('say of a document that is larger than a file may be that it is not read', async () => {
    const { client, document } = await startSession({
      'a.groupmap.yaml': mappings('"engineering" in groups'),
      'b.groupmap.yaml': knownGroups('sales'),
    });
    const [a, b] = [document('a.groupmap.yaml'), document('b.groupmap.yaml')];
    const codes = async (): Promise<unknown[]> => codesOf((await client.diagnosticsOf(a)).diagnostics);
    expect(await codes()).toEqual(['group-unknown']);
    const renewed = client.nextDiagnostics(a.uri);
    client.replace(b, `${b.text}# ${'x'.repeat(16 * 1024 * 1024)}\n`);
    expect((await client.diagnosticsOf(b)).diagnostics).toMatchObject([
      { severity: 1, code: 'host-syntax', message: expect.stringContaining('16 MiB') as string },
    ]);
    await renewed;
    expect(await codes()).not.toContain('group-unknown');
    const again = client.nextDiagnostics(a.uri);
    client.replace(b, knownGroups('sales'));
    expect(codesOf((await client.diagnosticsOf(b)).diagnostics)).not.toContain('host-syntax');
    await again;
    expect(await codes()).toEqual(['group-unknown']);
  });

  it('see unsaved edits of the other files', async () => {
    const { client, document } = await startSession({
      'a.groupmap.yaml': mappings('"engineering" in groups'),
      'b.groupmap.yaml': knownGroups('engineering'),
    });
    const [a, b] = [document('a.groupmap.yaml'), document('b.groupmap.yaml')];
    await client.diagnosticsOf(a);
    await client.until(() => client.published.findLast(({ uri }) => uri === a.uri)?.diagnostics.length === 0);

    const refreshed = client.nextDiagnostics(a.uri, ({ diagnostics }) => diagnostics.length > 0);
    client.edit(b, b.text.indexOf('engineering'), b.text.indexOf(']'), 'engineers');
    const { version, diagnostics } = await refreshed;
    expect(version).toBe(1);
    expect(codesOf(diagnostics)).toEqual(['group-unknown']);

    // What was typed and not saved is gone with the document: the file on disk counts again.
    const back = client.nextDiagnostics(a.uri, (params) => params.diagnostics.length === 0);
    client.close(b);
    await back;
  });

  it('see files that are on disk only, as they are created, changed and deleted', async () => {
    const { client, document, write, directory, uri } = await startSession({ 'a.groupmap.yaml': mappings('"engineering" in groups') });
    const a = document('a.groupmap.yaml');
    expect((await client.diagnosticsOf(a)).diagnostics).toEqual([]);
    await client.until(() => client.registered.has('workspace/didChangeWatchedFiles'));

    const unknown = client.nextDiagnostics(a.uri, ({ diagnostics }) => codesOf(diagnostics).includes('group-unknown'));
    write('b.groupmap.yaml', knownGroups('sales'), 1);
    await unknown;
    const known = client.nextDiagnostics(a.uri, ({ diagnostics }) => diagnostics.length === 0);
    write('b.groupmap.yaml', knownGroups('sales', 'engineering'));
    await known;
    const unknownAgain = client.nextDiagnostics(a.uri, ({ diagnostics }) => codesOf(diagnostics).includes('group-unknown'));
    write('b.groupmap.yaml', knownGroups('sales'));
    await unknownAgain;
    const alone = client.nextDiagnostics(a.uri, ({ diagnostics }) => diagnostics.length === 0);
    rmSync(join(directory, 'b.groupmap.yaml'));
    client.filesChanged({ uri: uri('b.groupmap.yaml'), type: 3 });
    await alone;
  });

  it('see what changed on disk without being told, when a document is saved or opened', async () => {
    const workspace = { ...editorCapabilities.workspace, didChangeWatchedFiles: undefined };
    const { client, document, directory } = await startSession(
      { 'a.groupmap.yaml': mappings('"engineering" in groups') },
      { capabilities: { ...editorCapabilities, workspace } },
    );
    const a = document('a.groupmap.yaml');
    expect((await client.diagnosticsOf(a)).diagnostics).toEqual([]);
    const unknown = client.nextDiagnostics(a.uri, ({ diagnostics }) => codesOf(diagnostics).includes('group-unknown'));
    writeFileSync(join(directory, 'b.groupmap.yaml'), knownGroups('sales'));
    void client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: a.uri } });
    await unknown;
  });

  it('see each change on disk though the client watches nothing, in the directories of open files', async () => {
    const workspace = { ...editorCapabilities.workspace, didChangeWatchedFiles: undefined };
    const { client, document, directory } = await startSession(
      { 'a.groupmap.yaml': mappings('"engineering" in groups'), 'b.groupmap.yaml': knownGroups('engineering') },
      { capabilities: { ...editorCapabilities, workspace }, open: ['a.groupmap.yaml'] },
    );
    const a = document('a.groupmap.yaml');
    expect((await client.diagnosticsOf(a)).diagnostics).toEqual([]);
    const isUnknown = ({ diagnostics }: PublishDiagnosticsParams): boolean => codesOf(diagnostics).includes('group-unknown');
    const other = join(directory, 'b.groupmap.yaml');
    for (const group of ['sales', 'engineering']) {
      const told = client.nextDiagnostics(a.uri, (params) => isUnknown(params) === (group === 'sales'));
      writeFileSync(other, knownGroups(group));
      await told;
    }
    const unknown = client.nextDiagnostics(a.uri, isUnknown);
    renameSync(other, join(directory, 'd.groupmap.yaml'));
    writeFileSync(join(directory, 'd.groupmap.yaml'), knownGroups('sales'));
    await unknown;
    const known = client.nextDiagnostics(a.uri, (params) => !isUnknown(params));
    rmSync(join(directory, 'd.groupmap.yaml'));
    await known;
  });

  it('lead from a duplicate to the first, in whichever file', async () => {
    const { client, document, uri } = await startSession(
      { 'a.groupmap.yaml': 'users: [{ name: ana, groups: [] }]\n', 'b.groupmap.yaml': 'users: [{ name: ana, groups: [] }]\n' },
      { open: ['b.groupmap.yaml'] },
    );
    const { diagnostics } = await client.diagnosticsOf(document('b.groupmap.yaml'));
    expect(diagnostics).toMatchObject([{ code: 'duplicate-user', relatedInformation: [{ location: { uri: uri('a.groupmap.yaml') } }] }]);
  });

  it('keep the directories of all folders of a workspace apart', async () => {
    const [one, two] = [
      makeDirectory({ 'a.groupmap.yaml': knownGroups('sales') }),
      makeDirectory({ 'a.groupmap.yaml': knownGroups('engineering') }),
    ];
    const client = await LanguageClient.forTest({ folders: [one, two] });
    const text = mappings('"engineering" in groups');
    const first = client.open(fileUri(one, 'b.groupmap.yaml'), text);
    const second = client.open(fileUri(two, 'b.groupmap.yaml'), text);
    expect(codesOf((await client.diagnosticsOf(first)).diagnostics)).toContain('group-unknown');
    expect(codesOf((await client.diagnosticsOf(second)).diagnostics)).toEqual([]);

    // The folders go, and with them nothing that is open.
    const again = client.nextDiagnostics(first.uri, ({ version }) => version === 2);
    void client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: pathToFileURL(one).href, name: 'one' }] },
    });
    client.replace(first, text);
    expect(codesOf((await again).diagnostics)).toContain('group-unknown');
  });

  it('read files through the client where the server cannot', async () => {
    const initializationOptions: InitializationOptions = { clientFileSystem: true };
    const client = await LanguageClient.forTest({ initializationOptions });
    client.connection.onRequest(readDirectoryRequest, ({ uri }: UriParams) => ({
      entries:
        uri === 'vscode-vfs://github/acme'
          ? [
              { name: 'b.groupmap.yaml', isFile: true },
              { name: 'c', isFile: false },
            ]
          : [],
    }));
    client.connection.onRequest(readFileRequest, ({ uri }: UriParams) =>
      uri === 'vscode-vfs://github/acme/b.groupmap.yaml'
        ? { text: knownGroups('sales') }
        : { failure: 'not-found', message: 'There is none.' },
    );
    const open = client.open('vscode-vfs://github/acme/a.groupmap.yaml', mappings('"engineering" in groups'));
    expect(codesOf((await client.diagnosticsOf(open)).diagnostics)).toEqual(['group-unknown']);
  });
});
