import type { AnalysedFilter } from '../filter/analysed-filter.js';
import type { ParsedFilter } from '../filter/parsed-filter.js';
import { editsOfFiles, hostRangeOf, placeInHost, type HostText } from '../hosts/host-text.js';
import { isBareWord } from '../mapping-set/bare-word.js';
import { readCrn } from '../mapping-set/crn/crn-reading.js';
import { effectiveSettings } from '../mapping-set/effective-settings.js';
import { buildGroupVocabulary, type GroupVocabulary } from '../mapping-set/group-vocabulary.js';
import type { GroupMapping, MappingSet, SetProblem, SourceFile } from '../mapping-set/mapping-set.js';
import { compareCodePoints } from '../text/compare-code-points.js';
import type { Finding, Fix, FileFix, Problem, Severity } from '../text/problem.js';
import { quoted } from '../text/quoted-name.js';
import { problemsOfFilter } from './filter-problems.js';
import { problemsOfLiteralGroup } from './group-problems.js';
import { applyIgnores } from './ignore-directives.js';
import { mergeInstanceProblems, type InstanceProblem } from './instance-problems.js';
import type { GroupFunction } from './group-function.js';
import type { findImplied } from './implied-functions.js';
import { literalMembership } from './membership-function.js';
import { defaultSeverityOf, setRules } from './rules/rule-list.js';
import { relateMappings, type KnownMapping } from './mapping-relations.js';
import type { MappingEdits } from './mapping-edits.js';
import type { SetContext, SignInResults, WithheldReason } from './rules/rule.js';

/** What finding takes from elsewhere: cached by the filter's text, so that equal texts give the same objects. */
export interface FindingServices {
  parse(filter: string): ParsedFilter;
  analyse(filter: string): AnalysedFilter;
  /** Null for a filter that is broken, or asks for more than groups by their names or how these begin and end. */
  groupFunction(filter: string): GroupFunction | null;
  /** `findImplied`, remembering what it found before. Without it nothing is remembered. */
  impliedFunctions?: typeof findImplied;
  /** What a CRN is and has wrong with it, remembered by its text. Without it nothing is remembered. */
  readCrn?: typeof readCrn;
  /** What signing in comes to for the set's sample users. Without it nothing is said that needs to know. */
  signIns?(set: MappingSet): SignInResults;
  /** Changes to the set's mappings as edits of its files. Without it no fix is offered that changes whole mappings. */
  mappingEdits?(set: MappingSet): MappingEdits;
  /** Why the group claim carries a group to nobody, as the set describes it; null for one that it may carry. */
  withheldReasons?(set: MappingSet): (group: string) => WithheldReason | null;
}

/** A finding in a filter that stands in no file: offsets are those of its text. */
export interface FilterFinding extends Problem {
  readonly severity: Severity;
}

/**
 * Every finding of a mapping set: what its files' readers found, what its filters and groups have wrong with them, and what shows only in
 * the whole. Severities are the set's, `groupmap-ignore` comments are honoured, and one mistake is one finding. Ordered by file (code
 * points), position and code.
 */
export function findFindings(set: MappingSet, services: FindingServices): Finding[] {
  const context = createSetContext(set, services);
  const problems = [
    ...set.problems,
    ...set.files.flatMap((file) => [
      ...file.problems.map((problem) => inFile(file.source.path, problem)),
      ...(file.bareFilter ? problemsInHost(file.source.path, file.bareFilter, null, context, services) : []),
    ]),
    ...problemsOfFilters(set, context, services),
    ...set.groupMappings.flatMap((mapping) => (mapping.group ? problemsOfLiteralGroup(mapping.group, context) : [])),
    ...setRules.flatMap((rule) => [...rule.check(context)]),
  ];
  return finish(set, problems);
}

/**
 * The findings of one filter that stands in no mapping, in text order. With a set its limits, known groups and severities count, without
 * one the defaults.
 */
export function findFilterFindings(text: string, services: FindingServices, set: MappingSet = emptySet): FilterFinding[] {
  const filter = services.analyse(text);
  const settings = effectiveSettings(set);
  const vocabulary = vocabularyOf(set, services);
  const groupFunction = services.groupFunction(text);
  return problemsOfFilter({ filter, groupFunction, mapping: null, text: null, settings, vocabulary, services }).flatMap((problem) => {
    const severity = severityOf(set, problem);
    return severity === 'off' ? [] : [{ ...problem, fixes: [...problem.fixes, ...(problem.offerFixes?.() ?? [])], severity }];
  });
}

function createSetContext(set: MappingSet, services: FindingServices): SetContext {
  let signIns: SignInResults | null | undefined;
  let mappings: readonly KnownMapping[] | undefined;
  let edits: MappingEdits | null | undefined;
  let withheldReasons: ((group: string) => WithheldReason | null) | undefined;
  const sources = new Map(set.files.map((file) => [file.source.path, file.source] as const));
  const groupFunctionOf = (mapping: GroupMapping) => functionOfMapping(mapping, services);
  return {
    set,
    settings: effectiveSettings(set),
    vocabulary: vocabularyOf(set, services),
    analyse: (filter) => services.analyse(filter),
    analysedFilterOf: (mapping) => analysedFilterOf(mapping, services),
    groupFunctionOf,
    get mappings() {
      return (mappings ??= relateMappings(set.groupMappings, groupFunctionOf, services.impliedFunctions));
    },
    get edits() {
      return (edits ??= services.mappingEdits?.(set) ?? null);
    },
    withheldReason: (group) => (withheldReasons ??= services.withheldReasons?.(set) ?? (() => null))(group),
    crnOf: services.readCrn ?? readCrn,
    sourceOf: (path): SourceFile | undefined => sources.get(path),
    get signIns() {
      if (signIns === undefined) signIns = set.users.length > 0 ? (services.signIns?.(set) ?? null) : null;
      return signIns;
    },
  };
}

/** What a mapping asks of groups; null where that is not known, or more than is analysed exactly. */
export function functionOfMapping(mapping: GroupMapping, services: Pick<FindingServices, 'groupFunction'>): GroupFunction | null {
  if (mapping.shapeProblem || mapping.partlyKnown) return null;
  if (mapping.group) return literalMembership(mapping.group.value);
  return mapping.filter ? services.groupFunction(mapping.filter.value) : null;
}

function analysedFilterOf(mapping: GroupMapping, services: Pick<FindingServices, 'analyse'>): AnalysedFilter | null {
  return mapping.filter && !mapping.partlyKnown ? services.analyse(mapping.filter.value) : null;
}

/** The groups a set knows of and names; filters that do not parse add nothing. */
export function vocabularyOf(set: MappingSet, services: Pick<FindingServices, 'analyse'>): GroupVocabulary {
  return buildGroupVocabulary(set, spellingsInMappings(set, services));
}

function* spellingsInMappings(set: MappingSet, services: Pick<FindingServices, 'analyse'>): Generator<string> {
  for (const mapping of set.groupMappings) {
    if (mapping.group) yield mapping.group.value;
    const filter = analysedFilterOf(mapping, services);
    // What recovery makes of a broken text is no spelling to go by.
    if (!filter?.parsed.isComplete) continue;
    for (const literal of filter.groupLiterals) if (literal.use !== 'affix') yield literal.group;
  }
}

function problemsOfFilters(set: MappingSet, context: SetContext, services: FindingServices): SetProblem[] {
  const problems: SetProblem[] = [];
  const ofInstances: InstanceProblem[] = [];
  for (const mapping of set.groupMappings) {
    // The source of a filter that is computed in part is no filter; `partly-known` tells of it.
    if (!mapping.filter || mapping.partlyKnown) continue;
    const found = problemsInHost(mapping.file, mapping.filter, mapping, context, services);
    if (mapping.filter.sources) ofInstances.push(...found.map((problem) => ({ mapping, problem })));
    else problems.push(...found);
  }
  return ofInstances.length > 0 ? [...problems, ...mergeInstanceProblems(ofInstances, set.groupMappings)] : problems;
}

/** The problems of a filter at their places in its host file. */
function problemsInHost(
  file: string,
  text: HostText,
  mapping: GroupMapping | null,
  { settings, vocabulary }: SetContext,
  services: FindingServices,
): SetProblem[] {
  const filter = services.analyse(text.value);
  const groupFunction = services.groupFunction(text.value);
  const problems = problemsOfFilter({ filter, groupFunction, mapping, text, settings, vocabulary, services }).map(
    (problem): SetProblem => ({
      code: problem.code,
      message: problem.message,
      ...placeInHost(file, hostRangeOf(text, problem.range)),
      fixes: problem.fixes.flatMap((fix) => fixInHost(file, text, fix)),
      // An edit that suits one instance need not suit the others of its source.
      ...(mapping?.instance == null ? offeredInHost(file, text, problem) : {}),
    }),
  );
  return mapping?.isExported && filter.fatal ? problemsOfExport(text.value, problems) : problems;
}

/** In an export a bare word may be a literal group, stored that way: nothing is known of it, and nothing is wrong for certain. */
function problemsOfExport(filter: string, problems: readonly SetProblem[]): SetProblem[] {
  const [first] = problems;
  if (!first || !isBareWord(filter)) return [...problems];
  return [
    {
      ...first,
      severity: 'warning',
      message:
        `The filter is the bare word ${quoted(filter.trim())}. An export may store a literal group that way, which is not established, so whether ` +
        `the mapping matches is unknown. As a filter, a group stands in quotes: ${quoted(filter.trim())} in groups.`,
    },
  ];
}

function offeredInHost(file: string, text: HostText, { offerFixes }: Problem): Pick<SetProblem, 'offerFixes'> {
  return offerFixes ? { offerFixes: () => offerFixes().flatMap((fix) => fixInHost(file, text, fix)) } : {};
}

/** None when the host cannot take the edits. */
function fixInHost(file: string, text: HostText, fix: Fix): FileFix[] {
  const edits = text.encodeEdits(fix.edits);
  return edits ? [{ title: fix.title, isPreferred: fix.isPreferred, edits: editsOfFiles(file, edits) }] : [];
}

function inFile(file: string, problem: Problem): SetProblem {
  const inThisFile = (fix: Fix): FileFix => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, file })) });
  const { offerFixes, ...rest } = problem;
  return { ...rest, file, fixes: problem.fixes.map(inThisFile), ...(offerFixes && { offerFixes: () => offerFixes().map(inThisFile) }) };
}

/** Drops repetitions and what settings and comments silence, gives each its severity, and sorts. */
function finish(set: MappingSet, problems: readonly SetProblem[]): Finding[] {
  const byFile = new Map<string, SetProblem[]>();
  const seen = new Set<string>();
  for (const problem of problems) {
    if (severityOf(set, problem) === 'off') continue;
    // A filter that two mappings share through an alias is found twice.
    const key = `${problem.code}:${problem.range.start}:${problem.range.end}:${problem.file}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const inSameFile = byFile.get(problem.file);
    if (inSameFile) inSameFile.push(problem);
    else byFile.set(problem.file, [problem]);
  }
  for (const file of set.files) {
    const path = file.source.path;
    if (file.ignores.length > 0) byFile.set(path, applyIgnores(file, byFile.get(path) ?? []));
  }
  const findings: Finding[] = [];
  for (const problem of [...byFile.values()].flat()) {
    const severity = severityOf(set, problem);
    if (severity !== 'off') findings.push(toFinding(problem, severity));
  }
  return findings.sort(
    (a, b) =>
      compareCodePoints(a.file, b.file) ||
      a.range.start - b.range.start ||
      compareCodePoints(a.code, b.code) ||
      a.range.end - b.range.end ||
      compareCodePoints(a.message, b.message),
  );
}

function toFinding({ offerFixes, ...problem }: SetProblem, severity: Severity): Finding {
  if (!offerFixes) return { ...problem, severity };
  let fixes: readonly FileFix[] | undefined;
  return {
    ...problem,
    severity,
    certainFixes: problem.fixes,
    get fixes() {
      return (fixes ??= [...problem.fixes, ...offerFixes()]);
    },
  };
}

function severityOf(set: MappingSet, problem: Pick<SetProblem, 'code' | 'severity'>): Severity | 'off' {
  return set.settings.severity.get(problem.code)?.value ?? problem.severity ?? defaultSeverityOf(problem.code);
}

const emptySet: MappingSet = {
  files: [],
  organization: {},
  sso: {},
  knownGroups: [],
  listsKnownGroups: false,
  groupMappings: [],
  users: [],
  settings: { severity: new Map(), roles: [] },
  problems: [],
};
