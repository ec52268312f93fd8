// What the server asks the client for, since only that can reach the files of a window.

/** Server asks client: the text of a file that no editor has open, as UTF-8. */
export const readFileRequest = 'groupmap/readFile';
export type ReadFileResult =
  { readonly text: string } | { readonly failure: 'not-found' | 'too-large' | 'unreadable'; readonly message: string };

/** Server asks client: what lies directly in a directory. An unreadable or missing directory is empty. */
export const readDirectoryRequest = 'groupmap/readDirectory';
export interface ReadDirectoryResult {
  readonly entries: readonly { readonly name: string; readonly isFile: boolean }[];
}

/** Server asks client: a file of the extension itself, by its name; what only a browser's worker asks, which cannot read it. */
export const readProgramFileRequest = 'groupmap/readProgramFile';
export interface ReadProgramFileParams {
  readonly name: string;
}
export interface ReadProgramFileResult {
  readonly base64: string;
}
