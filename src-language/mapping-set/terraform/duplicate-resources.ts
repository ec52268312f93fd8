import type { ModuleBlock } from '../../hosts/terraform/module-file.js';
import type { TerraformModule } from '../../hosts/terraform/evaluate/terraform-module.js';
import { grantingResources } from './syntax-problems.js';

/** A resource that has the address of an earlier one, which Terraform refuses. */
export interface DuplicateResource {
  readonly block: ModuleBlock;
  readonly first: ModuleBlock;
}

/** Resources of one type with one name, in the order of files and lines, without the first of each. */
export function duplicateResources(module: TerraformModule): readonly DuplicateResource[] {
  const byAddress = new Map<string, ModuleBlock>();
  return [...grantingResources].flatMap((type) =>
    module.resourcesOf(type).flatMap((block): readonly DuplicateResource[] => {
      const first = byAddress.get(addressOf(block));
      if (first) return [{ block, first }];
      byAddress.set(addressOf(block), block);
      return [];
    }),
  );
}

/** What a resource is called in references: its type and its name. */
export function addressOf({ labels }: ModuleBlock): string {
  return labels.map(({ name }) => name).join('.');
}
