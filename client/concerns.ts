import { isMappingFile, isTerraformFile, isTerraformModule } from './document-selector.js';

/** What is asked of a document; that of the editor has it. */
export interface AskedDocument {
  readonly uri: { readonly path: string };
  readonly languageId: string;
  getText(): string;
}

/** Languages of shell scripts and of build services' YAML, by the names that editors have for them. */
const scriptLanguages: readonly string[] = [
  ...['shellscript', 'sh', 'bash', 'zsh'],
  ...['yaml', 'github-actions-workflow', 'azure-pipelines', 'yaml.gitlab'],
];

/** Whether a Terraform module has group mappings in it, which a search tells. */
export function hasGroupMappings(text: string): boolean {
  return text.includes('confluent_group_mapping');
}

/** Whether a document has filters in it, by its name or by what it says: everything that can be told without reading a file. */
export function holdsFilters(document: AskedDocument): boolean {
  const { uri, languageId } = document;
  if (isMappingFile(uri.path) || languageId === 'groupfilter') return true;
  return isTerraformModule(uri.path) && hasGroupMappings(document.getText());
}

/** Whether an open document by itself is reason enough to start the language server: one with filters, or a script with a command of ours. */
export function concernsGroupMappings(document: AskedDocument): boolean {
  if (holdsFilters(document)) return true;
  if (!isScript(document)) return false;
  const text = document.getText();
  return text.includes('group-mapping') && /\bconfluent\b/.test(text);
}

/** Whether what is typed into a document may make it one that `concernsGroupMappings`. */
export function mayComeToConcern(document: AskedDocument): boolean {
  return isTerraformFile(document.uri.path) || isScript(document);
}

function isScript({ uri, languageId }: AskedDocument): boolean {
  return scriptLanguages.includes(languageId) || uri.path.endsWith('.sh');
}
