import type { TextEdit } from '../../text/range.js';

/** What an entry stands for: what an editor shows an icon for. */
export type CompletionKind =
  'group' | 'test' | 'operator' | 'variable' | 'keyword' | 'key' | 'value' | 'role' | 'resource' | 'mapping' | 'user' | 'code' | 'snippet';

/** One thing that could be written at the cursor. Offsets are those of the host file. */
export interface CompletionEntry {
  readonly label: string;
  readonly kind: CompletionKind;
  /** One line of plain text about it. */
  readonly detail: string | null;
  /** A few words that belong beside the label: the display name of an id. */
  readonly description: string | null;
  /** Markdown; whatever comes from files is escaped. */
  readonly documentation: string | null;
  /** On one line, and the cursor is in it or at one of its ends. */
  readonly edit: TextEdit;
  /** What else has to change, apart from `edit`: quotes around a value that has none, say. */
  readonly additionalEdits: readonly TextEdit[];
  /** What the text between the start of `edit` and the cursor is compared with. */
  readonly filterText: string;
  /** Orders the entries; unique in one answer. */
  readonly sortText: string;
  /** `edit.newText` has tab stops (`$1`, `${1:name}`), and its `$`, `}` and `\` are escaped. */
  readonly isSnippet: boolean;
  /** Accepting it leaves something to be filled in that there are suggestions for. */
  readonly hasMore: boolean;
}

/** An entry before its place in the list is known. */
export type UnsortedEntry = Omit<CompletionEntry, 'sortText'>;

/** Gives entries their order: the one they are in. */
export function inThisOrder(entries: readonly UnsortedEntry[]): CompletionEntry[] {
  return entries.map((entry, index) => ({ ...entry, sortText: String(index).padStart(5, '0') }));
}

/** Text as it has to stand in a snippet to mean itself. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** The text that a snippet writes before anything is filled in. */
export function withoutTabStops(snippet: string): string {
  return snippet.replace(/\\([\\$}])|\$\{\d+:((?:[^\\}]|\\.)*)\}|\$\d+/g, (_, escaped: string | undefined, shown: string | undefined) =>
    escaped !== undefined ? escaped : (shown ?? '').replace(/\\([\\$}])/g, '$1'),
  );
}
