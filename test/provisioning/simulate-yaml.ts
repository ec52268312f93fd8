import { buildGroupFunction } from '../../src-language/analysis/group-function.js';
import { asMembership } from '../../src-language/analysis/membership-function.js';
import { analyseFilter } from '../../src-language/filter/analyse-filter.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import { assembleMappingSet } from '../../src-language/mapping-set/assemble-mapping-set.js';
import { readMappingFile } from '../../src-language/mapping-set/read-mapping-file.js';
import type { FilterAnalyser } from '../../src-language/provisioning/group-mappings-step.js';
import type { Outcome } from '../../src-language/provisioning/outcome.js';
import { createSimulator, simulateSet, type Simulator } from '../../src-language/provisioning/simulator.js';

const parser = createFilterParser();

export const filters: FilterAnalyser = {
  analyse: (text) => analyseFilter(parser.parse(text)),
  groupFunction(text) {
    const { parsed, fatal } = filters.analyse(text);
    return parsed.expression && !fatal ? buildGroupFunction(parsed.expression) : null;
  },
  membership(text) {
    const fn = filters.groupFunction(text);
    return fn && asMembership(fn);
  },
};

/** The simulator of a mapping set written as one YAML file; whatever the file's reader reports fails the test. */
export function simulatorOf(yaml: string, path = 'acme.groupmap.yaml'): Simulator {
  const file = readMappingFile({ path, text: yaml });
  const reported = file.problems.filter((problem) => problem.code !== 'filter-and-group' && problem.code !== 'missing-key');
  if (reported.length > 0) throw new Error(reported.map((problem) => `${problem.code}: ${problem.message}`).join('\n'));
  return createSimulator(assembleMappingSet([file]), filters);
}

/** Outcomes of a set's sample users. */
export function outcomesOf(yaml: string): readonly Outcome[] {
  return simulateSet(simulatorOf(yaml)).outcomes;
}

/** The outcome of the only sample user. */
export function outcomeOf(yaml: string): Outcome {
  const [outcome, second] = outcomesOf(yaml);
  if (!outcome || second) throw new Error('The set has not exactly one user.');
  return outcome;
}

/** An outcome without its wording: messages and rules are for people, the rest is the contract. */
export function withoutWording(outcome: Outcome): unknown {
  return {
    ...outcome,
    group_mappings: outcome.group_mappings.map(({ reason, ...rest }) => (reason ? { ...rest, reason: reason.code } : rest)),
    steps: outcome.steps.map(({ step, result }) => `${step}: ${result}`),
    notes: outcome.notes.map(({ code, group_mapping }) => (group_mapping === undefined ? code : `${code} (${group_mapping})`)),
  };
}

/** Codes of an outcome's notes, in order. */
export function noteCodes(outcome: Outcome): string[] {
  return outcome.notes.map((note) => note.code);
}
