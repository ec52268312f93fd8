import type { CodeAction, CodeActionParams, Command, Diagnostic } from 'vscode-languageserver';
import { codeActionsAt, type CodeAction as Action, type CodeActionKind } from '../../src-language/editing/code-actions.js';
import { fixAllEdits } from '../../src-language/editing/fix-all.js';
import type { DiagnosticCode } from '../../src-language/text/problem.js';
import { handleSafely } from '../handle-safely.js';
import type { SetFile } from '../loaded-set.js';
import { toLspRange, toOffsetRange } from '../places.js';
import { canEdit, toWorkspaceEdit } from '../workspace-edits.js';
import type { Feature, SetAndFile } from './feature.js';

const providedKinds: readonly CodeActionKind[] = [
  'quickfix',
  'refactor.rewrite',
  'refactor.rewrite.shrink',
  'refactor.extract',
  'refactor.inline',
  'source.fixAll.groupmap',
];

/** What is needed to work out later what an action edits. */
interface FixAllData {
  readonly uri: string;
  readonly version: number | null;
  readonly code?: DiagnosticCode;
}

/** Quick fixes, "fix all" and refactorings. What takes a while is worked out when the client asks for it, if it can ask. */
export const codeActions: Feature = {
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [...providedKinds], resolveProvider: true } }),
  register({ connection, client, fileOf }) {
    const canResolve = (): boolean => client().textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false;
    const fixAllEdit = ({ loaded, file }: SetAndFile, code?: DiagnosticCode) =>
      toWorkspaceEdit(loaded, fixAllEdits(loaded.context, file.path, code), client());

    connection.onCodeAction(
      handleSafely<CodeActionParams, (Command | CodeAction)[] | null>(
        connection,
        'codeAction',
        null,
        async ({ textDocument: { uri }, range, context }, token) => {
          const found = await fileOf(uri, token);
          if (!found || !client().textDocument?.codeAction?.codeActionLiteralSupport) return null;
          const { loaded, file } = found;
          const actions = codeActionsAt(loaded.context, file.path, toOffsetRange(file, range), wantedKinds(context.only));
          return actions.flatMap((action): CodeAction[] => {
            const shown = describe(file, action, context.diagnostics);
            if (action.edits)
              return canEdit(loaded, action.edits, client()) ? [{ ...shown, edit: toWorkspaceEdit(loaded, action.edits, client()) }] : [];
            const code = action.fixAll?.code;
            if (!canResolve()) return [{ ...shown, edit: fixAllEdit(found, code) }];
            const data: FixAllData = { uri, version: file.version, ...(code ? { code } : {}) };
            return [{ ...shown, data }];
          });
        },
      ),
    );

    connection.onCodeActionResolve(async (action, token) => {
      const resolve = handleSafely<CodeAction, CodeAction>(connection, 'codeAction/resolve', action, async () => {
        const data = action.data as Partial<FixAllData> | undefined;
        if (typeof data?.uri !== 'string') return action;
        const found = await fileOf(data.uri, token);
        // What was typed meanwhile may have settled the findings, or moved them.
        if (!found || found.file.version !== data.version) return action;
        return { ...action, edit: fixAllEdit(found, data.code) };
      });
      return resolve(action, token);
    });
  },
};

/** Without a wish everything but what is for the whole file, which clients ask for by name. */
function wantedKinds(only: readonly string[] | undefined): (kind: CodeActionKind) => boolean {
  if (!only) return (kind) => !kind.startsWith('source.');
  return (kind) => only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function describe(file: SetFile, { title, kind, isPreferred, finding }: Action, diagnostics: readonly Diagnostic[]): CodeAction {
  const range = finding && toLspRange(file, finding.range);
  const settled = diagnostics.filter(
    (diagnostic) => finding && range && diagnostic.code === finding.code && JSON.stringify(diagnostic.range) === JSON.stringify(range),
  );
  return {
    title,
    kind,
    ...(isPreferred ? { isPreferred } : {}),
    ...(settled.length > 0 ? { diagnostics: settled } : {}),
  };
}
