import {
  SemanticTokensBuilder,
  type SemanticTokens,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { semanticTokens as tokensOf, semanticTokenTypes } from '../../src-language/editing/semantic-tokens.js';
import type { OffsetRange } from '../../src-language/text/range.js';
import { handleSafely } from '../handle-safely.js';
import { toOffsetRange } from '../places.js';
import type { Feature, SetAndFile } from './feature.js';

const predefined = 1;

/** The colours of filters that have a file of their own. */
export const semanticTokens: Feature = {
  capabilities: () => ({
    semanticTokensProvider: {
      documentSelector: [{ language: 'groupfilter' }],
      legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: ['defaultLibrary'] },
      full: true,
      range: true,
    },
  }),
  register({ connection, fileOf }) {
    const none: SemanticTokens = { data: [] };
    connection.languages.semanticTokens.on(
      handleSafely<SemanticTokensParams, SemanticTokens>(connection, 'semanticTokens', none, async ({ textDocument: { uri } }, token) => {
        const found = await fileOf(uri, token);
        return found ? encode(found, null) : none;
      }),
    );
    connection.languages.semanticTokens.onRange(
      handleSafely<SemanticTokensRangeParams, SemanticTokens>(
        connection,
        'semanticTokens',
        none,
        async ({ textDocument: { uri }, range }, token) => {
          const found = await fileOf(uri, token);
          return found ? encode(found, toOffsetRange(found.file, range)) : none;
        },
      ),
    );
  },
};

function encode({ loaded, file }: SetAndFile, within: OffsetRange | null): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { range, type, isPredefined } of tokensOf(loaded.context, file.path)) {
    if (within && (range.end < within.start || range.start > within.end)) continue;
    const { line, character } = file.lines.positionAt(range.start);
    builder.push(line, character, range.end - range.start, semanticTokenTypes.indexOf(type), isPredefined ? predefined : 0);
  }
  // Without the identifier of the result: no differences between results are offered.
  return { data: builder.build().data };
}
