import { hostKindOf, hostReaders, namedSuffixes } from '../../src-language/mapping-set/hosts-by-kind.js';
import type { FileChoice } from './find-mapping-files.js';

/** Which files are part of mapping sets: what the hosts' readers say, and nothing else. */
export const mappingFileChoice: FileChoice = {
  countsInDirectory: (name) => hostKindOf(name, { named: false }) !== null,
  countsWhenNamed: (name) => ![null, 'shell-script'].includes(hostKindOf(name, { named: true })),
};

/** The same and shell scripts: those that are named are looked through for commands. */
export const checkedFileChoice: FileChoice = {
  ...mappingFileChoice,
  countsWhenNamed: (name) => hostKindOf(name, { named: true }) !== null,
};

/** What a path without such a file is told. */
export function noFileMessage(path: string, choice: FileChoice = mappingFileChoice): string {
  const names = Object.values(hostReaders).flatMap((reader) => reader.suffixes.map((suffix) => `*${suffix}`));
  const scripts = (namedSuffixes['shell-script'] ?? []).filter((suffix) => choice.countsWhenNamed(`x${suffix}`));
  const alsoNamed = scripts.map((suffix) => `; a script (*${suffix}) is read where it is named itself`).join('');
  return `${path} has no file that Groupmap reads: their names are ${names.join(', ')}${alsoNamed}`;
}
