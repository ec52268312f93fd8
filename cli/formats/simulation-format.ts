import { outcomesAsMarkdown } from '../../src-language/provisioning/outcome-markdown.js';
import type { Outcome } from '../../src-language/provisioning/outcome.js';
import type { Simulator } from '../../src-language/provisioning/simulator.js';
import type { SummaryReport } from '../../src-language/provisioning/tally.js';
import type { Paint } from '../paint.js';
import { simulateAsJson, simulateAsJsonl, simulateAsSummary } from './simulate-json.js';
import { simulateAsTable } from './simulate-table.js';

/** Prints outcomes while they come, so that none is kept. */
export interface SimulationWriter {
  begin(): string;
  /** Left out by a format that only counts: then nobody is simulated in full. */
  outcome?(outcome: Outcome): string;
  end(report: SummaryReport): string;
}

export type CreateSimulationWriter = (simulator: Simulator, look: { readonly paint: Paint; readonly columns: number }) => SimulationWriter;

export type SimulateFormat = 'table' | 'json' | 'markdown' | 'jsonl' | 'summary';

export const simulationFormats: Readonly<Record<SimulateFormat, CreateSimulationWriter>> = {
  table: simulateAsTable,
  json: simulateAsJson,
  markdown: outcomesAsMarkdown,
  jsonl: simulateAsJsonl,
  summary: simulateAsSummary,
};
