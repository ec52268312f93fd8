import { DocumentHighlightKind, type DocumentHighlight, type DocumentHighlightParams } from 'vscode-languageserver';
import { highlightsAt } from '../../src-language/editing/highlights.js';
import { handleSafely } from '../handle-safely.js';
import { toLspRange, toOffset } from '../places.js';
import type { Feature } from './feature.js';

/** The places of the file that name what is under the cursor. */
export const highlights: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  register({ connection, fileOf }) {
    connection.onDocumentHighlight(
      handleSafely<DocumentHighlightParams, DocumentHighlight[] | null>(connection, 'documentHighlight', null, async (params, token) => {
        const found = await fileOf(params.textDocument.uri, token);
        if (!found) return null;
        const { loaded, file } = found;
        return highlightsAt(loaded.context, file.path, toOffset(file, params)).map(({ range, kind }) => ({
          range: toLspRange(file, range),
          kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        }));
      }),
    );
  },
};
