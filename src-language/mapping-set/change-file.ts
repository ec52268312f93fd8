import { isReadTogether, type HostReading } from './hosts-by-kind.js';
import type { FileEdit } from '../text/problem.js';
import { applyEdits } from '../text/range.js';
import type { MappingFile, MappingSet, SourceFile } from './mapping-set.js';

/** What changing a file takes of the language; the composition root's services satisfy it. */
export interface FileChanging {
  readFiles(sources: readonly SourceFile[], companions?: readonly SourceFile[]): HostReading;
  assemble(files: readonly MappingFile[]): MappingSet;
}

/** The set that there would be with another text in one of its files: what is read together with that file is read again. */
export function changeFile(set: MappingSet, path: string, text: string, services: FileChanging): MappingSet {
  return changeFiles(set, new Map([[path, text]]), services);
}

/** The set that there would be with edits of its files. */
export function changeByEdits(set: MappingSet, edits: readonly FileEdit[], services: FileChanging): MappingSet {
  const texts = new Map<string, string>();
  for (const { source } of set.files) {
    const own = edits.filter(({ file }) => file === source.path);
    if (own.length > 0) texts.set(source.path, applyEdits(source.text, own));
  }
  return changeFiles(set, texts, services);
}

/** The set that there would be with other texts, by path, in some of its files. */
export function changeFiles(set: MappingSet, texts: ReadonlyMap<string, string>, services: FileChanging): MappingSet {
  const isCompanion = (file: MappingFile): boolean => file.isCompanion === true;
  const isChanged = ({ source }: MappingFile): boolean => texts.has(source.path);
  const textOf = ({ source: { path, text } }: MappingFile): SourceFile => ({ path, text: texts.get(path) ?? text });
  const alone = set.files
    .filter((file) => !isReadWithOthers(file))
    .map((file) => (isChanged(file) ? (services.readFiles([textOf(file)]).files[0] ?? file) : file));
  const part = set.files.filter(isReadWithOthers);
  if (!part.some(isChanged)) {
    const byPath = new Map(alone.map((file) => [file.source.path, file]));
    return services.assemble(set.files.map((file) => byPath.get(file.source.path) ?? file));
  }
  const reading = services.readFiles(part.filter((file) => !isCompanion(file)).map(textOf), part.filter(isCompanion).map(textOf));
  return services.assemble([...alone, ...reading.files, ...reading.companions]);
}

/** Whether a file of a set is read together with others, or for their sake. */
export function isReadWithOthers(file: MappingFile): boolean {
  return file.isCompanion === true || isReadTogether(file.source.path);
}
