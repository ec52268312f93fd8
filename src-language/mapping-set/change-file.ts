import { isReadTogether, type HostReading } from './hosts-by-kind.js';
import type { MappingFile, MappingSet, SourceFile } from './mapping-set.js';

/** What changing a file takes of the language; the composition root's services satisfy it. */
export interface FileChanging {
  readFiles(sources: readonly SourceFile[], companions?: readonly SourceFile[]): HostReading;
  assemble(files: readonly MappingFile[]): MappingSet;
}

/** The set that there would be with another text in one of its files: what is read together with that file is read again. */
export function changeFile(set: MappingSet, path: string, text: string, services: FileChanging): MappingSet {
  const isCompanion = (file: MappingFile): boolean => file.isCompanion === true;
  const changed = set.files.find((file) => file.source.path === path);
  const isTogether = changed !== undefined && isReadWithOthers(changed);
  const textOf = ({ source }: MappingFile): SourceFile => (source.path === path ? { path, text } : source);
  if (!isTogether) {
    const [read] = services.readFiles([{ path, text }]).files;
    return services.assemble(set.files.map((file) => (file.source.path === path && read ? read : file)));
  }
  const part = set.files.filter(isReadWithOthers);
  const reading = services.readFiles(part.filter((file) => !isCompanion(file)).map(textOf), part.filter(isCompanion).map(textOf));
  return services.assemble([...set.files.filter((file) => !isReadWithOthers(file)), ...reading.files, ...reading.companions]);
}

/** Whether a file of a set is read together with others, or for their sake. */
export function isReadWithOthers(file: MappingFile): boolean {
  return file.isCompanion === true || isReadTogether(file.source.path);
}
