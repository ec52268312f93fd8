import type { HostNode, HostScalar } from '../../src-language/hosts/host-tree.js';

/** A host node as plain values, to be compared with what a parser makes of the same text. */
export function plainValue(node: HostNode | null): unknown {
  if (node === null) return null;
  if (node.kind === 'sequence') return node.items.map(plainValue);
  if (node.kind === 'scalar') return node.value;
  // Object.fromEntries defines properties, so that a key `__proto__` is a key.
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plainValue(entry.value)]));
}

/** The scalar at a path of keys and indices. */
export function scalarAt(root: HostNode | undefined, path: readonly (string | number)[]): HostScalar {
  let node: HostNode | null | undefined = root;
  for (const step of path) {
    if (typeof step === 'number') node = node?.kind === 'sequence' ? node.items[step] : undefined;
    else node = node?.kind === 'map' ? node.entries.find((entry) => entry.key === step)?.value : undefined;
  }
  if (node?.kind !== 'scalar') throw new Error('There is no scalar at ' + path.join('.'));
  return node;
}

/** Whether a text has no lone half of a surrogate pair. */
export function isWellFormed(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}
