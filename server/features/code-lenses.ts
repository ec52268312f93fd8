import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { codeLenses as lensesOf, type CodeLensKind } from '../../src-language/editing/code-lenses.js';
import type { SimulateArguments, SimulateUserArguments } from '../../protocol.js';
import { handleSafely } from '../handle-safely.js';
import { toLspRange } from '../places.js';
import type { Feature } from './feature.js';

/** Above each mapping who matches, above each user what comes of the sign-in; each kind is on unless the settings switch it off. */
export const codeLenses: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
  register({ connection, settings, fileOf }) {
    connection.onCodeLens(
      handleSafely<CodeLensParams, CodeLens[] | null>(connection, 'codeLens', null, async ({ textDocument: { uri } }, token) => {
        const chosen = settings().codeLens ?? {};
        const kinds = new Set((['mappings', 'users'] as const).filter((kind: CodeLensKind) => chosen[kind] !== false));
        if (kinds.size === 0) return null;
        const found = await fileOf(uri, token);
        if (!found) return null;
        const { loaded, file } = found;
        return lensesOf(loaded.context, file.path, kinds).map(({ range, title, user }) => {
          const ofUser: SimulateUserArguments | null = user === null ? null : [file.uri, user];
          const ofSet: SimulateArguments = [file.uri];
          return {
            range: toLspRange(file, range),
            command: { title, command: ofUser ? 'groupmap.simulateUser' : 'groupmap.simulate', arguments: [...(ofUser ?? ofSet)] },
          };
        });
      }),
    );
  },
};
