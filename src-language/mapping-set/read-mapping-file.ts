import type { StreamMemory } from '../hosts/yaml/stream-memory.js';
import { hostKindOf, hostReaders, type HostKind } from './hosts-by-kind.js';
import type { MappingFile, SourceFile } from './mapping-set.js';
import { emptyMappingFile } from './read-sections.js';

/**
 * Reads one file by its host, which its name tells unless it is given. Never throws; a file of no known host reads as YAML, which JSON is
 * part of. With the memory of the file's last text an edit is read faster; the result is the same.
 */
export function readMappingFile(source: SourceFile, kind?: HostKind, memory?: StreamMemory): MappingFile {
  const host = kind ?? hostKindOf(source.path, { named: true }) ?? 'yaml';
  return hostReaders[host].read([source], { memory }).files[0] ?? emptyMappingFile(source);
}
