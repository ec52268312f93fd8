import type { MappingSet } from '../../mapping-set/mapping-set.js';
import { exportCommands } from './export-commands.js';
import { exportRequests } from './export-requests.js';
import { exportTerraform } from './export-terraform.js';
import { exportYaml } from './export-yaml.js';
import type { Exported } from './exportable-mappings.js';

export const exportFormats = ['terraform', 'cli', 'api', 'yaml'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const writers: Readonly<Record<ExportFormat, (set: MappingSet) => Exported>> = {
  terraform: exportTerraform,
  cli: exportCommands,
  api: exportRequests,
  yaml: exportYaml,
};

/** A mapping set in another form. Each reads back to the same meaning, but for what the result says it had to leave out. */
export function exportSet(set: MappingSet, format: ExportFormat): Exported {
  return writers[format](set);
}
