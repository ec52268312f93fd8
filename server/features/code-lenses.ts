import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { codeLenses as lensesOf, type CodeLens as LensOfFile, type CodeLensKind } from '../../src-language/editing/code-lenses.js';
import type { DiffWithGitArguments, OpenEvaluatorArguments, SimulateArguments } from '../../protocol.js';
import { handleSafely } from '../handle-safely.js';
import { toLspRange } from '../places.js';
import type { Feature } from './feature.js';

/** Above each mapping who matches and how it changed, above each user what comes of the sign-in; each kind is on unless the settings switch it off. */
export const codeLenses: Feature = {
  capabilities: () => ({ codeLensProvider: { resolveProvider: false } }),
  register({ connection, settings, bases, fileOf }) {
    connection.onCodeLens(
      handleSafely<CodeLensParams, CodeLens[] | null>(connection, 'codeLens', null, async ({ textDocument: { uri } }, token) => {
        const chosen = settings().codeLens ?? {};
        const kinds = new Set((['mappings', 'users', 'changes'] as const).filter((kind: CodeLensKind) => chosen[kind] !== false));
        if (kinds.size === 0) return null;
        const found = await fileOf(uri, token);
        if (!found) return null;
        const { loaded, file } = found;
        const changes = kinds.has('changes') ? bases.changesOf(loaded) : null;
        return lensesOf(loaded.context, file.path, kinds, changes).map((lens) => ({
          range: toLspRange(file, lens.range),
          command: { title: lens.title, ...commandOf(lens, file.uri) },
        }));
      }),
    );
  },
};

function commandOf({ kind, user }: LensOfFile, uri: string): { readonly command: string; readonly arguments: string[] } {
  if (kind === 'changes') return { command: 'groupmap.diffWithGit', arguments: [...([uri] satisfies DiffWithGitArguments)] };
  if (user === null) return { command: 'groupmap.simulate', arguments: [...([uri] satisfies SimulateArguments)] };
  return { command: 'groupmap.openEvaluator', arguments: [...([uri, user] satisfies OpenEvaluatorArguments)] };
}
