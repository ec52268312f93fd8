import type { AnalysedFilter } from './analysed-filter.js';
import type { ParsedFilter } from './parsed-filter.js';
import { collectGroupLiterals } from './meaning/group-literals.js';
import { findMeaningProblems } from './meaning/find-meaning-problems.js';

const analysed = new WeakMap<ParsedFilter, AnalysedFilter>();

/**
 * Adds to a parsed filter what its meaning says: unknown names, types that do not fit, and operators that Confluent does not
 * document, one problem per mistake, each with its repairs. A broken filter keeps its `syntax` problems alone, since the rest would only repeat them.
 */
export function analyseFilter(parsed: ParsedFilter): AnalysedFilter {
  const known = analysed.get(parsed);
  if (known) return known;
  const meaning = parsed.isComplete && parsed.expression ? findMeaningProblems(parsed.expression, parsed.text) : [];
  const problems = [...parsed.problems, ...meaning].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const result: AnalysedFilter = {
    parsed,
    problems,
    fatal: problems.find((problem) => fatalCodes.has(problem.code)) ?? null,
    groupLiterals: parsed.expression ? collectGroupLiterals(parsed.expression) : [],
  };
  analysed.set(parsed, result);
  return result;
}

const fatalCodes: ReadonlySet<string> = new Set(['syntax', 'filter-empty', 'unknown-variable', 'type']);
