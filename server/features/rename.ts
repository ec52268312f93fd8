import {
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { prepareRename, rename as renameAt, type RenameProblem } from '../../src-language/editing/rename.js';
import { handleSafely } from '../handle-safely.js';
import { toLspRange, toOffset } from '../places.js';
import { toWorkspaceEdit } from '../workspace-edits.js';
import type { Feature } from './feature.js';

/** Another name for a group, mapping or user, in all files of the set at once. */
export const rename: Feature = {
  capabilities: (client) => ({ renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true }),
  register({ connection, client, fileOf }) {
    connection.onPrepareRename(
      handleSafely<PrepareRenameParams, PrepareRenameResult | null>(connection, 'prepareRename', null, async (params, token) => {
        const found = await fileOf(params.textDocument.uri, token);
        if (!found) return null;
        const { loaded, file } = found;
        const target = prepareRename(loaded.context, file.path, toOffset(file, params));
        if (!target) return null;
        if ('problem' in target) throw refusal(target);
        return { range: toLspRange(file, target.range), placeholder: target.placeholder };
      }),
    );
    connection.onRenameRequest(
      handleSafely<RenameParams, WorkspaceEdit | null>(connection, 'rename', null, async (params, token) => {
        const found = await fileOf(params.textDocument.uri, token);
        if (!found) return null;
        const { loaded, file } = found;
        const renamed = renameAt(loaded.context, file.path, toOffset(file, params), params.newName);
        if ('problem' in renamed) throw refusal(renamed);
        for (const warning of renamed.warnings) connection.window.showWarningMessage(warning);
        return toWorkspaceEdit(loaded, renamed.edits, client());
      }),
    );
  },
};

/** Editors show the message of a failed rename to the user. */
function refusal({ problem }: RenameProblem): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, problem);
}
