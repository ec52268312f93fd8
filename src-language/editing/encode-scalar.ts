import { encodeJsonString } from '../hosts/json/json-text.js';
import { encodeYamlScalar } from '../hosts/yaml/encode-scalar.js';
import type { HostNode } from '../hosts/host-tree.js';
import { isFlow } from '../mapping-set/file-edits.js';
import type { MappingFile } from '../mapping-set/mapping-set.js';

/** A text as a value of its file's host, to be written into this map or list. */
export function encodeScalar(file: MappingFile, within: HostNode, value: string): string {
  return isJsonFile(file) ? encodeJsonString(value) : encodeYamlScalar(value, { isInFlow: isFlow(file.source.text, within) });
}

/** A file whose name says that it is JSON: everything in it is in braces and quotes. */
export function isJsonFile({ source }: MappingFile): boolean {
  return source.path.endsWith('.json');
}
