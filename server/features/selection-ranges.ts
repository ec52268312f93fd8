import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import { selectionRangesAt } from '../../src-language/editing/selection-ranges.js';
import { handleSafely } from '../handle-safely.js';
import { toLspRange, toOffset } from '../places.js';
import type { Feature } from './feature.js';

/** What "expand selection" selects. */
export const selectionRanges: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  register({ connection, fileOf }) {
    connection.onSelectionRanges(
      handleSafely<SelectionRangeParams, SelectionRange[] | null>(
        connection,
        'selectionRange',
        null,
        async ({ textDocument: { uri }, positions }, token) => {
          const found = await fileOf(uri, token);
          if (!found) return null;
          const { loaded, file } = found;
          return positions.map((position) => {
            const ranges = selectionRangesAt(loaded.context, file.path, toOffset(file, { position }));
            const nested = ranges.reduceRight<SelectionRange | undefined>(
              (parent, range) => ({ range: toLspRange(file, range), ...(parent ? { parent } : {}) }),
              undefined,
            );
            // One answer for each position, in their order.
            return nested ?? { range: { start: position, end: position } };
          });
        },
      ),
    );
  },
};
