import type { AnalysedFilter } from '../filter/analysed-filter.js';
import type { Problem } from '../text/problem.js';
import { problemsOfGroupLiterals } from './group-problems.js';
import { keepOnePerMistake } from './one-mistake-one-finding.js';
import { filterRules, textRules } from './rules/rule-list.js';
import type { FilterContext, TextContext } from './rules/rule.js';

/**
 * Everything there is to say of one filter, as offsets of its decoded text: what reading and checking found, and what the rules find.
 * One mistake gives one problem. Of a text that is not CEL only what reading found counts, and its length.
 */
export function problemsOfFilter(context: FilterContext): readonly Problem[] {
  return keepOnePerMistake([
    ...problemsOfText(context),
    ...filterRules.flatMap((rule) => [...rule.check(context)]),
    ...(context.filter.parsed.isComplete ? problemsOfGroupLiterals(context) : []),
  ]);
}

const problemsByFilter = new WeakMap<AnalysedFilter, readonly Problem[]>();

/** What the text alone decides; kept as long as the analysed filter is, so that a keystroke elsewhere costs nothing. */
function problemsOfText(context: TextContext): readonly Problem[] {
  const { filter } = context;
  let problems = problemsByFilter.get(filter);
  if (!problems) {
    problems = filter.parsed.isComplete ? [...filter.problems, ...textRules.flatMap((rule) => [...rule.check(context)])] : filter.problems;
    problemsByFilter.set(filter, problems);
  }
  return problems;
}
