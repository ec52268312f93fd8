import { directoryOfPath } from './directory-of-path.js';
import { hostKindOf, hostReaders, type HostKind, type HostReading } from './hosts-by-kind.js';
import type { MappingFile, SourceFile } from './mapping-set.js';

/** Reads files by themselves, and those that refer to each other together. */
export interface FileReading {
  /** One file alone. */
  alone(source: SourceFile): MappingFile;
  /** The files of one directory, of one kind. */
  together(kind: HostKind, sources: readonly SourceFile[], companions: readonly SourceFile[]): HostReading;
}

/**
 * Reads the files of a set: each by itself, except for those of a host whose files refer to each other, which are read a directory at a
 * time. Results are in the order of the sources.
 */
export function readMappingFiles(sources: readonly SourceFile[], companions: readonly SourceFile[], reading: FileReading): HostReading {
  const results = new Map<SourceFile, MappingFile>();
  const together = new Map<string, { readonly kind: HostKind; readonly sources: SourceFile[] }>();
  for (const source of sources) {
    const kind = hostKindOf(source.path, { named: true });
    if (kind === null || !hostReaders[kind].readsTogether) results.set(source, reading.alone(source));
    else {
      const key = `${kind} ${directoryOfPath(source.path)}`;
      const group = together.get(key);
      if (group) group.sources.push(source);
      else together.set(key, { kind, sources: [source] });
    }
  }
  const used: MappingFile[] = [];
  const wanted: string[] = [];
  for (const { kind, sources: group } of together.values()) {
    const directory = directoryOfPath(group[0]?.path ?? '');
    const read = reading.together(
      kind,
      group,
      companions.filter(({ path }) => path.startsWith(directory)),
    );
    group.forEach((source, index) => {
      const file = read.files[index];
      if (file) results.set(source, file);
    });
    used.push(...read.companions);
    wanted.push(...read.wanted);
  }
  const named = new Set(sources.map(({ path }) => path));
  return {
    files: sources.flatMap((source) => results.get(source) ?? []),
    companions: used.filter(({ source }) => !named.has(source.path)),
    wanted,
  };
}
