import { organizationOf } from '../../src-language/provisioning/simulator.js';
import { toJson } from '../display-text.js';
import type { CreateSimulationWriter } from './simulation-format.js';

/** One document, `SimulationResult`, written outcome by outcome. */
export const simulateAsJson: CreateSimulationWriter = (simulator) => {
  let separator = '\n    ';
  return {
    begin: () => `{\n  "version": 1,\n  "organization": ${indented(organizationOf(simulator), '  ')},\n  "outcomes": [`,
    outcome(outcome) {
      const text = separator + indented(outcome, '    ');
      separator = ',\n    ';
      return text;
    },
    end: ({ summary }) => `${separator.startsWith(',') ? '\n  ' : ''}],\n  "summary": ${indented(summary, '  ')}\n}\n`,
  };
};

/** One outcome a line. */
export const simulateAsJsonl: CreateSimulationWriter = () => ({
  begin: () => '',
  outcome: (outcome) => `${toJson(outcome, 'one-line')}\n`,
  end: () => '',
});

/** Counts over everybody, one document. */
export const simulateAsSummary: CreateSimulationWriter = () => ({
  begin: () => '',
  end: (report) => `${toJson(report)}\n`,
});

/** A value as JSON whose lines after the first stand below an indent. */
function indented(value: unknown, indent: string): string {
  return toJson(value).replaceAll('\n', `\n${indent}`);
}
