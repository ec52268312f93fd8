/** One value of a record: a cell of a CSV line, or a value inside a JSON object. */
export interface DirectoryCell {
  /** The column as the file has it: `Group memberships`, `profile.login`, `memberOf.displayName` (without the positions in lists). */
  readonly column: string;
  /** The column's name by which it is recognised: `columnKey`. */
  readonly key: string;
  /** Where in lists it stands: cells of one list item have the same. Empty outside lists. */
  readonly position: string;
  readonly value: string;
  /** Part of a list of the format itself: one value, whatever it holds. A cell of CSV may hold several, joined. */
  readonly isItem: boolean;
}

/** A line of a CSV file or an object of a JSON list. */
export interface DirectoryRecord {
  /** One-based. */
  readonly line: number;
  readonly cells: readonly DirectoryCell[];
}

export interface DirectoryTable {
  /** `CSV`, `Microsoft Graph JSON`, … */
  readonly format: string;
  readonly records: readonly DirectoryRecord[];
  /** Whole sentences: columns passed over, pages that are missing. */
  readonly remarks: readonly string[];
  readonly mistake: null;
}
export type ReadTable = DirectoryTable | { readonly mistake: string };

/** A column's name by which it is recognised, however it is spelled: lower case, without blanks, `_` and `-`. */
export function columnKey(column: string): string {
  return column.toLowerCase().replace(/[\s_-]+/g, '');
}
