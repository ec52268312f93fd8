import type { CancellationToken, DocumentFormattingParams, DocumentRangeFormattingParams, Range, TextEdit } from 'vscode-languageserver';
import { formatFile } from '../../src-language/editing/format.js';
import { handleSafely } from '../handle-safely.js';
import { toLspRange, toOffsetRange } from '../places.js';
import type { Feature } from './feature.js';

/** Formatting of filters, within the set's limit of their length; the rest of a file is its host's. */
export const formatting: Feature = {
  capabilities: () => ({ documentFormattingProvider: true, documentRangeFormattingProvider: true }),
  register({ connection, services, fileOf }) {
    const format = async (uri: string, range: Range | null, token: CancellationToken): Promise<TextEdit[] | null> => {
      const found = await fileOf(uri, token);
      if (!found) return null;
      const { loaded, file } = found;
      const { edits } = formatFile(file.content, services, {
        lengthLimit: loaded.context.settings.filterLengthLimit,
        set: loaded.set,
        ...(range ? { within: toOffsetRange(file, range) } : {}),
      });
      return edits.map((edit) => ({ range: toLspRange(file, edit.range), newText: edit.newText }));
    };
    connection.onDocumentFormatting(
      handleSafely<DocumentFormattingParams, TextEdit[] | null>(connection, 'formatting', null, ({ textDocument: { uri } }, token) =>
        format(uri, null, token),
      ),
    );
    connection.onDocumentRangeFormatting(
      handleSafely<DocumentRangeFormattingParams, TextEdit[] | null>(
        connection,
        'rangeFormatting',
        null,
        ({ textDocument: { uri }, range }, token) => format(uri, range, token),
      ),
    );
  },
};
