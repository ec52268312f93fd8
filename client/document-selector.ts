/** The glob of mapping files, as the editor's selectors and watchers take it. */
export const mappingFileGlob = '**/*.groupmap.{yaml,yml,json}';

/** The globs of Terraform's files: modules, and the variable values that Terraform takes by itself. */
export const terraformFileGlobs: readonly string[] = [
  '**/*.{tf,tf.json}',
  '**/terraform.{tfvars,tfvars.json}',
  '**/*.auto.{tfvars,tfvars.json}',
];

/** Schemes that hold files which people edit, whatever the workspace is. */
export const ordinarySchemes: readonly string[] = ['file', 'untitled', 'vscode-vfs'];

/** One entry of a document selector, the common part of the editor's and the protocol's. */
export interface SelectorEntry {
  readonly scheme: string;
  readonly pattern?: string;
  readonly language?: string;
}

/**
 * Which documents the language server is told of: mapping files, Terraform's and bare filters in these schemes. Terraform's go by their names:
 * what their language is called, if it has a name at all, depends on which other extensions there are. Schemes are named so that the old side
 * of a diff (`git:`), which is nobody's mapping set, stays out.
 */
export function documentSelectorOf(schemes: Iterable<string>): SelectorEntry[] {
  return [...new Set(schemes)].flatMap((scheme) => [
    ...[mappingFileGlob, ...terraformFileGlobs].map((pattern) => ({ scheme, pattern })),
    { scheme, language: 'groupfilter' },
  ]);
}

/** Whether a path is that of a mapping file. */
export function isMappingFile(path: string): boolean {
  return /\.groupmap\.(?:ya?ml|json)$/.test(path);
}

/** Whether a path is that of a Terraform file: part of a mapping set only where its directory has group mappings. */
export function isTerraformFile(path: string): boolean {
  return isTerraformModule(path) || /(?:^|\/)terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(path);
}

/** Whether a path is that of a Terraform file which can have resources in it. */
export function isTerraformModule(path: string): boolean {
  return /\.tf(?:\.json)?$/.test(path);
}
