import type { Connection } from 'vscode-languageserver';
import { baseFilesRequest, type BaseFiles, type BaseFilesFailure, type BaseFilesParams, type BaseFilesResult } from '../protocol.js';
import type { GroupFilterServices } from '../src-language/group-filter-services.js';
import { hostKindOf, hostReaders } from '../src-language/mapping-set/hosts-by-kind.js';
import { directoryOfPath } from '../src-language/mapping-set/directory-of-path.js';
import { readGivenFiles } from '../src-language/mapping-set/read-with-companions.js';
import { isVariableFile } from '../src-language/mapping-set/terraform/read-terraform.js';
import type { MappingSet } from '../src-language/mapping-set/mapping-set.js';
import type { ChangesSince } from '../src-language/editing/changed-mappings.js';
import type { LoadedSet } from './loaded-set.js';
import { childOf } from './uris.js';

/** A set as it was in a git revision. */
export interface BaseSet {
  readonly revision: string;
  readonly commit: BaseFiles['commit'];
  readonly set: MappingSet;
}

/** How the names of the files end that Terraform takes variables from. */
const variableSuffixes = ['.tfvars', '.tfvars.json'];

/** What marks and lenses compare with. */
const comparedRevision = 'HEAD';

/**
 * Mapping sets as they were in git revisions: asked of the client, which reads them by way of the editor's git, and kept until it says that
 * revisions moved. Without such a client nothing is known of them, and nothing is said.
 */
export class BaseSets {
  private readonly loading = new Map<string, Promise<BaseSet | BaseFilesFailure>>();
  private readonly loaded = new Map<string, BaseSet>();
  private readonly diffs = new WeakMap<LoadedSet, ChangesSince>();
  /** Whether the client answers at all. */
  isOffered = false;

  constructor(
    private readonly connection: Connection,
    private readonly services: GroupFilterServices,
    private readonly pathOf: (uri: string) => string,
    /** Called when something came to be known that lenses show. */
    private readonly arrived: () => void,
  ) {}

  /** Revisions moved: everything is asked for again. */
  forget(): void {
    this.loading.clear();
    this.loaded.clear();
  }

  /** The set in a revision, or why there is none. */
  load(setUri: string, revision: string): Promise<BaseSet | BaseFilesFailure> {
    if (!this.isOffered) return Promise.resolve({ failure: 'no-git', message: 'This editor does not read git revisions for the server.' });
    const key = JSON.stringify([setUri, revision]);
    let asked = this.loading.get(key);
    if (!asked) {
      asked = this.ask(setUri, revision).then((result) => {
        // Nothing is kept of an answer that was overtaken, and no failure: git may be there the next time.
        if (this.loading.get(key) === asked) {
          if ('set' in result) this.loaded.set(key, result);
          else this.loading.delete(key);
        }
        return result;
      });
      this.loading.set(key, asked);
    }
    return asked;
  }

  /** A set of given files; `readOther` gives what Terraform reads of others, by its path below the set's directory. */
  async read(
    setUri: string,
    { revision, commit, files }: BaseFiles,
    readOther: (path: string) => Promise<string | null> = () => Promise.resolve(null),
  ): Promise<BaseSet> {
    // Names of their own, so that the files of both sides are kept and told apart.
    const pathOf = (name: string) => `git:${revision}:${this.pathOf(childOf(setUri, name))}`;
    const isSource = ({ name }: { readonly name: string }) => hostKindOf(name, { named: false }) !== null || isVariableFile(name);
    const sources = files.filter(isSource).map(({ name, text }) => ({ path: pathOf(name), text: withoutMark(text) }));
    const others = new Map(files.filter((file) => !isSource(file)).map(({ name, text }) => [pathOf(name), text]));
    const directory = directoryOfPath(pathOf('-'));
    const reading = await readGivenFiles(this.services, sources, async (path) => {
      const text = others.get(path) ?? (path.startsWith(directory) ? await readOther(path.slice(directory.length)) : null);
      return text === null ? null : withoutMark(text);
    });
    return { revision, commit, set: this.services.assemble([...reading.files, ...reading.companions]) };
  }

  /** What changed since HEAD, if that is known already; otherwise it is asked for, and lenses are renewed once it came. */
  changesOf(loaded: LoadedSet): ChangesSince | null {
    if (!this.isOffered) return null;
    const base = this.loaded.get(JSON.stringify([loaded.uri, comparedRevision]));
    if (base) return this.diffOf(loaded, base);
    const isAsked = this.loading.has(JSON.stringify([loaded.uri, comparedRevision]));
    if (!isAsked)
      void this.load(loaded.uri, comparedRevision).then((result) => {
        if ('set' in result) this.arrived();
      });
    return null;
  }

  /** The same, once it is known; null where there is no HEAD. */
  async changesOnceKnown(loaded: LoadedSet): Promise<ChangesSince | null> {
    const base = await this.load(loaded.uri, comparedRevision);
    return 'set' in base ? this.diffOf(loaded, base) : null;
  }

  private diffOf(loaded: LoadedSet, { set }: BaseSet): ChangesSince {
    const known = this.diffs.get(loaded);
    if (known?.base === set) return known;
    const fresh = { base: set, diff: this.services.diff(set, loaded.set) };
    this.diffs.set(loaded, fresh);
    return fresh;
  }

  private async ask(setUri: string, revision: string): Promise<BaseSet | BaseFilesFailure> {
    try {
      const suffixes = [...Object.values(hostReaders).flatMap((reader) => reader.suffixes), ...variableSuffixes];
      const params: BaseFilesParams = { uri: setUri, revision, suffixes };
      const result = await this.connection.sendRequest<BaseFilesResult>(baseFilesRequest, params);
      if ('failure' in result) return result;
      return await this.read(setUri, result, async (path) => {
        const other = await this.connection.sendRequest<BaseFilesResult>(baseFilesRequest, {
          ...params,
          paths: [path],
        } satisfies BaseFilesParams);
        return 'failure' in other ? null : (other.files.find(({ name }) => name === path)?.text ?? null);
      });
    } catch (error) {
      return { failure: 'unreadable', message: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** A byte-order mark at a file's start is encoding, not text. */
function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}
