import { TextDocument } from 'vscode-languageserver-textdocument';
import type { GroupFilterServices } from '../src-language/group-filter-services.js';
import { hostKindOf, type HostKind } from '../src-language/mapping-set/hosts-by-kind.js';
import { mayHaveCommands } from '../src-language/mapping-set/read-commands.js';
import type { MappingFile, MappingSet } from '../src-language/mapping-set/mapping-set.js';
import { directoryOfPath } from '../src-language/mapping-set/directory-of-path.js';
import { readWithCompanions } from '../src-language/mapping-set/read-with-companions.js';
import { isVariableFile } from '../src-language/mapping-set/terraform/read-terraform.js';
import { compareCodePoints } from '../src-language/text/compare-code-points.js';
import { LoadedSet, type SetFile } from './loaded-set.js';
import { largestFile, type FileSystem } from './ports.js';
import { scriptKindOf } from './scripts.js';
import { childOf, directoryOf, nameOf, normalizeUri } from './uris.js';

/** The documents that the client has open, by normalized URI. */
export interface OpenDocuments {
  get(uri: string): TextDocument | undefined;
  all(): Iterable<TextDocument>;
}

/** A text on disk; null when there is none that can be read. Fresh until something says that it changed. */
interface DiskFile {
  text: string | null;
  isFresh: boolean;
}

interface SetRecord {
  readonly uri: string;
  /** The names of its files on disk, and what is known of them; a set of one document has none. */
  readonly disk: Map<string, DiskFile> | null;
  /** Files elsewhere that its files take values from, by their normalized URIs. */
  readonly elsewhere: Map<string, DiskFile>;
  isListed: boolean;
  /** Counts what happened to the set, so that what was loaded before shows. */
  changes: number;
  loaded: { readonly set: LoadedSet; readonly changes: number } | null;
  loading: Promise<LoadedSet> | null;
}

/**
 * The mapping sets that the client has files of: the files directly in one directory, as they are in the editor where they are open and as
 * they are on disk otherwise. Sets are loaded when asked for, and only what changed is read again.
 */
export class MappingSets {
  private readonly records = new Map<string, SetRecord>();
  private readonly scripts = new Set<string>();

  constructor(
    private readonly documents: OpenDocuments,
    private readonly files: () => FileSystem,
    private readonly services: GroupFilterServices,
    /** How a file is called in messages. */
    private readonly pathOf: (uri: string) => string,
    /** Whether the client tells of changes on disk; otherwise a set without open documents is read anew each time. */
    private readonly isWatching: () => boolean,
    /** Called once for each file that a set takes values from though it is none of ours by its name. */
    private readonly takesFrom: (uri: string) => void,
  ) {}

  /** The URI of the set that a file is part of, or null for a file that is none of ours. */
  setUriOf(uri: string): string | null {
    const normalized = normalizeUri(uri);
    if (isFileOfSet(nameOf(normalized))) return directoryOf(normalized);
    const document = this.documents.get(normalized);
    return document && (document.languageId === 'groupfilter' || this.isScript(normalized)) ? normalized : null;
  }

  /**
   * Whether a URI is that of an open script which has had a command of ours since it was opened: it is looked at all by itself, and no
   * mapping set.
   */
  isScript(uri: string): boolean {
    if (this.scripts.has(uri)) return true;
    const document = this.documents.get(uri);
    if (!document || scriptKindOf(document) === null || !mayHaveCommands(document.getText())) return false;
    this.scripts.add(uri);
    return true;
  }

  /** Whether a file on disk is part of some set, or one that a set takes something from. */
  takesPart(uri: string): boolean {
    const normalized = normalizeUri(uri);
    return isFileOfSet(nameOf(normalized)) || [...this.records.values()].some(({ elsewhere }) => elsewhere.has(normalized));
  }

  /** The open scripts in a set's directory, whose findings have its severities: they are loaded anew when they are asked for. */
  scriptsBeside(setUri: string): string[] {
    const scripts = [...this.scripts].filter((uri) => uri !== setUri && directoryOf(uri) === setUri);
    for (const uri of scripts) this.recordOf(uri).changes++;
    return scripts;
  }

  /** The open documents of a set. */
  openDocumentsOf(setUri: string): TextDocument[] {
    return [...this.documents.all()].filter((document) => this.setUriOf(document.uri) === setUri);
  }

  /** The sets that have been loaded and are still kept. */
  knownSets(): string[] {
    return [...this.records.keys()];
  }

  /** A document was opened, changed or closed. */
  documentChanged(uri: string, { isOnDiskToo }: { readonly isOnDiskToo: boolean }): void {
    const setUri = this.setUriOf(uri);
    if (setUri === null) return;
    const record = this.recordOf(setUri);
    record.changes++;
    if (isOnDiskToo) this.fileChanged(uri, { isListChanged: true });
  }

  /** A file was created, changed or deleted on disk. Says which set that concerns, if it is one that is kept. */
  fileChanged(uri: string, { isListChanged }: { readonly isListChanged: boolean }): string | null {
    const normalized = normalizeUri(uri);
    for (const record of this.records.values()) {
      const known = record.elsewhere.get(normalized);
      if (!known) continue;
      known.isFresh = false;
      record.changes++;
      return record.uri;
    }
    const setUri = directoryOf(normalized);
    const record = this.records.get(setUri);
    if (!record?.disk) return null;
    const known = record.disk.get(nameOf(normalized));
    if (known) known.isFresh = false;
    if (isListChanged || !known) record.isListed = false;
    record.changes++;
    return setUri;
  }

  /** Something happened that may concern any file: everything is looked at again. */
  everythingChanged(): void {
    for (const record of this.records.values()) {
      record.isListed = false;
      for (const file of [...(record.disk?.values() ?? []), ...record.elsewhere.values()]) file.isFresh = false;
      record.changes++;
      record.loaded = null;
    }
  }

  /** Forgets a set that was one document and nothing else, once that is closed. */
  forgetDocument(setUri: string): void {
    this.scripts.delete(setUri);
    if (this.records.get(setUri)?.disk === null) this.records.delete(setUri);
  }

  /** Whether what was loaded is still how things are. */
  isCurrent(loaded: LoadedSet): boolean {
    const record = this.records.get(loaded.uri);
    return record?.loaded?.set === loaded && record.loaded.changes === record.changes;
  }

  /** The set as it is now. */
  load(setUri: string): Promise<LoadedSet> {
    const record = this.recordOf(setUri);
    if (record.loaded?.changes === record.changes && (this.isWatching() || this.openDocumentsOf(setUri).length > 0))
      return Promise.resolve(record.loaded.set);
    return this.loadSince(record, record.changes);
  }

  /** What is being loaded may have begun before the last of these changes: then it is loaded once more. */
  private async loadSince(record: SetRecord, changes: number): Promise<LoadedSet> {
    for (;;) {
      const set = await (record.loading ??= this.loadRecord(record).finally(() => (record.loading = null)));
      if (record.loaded?.set === set && record.loaded.changes >= changes) return set;
    }
  }

  private recordOf(setUri: string): SetRecord {
    let record = this.records.get(setUri);
    if (!record) {
      const isDocument = this.documents.get(setUri) !== undefined;
      record = {
        uri: setUri,
        disk: isDocument ? null : new Map(),
        elsewhere: new Map(),
        isListed: isDocument,
        changes: 0,
        loaded: null,
        loading: null,
      };
      this.records.set(setUri, record);
    }
    return record;
  }

  private async loadRecord(record: SetRecord): Promise<LoadedSet> {
    if (!this.isWatching() && this.openDocumentsOf(record.uri).length === 0) {
      record.isListed = false;
      for (const file of [...(record.disk?.values() ?? []), ...record.elsewhere.values()]) file.isFresh = false;
      record.changes++;
    }
    // What changes while files are being read is read too; somebody who never stops writing gets an answer all the same.
    for (let round = 0; round < 5; round++) {
      const { changes } = record;
      await this.readDisk(record);
      if (record.changes === changes) break;
    }
    // What changes from here on is not in what is loaded.
    const { changes } = record;
    // Nobody watches those: they are read again whenever anything else is.
    for (const file of record.elsewhere.values()) file.isFresh = false;
    const files = await this.currentFiles(record);
    const settings = await this.settingsBeside(record);
    const previous = record.loaded?.set;
    const isAsBefore = previous && previous.files.length === files.length && files.every((file, index) => file === previous.files[index]);
    if (isAsBefore && (settings === null || settings === previous.set.settings)) {
      record.loaded = { set: previous, changes };
      return previous;
    }
    const own = this.services.assemble(files.map((file) => file.content));
    const set = settings ? { ...own, settings } : own;
    const loaded = new LoadedSet(record.uri, files, set, this.services);
    record.loaded = { set: loaded, changes };
    return loaded;
  }

  /** For a script, the settings of the set in its directory, where that one is kept. */
  private async settingsBeside({ uri }: SetRecord): Promise<MappingSet['settings'] | null> {
    const directory = directoryOf(uri);
    if (!this.scripts.has(uri) || !this.records.has(directory)) return null;
    return (await this.load(directory)).set.settings;
  }

  /** Reads what is not known of the files on disk; those that are open in the editor are not read. */
  private async readDisk(record: SetRecord): Promise<void> {
    const { disk } = record;
    if (!disk) return;
    if (!record.isListed) {
      record.isListed = true;
      const entries = await this.files().readDirectory(record.uri);
      const names = new Set(entries.filter(({ name, isFile }) => isFile && isFileOfSet(name)).map(({ name }) => name));
      for (const name of disk.keys()) if (!names.has(name)) disk.delete(name);
      for (const name of names) if (!disk.has(name)) disk.set(name, { text: null, isFresh: false });
    }
    await Promise.all(
      [...disk].map(async ([name, file]) => {
        const uri = childOf(record.uri, name);
        if (file.isFresh || this.documents.get(uri)) return;
        file.isFresh = true;
        file.text = await this.files().readFile(uri);
      }),
    );
  }

  private async currentFiles(record: SetRecord): Promise<SetFile[]> {
    const texts = new Map<string, CurrentText>();
    const add = (uri: string, version: number | null, text: string, kind: HostKind | null = null): void => {
      const path = kind ? this.pathOf(uri) : this.pathInSet(uri);
      texts.set(path, { uri, version, text, path, kind });
    };
    for (const [name, { text }] of record.disk ?? []) if (text !== null) add(childOf(record.uri, name), null, text);
    for (const document of this.openDocumentsOf(record.uri)) {
      if (isTooLarge(document)) texts.delete(this.pathInSet(document.uri));
      else add(document.uri, document.version, document.getText(), scriptKindOf(document));
    }
    const read = await this.readTexts(record, texts);
    const previous = record.loaded?.set;
    const current = read.flatMap((content): SetFile[] => {
      const entry = texts.get(content.source.path);
      if (!entry) return [];
      const { uri, version, text, path } = entry;
      const before = previous?.fileOf(uri);
      if (before && before.content === content && before.uri === uri && before.version === version) return [before];
      const isSameText = before && before.text === text && before.path === path;
      return [{ uri, path, version, text, lines: isSameText ? before.lines : TextDocument.create(uri, '', version ?? 0, text), content }];
    });
    return current.sort((a, b) => compareCodePoints(a.path, b.path));
  }

  /** What the files come to, with the files beside them that they take values from; texts of those are added. */
  private async readTexts(record: SetRecord, texts: Map<string, CurrentText>): Promise<readonly MappingFile[]> {
    const all = [...texts.values()];
    const scripts = all.flatMap(({ path, text, kind }) => (kind ? [this.services.readFile({ path, text }, kind)] : []));
    const sources = all.filter(({ path, kind }) => !kind && !isVariableFile(path));
    const variables = all.filter(({ path }) => isVariableFile(path));
    const directory = directoryOfPath(sources[0]?.path ?? '');
    const reading = await readWithCompanions(this.services, sources, {
      names: () => Promise.resolve(variables.map(({ path }) => path.slice(path.lastIndexOf('/') + 1))),
      read: async (path) => {
        const known = texts.get(path);
        if (known) return known.text;
        const uri = childOf(record.uri, path.slice(directory.length));
        const document = this.documents.get(uri);
        const file = this.fileElsewhere(record, uri);
        const text = document ? document.getText() : await this.readElsewhere(file, uri);
        if (text !== null) texts.set(path, { uri: document?.uri ?? uri, version: document?.version ?? null, text, path, kind: null });
        return text;
      },
    });
    return [...scripts, ...reading.files, ...reading.companions];
  }

  /** What is known on disk of a file that a set takes values from; it is followed from here on. */
  private fileElsewhere({ elsewhere }: SetRecord, uri: string): DiskFile {
    const normalized = normalizeUri(uri);
    const known = elsewhere.get(normalized);
    if (known) return known;
    const fresh: DiskFile = { text: null, isFresh: false };
    elsewhere.set(normalized, fresh);
    this.takesFrom(normalized);
    return fresh;
  }

  private async readElsewhere(file: DiskFile, uri: string): Promise<string | null> {
    if (!file.isFresh) {
      file.isFresh = true;
      file.text = await this.files().readFile(uri);
    }
    return file.text;
  }

  /** A filter in a document of any name is read as a filter. */
  private pathInSet(uri: string): string {
    const path = this.pathOf(uri);
    return isFileOfSet(path) ? path : `${path}.groupfilter`;
  }
}

/** A text of a set as it is now. */
interface CurrentText {
  readonly uri: string;
  readonly version: number | null;
  readonly text: string;
  readonly path: string;
  /** Of an open script; null for a file of the set. */
  readonly kind: HostKind | null;
}

/** Whether a document is larger than a file may be. Its characters are counted, of which some are several bytes. */
export function isTooLarge(document: TextDocument): boolean {
  return document.getText().length > largestFile;
}

/** Whether a file belongs to the set of its directory by its name. */
function isFileOfSet(name: string): boolean {
  return hostKindOf(name, { named: false }) !== null || isVariableFile(name);
}
