import type { HostEntry, HostMap, HostNode, HostScalar } from '../../hosts/host-tree.js';
import type { Located } from '../mapping-set.js';

/** The entry of a key; undefined for anything but a map that has it. */
export function entryOf(node: HostNode | null | undefined, key: string): HostEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

export function valueOf(node: HostNode | null | undefined, key: string): HostNode | null {
  return entryOf(node, key)?.value ?? null;
}

export function mapOf(node: HostNode | null | undefined, key: string): HostMap | null {
  const value = valueOf(node, key);
  return value?.kind === 'map' ? value : null;
}

/** The items of a list; none for anything else. */
export function itemsOf(node: HostNode | null | undefined, key: string): readonly HostNode[] {
  const value = valueOf(node, key);
  return value?.kind === 'sequence' ? value.items : [];
}

/** A value that is neither a map nor a list, nor null. */
export function scalarOf(node: HostNode | null | undefined, key: string): HostScalar | null {
  const value = valueOf(node, key);
  return value?.kind === 'scalar' && value.value !== null ? value : null;
}

/** Such a value as text with its place. */
export function textOf(file: string, node: HostNode | null | undefined, key: string): Located<string> | null {
  const scalar = scalarOf(node, key);
  return scalar && { file, range: scalar.range, value: scalar.text.value, text: scalar.text };
}

/** Such a value as a plain string; empty when there is none. */
export function stringOf(node: HostNode | null | undefined, key: string): string {
  return scalarOf(node, key)?.text.value ?? '';
}
