import { analyseFilter } from './filter/analyse-filter.js';
import type { AnalysedFilter } from './filter/analysed-filter.js';
import { formatFilterEdits } from './filter/format-filter.js';
import type { ParsedFilter } from './filter/parsed-filter.js';
import { createFilterParser } from './filter/parse-filter.js';
import { findFindings } from './analysis/find-findings.js';
import { ImplicationMemory } from './analysis/implication-memory.js';
import type { MappingEdits } from './analysis/mapping-edits.js';
import type { SignInResults, WithheldReason } from './analysis/rules/rule.js';
import { createEditingContext } from './editing/editing-context.js';
import { createMappingEdits } from './editing/refactor/mapping-edits.js';
import { buildGroupFunction, type GroupFunction } from './analysis/group-function.js';
import { asMembership, type MembershipFunction } from './analysis/membership-function.js';
import { StreamMemory } from './hosts/yaml/stream-memory.js';
import type { HclParser } from './hosts/terraform/hcl-parser.js';
import { assembleMappingSet } from './mapping-set/assemble-mapping-set.js';
import { createCrnReader } from './mapping-set/crn/crn-reading.js';
import { hostReaders, isReadTogether, type HostKind, type HostReading } from './mapping-set/hosts-by-kind.js';
import type { MappingFile, MappingSet, SourceFile } from './mapping-set/mapping-set.js';
import { readMappingFile } from './mapping-set/read-mapping-file.js';
import { directoryOfPath } from './mapping-set/directory-of-path.js';
import { readMappingFiles, type FileReading } from './mapping-set/read-mapping-files.js';
import { emptyMappingFile } from './mapping-set/read-sections.js';
import { needsHclParser, TerraformReader } from './mapping-set/terraform/read-terraform.js';
import type { Person } from './provisioning/person.js';
import { signInResultsOf } from './provisioning/sign-in-results.js';
import { withheldReasonsOf } from './provisioning/withheld-groups.js';
import { createSimulator, type Simulator } from './provisioning/simulator.js';
import type { AccessDiff } from './review/access-diff.js';
import { diffAccess } from './review/diff-access.js';
import { explainAccess, type ExplainedAccess } from './review/explain-access.js';
import { lookUpRole, type RoleLookup } from './review/look-up-role.js';
import type { Finding } from './text/problem.js';
import type { TextEdit } from './text/range.js';

/** What a host of the language may tune. */
export interface GroupFilterContext {
  /** How many files to keep read, by path and text; 200 by default. */
  readonly cachedFiles?: number;
  /** Files are read again and again while they are edited: what makes that fast is kept from the first reading on. */
  readonly followsEdits?: boolean;
  /** Loads the parser of Terraform files: called at most once, when the first file that needs it is to be read. */
  readonly loadHclParser?: () => Promise<HclParser>;
}

/**
 * Everything the language can do, behind one door: text in, values out, nothing thrown on any input. The command line, the
 * language server, the browser worker and the tests all use it, so that they never differ.
 */
export interface GroupFilterServices {
  /** A filter as tokens and a tree, with what does not parse. Cached by text. */
  parse(filter: string): ParsedFilter;
  /** What a filter means and what is wrong with it, from its text alone. Cached by text. */
  analyse(filter: string): AnalysedFilter;
  /**
   * What a filter asks of groups, by their names and by how these begin and end, or null when it is something else or broken. Cached by
   * text.
   */
  groupFunction(filter: string): GroupFunction | null;
  /** The same for a filter that asks for groups by their names alone. Cached by text. */
  membership(filter: string): MembershipFunction | null;
  /** Edits of white space that bring a filter into its canonical layout; none for a filter that does not parse. */
  formatEdits(filter: string): readonly TextEdit[];
  /** Loads what it takes to read these files; reading itself does not wait. What cannot be loaded is not read, and its files say so. */
  prepare(sources: Iterable<SourceFile>): Promise<void>;
  /** One file of a mapping set as its host's reader sees it, alone: that of `kind`, or else the one its name tells. Cached by path and text. */
  readFile(source: SourceFile, kind?: HostKind): MappingFile;
  /**
   * The files of a mapping set: those of a host whose files refer to each other are read together, with the `companions` that they may take
   * values from. Cached by paths and texts.
   */
  readFiles(sources: readonly SourceFile[], companions?: readonly SourceFile[]): HostReading;
  /** Files added up to the set that one organization would be given. */
  assemble(files: readonly MappingFile[]): MappingSet;
  /** Every finding of a set, in order of file, position and code. */
  findings(set: MappingSet): readonly Finding[];
  /** The sign-in simulator of a set; compiled once per set. */
  simulator(set: MappingSet): Simulator;
  /** How each sample user's sign-in ends and which mappings match: what the rules that need a simulation are given. */
  signIns(set: MappingSet): SignInResults;
  /** Why the group claim carries a group to nobody, as the set describes it; null for one that it may carry. */
  withheldReasons(set: MappingSet): (group: string) => WithheldReason | null;
  /** Changes to the set's mappings as edits of its files. */
  mappingEdits(set: MappingSet): MappingEdits;
  /** What changes from one set to another, by meaning: who gains and loses what, of `head`'s sample users and of anyone. */
  diff(base: MappingSet, head: MappingSet): AccessDiff;
  /** How somebody comes to each role of a set, and what little would change that; with `roleName` of that role only. */
  explain(set: MappingSet, person: Person, roleName: string | null): ExplainedAccess;
  /** Which groups lead to a role. */
  lookUpRole(set: MappingSet, roleName: string): RoleLookup;
}

/** A filter's function, and the same as one of memberships where it is one. */
interface FilterFunctions {
  readonly fn: GroupFunction | null;
  readonly membership: MembershipFunction | null;
}

/** How many files that are being edited are remembered in detail, which takes memory: people edit one or two at a time. */
const editedFiles = 4;

/** How many directories of files that are read together are kept. */
const cachedDirectories = 20;

/** What files that are read together came to. */
interface ReadDirectory {
  readonly sources: readonly SourceFile[];
  readonly companions: readonly SourceFile[];
  readonly terraform: TerraformReader | undefined;
  readonly reading: HostReading;
}

/** The one composition root: wires the rooms together and owns their caches. */
export function createGroupFilterServices(context: GroupFilterContext = {}): GroupFilterServices {
  const parser = createFilterParser();
  const analysed = new WeakMap<ParsedFilter, AnalysedFilter>();
  const functions = new WeakMap<ParsedFilter, FilterFunctions>();
  const implications = new ImplicationMemory();
  const readCrn = createCrnReader();
  const simulators = new WeakMap<MappingSet, Simulator>();
  const files = new Map<string, MappingFile>();
  const directories = new Map<string, ReadDirectory>();
  const cachedFiles = context.cachedFiles ?? 200;

  /** Those of the files edited last. */
  const memories = new Map<string, StreamMemory>();
  const memoryOf = (path: string): StreamMemory => {
    const memory = memories.get(path) ?? new StreamMemory();
    memories.delete(path);
    memories.set(path, memory);
    for (const oldest of memories.keys()) {
      if (memories.size <= editedFiles) break;
      memories.delete(oldest);
    }
    return memory;
  };

  const parse = (filter: string): ParsedFilter => parser.parse(filter);

  const analyse = (filter: string): AnalysedFilter => {
    const parsed = parse(filter);
    let result = analysed.get(parsed);
    if (!result) analysed.set(parsed, (result = analyseFilter(parsed)));
    return result;
  };

  const functionsOf = (filter: string): FilterFunctions => {
    const parsed = parse(filter);
    let entry = functions.get(parsed);
    if (!entry) {
      const usable = parsed.expression && parsed.isComplete && !analyse(filter).fatal ? parsed.expression : null;
      const fn = usable && buildGroupFunction(usable);
      const membership = fn && asMembership(fn);
      functions.set(parsed, (entry = { fn: membership ?? fn, membership }));
    }
    return entry;
  };

  const simulator = (set: MappingSet): Simulator => {
    let result = simulators.get(set);
    if (!result) simulators.set(set, (result = createSimulator(set, services)));
    return result;
  };

  let terraform: TerraformReader | undefined;
  let loading: Promise<void> | undefined;
  const readTogether: FileReading['together'] = (kind, sources, companions) => {
    const key = `${kind} ${directoryOfPath(sources[0]?.path ?? '')}`;
    const known = directories.get(key);
    const isKnown = known && known.terraform === terraform && areSame(known.sources, sources) && areSame(known.companions, companions);
    const reading = isKnown ? known.reading : hostReaders[kind].read(sources, { companions, terraform });
    directories.delete(key);
    directories.set(key, { sources, companions, terraform, reading });
    for (const oldest of directories.keys()) {
      if (directories.size <= cachedDirectories) break;
      directories.delete(oldest);
    }
    return reading;
  };

  const services: GroupFilterServices = {
    parse,
    analyse,
    groupFunction: (filter) => functionsOf(filter).fn,
    membership: (filter) => functionsOf(filter).membership,
    formatEdits: (filter) => formatFilterEdits(parse(filter)),
    async prepare(sources) {
      if (terraform || !context.loadHclParser || !needsHclParser(sources)) return;
      loading ??= context.loadHclParser().then(
        (parser) => {
          terraform = new TerraformReader(parser);
        },
        () => undefined,
      );
      await loading;
    },
    readFile(source, kind) {
      if (isReadTogether(source.path)) return services.readFiles([source]).files[0] ?? emptyMappingFile(source);
      const known = files.get(source.path);
      if (known?.source.text === source.text) return known;
      const read = readMappingFile(source, kind, context.followsEdits ? memoryOf(source.path) : undefined);
      files.delete(source.path);
      files.set(source.path, read);
      for (const oldest of files.keys()) {
        if (files.size <= cachedFiles) break;
        files.delete(oldest);
      }
      return read;
    },
    readFiles: (sources, companions = []) => readMappingFiles(sources, companions, { alone: services.readFile, together: readTogether }),
    assemble: assembleMappingSet,
    findings: (set) => findFindings(set, { ...services, readCrn, impliedFunctions: (functions) => implications.find(functions) }),
    simulator,
    signIns: (set) => signInResultsOf(simulator(set)),
    withheldReasons: withheldReasonsOf,
    mappingEdits: (set) => createMappingEdits(createEditingContext(set, services)),
    diff: (base, head) => diffAccess(base, head, services),
    explain: (set, person, roleName) => explainAccess(simulator(set), person, roleName),
    lookUpRole: (set, roleName) => lookUpRole(simulator(set), roleName),
  };
  return services;
}

function areSame(a: readonly SourceFile[], b: readonly SourceFile[]): boolean {
  return a.length === b.length && a.every(({ path, text }, index) => path === b[index]?.path && text === b[index]?.text);
}
