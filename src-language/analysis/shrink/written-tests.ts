import type { ParsedFilter } from '../../filter/parsed-filter.js';
import { walk } from '../../filter/expression.js';
import { decodeStringLiteral, quoteGroup } from '../../filter/string-literal.js';
import { countCodePoints } from '../../text/count-code-points.js';
import { type MonotoneTree, visitAtoms } from '../boolean/monotone-tree.js';
import type { GroupTest } from '../group-function.js';

/** The blanks that a filter is written with: as people read it, or only where CEL needs them. */
export type Blanks = 'readable' | 'fewest';

/** Writes the tests of a filter with the shortest literals: the author's own where none is shorter. */
export function testWriter({ text, expression }: ParsedFilter): (test: GroupTest, blanks: Blanks) => string {
  const written = new Map<string, string>();
  for (const node of expression ? walk(expression) : [])
    if (node.kind === 'string') {
      const source = text.slice(node.start, node.end);
      const known = written.get(node.value);
      if (known === undefined || countCodePoints(source) < countCodePoints(known)) written.set(node.value, source);
    }
  const literalOf = (value: string): string => {
    const own = written.get(value);
    const others = [quoteGroup(value), quoteGroup(value, "'"), rawLiteral(value, '"'), rawLiteral(value, "'")].filter(
      (source) => source !== null,
    );
    return (own === undefined ? others : [own, ...others]).reduce((best, source) =>
      countCodePoints(source) < countCodePoints(best) ? source : best,
    );
  };
  const literals = new Map<string, string>();
  const shortest = (value: string): string => {
    let literal = literals.get(value);
    if (literal === undefined) literals.set(value, (literal = literalOf(value)));
    return literal;
  };
  return (test, blanks) => {
    if (typeof test === 'string') return `${shortest(test)}${blanks === 'fewest' ? '' : ' '}in groups`;
    const { prefix, suffix } = test;
    const starts = `g.startsWith(${shortest(prefix)})`;
    const ends = `g.endsWith(${shortest(suffix)})`;
    const both = blanks === 'fewest' ? '&&' : ' && ';
    const condition = suffix === '' ? starts : prefix === '' ? ends : starts + both + ends;
    return `groups.exists(g,${blanks === 'fewest' ? '' : ' '}${condition})`;
  };
}

/** A formula as a filter, the operands of each chain in the order of their first atoms, which are numbered in the author's order. */
export function writeFormula(
  tree: MonotoneTree,
  atoms: readonly GroupTest[],
  write: (test: GroupTest, blanks: Blanks) => string,
  blanks: Blanks,
): string {
  if (tree.kind === 'constant') return String(tree.value);
  if (tree.kind === 'atom') return write(atoms[tree.atom] ?? '', blanks);
  const parts = tree.parts.map((part) => ({ part, place: firstAtom(part) })).sort((a, b) => a.place - b.place);
  const operator = tree.kind === 'all' ? '&&' : '||';
  return parts
    .map(({ part }) => {
      const text = writeFormula(part, atoms, write, blanks);
      return tree.kind === 'all' && part.kind === 'any' ? `(${text})` : text;
    })
    .join(blanks === 'fewest' ? operator : ` ${operator} `);
}

function firstAtom(tree: MonotoneTree): number {
  let first = Infinity;
  visitAtoms(tree, (atom) => (first = Math.min(first, atom)));
  return first;
}

/** A literal in which a backslash is a backslash; null for a value that it cannot hold. */
function rawLiteral(value: string, quote: '"' | "'"): string | null {
  if (!value.includes('\\') || /[\r\n\u0000-\u001f\u007f-\u009f]/.test(value)) return null;
  const source = `r${quote}${value}${quote}`;
  const decoded = decodeStringLiteral(source);
  return !value.includes(quote) && decoded.isClosed && decoded.value === value ? source : null;
}
