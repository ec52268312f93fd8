import type { Expression } from '../../hosts/terraform/expression.js';
import type { Origin } from '../../hosts/terraform/origin.js';
import { noNames } from '../../hosts/terraform/evaluate/scope.js';
import type { TerraformModule } from '../../hosts/terraform/evaluate/terraform-module.js';
import type { Located } from '../mapping-set.js';
import { locateText } from './locate.js';

/** The ids that `import` blocks give, by the address of what they are of. */
export function importedIds(module: TerraformModule): ReadonlyMap<string, Located<string>> {
  const ids = new Map<string, Located<string>>();
  for (const block of module.blocksOf('import')) {
    const to = block.attributes.get('to');
    const id = block.attributes.get('id');
    if (!to || !id || block.attributes.has('for_each')) continue;
    const address = addressOf(to.expression, to.origin, module);
    const text = locateText(id, module.evaluate(id, noNames));
    if (address !== null && text.kind === 'known') ids.set(address, text.located);
  }
  return ids;
}

/** `TYPE.NAME`, `TYPE.NAME["KEY"]` or `TYPE.NAME[0]` as findings write addresses; null for anything else. */
function addressOf(expression: Expression, origin: Origin, module: TerraformModule): string | null {
  switch (expression.kind) {
    case 'variable':
      return expression.name;
    case 'attribute': {
      const of = addressOf(expression.of, origin, module);
      return of === null ? null : `${of}.${expression.name}`;
    }
    case 'index': {
      const of = addressOf(expression.of, origin, module);
      const { key } = expression;
      if (of === null) return null;
      if (key.kind === 'literal' && typeof key.value === 'number') return `${of}[${key.value}]`;
      const value = key.kind === 'template' ? module.evaluateKey(key, origin) : null;
      return value === null ? null : `${of}[${JSON.stringify(value)}]`;
    }
    default:
      return null;
  }
}
