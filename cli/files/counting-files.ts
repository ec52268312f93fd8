import { hostKindOf, hostReaders } from '../../src-language/mapping-set/hosts-by-kind.js';
import type { FileChoice } from './find-mapping-files.js';

/** Which files are part of mapping sets: what the hosts' readers say, and nothing else. */
export const mappingFileChoice: FileChoice = {
  countsInDirectory: (name) => hostKindOf(name, { named: false }) !== null,
  countsWhenNamed: (name) => hostKindOf(name, { named: true }) !== null,
};

/** What a path without such a file is told. */
export function noFileMessage(path: string): string {
  const names = Object.values(hostReaders).flatMap((reader) => reader.suffixes.map((suffix) => `*${suffix}`));
  return `${path} has no file that Groupmap reads: their names are ${names.join(', ')}`;
}
