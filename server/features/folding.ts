import { FoldingRangeKind, type FoldingRange, type FoldingRangeParams } from 'vscode-languageserver';
import { foldingRanges } from '../../src-language/editing/folding.js';
import { isReadWithOthers } from '../../src-language/mapping-set/change-file.js';
import { handleSafely } from '../handle-safely.js';
import type { Feature } from './feature.js';

/** What can be folded away. */
export const folding: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register({ connection, fileOf }) {
    connection.onFoldingRanges(
      handleSafely<FoldingRangeParams, FoldingRange[] | null>(
        connection,
        'foldingRange',
        null,
        async ({ textDocument: { uri } }, token) => {
          const found = await fileOf(uri, token);
          if (!found) return null;
          // An editor folds by indentation where nobody has an answer; one of ours would take that away from Terraform that was not read.
          if (isReadWithOthers(found.file.content) && !found.file.content.items) return null;
          return foldingRanges(found.loaded.context, found.file.path).map(({ startLine, endLine, kind }) => ({
            startLine,
            endLine,
            ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
          }));
        },
      ),
    );
  },
};
