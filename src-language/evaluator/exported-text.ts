import { quoteShell } from '../exchange/export/quote-shell.js';

/** What a page of the evaluator can be copied or saved as; `command` shows the same on the command line. */
export type ExportFormat = 'markdown' | 'csv' | 'json' | 'command';

export interface ExportedText {
  /** What a file of it would be called. */
  readonly name: string;
  readonly text: string;
}

/** A set's directory as its files are named; null for the folder that is open. */
export function directoryOf(paths: readonly string[]): string | null {
  const path = paths[0] ?? '';
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : null;
}

/** A set's directory as its files are named, which is from the folder that is open, as a word of a shell; one that looks like an option is none. */
export function directoryArgument(paths: readonly string[]): string {
  const directory = directoryOf(paths) ?? '.';
  return quoteShell(directory.startsWith('-') ? `./${directory}` : directory);
}
