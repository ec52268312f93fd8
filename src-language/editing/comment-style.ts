import { isReadWithOthers } from '../mapping-set/change-file.js';
import { hostKindOf } from '../mapping-set/hosts-by-kind.js';
import type { MappingFile } from '../mapping-set/mapping-set.js';
import { isJsonFile } from './encode-scalar.js';

/** What begins a comment that reaches to the end of its line, in files of this host. */
export function commentMarkerOf(file: MappingFile): '#' | '//' {
  return file.bareFilter || isJsonFile(file) ? '//' : '#';
}

/** Whether comments of ours may be written into the file: exports and Terraform in JSON are for programs that know no comments there. */
export function takesComments(file: MappingFile): boolean {
  return !isJsonFile(file) || (hostKindOf(file.source.path, { named: false }) !== 'export' && !isReadWithOthers(file));
}
