import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import { hoverAt } from '../../src-language/editing/hover.js';
import { handleSafely } from '../handle-safely.js';
import { toLspRange, toOffset } from '../places.js';
import type { Feature } from './feature.js';

/** What is worth knowing of the thing under the cursor. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register({ connection, fileOf }) {
    connection.onHover(
      handleSafely<HoverParams, Hover | null>(connection, 'hover', null, async (params, token) => {
        const found = await fileOf(params.textDocument.uri, token);
        if (!found) return null;
        const { loaded, file } = found;
        const answer = hoverAt(loaded.context, file.path, toOffset(file, params));
        return answer && { range: toLspRange(file, answer.range), contents: { kind: MarkupKind.Markdown, value: answer.markdown } };
      }),
    );
  },
};
