import { SymbolKind, type DocumentSymbol, type DocumentSymbolParams, type SymbolInformation } from 'vscode-languageserver';
import { documentSymbols as symbolsOf, type DocumentSymbol as Symbol } from '../../src-language/editing/document-symbols.js';
import { handleSafely } from '../handle-safely.js';
import type { SetFile } from '../loaded-set.js';
import { toLspRange } from '../places.js';
import type { Feature } from './feature.js';

const kinds: Readonly<Record<Symbol['kind'], SymbolKind>> = {
  section: SymbolKind.Module,
  mapping: SymbolKind.Class,
  binding: SymbolKind.Key,
  group: SymbolKind.Constant,
  user: SymbolKind.Object,
  filter: SymbolKind.Boolean,
  setting: SymbolKind.Property,
};

/** The outline of a file. */
export const documentSymbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: { label: 'Group Mapping' } }),
  register({ connection, client, fileOf }) {
    connection.onDocumentSymbol(
      handleSafely<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[] | null>(
        connection,
        'documentSymbol',
        null,
        async ({ textDocument: { uri } }, token) => {
          const found = await fileOf(uri, token);
          if (!found) return null;
          const { loaded, file } = found;
          const symbols = symbolsOf(loaded.context, file.path);
          return client().textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport
            ? symbols.map((symbol) => toLsp(file, symbol))
            : flatten(file, symbols, '');
        },
      ),
    );
  },
};

function toLsp(file: SetFile, { name, detail, kind, range, selectionRange, children }: Symbol): DocumentSymbol {
  return {
    name,
    ...(detail === '' ? {} : { detail }),
    kind: kinds[kind],
    range: toLspRange(file, range),
    selectionRange: toLspRange(file, selectionRange),
    children: children.map((child) => toLsp(file, child)),
  };
}

function flatten(file: SetFile, symbols: readonly Symbol[], containerName: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children }) => [
    { name, kind: kinds[kind], containerName, location: { uri: file.uri, range: toLspRange(file, range) } },
    ...flatten(file, children, name),
  ]);
}
