import type { DefinitionParams, Location, LocationLink } from 'vscode-languageserver';
import { definitionsAt } from '../../src-language/editing/definition.js';
import { handleSafely } from '../handle-safely.js';
import { toLspRange, toOffset } from '../places.js';
import type { Feature } from './feature.js';

/** Where the group, mapping, user or role under the cursor is listed. */
export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register({ connection, client, fileOf }) {
    connection.onDefinition(
      handleSafely<DefinitionParams, Location[] | LocationLink[] | null>(connection, 'definition', null, async (params, token) => {
        const found = await fileOf(params.textDocument.uri, token);
        if (!found) return null;
        const { loaded, file } = found;
        const links = definitionsAt(loaded.context, file.path, toOffset(file, params)).flatMap((link): LocationLink[] => {
          const target = loaded.fileAt(link.file);
          if (!target) return [];
          return [
            {
              originSelectionRange: toLspRange(file, link.origin),
              targetUri: target.uri,
              targetRange: toLspRange(target, link.range),
              targetSelectionRange: toLspRange(target, link.nameRange),
            },
          ];
        });
        if (client().textDocument?.definition?.linkSupport) return links;
        return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
      }),
    );
  },
};
