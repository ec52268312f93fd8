import { expect } from 'vitest';
import { findFilterFindings, findFindings, type FindingServices } from '../../../src-language/analysis/find-findings.js';
import { buildGroupFunction } from '../../../src-language/analysis/group-function.js';
import { asMembership, type MembershipFunction } from '../../../src-language/analysis/membership-function.js';
import { analyseFilter } from '../../../src-language/filter/analyse-filter.js';
import { createFilterParser } from '../../../src-language/filter/parse-filter.js';
import { assembleMappingSet } from '../../../src-language/mapping-set/assemble-mapping-set.js';
import { readMappingFile } from '../../../src-language/mapping-set/read-mapping-file.js';
import type { MappingSet } from '../../../src-language/mapping-set/mapping-set.js';
import { withheldReasonsOf } from '../../../src-language/provisioning/withheld-groups.js';
import { createGroupFilterServices } from '../../../src-language/group-filter-services.js';
import { signInResultsOf } from '../../../src-language/provisioning/sign-in-results.js';
import { createSimulator } from '../../../src-language/provisioning/simulator.js';
import type { DiagnosticCode, Finding } from '../../../src-language/text/problem.js';
import { applyEdits, type OffsetRange } from '../../../src-language/text/range.js';

const parser = createFilterParser();

/** The services that finding needs, wired as the composition root does. */
export const services: FindingServices & { membership(filter: string): MembershipFunction | null } = {
  parse: (filter) => parser.parse(filter),
  analyse: (filter) => analyseFilter(parser.parse(filter)),
  groupFunction(filter) {
    const { parsed, fatal } = analyseFilter(parser.parse(filter));
    return parsed.expression && parsed.isComplete && !fatal ? buildGroupFunction(parsed.expression) : null;
  },
  membership(filter) {
    const fn = services.groupFunction(filter);
    return fn && asMembership(fn);
  },
  signIns: (set) => signInResultsOf(createSimulator(set, services)),
  withheldReasons: withheldReasonsOf,
  mappingEdits: (set) => createGroupFilterServices().mappingEdits(set),
};

/** A text without its `<|` and `|>` marks, and the ranges that they mark. */
export function unmark(marked: string): { text: string; ranges: OffsetRange[] } {
  const ranges: OffsetRange[] = [];
  let text = '';
  let start = 0;
  for (const part of marked.split(/(<\||\|>)/)) {
    if (part === '<|') start = text.length;
    else if (part === '|>') ranges.push({ start, end: text.length });
    else text += part;
  }
  return { text, ranges };
}

/** A set of the given files; one text is a YAML file. */
export function setOf(files: string | Readonly<Record<string, string>>): MappingSet {
  const texts = typeof files === 'string' ? { 'set.groupmap.yaml': files } : files;
  return assembleMappingSet(Object.entries(texts).map(([path, text]) => readMappingFile({ path, text })));
}

export function findingsOf(files: string | Readonly<Record<string, string>>): Finding[] {
  return findFindings(setOf(files), services);
}

/** A filter gives this finding exactly at the marked places (`<|…|>`), and nowhere else; without marks nothing. */
export function expectInFilter(code: DiagnosticCode, marked: string, set?: string): void {
  const { text, ranges } = unmark(marked);
  const found = findFilterFindings(text, services, set === undefined ? undefined : setOf(set)).filter((finding) => finding.code === code);
  expect(found.map(({ range }) => underline(text, range))).toEqual(ranges.map((range) => underline(text, range)));
}

/** The texts that the fixes of this finding's first occurrence lead to, in order. */
export function fixedFilters(code: DiagnosticCode, text: string, set?: string): string[] {
  const found = findFilterFindings(text, services, set === undefined ? undefined : setOf(set)).find((finding) => finding.code === code);
  return found?.fixes.map((fix) => applyEdits(text, fix.edits)) ?? [];
}

/** A mapping file gives this finding exactly at the marked places. */
export function expectInFile(code: DiagnosticCode, marked: string): void {
  const { text, ranges } = unmark(marked);
  const found = findingsOf(text).filter((finding) => finding.code === code);
  expect(found.map(({ range }) => underline(text, range))).toEqual(ranges.map((range) => underline(text, range)));
}

/** The texts that the fixes of this finding's first occurrence lead to, in a set of one file. */
export function fixedFiles(code: DiagnosticCode, text: string): string[] {
  const found = findingsOf(text).find((finding) => finding.code === code);
  return found?.fixes.map((fix) => applyEdits(text, fix.edits)) ?? [];
}

export function messageOf(code: DiagnosticCode, text: string): string {
  return findingsOf(text).find((finding) => finding.code === code)?.message ?? '';
}

/** A range as something a failed comparison shows readably. */
function underline(text: string, { start, end }: OffsetRange): string {
  return `${start}: ${text.slice(start, end)}`;
}
