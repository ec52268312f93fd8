import { describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  DocumentSymbol,
  FoldingRange,
  InlayHint,
  SelectionRange,
  SemanticTokens,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { makeDirectory } from '../cli/run-groupmap.js';
import {
  editorCapabilities,
  fileUri,
  LanguageClient,
  offsetAt,
  positionAt,
  type ClientOptions,
  type OpenDocument,
} from '../support/language-client.js';
import { applyEdits } from '../../src-language/text/range.js';

const text = `sso: { identity_provider: entra }
known_groups: [{ id: 1a, display_name: Ants }, bees]
group_mappings:
  - display_name: A
    filter: '"1a" in groups or "bees"  in groups'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o }]
  - display_name: B
    filter: '"bees"  in groups'
    role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o }]
users:
  - { name: u, groups: [1a, bees] }
`;

async function open(options: ClientOptions = {}): Promise<{ client: LanguageClient; document: OpenDocument }> {
  const directory = makeDirectory({ 'a.groupmap.yaml': text });
  const client = await LanguageClient.forTest({ folders: [directory], ...options });
  return { client, document: client.open(fileUri(directory, 'a.groupmap.yaml'), text) };
}

function edited(edits: readonly TextEdit[]): string {
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({ range: { start: offsetAt(text, range.start), end: offsetAt(text, range.end) }, newText })),
  );
}

function shown(range: { start: { line: number; character: number }; end: { line: number; character: number } }): string {
  return text.slice(offsetAt(text, range.start), offsetAt(text, range.end));
}

const whole = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

describe('features of a file, over the protocol', () => {
  it('outline, symbols, folding and selection', async () => {
    const { client, document } = await open();
    const textDocument = { uri: document.uri };
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    expect(symbols.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
      ['sso', ['identity_provider']],
      ['known_groups', ['Ants', 'bees']],
      ['group_mappings', ['A', 'B']],
      ['users', ['u']],
    ]);
    const found = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'ant' });
    expect(found.map(({ name, location }) => [name, location.uri])).toEqual([['Ants', document.uri]]);
    const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', { textDocument });
    expect(folds.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [2, 8],
      [3, 5],
      [6, 8],
      [9, 10],
    ]);
    const positions = [positionAt(text, text.indexOf('"1a"') + 2)];
    const [selection] = await client.request<SelectionRange[]>('textDocument/selectionRange', { textDocument, positions });
    expect(selection && [shown(selection.range), selection.parent && shown(selection.parent.range)]).toEqual(['1a', '"1a"']);
  });

  it('hints and lenses, each kind unless the settings switch it off', async () => {
    const { client, document } = await open();
    const textDocument = { uri: document.uri };
    const all = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range: whole });
    expect(all.map(({ label }) => label)).toEqual(['Ants', '1 user', 'Ants']);

    const refreshed = new Set<string>();
    for (const method of ['workspace/inlayHint/refresh', 'workspace/codeLens/refresh'])
      client.connection.onRequest(method, () => {
        refreshed.add(method);
        client.wake();
        return null;
      });
    client.settings.groupmap = { inlayHints: { matchingUsers: false }, codeLens: { users: false } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => refreshed.size === 2, 'hints and lenses are to be asked for again');
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range: whole });
    expect(hints.map(({ position, label }) => `${text.slice(0, offsetAt(text, position)).slice(-4)} ${String(label)}`)).toEqual([
      '"1a" Ants',
      ' [1a Ants',
    ]);
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument });
    expect(lenses.map(({ range, command }) => [shown(range), command?.title, command?.command, command?.arguments])).toEqual([
      ['A', 'who matches is unknown · simulate', 'groupmap.simulate', [document.uri]],
      ['B', '1 of 1 user matches · simulate', 'groupmap.simulate', [document.uri]],
    ]);
  });

  it('formatting of filters, of all or of a part', async () => {
    const { client, document } = await open();
    const options = { tabSize: 2, insertSpaces: true };
    const params = { textDocument: { uri: document.uri }, options };
    const all = await client.request<TextEdit[]>('textDocument/formatting', params);
    expect(edited(all)).toBe(text.replace(`'"bees"  in`, `'"bees" in`));
    const first = { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } };
    expect(await client.request<TextEdit[]>('textDocument/rangeFormatting', { ...params, range: first })).toEqual([]);
  });

  it('fixes, also all of them, and refactorings', async () => {
    const { client, document } = await open();
    const textDocument = { uri: document.uri };
    const { diagnostics } = await client.diagnosticsOf(document);
    const syntax = diagnostics.find(({ code }) => code === 'syntax');
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: syntax?.range ?? whole,
      context: { diagnostics },
    });
    const preferred = actions.filter(({ isPreferred }) => isPreferred);
    expect(preferred).toHaveLength(1);
    expect(preferred[0]?.diagnostics).toEqual([syntax]);
    const fixed = text.replace(' or ', ' || ');
    expect(textAfter(preferred[0]?.edit, document)).toBe(fixed);
    expect(actions.map(({ title }) => title)).toContain('Ignore syntax here');
    expect(actions.some(({ kind }) => kind?.startsWith('source'))).toBe(false);

    const [all] = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: whole,
      context: { diagnostics, only: ['source.fixAll'] },
    });
    expect(all).toMatchObject({ kind: 'source.fixAll.groupmap' });
    expect(all?.edit).toBeUndefined();
    const resolved = await client.request<CodeAction>('codeAction/resolve', all ?? {});
    expect(textAfter(resolved.edit, document)).toBe(fixed);

    const at = positionAt(text, text.indexOf(`'"bees"  in`) + 3);
    const refactorings = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: { start: at, end: at },
      context: { diagnostics: [], only: ['refactor'] },
    });
    const conversion = refactorings.find(({ title }) => title === 'Convert to a literal group mapping');
    expect(textAfter(conversion?.edit, document)).toBe(text.replace(`filter: '"bees"  in groups'`, 'group: bees'));
  });

  it('answers clients that know neither versions of edits nor resolving', async () => {
    const capabilities = {
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } },
      workspace: {},
    };
    const { client, document } = await open({ capabilities });
    const [all] = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: document.uri },
      range: whole,
      context: { diagnostics: [], only: ['source.fixAll'] },
    });
    expect(Object.keys(all?.edit?.changes ?? {})).toEqual([document.uri]);
  });

  it('colours of a filter file', async () => {
    const directory = makeDirectory({ 'a.groupfilter': '"a" in groups' });
    const client = await LanguageClient.forTest({ folders: [directory], capabilities: editorCapabilities });
    const document = client.open(fileUri(directory, 'a.groupfilter'), '"a" in groups', 'groupfilter');
    const { legend } = client.initialized.capabilities.semanticTokensProvider ?? {};
    const types = legend?.tokenTypes ?? [];
    const { data } = await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri: document.uri } });
    expect(data).toEqual([
      0,
      0,
      3,
      types.indexOf('string'),
      0,
      0,
      4,
      2,
      types.indexOf('keyword'),
      0,
      0,
      3,
      6,
      types.indexOf('variable'),
      1,
    ]);
  });
});

/** The document's text after the one edit of a file that this is, which names the version that it is for. */
function textAfter(edit: WorkspaceEdit | undefined, document: OpenDocument): string {
  const [change, ...others] = edit?.documentChanges ?? [];
  expect(others).toEqual([]);
  if (!change || !('edits' in change)) return '';
  expect(change.textDocument).toEqual({ uri: document.uri, version: document.version });
  return edited(change.edits as TextEdit[]);
}
