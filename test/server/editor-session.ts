import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { makeDirectory } from '../cli/run-groupmap.js';
import { fileUri, LanguageClient, offsetAt, positionAt, type ClientOptions, type OpenDocument } from '../support/language-client.js';
import { markRanges, parseMarkedText } from '../support/marked-text.js';

/** A directory of files with a language client that has some of them open. */
export interface EditorSession {
  readonly client: LanguageClient;
  readonly directory: string;
  /** Where the cursor `<|>` stands; of the first file that has one. */
  readonly cursor: {
    readonly textDocument: { readonly uri: string };
    readonly position: { readonly line: number; readonly character: number };
  };
  uri(path: string): string;
  document(path: string): OpenDocument;
  /** Writes a file behind the editor's back, and tells the server as a watcher would. */
  write(path: string, text: string, type?: 1 | 2): void;
}

/** Files by path, with markers; those in `open`, or all of them, are opened. Ends with the test. */
export async function startSession(
  marked: Readonly<Record<string, string>>,
  options: ClientOptions & { readonly open?: readonly string[] } = {},
): Promise<EditorSession> {
  const parsed = Object.entries(marked).map(([path, text]) => [path, parseMarkedText(text)] as const);
  const texts = Object.fromEntries(parsed.map(([path, { text }]) => [path, text]));
  const directory = makeDirectory(texts);
  const client = await LanguageClient.forTest({ folders: [directory], ...options });
  const documents = new Map<string, OpenDocument>();
  const uri = (path: string): string => fileUri(directory, path);
  for (const path of options.open ?? Object.keys(texts)) documents.set(path, client.open(uri(path), texts[path] ?? '', languageOf(path)));
  const [path = '', at] = parsed.find(([, { cursors }]) => cursors.length > 0) ?? [];
  return {
    client,
    directory,
    cursor: { textDocument: { uri: uri(path) }, position: positionAt(at?.text ?? '', at?.cursors[0] ?? 0) },
    uri,
    document(name) {
      const document = documents.get(name);
      if (!document) throw new Error(`${name} is not open.`);
      return document;
    },
    write(name, text, type = 2) {
      writeFileSync(join(directory, name), text);
      client.filesChanged({ uri: uri(name), type });
    },
  };
}

function languageOf(path: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  return { groupfilter: 'groupfilter', json: 'json', sh: 'shellscript', tf: 'terraform', tfvars: 'terraform-vars' }[extension] ?? 'yaml';
}

/** The text with marks around the ranges of diagnostics, so that a wrong range shows as text. */
export function markDiagnostics(text: string, diagnostics: readonly Diagnostic[]): string {
  return markRanges(
    text,
    diagnostics.map(({ range }) => ({ start: offsetAt(text, range.start), end: offsetAt(text, range.end) })),
  );
}

/** Only errors. */
export function errorsAmong(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 1);
}

/** The codes of diagnostics, in their order. */
export function codesOf(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.map(({ code }) => code);
}
