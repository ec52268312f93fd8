import { describe, expect, it } from 'vitest';
import { setInfoRequest, simulateRequest } from '../../protocol.js';
import { randomNumbers } from '../bench/workload.js';
import { soundFile } from '../cli/run-groupmap.js';
import { LanguageClient, positionAt, type OpenDocument } from '../support/language-client.js';
import { codesOf, startSession } from './editor-session.js';

const set = {
  'a.groupmap.yaml': `organization: { display_name: Acme }
sso: { identity_provider: okta, group_attribute: groups }
known_groups:
  - { id: 1111, display_name: engineering }
  - sales
group_mappings:
${Array.from({ length: 48 }, (_, index) => `  - display_name: Mapping ${index}\n    filter: ${['\'"engineering" in groups\'', '"\\"sales\\" in groups"', '>-\n      "sales" in groups\n      || "engineering" in groups'][index % 3]}\n    role_bindings:\n      - role_name: DeveloperRead\n        crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa\n`).join('')}`,
  'b.groupmap.yaml': 'users:\n  - name: ana@acme.example\n    groups: [sales, engineering]\n  - name: bo@acme.example\n    groups: []\n',
  'c.groupmap.json': '{\n  "group_mappings": [\n    { "display_name": "From JSON", "group": "sales", "role_bindings": [] }\n  ]\n}\n',
  'one.groupfilter': '// Who may read.\n"sales" in groups && "engineering" in groups\n',
};

/** What people type and paste, sound and broken. */
const pieces = [
  'x', ' ', '\n', '\r\n', '\t', '"', "'", ':', ': ', '- ', '#', '[', ']', '{', '}', '|', '>', '&', '&&', '||', '!', '(', ')', '\\', ',', '%', '---\n', '*a', '😀', '\u0000', '\ufeff',
  'groups', ' in groups', '"sales" in groups', 'filter: ', '\n  - display_name: New\n    filter: \'"sales" in groups\'\n', '\nusers:\n', '# groupmap-ignore syntax\n', '\n    group: sales\n',
]; // prettier-ignore

/** No caret can stand within CR LF: then before it. */
function caretAt(text: string, offset: number): number {
  return text[offset - 1] === '\r' && text[offset] === '\n' ? offset - 1 : offset;
}

/** Everything that a client can be told of documents, apart from when it is told. */
async function stateOf(client: LanguageClient, documents: readonly OpenDocument[], root: string): Promise<unknown> {
  const states = [];
  for (const document of documents) {
    const { uri, text } = document;
    const textDocument = { uri };
    const [diagnostics, symbols, folding, hints, lenses, info, simulated] = await Promise.all([
      client.diagnosticsOf(document).then((params) => params.diagnostics),
      client.request('textDocument/documentSymbol', { textDocument }),
      client.request('textDocument/foldingRange', { textDocument }),
      client.request('textDocument/inlayHint', {
        textDocument,
        range: { start: { line: 0, character: 0 }, end: positionAt(text, text.length) },
      }),
      client.request('textDocument/codeLens', { textDocument }),
      client.request(setInfoRequest, { uri }),
      client.request(simulateRequest, { uri }),
    ]);
    const places = [0.1, 0.35, 0.5, 0.75, 1].map((part) => ({ textDocument, position: positionAt(text, Math.floor(part * text.length)) }));
    const atPlaces = await Promise.all(
      places.flatMap((place) => [
        client.request('textDocument/hover', place),
        client
          .request('textDocument/completion', place)
          .then((list) => JSON.parse(JSON.stringify(list), (key, value: unknown) => (key === 'data' ? undefined : value)) as unknown),
        client.request('textDocument/references', { ...place, context: { includeDeclaration: true } }),
      ]),
    );
    states.push({ uri, diagnostics, symbols, folding, hints, lenses, info, simulated, atPlaces });
  }
  return JSON.parse(JSON.stringify(states).replaceAll(root, 'ROOT'));
}

describe('the server', () => {
  it('knows after 500 random edits what a fresh server makes of the final texts', async () => {
    const { client, document, directory } = await startSession(set);
    const names = Object.keys(set);
    const random = randomNumbers(4);
    const pick = (count: number): number => Math.floor(random() * count);
    const originals = new Map(names.map((name) => [name, document(name).text]));
    const documents = names.map(document);
    for (let count = 1; count <= 500; count++) {
      const open = documents[pick(documents.length)] ?? documents[0];
      if (!open) throw new Error('No document is open.');
      const start = caretAt(open.text, pick(open.text.length + 1));
      const removed = random() < 0.35 ? Math.min(open.text.length - start, pick(random() < 0.1 ? 200 : 8)) : 0;
      client.edit(open, start, caretAt(open.text, start + removed), random() < 0.8 ? (pieces[pick(pieces.length)] ?? '') : '');
      // Now and then what was broken is mended, so that sound texts are edited too.
      if (random() < 0.06) client.replace(open, originals.get(names[documents.indexOf(open)] ?? '') ?? '');
      if (random() < 0.05) await client.diagnosticsOf(open);
      if (count % 100 !== 0) continue;
      const fresh = await LanguageClient.start({ folders: [directory] });
      try {
        const reopened = documents.map(({ uri, text }, index) => fresh.open(uri, text, ['yaml', 'yaml', 'json', 'groupfilter'][index]));
        await Promise.all([...reopened, ...documents].map((one) => (reopened.includes(one) ? fresh : client).diagnosticsOf(one)));
        // A change in one file renews the others a moment later; asking for the set waits for nothing, so its findings are the measure.
        const state = await settled(client, documents, directory);
        expect(state).toEqual(await settled(fresh, reopened, directory));
      } finally {
        await fresh.end();
      }
    }
    expect(client.hasExited).toBe(false);
    expect(client.stderr.join('')).toBe('');
  }, 180_000);

  it('goes on after requests and notifications that make no sense', async () => {
    const { client, document } = await startSession({ 'a.groupmap.yaml': soundFile });
    const open = document('a.groupmap.yaml');
    const nowhere = { textDocument: { uri: 'file:///no/such.groupmap.yaml' }, position: { line: 9999, character: 9999 } };
    const beyond = { textDocument: { uri: open.uri }, position: { line: 9999, character: 9999 } };
    const methods = [
      'completion',
      'hover',
      'definition',
      'references',
      'documentHighlight',
      'prepareRename',
      'rename',
      'documentSymbol',
      'foldingRange',
      'selectionRange',
      'inlayHint',
      'codeLens',
      'codeAction',
      'formatting',
      'rangeFormatting',
      'semanticTokens/full',
    ];
    for (const params of [nowhere, beyond, { textDocument: { uri: '' }, position: { line: -1, character: -1 } }, {}, { textDocument: null }])
      for (const method of methods)
        await client.request(`textDocument/${method}`, { newName: 'x', context: { includeDeclaration: true, diagnostics: [] }, positions: [], options: {}, range: { start: { line: 5, character: 0 }, end: { line: 0, character: 0 } }, ...params }).catch(() => undefined); // prettier-ignore
    for (const [method, params] of [
      [
        'textDocument/didChange',
        { textDocument: { uri: 'file:///never/opened.groupmap.yaml', version: 7 }, contentChanges: [{ text: 'x' }] },
      ],
      ['textDocument/didClose', { textDocument: { uri: 'file:///never/opened.groupmap.yaml' } }],
      ['textDocument/didSave', { textDocument: { uri: '%%%' } }],
      ['textDocument/didOpen', { textDocument: { uri: 'no scheme at all', languageId: 'yaml', version: 1, text: 'a: 1' } }],
      [
        'workspace/didChangeWatchedFiles',
        {
          changes: [
            { uri: 'file:///', type: 3 },
            { uri: '', type: 1 },
          ],
        },
      ],
      ['workspace/didChangeConfiguration', { settings: 5 }],
      ['groupmap/unheard-of', {}],
    ] as const)
      void client.connection.sendNotification(method, params);
    client.edit(open, 0, 0, '# still there\n');
    expect((await client.diagnosticsOf(open)).diagnostics).toEqual([]);
  });

  it('follows changes whose versions make no sense', async () => {
    const { client, document } = await startSession({ 'a.groupmap.yaml': soundFile });
    const { uri } = document('a.groupmap.yaml');
    for (const version of [1, -7, null, 2]) {
      const wrong = client.nextDiagnostics(uri, ({ diagnostics }) => codesOf(diagnostics).includes('unknown-variable'));
      const text = soundFile.replace('"data-science" in groups', '"data-science" in grops');
      void client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
      await wrong;
      const right = client.nextDiagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
      void client.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text: soundFile }],
      });
      await right;
    }
  });

  it('answers a cancelled request as cancelled, and the next as ever', async () => {
    const { client, document } = await startSession({ 'a.groupmap.yaml': soundFile });
    const open = document('a.groupmap.yaml');
    const { CancellationTokenSource } = await import('vscode-languageserver-protocol/node.js');
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: open.uri } }, source.token);
    source.cancel();
    // It may have been answered before the cancellation came.
    await answer.catch((error: { code?: number }) => expect(error.code).toBe(-32800));
    expect(await client.request('textDocument/documentSymbol', { textDocument: { uri: open.uri } })).not.toEqual([]);
  });

  it('says how it is used when it is started without a way to talk', async () => {
    const { spawnSync } = await import('node:child_process');
    const { serverBundle } = await import('../support/language-client.js');
    const asked = spawnSync(process.execPath, [serverBundle], { encoding: 'utf8' });
    expect(asked.status).toBe(2);
    expect(asked.stderr).toContain('--stdio');
    const version = spawnSync(process.execPath, [serverBundle, '--version'], { encoding: 'utf8' });
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('ends with its client', async () => {
    const client = await LanguageClient.start();
    expect(await client.end()).toBe(0);
    const abandoned = await LanguageClient.start();
    const gone = new Promise((resolve) => abandoned.process.once('exit', resolve));
    abandoned.process.stdin.end();
    await gone;
    abandoned.connection.dispose();
  });
});

/** The state once the diagnostics of all documents are those of the present texts of all of them. */
async function settled(client: LanguageClient, documents: readonly OpenDocument[], root: string): Promise<unknown> {
  let before = '';
  for (;;) {
    const state = await stateOf(client, documents, root);
    const now = JSON.stringify(state);
    if (now === before) return state;
    before = now;
  }
}

describe('faults', () => {
  it('are told in the log, and only there', async () => {
    const { client, document } = await startSession({
      'a.groupmap.yaml': soundFile.replace('"data-science" in groups', '"data-science" in grops'),
    });
    expect(codesOf((await client.diagnosticsOf(document('a.groupmap.yaml'))).diagnostics)).toContain('unknown-variable');
    await client.request('textDocument/hover', { textDocument: { uri: document('a.groupmap.yaml').uri } }).catch(() => undefined);
    expect(client.hasExited).toBe(false);
  });
});
