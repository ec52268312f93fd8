import type { Marketplace, OrganizationSection } from './mapping-set.js';
import { limitsShape, organizationShape } from './schema-keys.js';
import type { SectionReader, Slot } from './section-reader.js';

export const marketplaces = ['none', 'aws', 'azure', 'gcp'] as const satisfies readonly Marketplace[];

/** `organization:`: the Confluent Cloud organization that the set would be given to. */
export function readOrganization(reader: SectionReader, slot: Slot | undefined): OrganizationSection {
  const fields = reader.fields(slot, organizationShape);
  if (!fields) return {};
  const limits = reader.fields(reader.slot(fields, 'limits'), limitsShape);
  return {
    id: reader.string(reader.slot(fields, 'id')),
    display_name: reader.string(reader.slot(fields, 'display_name')),
    marketplace: reader.oneOf(reader.slot(fields, 'marketplace'), marketplaces, { google: 'gcp', amazon: 'aws', microsoft: 'azure' }),
    jit_enabled: reader.boolean(reader.slot(fields, 'jit_enabled')),
    filter_length: limits && reader.positiveInteger(reader.slot(limits, 'filter_length')),
    group_mappings: limits && reader.positiveInteger(reader.slot(limits, 'group_mappings')),
  };
}
