import type { IgnoreDirective } from '../../hosts/host-tree.js';
import { findIgnoreDirectives, ignoreWord } from '../../hosts/ignore-comments.js';
import type { ModuleAttribute, ModuleBlock, ModuleFile } from '../../hosts/terraform/module-file.js';
import type { Expression } from '../../hosts/terraform/expression.js';
import { originAt, placeInFile, type Origin } from '../../hosts/terraform/origin.js';
import { findComments } from '../../hosts/terraform/scan-value.js';
import type { OffsetRange } from '../../text/range.js';

/** The `groupmap-ignore` comments of a file in Terraform's own syntax: they cover the block, argument or entry below them. */
export function findIgnoresInTerraform(text: string, file: ModuleFile): IgnoreDirective[] {
  if (!text.includes(ignoreWord) || file.path.endsWith('.json')) return [];
  return findIgnoreDirectives(text, findComments(text), itemsInTerraform(file));
}

/** The blocks, arguments and entries of a file, outer ones before those in them. */
export function itemsInTerraform(file: ModuleFile): OffsetRange[] {
  const items: OffsetRange[] = [];
  const add = (attributes: Iterable<ModuleAttribute>, blocks: readonly ModuleBlock[]): void => {
    for (const { nameRange, range, expression, origin } of attributes) {
      items.push({ start: nameRange.start, end: range.end });
      addEntries(expression, origin, items);
    }
    for (const block of blocks) {
      items.push(block.range);
      add(block.attributes.values(), block.blocks);
    }
  };
  add(file.attributes.values(), file.blocks);
  return items.sort((a, b) => a.start - b.start || b.end - a.end);
}

function addEntries(expression: Expression, origin: Origin, items: OffsetRange[]): void {
  if (expression.kind === 'object')
    for (const { key, value } of expression.entries) {
      const start = placeInFile(origin, key.kind === 'name' ? key : { start: key.at, end: key.at }).start;
      const inner = originAt(origin, value.at);
      items.push({ start, end: placeInFile(inner, value.expression).end });
      addEntries(value.expression, inner, items);
    }
  else if (expression.kind === 'tuple' || expression.kind === 'call')
    for (const item of expression.kind === 'call' ? expression.args : expression.items) {
      const inner = originAt(origin, item.at);
      items.push(placeInFile(inner, item.expression));
      addEntries(item.expression, inner, items);
    }
}
