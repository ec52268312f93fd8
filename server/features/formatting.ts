import {
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  type DocumentFormattingParams,
  type DocumentRangeFormattingParams,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import { formatFile } from '../../src-language/editing/format.js';
import { hostReaders } from '../../src-language/mapping-set/hosts-by-kind.js';
import { handleSafely } from '../handle-safely.js';
import { toLspRange, toOffsetRange } from '../places.js';
import type { Feature } from './feature.js';

/** Formatting of filters, within the set's limit of their length; the rest of a file is its host's. */
export const formatting: Feature = {
  capabilities: (client) => (canBeAsked(client) ? {} : { documentFormattingProvider: true, documentRangeFormattingProvider: true }),
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

/**
 * Asks a client that can be asked to have filters formatted everywhere but in Terraform. Terraform's own extension formats those files, and an
 * editor that knows two formatters of a document runs neither: it asks the user which one is meant. Terraform is answered all the same, to who asks.
 */
export async function registerFormatting(connection: Connection, client: ClientCapabilities): Promise<void> {
  if (!canBeAsked(client)) return;
  const { yaml, json } = hostReaders;
  const documentSelector = [
    ...[...yaml.suffixes, ...json.suffixes].map((suffix) => ({ pattern: `**/*${suffix}` })),
    { language: 'groupfilter' },
  ];
  await connection.client.register(DocumentFormattingRequest.type, { documentSelector });
  await connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector });
}

function canBeAsked({ textDocument }: ClientCapabilities): boolean {
  return (textDocument?.formatting?.dynamicRegistration && textDocument.rangeFormatting?.dynamicRegistration) ?? false;
}
