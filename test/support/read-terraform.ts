import { createGroupFilterServices, type GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { HostReading } from '../../src-language/mapping-set/hosts-by-kind.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { loadHclParser } from './hcl-parser.js';

/** Services that read Terraform. */
export async function createTerraformServices(): Promise<GroupFilterServices> {
  const services = createGroupFilterServices({ loadHclParser });
  await services.prepare([{ path: 'main.tf', text: 'confluent_group_mapping' }]);
  return services;
}

/** Files by path; those that Terraform takes values from are told by their names. */
export type Texts = Readonly<Record<string, string>>;

/** What files come to when they are read together. */
export function readTexts(services: GroupFilterServices, texts: Texts): HostReading {
  const all = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const isOfSet = (path: string): boolean => /\.tf(\.json)?$|\.(?:groupmap|group-mappings)\.(ya?ml|json)$/.test(path);
  return services.readFiles(
    all.filter(({ path }) => isOfSet(path)),
    all.filter(({ path }) => !isOfSet(path)),
  );
}

export function setOf(services: GroupFilterServices, texts: Texts): MappingSet {
  const { files, companions } = readTexts(services, texts);
  return services.assemble([...files, ...companions]);
}
