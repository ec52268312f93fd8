/** The glob of mapping files, as the editor's selectors and watchers take it. */
export const mappingFileGlob = '**/*.groupmap.{yaml,yml,json}';

/** Schemes that hold files which people edit, whatever the workspace is. */
export const ordinarySchemes: readonly string[] = ['file', 'untitled', 'vscode-vfs'];

/** One entry of a document selector, the common part of the editor's and the protocol's. */
export interface SelectorEntry {
  readonly scheme: string;
  readonly pattern?: string;
  readonly language?: string;
}

/**
 * Which documents the language server is told of: mapping files and bare filters in these schemes. Schemes are named so that the old
 * side of a diff (`git:`), which is nobody's mapping set, stays out.
 */
export function documentSelectorOf(schemes: Iterable<string>): SelectorEntry[] {
  return [...new Set(schemes)].flatMap((scheme) => [
    { scheme, pattern: mappingFileGlob },
    { scheme, language: 'groupfilter' },
  ]);
}

/** Whether a path is that of a mapping file. */
export function isMappingFile(path: string): boolean {
  return /\.groupmap\.(?:ya?ml|json)$/.test(path);
}
