import { encodeJsonString } from '../hosts/json/json-text.js';
import { encodeYamlScalar } from '../hosts/yaml/encode-scalar.js';
import type { HostNode } from '../hosts/host-tree.js';
import { isFlow } from '../mapping-set/file-edits.js';
import type { MappingFile } from '../mapping-set/mapping-set.js';

/** A text as a value of its file's host, to be written into this map or list. */
export function encodeScalar(file: MappingFile, within: HostNode, value: string): string {
  const { path, text } = file.source;
  return path.endsWith('.json') ? encodeJsonString(value) : encodeYamlScalar(value, { isInFlow: isFlow(text, within) });
}
