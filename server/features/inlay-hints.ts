import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import { inlayHints as hintsOf, type InlayHintKind } from '../../src-language/editing/inlay-hints.js';
import type { EditorSettings } from '../../protocol.js';
import { handleSafely } from '../handle-safely.js';
import { toOffsetRange } from '../places.js';
import type { Feature } from './feature.js';

const switches: readonly (readonly [InlayHintKind, keyof NonNullable<EditorSettings['inlayHints']>])[] = [
  ['display-name', 'displayNames'],
  ['matching-users', 'matchingUsers'],
  ['filter-length', 'filterLength'],
];

/** Words that the editor shows in the text without their being there; each kind is on unless the settings switch it off. */
export const inlayHints: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  register({ connection, settings, fileOf }) {
    connection.languages.inlayHint.on(
      handleSafely<InlayHintParams, InlayHint[] | null>(connection, 'inlayHint', null, async ({ textDocument: { uri }, range }, token) => {
        const chosen = settings().inlayHints ?? {};
        const kinds = new Set(switches.flatMap(([kind, name]) => (chosen[name] === false ? [] : [kind])));
        if (kinds.size === 0) return null;
        const found = await fileOf(uri, token);
        if (!found) return null;
        const { loaded, file } = found;
        return hintsOf(loaded.context, file.path, toOffsetRange(file, range), kinds).map(({ offset, label, tooltip }) => ({
          position: file.lines.positionAt(offset),
          label,
          ...(tooltip === null ? {} : { tooltip }),
          paddingLeft: true,
        }));
      }),
    );
  },
};
