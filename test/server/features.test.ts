import { describe, expect, it } from 'vitest';
import type {
  CompletionItem,
  CompletionList,
  Hover,
  Location,
  LocationLink,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import {
  outcomesRequest,
  sampleUsersRequest,
  setChangedNotification,
  setInfoRequest,
  simulateRequest,
  type MappingSetInfo,
  type OutcomesResult,
  type SampleUsersResult,
  type SetChangedParams,
  type SimulateResult,
  evaluatorSetRequest,
  setOutdatedNotification,
  type EvaluatorSetResult,
} from '../../protocol.js';
import { applyEdits } from '../../src-language/text/range.js';
import { makeDirectory, runGroupmap, soundFile } from '../cli/run-groupmap.js';
import { editorCapabilities, fileUri, LanguageClient, offsetAt } from '../support/language-client.js';
import { markRanges, parseMarkedText } from '../support/marked-text.js';
import { startSession } from './editor-session.js';

const known = 'known_groups:\n  - { id: "1111", display_name: engineering }\n  - <|sales|>\n';
const mappings = `group_mappings:
  - display_name: One
    filter: '"<|<|>sales|>" in groups'
    role_bindings: []
  - display_name: Two
    group: <|sales|>
    role_bindings: []
users:
  - name: ana@acme.example
    groups: [<|sales|>, engineering]
`;
const files = { 'a.groupmap.yaml': mappings, 'b.groupmap.yaml': known };

/** Texts after the edits of the protocol. */
function applied(texts: Readonly<Record<string, string>>, edits: ReadonlyMap<string, readonly TextEdit[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([uri, text]) => {
      const offsets = (edits.get(uri) ?? []).map(({ range, newText }) => ({
        range: { start: offsetAt(text, range.start), end: offsetAt(text, range.end) },
        newText,
      }));
      return [uri, applyEdits(text, offsets)];
    }),
  );
}

function markLocations(text: string, uri: string, locations: readonly Location[]): string {
  const own = locations.filter((location) => location.uri === uri);
  return markRanges(text, own.map(({ range }) => ({ start: offsetAt(text, range.start), end: offsetAt(text, range.end) }))); // prettier-ignore
}

describe('across the files of a set', () => {
  it('references, also in files that no editor has open', async () => {
    const { client, cursor, uri } = await startSession(files, { open: ['a.groupmap.yaml'] });
    const found = await client.request<Location[]>('textDocument/references', { ...cursor, context: { includeDeclaration: true } });
    const [a, b] = [parseMarkedText(mappings).text, parseMarkedText(known).text];
    expect(markLocations(a, uri('a.groupmap.yaml'), found)).toBe(mappings.replace('<|>', ''));
    expect(markLocations(b, uri('b.groupmap.yaml'), found)).toBe(known);
    const without = await client.request<Location[]>('textDocument/references', { ...cursor, context: { includeDeclaration: false } });
    expect(without.map((location) => location.uri)).not.toContain(uri('b.groupmap.yaml'));
  });

  it('definition, as a link where the client takes links', async () => {
    const { client, cursor, uri } = await startSession(files);
    const locations = await client.request<Location[]>('textDocument/definition', cursor);
    expect(markLocations(parseMarkedText(known).text, uri('b.groupmap.yaml'), locations)).toBe(known);
    const textDocument = { ...editorCapabilities.textDocument, definition: { linkSupport: true } };
    const linking = await startSession(files, { capabilities: { ...editorCapabilities, textDocument } });
    const [link] = await linking.client.request<LocationLink[]>('textDocument/definition', linking.cursor);
    expect(link).toMatchObject({ targetUri: linking.uri('b.groupmap.yaml'), originSelectionRange: { start: linking.cursor.position } });
  });

  it('rename, with the versions of what is open, and the reason where it cannot be', async () => {
    const { client, cursor, uri } = await startSession(files, { open: ['a.groupmap.yaml'] });
    expect(await client.request('textDocument/prepareRename', cursor)).toMatchObject({ placeholder: 'sales' });
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...cursor, newName: 'sales "emea" 😀' });
    const changes = (edit.documentChanges ?? []).flatMap((change) => ('textDocument' in change ? [change] : []));
    expect(Object.fromEntries(changes.map(({ textDocument }) => [textDocument.uri, textDocument.version]))).toEqual({
      [uri('a.groupmap.yaml')]: 1,
      [uri('b.groupmap.yaml')]: null,
    });
    const edits = new Map(changes.map((change) => [change.textDocument.uri, change.edits as TextEdit[]]));
    const texts = { [uri('a.groupmap.yaml')]: parseMarkedText(mappings).text, [uri('b.groupmap.yaml')]: parseMarkedText(known).text };
    const after = applied(texts, edits);
    const directory = makeDirectory({
      'a.groupmap.yaml': after[uri('a.groupmap.yaml')] ?? '',
      'b.groupmap.yaml': after[uri('b.groupmap.yaml')] ?? '',
    });
    const { stdout } = await runGroupmap(['simulate', '.', '--format', 'json'], { cwd: directory });
    expect(JSON.parse(stdout)).toMatchObject({ outcomes: [{ group_mappings: [{ result: 'match' }, { result: 'match' }] }] });
    await expect(client.request('textDocument/rename', { ...cursor, newName: '' })).rejects.toThrow(/name/i);
  });

  it('highlights, of the file alone', async () => {
    const { client, cursor } = await startSession(files);
    const found = await client.request<Location[]>('textDocument/documentHighlight', cursor);
    const text = parseMarkedText(mappings).text;
    const ranges = found.map(({ range }) => ({ start: offsetAt(text, range.start), end: offsetAt(text, range.end) }));
    expect(markRanges(text, ranges)).toBe(mappings.replace('<|>', ''));
  });

  it('hover', async () => {
    const { client, cursor } = await startSession(files);
    const { contents, range } = await client.request<Hover>('textDocument/hover', cursor);
    expect(contents).toMatchObject({ kind: 'markdown' });
    expect(JSON.stringify(contents)).toContain('ana@acme.example');
    expect(range?.start).toEqual(cursor.position);
  });

  it('symbols of the whole workspace, also of sets that nothing is open of', async () => {
    const directory = makeDirectory({
      'one/a.groupmap.yaml': 'group_mappings: [{ display_name: Alpha one, group: a, role_bindings: [] }]\n',
      'two/deep/b.groupmap.json': '{"group_mappings":[{"display_name":"Alpha two","group":"a","role_bindings":[]}]}',
      'node_modules/x/c.groupmap.yaml': 'group_mappings: [{ display_name: Alpha three, group: a, role_bindings: [] }]\n',
      'two/unrelated.yaml': 'name: Alpha four\n',
    });
    const client = await LanguageClient.forTest({ folders: [directory] });
    const names = async (query: string) =>
      (await client.request<SymbolInformation[]>('workspace/symbol', { query })).map(({ name }) => name).sort();
    expect(await names('alpha')).toEqual(['Alpha one', 'Alpha two']);
    expect(await names('two')).toEqual(['Alpha two']);
  });
});

describe('completion', () => {
  const set = {
    'a.groupmap.yaml': `group_mappings:\n  - display_name: One\n    filter: '"<|>" in groups'\n    role_bindings: []\n`,
    'b.groupmap.yaml': 'known_groups:\n  - sales\n  - it\'s "quoted"\n',
  };

  it('offers the groups of the other files, encoded for the place, documented when they are looked at', async () => {
    const { client, cursor, document } = await startSession(set);
    const { items } = await client.request<CompletionList>('textDocument/completion', cursor);
    const item = items.find(({ label }) => label.includes('quoted'));
    if (!item?.textEdit || !('range' in item.textEdit)) throw new Error('The group is not offered.');
    const { text, uri } = document('a.groupmap.yaml');
    const after = applied({ [uri]: text }, new Map([[uri, [item.textEdit, ...(item.additionalTextEdits ?? [])]]]))[uri] ?? '';
    client.replace(document('a.groupmap.yaml'), after);
    const errors = (await client.diagnosticsOf(document('a.groupmap.yaml'))).diagnostics.filter(({ severity }) => severity === 1);
    expect(errors).toEqual([]);
    expect(after).toContain("it''s");
    const resolved = await client.request<CompletionItem>('completionItem/resolve', items.find(({ label }) => label === 'sales') ?? item);
    expect(resolved.label).toBe('sales');
  });
});

describe('what a set is', () => {
  it('is told as it is now, unsaved edits included, and when it changes', async () => {
    const { client, document, uri, directory } = await startSession({ 'a.groupmap.yaml': soundFile });
    const changed: SetChangedParams[] = [];
    client.connection.onNotification(setChangedNotification, (params: SetChangedParams) => {
      changed.push(params);
      client.wake();
    });
    const open = document('a.groupmap.yaml');
    const info = () => client.request<MappingSetInfo>(setInfoRequest, { uri: open.uri });
    expect(await info()).toMatchObject({
      uri: fileUri(directory),
      name: 'Acme',
      files: [uri('a.groupmap.yaml')],
      jit: { isEnabled: true, from: 'default' },
      counts: { errors: 0, warnings: 0, groupMappings: 1, users: 1 },
    });
    client.replace(
      open,
      soundFile.replace('display_name: Acme', 'display_name: Initech, jit_enabled: false').replace('in groups', 'in grops'),
    );
    expect(await info()).toMatchObject({ name: 'Initech', jit: { isEnabled: false, from: 'explicit' }, counts: { errors: 1 } });
    await client.until(() => changed.some((params) => params.uri === fileUri(directory)));
    expect(await client.request(setInfoRequest, { uri: 'file:///elsewhere/notes.yaml' })).toBeNull();
  });

  it('is told to be out of date before it is checked, so that what is asked then is of the newest text', async () => {
    const { client, document, directory } = await startSession({ 'a.groupmap.yaml': soundFile });
    const open = document('a.groupmap.yaml');
    await client.diagnosticsOf(open);
    let answer: Promise<EvaluatorSetResult> | undefined;
    let checked: boolean | undefined;
    client.connection.onNotification(setOutdatedNotification, ({ uri }: SetChangedParams) => {
      expect(uri).toBe(fileUri(directory));
      checked = client.published.some(({ version }) => version === open.version);
      answer = client.request<EvaluatorSetResult>(evaluatorSetRequest, { uri: open.uri });
      client.wake();
    });
    client.replace(open, soundFile.replace('display_name: Acme', 'display_name: Initech'));
    await client.until(() => answer !== undefined);
    expect(checked).toBe(false);
    expect((await answer)?.info).toEqual({ uri: fileUri(directory), name: 'Initech' });
  });

  it('lists sample users, and shows what comes of their sign-ins as the command line does', async () => {
    const { client, document, directory } = await startSession({ 'a.groupmap.yaml': soundFile });
    const { uri } = document('a.groupmap.yaml');
    expect(await client.request<SampleUsersResult>(sampleUsersRequest, { uri })).toEqual([
      { name: 'ana@acme.example', isAllowed: true, verdict: 'signs in, an account is created', groupMappings: ['Data science'] },
    ]);
    const { markdown } = await client.request<SimulateResult>(simulateRequest, { uri });
    expect(markdown).toBe((await runGroupmap(['simulate', '.', '--format', 'markdown'], { cwd: directory })).stdout);
    const { result, files } = await client.request<OutcomesResult>(outcomesRequest, { uri, user: 'ana@acme.example' });
    const { stdout } = await runGroupmap(['simulate', '.', '--format', 'json'], { cwd: directory });
    expect(result).toEqual(JSON.parse(stdout));
    expect(files).toEqual({ 'a.groupmap.yaml': uri });
    const nobody = await client.request<SimulateResult>(simulateRequest, { uri, user: 'nobody@acme.example' });
    expect(nobody.markdown).not.toContain('ana@acme.example');
  });
});

describe('hints and lenses', () => {
  const text = soundFile.replace('users:', 'known_groups:\n  - { id: data-science, display_name: Data Science }\nusers:');
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

  it('follow the settings of the editor', async () => {
    const { client, document } = await startSession(
      { 'a.groupmap.yaml': text },
      { settings: { groupmap: { codeLens: { users: false } } } },
    );
    const textDocument = { uri: document('a.groupmap.yaml').uri };
    await client.diagnosticsOf(document('a.groupmap.yaml'));
    const lenses = () => client.request<{ command: { command: string } }[] | null>('textDocument/codeLens', { textDocument });
    const commands = async () => [...new Set((await lenses())?.map(({ command }) => command.command))];
    const refreshes = () => client.refreshed.filter((method) => method === 'workspace/codeLens/refresh').length;
    // Settings come a moment after the start, and what was answered before is asked for again.
    await client.until(() => refreshes() > 0);
    expect(await commands()).toEqual(['groupmap.simulate']);

    const before = refreshes();
    client.settings['groupmap'] = {
      codeLens: { mappings: false },
      inlayHints: { displayNames: false, matchingUsers: false, filterLength: false },
    };
    void client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => refreshes() > before);
    expect(await commands()).toEqual(['groupmap.openEvaluator']);
    expect((await client.request<unknown[] | null>('textDocument/inlayHint', { textDocument, range })) ?? []).toEqual([]);
  });
});
