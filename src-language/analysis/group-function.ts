import { type Call, type Expression, membershipOf, withoutParens } from '../filter/expression.js';
import { alwaysFalse, alwaysTrue, combineTrees, evaluateTree, type MonotoneTree } from './boolean/monotone-tree.js';

/** A test of how names are written: somebody has a group that starts with `prefix` and ends with `suffix`; either may be empty. */
export interface AffixTest {
  readonly prefix: string;
  readonly suffix: string;
}

/** What a filter asks of somebody's groups: one group by its name (`"x" in groups`), or any whose name is written so. */
export type GroupTest = string | AffixTest;

/**
 * A monotone boolean function of tests of somebody's groups: what a filter means that is made of `"x" in groups`,
 * `groups.exists(g, g.startsWith("x"))` and `endsWith`, `true`, `false`, `&&`, `||` and parentheses. A `MembershipFunction` is one
 * without affix tests. Tests depend on each other (who has `eng-a` has a group that starts with `eng-`): `GroupSpace` says how.
 */
export interface GroupFunction {
  /** Every test once, in text order. */
  readonly atoms: readonly GroupTest[];
  /** The function over the places of `atoms`. */
  readonly tree: MonotoneTree;
}

/** Terms that the condition of one `exists` may have once multiplied out. */
const termLimit = 256;

/** The function of a filter, or null when the filter holds anything else. */
export function buildGroupFunction(expression: Expression): GroupFunction | null {
  const atoms = new Map<string, { readonly test: GroupTest; readonly place: number }>();
  const tree = treeOf(expression, (test) => {
    const key = keyOf(test);
    let atom = atoms.get(key);
    if (!atom) atoms.set(key, (atom = { test, place: atoms.size }));
    return atom.place;
  });
  return tree && { atoms: Array.from(atoms.values(), ({ test }) => test), tree };
}

/** A leaf of a filter's `&&`, `||` and parentheses as a sum of tests: nothing for a constant `false`, null for what is no such test. */
export function testsOf(leaf: Expression): readonly GroupTest[] | null {
  const membership = membershipOf(leaf);
  if (membership) return [membership.group];
  const inner = withoutParens(leaf);
  return inner.kind === 'call' ? affixTestsOf(inner) : null;
}

/** One text for each test, different for different tests. */
export function keyOf(test: GroupTest): string {
  return typeof test === 'string' ? `=${test}` : JSON.stringify([test.prefix, test.suffix]);
}

/** Texts of functions, kept as long as those are. */
const spellings = new WeakMap<GroupFunction, string>();

/** One text for functions that differ in nothing but the order and repetition of what `&&` and `||` join. */
export function spellingOf(fn: GroupFunction): string {
  let spelling = spellings.get(fn);
  if (spelling === undefined) spellings.set(fn, (spelling = spell(fn.tree, fn.atoms)));
  return spelling;
}

function spell(tree: MonotoneTree, atoms: readonly GroupTest[]): string {
  if (tree.kind === 'constant') return String(tree.value);
  if (tree.kind === 'atom') return JSON.stringify(keyOf(atoms[tree.atom] ?? ''));
  const parts = [...new Set(tree.parts.map((part) => spell(part, atoms)))].sort();
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(tree.kind === 'all' ? '&' : '|')})`;
}

/** Everybody matches, whatever their groups: a monotone function holds for all when it holds for no groups. */
export function isAlwaysTrue(fn: GroupFunction): boolean {
  return evaluateTree(fn.tree, () => false);
}

/** Nobody can match, whatever their groups: not even somebody who has a group for every test. */
export function isAlwaysFalse(fn: GroupFunction): boolean {
  return !evaluateTree(fn.tree, () => true);
}

/** Bracket depth, which the parser bounds, is the depth of this recursion. */
function treeOf(expression: Expression, placeOf: (test: GroupTest) => number): MonotoneTree | null {
  const node = withoutParens(expression);
  if (node.kind === 'bool') return node.value ? alwaysTrue : alwaysFalse;
  if (node.kind === 'logical') {
    const parts: MonotoneTree[] = [];
    for (const operand of node.operands) {
      const part = treeOf(operand, placeOf);
      if (!part) return null;
      parts.push(part);
    }
    return combineTrees(node.operator === '&&' ? 'all' : 'any', parts);
  }
  const tests = testsOf(node);
  return (
    tests &&
    combineTrees(
      'any',
      tests.map((test) => ({ kind: 'atom', atom: placeOf(test) })),
    )
  );
}

/**
 * `groups.exists(g, …)` with a condition of `g.startsWith("…")`, `g.endsWith("…")`, `&&` and `||`: somebody has a group for one of the
 * condition's terms. A term that no name satisfies is left out.
 */
function affixTestsOf(call: Call): readonly AffixTest[] | null {
  const [variable, condition] = call.args;
  if (call.name !== 'exists' || !call.target || call.args.length !== 2 || variable?.kind !== 'identifier' || !condition) return null;
  const range = withoutParens(call.target);
  if (range.kind !== 'identifier' || range.name !== 'groups') return null;
  return termsOf(condition, variable.name);
}

function termsOf(condition: Expression, variable: string): readonly AffixTest[] | null {
  const node = withoutParens(condition);
  if (node.kind === 'call') {
    const affix = affixOf(node, variable);
    return affix && [affix];
  }
  if (node.kind !== 'logical') return null;
  const parts: (readonly AffixTest[])[] = [];
  for (const operand of node.operands) {
    const terms = termsOf(operand, variable);
    if (!terms) return null;
    parts.push(terms);
  }
  if (node.operator === '||') return withinLimit(parts.flat());
  let products: readonly AffixTest[] | null = [{ prefix: '', suffix: '' }];
  for (const terms of parts) {
    products = withinLimit(products.flatMap((product) => terms.flatMap((term) => bothOf(product, term) ?? [])));
    if (!products) return null;
  }
  return products;
}

function withinLimit(terms: readonly AffixTest[]): readonly AffixTest[] | null {
  const unique = new Map(terms.map((term) => [keyOf(term), term]));
  return unique.size > termLimit ? null : [...unique.values()];
}

function affixOf({ target, name, args }: Call, variable: string): AffixTest | null {
  const receiver = target && withoutParens(target);
  if (receiver?.kind !== 'identifier' || receiver.isGlobal || receiver.name !== variable || args.length !== 1 || !args[0]) return null;
  const text = withoutParens(args[0]);
  if (text.kind !== 'string') return null;
  if (name === 'startsWith') return { prefix: text.value, suffix: '' };
  return name === 'endsWith' ? { prefix: '', suffix: text.value } : null;
}

/** What one name has to be like that both say of it; null when no name can be. */
function bothOf(a: AffixTest, b: AffixTest): AffixTest | null {
  const [prefix, shorterPrefix] = a.prefix.length >= b.prefix.length ? [a.prefix, b.prefix] : [b.prefix, a.prefix];
  const [suffix, shorterSuffix] = a.suffix.length >= b.suffix.length ? [a.suffix, b.suffix] : [b.suffix, a.suffix];
  return prefix.startsWith(shorterPrefix) && suffix.endsWith(shorterSuffix) ? { prefix, suffix } : null;
}
