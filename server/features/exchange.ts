import {
  exportRequest,
  importRequest,
  jitRequestRequest,
  mappingCommandRequest,
  type ExportParams,
  type ExportResult,
  type ImportParams,
  type ImportResult,
  type JitRequestParams,
  type JitRequestResult,
  type MappingCommandParams,
  type MappingCommandResult,
} from '../../protocol.js';
import { importUsers } from '../../src-language/exchange/directory/import-users.js';
import { exportCommandsOf } from '../../src-language/exchange/export/export-commands.js';
import { exportSet } from '../../src-language/exchange/export/export-set.js';
import { jitRequest } from '../../src-language/exchange/export/jit-request.js';
import { exportedFile, importMappings } from '../../src-language/exchange/import-mappings.js';
import { importSignIn } from '../../src-language/exchange/import-sign-in.js';
import { readMappingFile } from '../../src-language/mapping-set/read-mapping-file.js';
import { handleSafely } from '../handle-safely.js';
import type { Feature } from './feature.js';

/** Imports and exports: texts in, texts out. Where they come from and go to is the client's business. */
export const exchange: Feature = {
  register({ connection, services, fileOf }) {
    const importText = ({ kind, text, name, nameColumn }: ImportParams): ImportResult => {
      if (kind === 'saml') return importSignIn(text, name);
      if (kind === 'users') return importUsers(text, name, nameColumn === undefined ? {} : { columns: new Map([['name', [nameColumn]]]) });
      const file = exportedFile(name, text);
      return importMappings(services.assemble([readMappingFile(file)]), [file]);
    };
    const fault: ImportResult = {
      yaml: null,
      mistake: 'This could not be imported, which is a fault of Groupmap. Its output channel says more.',
    };
    connection.onRequest(importRequest, handleSafely<ImportParams, ImportResult>(connection, importRequest, fault, importText));

    connection.onRequest(
      exportRequest,
      handleSafely<ExportParams, ExportResult | null>(connection, exportRequest, null, async ({ uri, format }, token) => {
        const found = await fileOf(uri, token);
        return found && exportSet(found.loaded.set, format);
      }),
    );

    connection.onRequest(
      mappingCommandRequest,
      handleSafely<MappingCommandParams, MappingCommandResult | null>(
        connection,
        mappingCommandRequest,
        null,
        async ({ uri, position }, token) => {
          const found = await fileOf(uri, token);
          if (!found) return null;
          const { loaded, file } = found;
          const offset = file.lines.offsetAt(position);
          const own = loaded.set.groupMappings.filter((mapping) => mapping.file === file.path);
          const first =
            own.find(({ range }) => range.start <= offset && offset <= range.end) ??
            own.find(
              ({ range }) =>
                file.lines.positionAt(range.start).line <= position.line && position.line <= file.lines.positionAt(range.end).line,
            );
          if (!first) return null;
          // A block of Terraform may make several.
          const mappings = own.filter(({ range }) => range.start === first.range.start && range.end === first.range.end);
          return { ...exportCommandsOf(loaded.set, mappings), groupMapping: first.displayName, others: mappings.length - 1 };
        },
      ),
    );

    connection.onRequest(
      jitRequestRequest,
      handleSafely<JitRequestParams, JitRequestResult | null>(connection, jitRequestRequest, null, async ({ uri, isEnabled }, token) => {
        const found = await fileOf(uri, token);
        return found && jitRequest(found.loaded.set, isEnabled);
      }),
    );
  },
};
