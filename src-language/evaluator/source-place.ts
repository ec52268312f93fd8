/** Where something stands in a set's files. */
export interface SourcePlace {
  /** The file's path, as findings and outcomes have it. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}
