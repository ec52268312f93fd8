import {
  CodeActionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  TextDocumentSyncKind,
  type ClientCapabilities,
  type Connection,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { hostKindOf, type HostKind } from '../src-language/mapping-set/hosts-by-kind.js';
import { nameOf } from './uris.js';

/** Languages whose documents are shell scripts, by the names that editors have for them. */
const shellLanguages: readonly string[] = ['shellscript', 'sh', 'bash', 'zsh'];
/** Languages of build services' YAML. */
const workflowLanguages: readonly string[] = ['yaml', 'github-actions-workflow', 'azure-pipelines', 'yaml.gitlab'];

/** How an open document is read that is no part of a set but may hold commands; null for every other one. */
export function scriptKindOf({ uri, languageId }: TextDocument): HostKind | null {
  const name = nameOf(uri);
  if (hostKindOf(name, { named: false }) !== null) return null;
  if (shellLanguages.includes(languageId) || hostKindOf(name, { named: true }) === 'shell-script') return 'shell-script';
  return workflowLanguages.includes(languageId) ? 'workflow' : null;
}

/**
 * Asks a client that can be asked to tell of open scripts, and for their quick fixes. Nothing else is asked for: completion, formatting and
 * the rest are the business of those languages' own extensions. Mapping files are YAML too, and told of already.
 */
export async function registerScripts(connection: Connection, client: ClientCapabilities): Promise<void> {
  if (!client.textDocument?.synchronization?.dynamicRegistration || !client.textDocument.codeAction?.dynamicRegistration) return;
  const documentSelector = scriptSelector();
  await connection.client.register(DidOpenTextDocumentNotification.type, { documentSelector });
  await connection.client.register(DidChangeTextDocumentNotification.type, {
    documentSelector,
    syncKind: TextDocumentSyncKind.Incremental,
  });
  await connection.client.register(DidCloseTextDocumentNotification.type, { documentSelector });
  await connection.client.register(CodeActionRequest.type, { documentSelector, codeActionKinds: ['quickfix'] });
}

/** Exported for its test. */
export function scriptSelector(): { language: string; pattern?: string }[] {
  return [
    { language: 'shellscript' },
    ...workflowLanguages.flatMap((language) => patternsWithout('groupmap').map((pattern) => ({ language, pattern: `**/${pattern}` }))),
  ];
}

/**
 * Globs for file names whose last word before the extension is another one than `word`, since a glob cannot say *not*: those that differ
 * from it in the last letter, those that have the last and differ in the one before, and so on.
 */
function patternsWithout(word: string): string[] {
  const last = `.${word}`;
  return [...last].map((letter, index) => `*[!${letter}]${last.slice(index + 1)}.{yaml,yml}`);
}
