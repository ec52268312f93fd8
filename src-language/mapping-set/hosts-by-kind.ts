import { readBareFilter } from '../hosts/bare-filter/read-bare-filter.js';
import { readJsonTree } from '../hosts/json/read-json-tree.js';
import { readYamlTree } from '../hosts/yaml/read-yaml-tree.js';
import type { StreamMemory } from '../hosts/yaml/stream-memory.js';
import type { Problem } from '../text/problem.js';
import type { MappingFile, SourceFile } from './mapping-set.js';
import { looksLikeExport, readExportTree } from './exports/read-export.js';
import { looksLikeWorkflow, readShellScript, readWorkflow, readWorkflowText } from './read-commands.js';
import { emptyMappingFile, readSections } from './read-sections.js';
import { concernsGroupMappings, type TerraformReader } from './terraform/read-terraform.js';

/** What a file is written in, and so which reader it has. */
export type HostKind = 'yaml' | 'json' | 'export' | 'terraform' | 'bare-filter' | 'shell-script' | 'workflow';

/** What reading may take besides the files themselves. */
export interface ReadingContext {
  /** Of a file that was read before: with it, it is read faster. */
  readonly memory?: StreamMemory;
  /** Files beside those that are read, which these may take values from. */
  readonly companions?: readonly SourceFile[];
  /** Reads Terraform; absent until somebody has loaded it. */
  readonly terraform?: TerraformReader;
}

/** What files come to. */
export interface HostReading {
  /** One a file, in the same order. */
  readonly files: readonly MappingFile[];
  /** One for each companion that something was taken from. */
  readonly companions: readonly MappingFile[];
  /** Paths of files that were asked for and are not among the companions: with them, reading may tell more. */
  readonly wanted: readonly string[];
}

/** Turns files of one kind into parts of a mapping set. */
export interface HostReader {
  /** How the names of its files end: what a directory's files are picked by. */
  readonly suffixes: readonly string[];
  /** True when the files of a directory refer to each other, so that none can be read alone. */
  readonly readsTogether: boolean;
  /** Reads files of one directory. */
  read(files: readonly SourceFile[], context?: ReadingContext): HostReading;
}

/** The reader of every host. A kind without a reader does not compile. */
export const hostReaders: Readonly<Record<HostKind, HostReader>> = {
  yaml: eachAlone(['.groupmap.yaml', '.groupmap.yml'], (file, memory) => readTree(file, readYamlTree(file.text, memory))),
  json: eachAlone(['.groupmap.json'], (file) => readJsonFile(file)),
  export: eachAlone(['.group-mappings.json', '.group-mappings.yaml', '.group-mappings.yml'], (file, memory) =>
    readExportTree(file, isJsonName(file.path) ? readJsonTree(file.text, { severalValues: true }) : readYamlTree(file.text, memory)),
  ),
  'bare-filter': eachAlone(['.groupfilter'], (file) => {
    const { filter, problems, ignores } = readBareFilter(file.text);
    return { ...emptyMappingFile(file, problems), bareFilter: filter, ignores };
  }),
  // Scripts are no part of a set: they are read where they are named or open.
  'shell-script': eachAlone([], readShellScript),
  workflow: eachAlone([], (file) => readWorkflowText(file, readYamlTree)),
  terraform: {
    suffixes: ['.tf', '.tf.json'],
    readsTogether: true,
    read: readTerraform,
  },
};

/** How the names of files may end that are read when they are named, and not when they are found in a directory. */
export const namedSuffixes: Readonly<Partial<Record<HostKind, readonly string[]>>> = {
  yaml: ['.yaml', '.yml'],
  json: ['.json'],
  'shell-script': ['.sh'],
};

/**
 * The host of a file by its name, or null when it is none of ours. A file that is `named`, not merely found in a directory, may have any
 * name that ends in `.yaml`, `.yml` or `.json`: whether it is a mapping file, an export or a build service's then shows in what it holds.
 */
export function hostKindOf(path: string, { named }: { readonly named: boolean }): HostKind | null {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  for (const kind of Object.keys(hostReaders) as HostKind[])
    if (hostReaders[kind].suffixes.some((suffix) => name.endsWith(suffix))) return kind;
  if (!named) return null;
  return (Object.keys(namedSuffixes) as HostKind[]).find((kind) => namedSuffixes[kind]?.some((suffix) => name.endsWith(suffix))) ?? null;
}

/** Whether a file's host reads it together with the others of its directory. */
export function isReadTogether(path: string): boolean {
  const kind = hostKindOf(path, { named: true });
  return kind !== null && hostReaders[kind].readsTogether;
}

function eachAlone(suffixes: readonly string[], readOne: (file: SourceFile, memory?: StreamMemory) => MappingFile): HostReader {
  return {
    suffixes,
    readsTogether: false,
    read: (files, context) => ({ files: files.map((file) => readOne(file, context?.memory)), companions: [], wanted: [] }),
  };
}

/** Without a reader, files that have to do with group mappings are said not to be read; all others say nothing to a set anyway. */
function readTerraform(files: readonly SourceFile[], { companions = [], terraform }: ReadingContext = {}): HostReading {
  const concerns = files.some(({ text }) => concernsGroupMappings(text));
  if (concerns && terraform) return terraform.read(files, companions);
  const unread: Problem = {
    code: 'partly-known',
    message: 'Terraform files cannot be read here, since the parser is not there: what this file says is not taken into account.',
    range: { start: 0, end: 0 },
    fixes: [],
  };
  return {
    files: files.map((file) => emptyMappingFile(file, concernsGroupMappings(file.text) ? [unread] : [])),
    companions: [],
    wanted: [],
  };
}

/** Pages of a list may stand one after the other in an export; a mapping file is one value. */
function readJsonFile(file: SourceFile): MappingFile {
  const tree = readJsonTree(file.text, { severalValues: true });
  return readTree(file, tree.roots.length > 1 && !looksLikeExport(tree) ? readJsonTree(file.text) : tree);
}

/** A file whose name says nothing of its content is what it looks like. */
function readTree(file: SourceFile, tree: ReturnType<typeof readYamlTree>): MappingFile {
  if (hostKindOf(file.path, { named: false }) !== null) return readSections(file, tree);
  if (looksLikeExport(tree)) return readExportTree(file, tree);
  return looksLikeWorkflow(tree) ? readWorkflow(file, tree) : readSections(file, tree);
}

function isJsonName(path: string): boolean {
  return path.endsWith('.json');
}
