/**
 * A monotone boolean formula over numbered atoms: adding a group never turns it from true to false. Constants are folded away and
 * nested `all` in `all`, `any` in `any` are flattened, so an `all` or `any` has two parts or more, none of them a constant.
 * Depth is bounded by the bracket depth that the filter parser accepts (150), so walking by recursion is safe; width is not bounded.
 */
export type MonotoneTree =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'atom'; readonly atom: number }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly MonotoneTree[] };

/** Satisfied by everybody. */
export const alwaysTrue: MonotoneTree = { kind: 'constant', value: true };
/** Satisfied by nobody. */
export const alwaysFalse: MonotoneTree = { kind: 'constant', value: false };

/** The conjunction (`all`) or disjunction (`any`) of parts that are themselves simplified. */
export function combineTrees(kind: 'all' | 'any', parts: readonly MonotoneTree[]): MonotoneTree {
  const neutral = kind === 'all';
  const flat: MonotoneTree[] = [];
  for (const part of parts) {
    if (part.kind === 'constant') {
      if (part.value !== neutral) return part;
    } else if (part.kind === kind) {
      for (const inner of part.parts) flat.push(inner);
    } else {
      flat.push(part);
    }
  }
  const only = flat[0];
  if (only === undefined) return neutral ? alwaysTrue : alwaysFalse;
  return flat.length === 1 ? only : { kind, parts: flat };
}

/**
 * The tree with its atoms replaced: `replace` answers the new number of an atom, or the constant it has become. This is how a
 * function is specialised to a person: groups held become true, groups out of reach false.
 */
export function replaceAtoms(tree: MonotoneTree, replace: (atom: number) => number | boolean): MonotoneTree {
  if (tree.kind === 'constant') return tree;
  if (tree.kind === 'atom') {
    const replacement = replace(tree.atom);
    if (replacement === tree.atom) return tree;
    if (typeof replacement === 'number') return { kind: 'atom', atom: replacement };
    return replacement ? alwaysTrue : alwaysFalse;
  }
  const decisive = tree.kind === 'any';
  const parts: MonotoneTree[] = [];
  for (const part of tree.parts) {
    const replaced = replaceAtoms(part, replace);
    if (replaced.kind === 'constant' && replaced.value === decisive) return replaced;
    parts.push(replaced);
  }
  return combineTrees(tree.kind, parts);
}

/** The truth of a formula when exactly the atoms are true for which `isTrue` says so. */
export function evaluateTree(tree: MonotoneTree, isTrue: (atom: number) => boolean): boolean {
  if (tree.kind === 'constant') return tree.value;
  if (tree.kind === 'atom') return isTrue(tree.atom);
  const decisive = tree.kind === 'any';
  for (const part of tree.parts) if (evaluateTree(part, isTrue) === decisive) return decisive;
  return !decisive;
}

/**
 * The dual: `all` and `any` exchanged. Its minimal satisfying sets are the minimal sets of groups to take away so that the
 * original no longer holds.
 */
export function dualOf(tree: MonotoneTree): MonotoneTree {
  if (tree.kind === 'atom') return tree;
  if (tree.kind === 'constant') return tree.value ? alwaysFalse : alwaysTrue;
  return { kind: tree.kind === 'all' ? 'any' : 'all', parts: tree.parts.map(dualOf) };
}

/** Calls `visit` for each occurrence of an atom, in text order. */
export function visitAtoms(tree: MonotoneTree, visit: (atom: number) => void): void {
  if (tree.kind === 'atom') visit(tree.atom);
  else if (tree.kind !== 'constant') for (const part of tree.parts) visitAtoms(part, visit);
}
