import type { Location, ReferenceParams } from 'vscode-languageserver';
import { referencesAt } from '../../src-language/editing/references.js';
import { handleSafely } from '../handle-safely.js';
import { toLspRange, toOffset } from '../places.js';
import type { Feature } from './feature.js';

/** Every place of the set that names what is under the cursor. */
export const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  register({ connection, fileOf }) {
    connection.onReferences(
      handleSafely<ReferenceParams, Location[] | null>(connection, 'references', null, async (params, token) => {
        const found = await fileOf(params.textDocument.uri, token);
        if (!found) return null;
        const { loaded, file } = found;
        return referencesAt(loaded.context, file.path, toOffset(file, params)).flatMap((reference): Location[] => {
          const target = loaded.fileAt(reference.file);
          if (!target || (reference.isDefinition && !params.context.includeDeclaration)) return [];
          return [{ uri: target.uri, range: toLspRange(target, reference.range) }];
        });
      }),
    );
  },
};
