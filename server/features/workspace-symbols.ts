import { SymbolKind, type SymbolInformation, type WorkspaceSymbolParams } from 'vscode-languageserver';
import { workspaceSymbols as symbolsOf, type WorkspaceSymbol } from '../../src-language/editing/workspace-symbols.js';
import { handleSafely, throwIfCancelled } from '../handle-safely.js';
import { toLspRange } from '../places.js';
import type { Feature } from './feature.js';

const kinds: Readonly<Record<WorkspaceSymbol['kind'], SymbolKind>> = {
  mapping: SymbolKind.Class,
  group: SymbolKind.Constant,
  user: SymbolKind.Object,
  role: SymbolKind.Enum,
};

/** What the sets of the workspace hold, by name. */
export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register({ connection, sets, allSets }) {
    connection.onWorkspaceSymbol(
      handleSafely<WorkspaceSymbolParams, SymbolInformation[] | null>(connection, 'workspaceSymbol', null, async ({ query }, token) => {
        const found: SymbolInformation[] = [];
        for (const setUri of await allSets()) {
          const loaded = await sets.load(setUri);
          throwIfCancelled(token);
          for (const { name, kind, container, file: path, range } of symbolsOf(loaded.context, query)) {
            const file = loaded.fileAt(path);
            if (file)
              found.push({
                name,
                kind: kinds[kind],
                containerName: container,
                location: { uri: file.uri, range: toLspRange(file, range) },
              });
          }
        }
        return found;
      }),
    );
  },
};
