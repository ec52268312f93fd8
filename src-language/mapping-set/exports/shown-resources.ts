import type { HostMap, HostNode } from '../../hosts/host-tree.js';
import { itemsOf, mapOf, scalarOf, stringOf } from './host-values.js';

/** An instance of a resource that Terraform manages, as `terraform show -json` prints it. */
export interface ShownResource {
  /** `module.access.confluent_group_mapping.team["orders"]`. */
  readonly address: string;
  /** The address of the module instance that it is in; empty for the root. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** The key of the instance: of `for_each` a text, of `count` a number. */
  readonly index: string | number | null;
  readonly node: HostMap;
  /** The values that are known. */
  readonly values: HostMap | null;
}

/** Every managed resource of a state, or of a plan as it will be, those of modules after those that call them. */
export function shownResources(root: HostMap): readonly ShownResource[] {
  const found: ShownResource[] = [];
  const top = mapOf(mapOf(root, 'planned_values') ?? mapOf(root, 'values'), 'root_module');
  const waiting: HostNode[] = top ? [top] : [];
  for (let module = waiting.shift(); module; module = waiting.shift()) {
    for (const node of itemsOf(module, 'resources')) {
      if (node.kind !== 'map' || stringOf(node, 'mode') !== 'managed') continue;
      const index = scalarOf(node, 'index')?.value;
      found.push({
        address: stringOf(node, 'address'),
        module: stringOf(module, 'address'),
        type: stringOf(node, 'type'),
        name: stringOf(node, 'name'),
        index: typeof index === 'string' || typeof index === 'number' ? index : null,
        node,
        values: mapOf(node, 'values'),
      });
    }
    waiting.push(...itemsOf(module, 'child_modules'));
  }
  return found;
}
