import { describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  SelectionRange,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { applyEdits } from '../../src-language/text/range.js';
import { computed, mark, plain } from '../editing/terraform-set.js';
import type { Texts } from '../support/read-terraform.js';
import { editorCapabilities, offsetAt } from '../support/language-client.js';
import { parseMarkedText } from '../support/marked-text.js';
import { codesOf, startSession, type EditorSession } from './editor-session.js';

type Range = Location['range'];

/** A session on marked files, with what the protocol answers put into the files' own words. */
async function open(marked: Texts) {
  const session = await startSession(marked, { capabilities: editorCapabilities });
  const texts = Object.fromEntries(Object.entries(marked).map(([path, text]) => [path, parseMarkedText(text).text]));
  const pathOf = (uri: string): string => Object.keys(texts).find((path) => session.uri(path) === uri) ?? uri;
  const at = (path: string, { start, end }: Range): string => {
    const text = texts[path] ?? '';
    return text.slice(offsetAt(text, start), offsetAt(text, end));
  };
  const ask = <T>(method: string, more: object = {}): Promise<T> =>
    session.client.connection.sendRequest(method, { ...session.cursor, ...more });
  const of = (path: string) => ({ textDocument: { uri: session.uri(path) } });
  const applied = (edits: ReadonlyMap<string, readonly TextEdit[]>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(texts).map(([path, text]) => [
        path,
        applyEdits(
          text,
          (edits.get(path) ?? []).map(({ range, newText }) => ({
            range: { start: offsetAt(text, range.start), end: offsetAt(text, range.end) },
            newText,
          })),
        ),
      ]),
    );
  const editsOf = ({ documentChanges = [], changes = {} }: WorkspaceEdit): Map<string, TextEdit[]> =>
    new Map([
      ...documentChanges.flatMap((change): [string, TextEdit[]][] =>
        'textDocument' in change ? [[pathOf(change.textDocument.uri), change.edits as TextEdit[]]] : [],
      ),
      ...Object.entries(changes).map(([uri, edits]): [string, TextEdit[]] => [pathOf(uri), edits]),
    ]);
  return { session, texts, at, pathOf, ask, of, applied, editsOf };
}

const cursorOf = ({ cursor }: EditorSession): Range => ({ start: cursor.position, end: cursor.position });

describe('the server on a computed Terraform set', () => {
  it('answers where the texts were written, and renames in every file', async () => {
    const { session, at, pathOf, ask, of, applied, editsOf } = await open(mark(computed, 'locals.tf', 'platform-<|>admins = '));
    const hover = await ask<Hover>('textDocument/hover');
    expect(at('locals.tf', hover.range ?? cursorOf(session))).toBe('platform-admins');
    const definitions = await ask<Location[]>('textDocument/definition');
    expect(definitions.map(({ uri }) => pathOf(uri))).toEqual(['users.groupmap.yaml']);
    const references = await ask<Location[]>('textDocument/references', { context: { includeDeclaration: true } });
    expect(references.map(({ uri, range }) => `${pathOf(uri)}: ${at(pathOf(uri), range)}`)).toEqual([
      'locals.tf: platform-admins',
      ...Array<string>(3).fill('users.groupmap.yaml: platform-admins'),
    ]);
    const renamed = await ask<WorkspaceEdit>('textDocument/rename', { newName: 'ops' });
    expect(applied(editsOf(renamed))).toEqual({
      ...computed,
      'locals.tf': computed['locals.tf'].replace('platform-admins', 'ops'),
      'users.groupmap.yaml': computed['users.groupmap.yaml'].replaceAll('platform-admins', 'ops'),
    });
    const lenses = await ask<CodeLens[]>('textDocument/codeLens', of('locals.tf'));
    expect(lenses.map(({ range, command }) => [at('locals.tf', range), command?.title])).toEqual([
      ['Platform admins', '2 of 3 users match · simulate'],
      ['Data science', '2 of 3 users match · simulate'],
    ]);
    const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await ask<InlayHint[]>('textDocument/inlayHint', { ...of('locals.tf'), range: whole });
    expect(hints.map(({ label }) => label)).toEqual(['2 users', '2 users']);
    const symbols = await ask<DocumentSymbol[]>('textDocument/documentSymbol', of('main.tf'));
    expect(symbols.map(({ name, children }) => [name, children?.length])).toEqual([
      ['2 group mappings', 2],
      ['3 role bindings', 3],
    ]);
    const found = await session.client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'data science' });
    expect(found.map(({ location }) => `${pathOf(location.uri)}: ${at(pathOf(location.uri), location.range)}`)).toContain(
      'locals.tf: Data science',
    );
  });

  it('repairs the literal that a filter was made of', async () => {
    const broken = { ...computed, 'locals.tf': computed['locals.tf'].replace('platform-admins', '"platform-ad<|>mins "') };
    const { session, ask, applied, editsOf } = await open(broken);
    const diagnostics = await session.client.diagnosticsOf(session.document('locals.tf'));
    expect(codesOf(diagnostics.diagnostics)).toContain('group-blank-edges');
    const actions = await ask<CodeAction[]>('textDocument/codeAction', { range: cursorOf(session), context: { diagnostics: [] } });
    const preferred = actions.find(({ isPreferred }) => isPreferred);
    expect(applied(editsOf(preferred?.edit ?? {}))['locals.tf']).toBe(
      computed['locals.tf'].replace('platform-admins', '"platform-admins"'),
    );
  });
});

describe('the server on a plain Terraform set', () => {
  it('leads from a principal to its mapping, and folds, selects and formats', async () => {
    const files = mark(plain, 'main.tf', 'confluent_group_mapping.o<|>ps.id');
    const { session, texts, at, ask, of } = await open({
      ...files,
      'main.tf': files['main.tf']?.replace(' && "ops"', '  &&   "ops"') ?? '',
    });
    const [definition] = await ask<Location[]>('textDocument/definition');
    expect(definition && at('main.tf', definition.range)).toBe('"Operations"');
    const folds = await ask<FoldingRange[]>('textDocument/foldingRange', of('main.tf'));
    expect(folds.map(({ startLine }) => startLine)).toEqual([0, 5, 7, 13]);
    const [selection] = await ask<SelectionRange[]>('textDocument/selectionRange', {
      ...of('main.tf'),
      positions: [session.cursor.position],
    });
    expect(selection && at('main.tf', selection.range)).toMatch(/^principal/);
    const edits = await ask<TextEdit[]>('textDocument/formatting', { ...of('main.tf'), options: { tabSize: 2, insertSpaces: true } });
    const text = texts['main.tf'] ?? '';
    const formatted = applyEdits(text, edits.map(({ range, newText }) => ({ range: { start: offsetAt(text, range.start), end: offsetAt(text, range.end) }, newText }))); // prettier-ignore
    expect(formatted.replace(/\s+/g, ' ')).toBe(plain['main.tf'].replace(/\s+/g, ' '));
  });

  it('completes groups, escaped for the string', async () => {
    const { ask, applied } = await open({
      'main.tf': plain['main.tf'].replace('\\"oncall\\"', '\\"<|>\\"'),
      'users.groupmap.yaml': 'known_groups: [\'a "b"\', ops, data]\n',
    });
    const { items } = await ask<CompletionList>('textDocument/completion');
    const odd = items.find(({ label }: CompletionItem) => label === 'a "b"');
    const text = applied(new Map([['main.tf', [odd?.textEdit as TextEdit]]]))['main.tf'];
    expect(text).toBe(plain['main.tf'].replace('\\"oncall\\"', `'a \\"b\\"'`));
  });
});
