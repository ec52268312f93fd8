// Import, export, and requests to copy.

import type { UriParams } from './basics.js';

/** Client asks server: what an identity provider or Confluent Cloud gave out, as a mapping file. */
export const importRequest = 'groupmap/import';
export interface ImportParams {
  readonly kind: 'saml' | 'users' | 'mappings';
  readonly text: string;
  /** What comments call the source: a file's name. */
  readonly name: string;
  /** For users: the column that names them, when the server asked for it. */
  readonly nameColumn?: string;
}
export type ImportResult =
  | { readonly yaml: string; readonly remarks: readonly string[] }
  | {
      readonly yaml: null;
      readonly mistake: string;
      /** Which of these columns names the users is not known: ask again with `nameColumn`. */
      readonly columns?: readonly string[];
    };

/** Client asks server: a set in another form; null for a file of no set. */
export const exportRequest = 'groupmap/export';
export interface ExportParams extends UriParams {
  readonly format: 'terraform' | 'cli' | 'api' | 'yaml';
}
export interface ExportResult {
  readonly text: string;
  /** In whole sentences: what was written in another form, and what the text does not have though the set does. */
  readonly remarks: readonly string[];
  readonly leftOut: readonly string[];
}

/** Client asks server: the group mapping at a place, in Terraform every one that the block there makes, as `confluent` commands; null where there is none. */
export const mappingCommandRequest = 'groupmap/mappingCommand';
export interface MappingCommandParams extends UriParams {
  /** Zero-based, as in the Language Server Protocol. */
  readonly position: { readonly line: number; readonly character: number };
}
export interface MappingCommandResult extends ExportResult {
  readonly groupMapping: string;
  /** How many more the same block makes; their commands are there too. */
  readonly others: number;
}

/** Client asks server: the request that switches just-in-time provisioning, as a `curl` command; null for a file of no set. Nothing is sent. */
export const jitRequestRequest = 'groupmap/jitRequest';
export interface JitRequestParams extends UriParams {
  readonly isEnabled: boolean;
}
export interface JitRequestResult {
  readonly text: string;
  readonly remarks: readonly string[];
}
