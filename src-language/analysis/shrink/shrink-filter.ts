import { walk } from '../../filter/expression.js';
import { formatFilter } from '../../filter/format-filter.js';
import type { ParsedFilter } from '../../filter/parsed-filter.js';
import { countCodePoints } from '../../text/count-code-points.js';
import { applyEdits } from '../../text/range.js';
import { absorbTerms } from '../boolean/explicit-terms.js';
import { minimalSets } from '../boolean/minimal-sets.js';
import { combineTrees, type MonotoneTree } from '../boolean/monotone-tree.js';
import type { AtomSet } from '../boolean/prime-family.js';
import type { GroupFunction, GroupTest } from '../group-function.js';
import { relateFunctions } from '../relate-functions.js';
import { redundantOperandEdits } from '../rules/redundant-operand.js';
import { unanalysedReason, type FunctionServices } from '../unanalysed-reason.js';
import { factoredTerms } from './factor-terms.js';
import { hasSameTokens, onOneLine, withFewestBlanks } from './filter-layouts.js';
import { countParentheses, type FormulaLengths } from './formula-length.js';
import { shortestFormula } from './shortest-formula.js';
import { type Blanks, testWriter, writeFormula } from './written-tests.js';

export interface ShrinkServices extends FunctionServices {
  parse(filter: string): ParsedFilter;
}

export interface ShrinkOptions {
  /** The most readable form of at most so many characters; without it the shortest. */
  readonly limit?: number | undefined;
  /** False: no form with parentheses that the filter does not have itself. */
  readonly allowsParentheses?: boolean | undefined;
}

/** A filter made shorter, or as it was. Lengths are in Unicode characters. */
export interface ShrunkFilter {
  readonly before: { readonly filter: string; readonly length: number };
  /** Means the same, and is never longer. */
  readonly after: { readonly filter: string; readonly length: number };
  /** `after` has more pairs of parentheses than `before`: standard CEL, but in none of Confluent's examples. */
  readonly addsParentheses: boolean;
  /** Why only blanks and comments could go, or nothing at all; null for a filter that is analysed. */
  readonly reason: string | null;
}

/**
 * The shortest equal filter, or with a limit the most readable that fits; proved equal before it is answered. Without a form that fits,
 * the shortest. The author's order, quotes and structure stay where that costs nothing.
 */
export function shrinkFilter(
  filter: string,
  services: ShrinkServices,
  { limit, allowsParentheses = true }: ShrinkOptions = {},
): ShrunkFilter {
  const length = countCodePoints(filter);
  const before = { filter, length };
  const parsed = services.parse(filter);
  const reason = unanalysedReason('The filter', filter, services);
  const own = parentheses(parsed);
  const unchanged: ShrunkFilter = { before, after: before, addsParentheses: false, reason };
  if (!parsed.isComplete || services.analyse(filter).fatal || (limit !== undefined && length <= limit)) return unchanged;
  const forms = candidates(parsed, services, { limit, allowsParentheses })
    .map((text) => ({ text, length: countCodePoints(text), parentheses: parentheses(services.parse(text)) }))
    .filter((form) => form.length <= length && (allowsParentheses || form.parentheses <= own));
  const plain = allowsParentheses ? [] : forms.filter((form) => form.parentheses === 0);
  const wanted = plain.length > 0 ? plain : forms;
  const fitting = limit === undefined ? [] : wanted.filter((form) => form.length <= limit);
  const added = (form: (typeof forms)[number]): number => Math.max(0, form.parentheses - own);
  // Of equally short ones the first, which is the closest to the author's.
  const shortest = [...wanted].sort((a, b) => a.length - b.length || added(a) - added(b));
  for (const form of [...fitting, ...shortest]) {
    if (!meansTheSame(parsed, form.text, services)) continue;
    const after = { filter: form.text, length: form.length };
    return { before, after, addsParentheses: form.parentheses > own, reason };
  }
  return unchanged;
}

function meansTheSame(parsed: ParsedFilter, text: string, services: ShrinkServices): boolean {
  if (parsed.text === text || hasSameTokens(parsed, services.parse(text))) return true;
  const one = services.groupFunction(parsed.text);
  const other = services.groupFunction(text);
  return one !== null && other !== null && relateFunctions(one, other).relation === 'equivalent';
}

/** Forms of a filter, the most readable first. */
function candidates(parsed: ParsedFilter, services: ShrinkServices, { limit, allowsParentheses = true }: ShrinkOptions): string[] {
  const { parse } = services;
  const forms: (string | null)[] = [parsed.text, formatFilter(parsed)];
  const fn = services.groupFunction(parsed.text);
  const kept = fn ? applyEdits(parsed.text, redundantOperandEdits(parsed)) : parsed.text;
  forms.push(formatFilter(parse(kept)), onOneLine(parse(kept), parse));
  const rewritten = fn ? rewritings(parsed, fn, allowsParentheses) : null;
  // Readable ones are wanted where they fit; they are never the shortest.
  if (rewritten && limit !== undefined) forms.push(...rewritten('readable'));
  forms.push(withFewestBlanks(parse(kept), parse));
  if (rewritten) forms.push(...rewritten('fewest'));
  return [...new Set(forms.filter((form) => form !== null))];
}

/** The function written anew, without parentheses first. */
function rewritings(parsed: ParsedFilter, fn: GroupFunction, allowsParentheses: boolean): (blanks: Blanks) => string[] {
  const { atoms } = fn;
  const terms = minimalTerms(fn);
  const sum = terms && sumOf(terms);
  const tree = sum && atoms.some((test) => typeof test !== 'string') ? sum : fn.tree;
  const write = testWriter(parsed);
  return (blanks) => {
    const lengths: FormulaLengths = {
      atom: (atom) => countCodePoints(write(atoms[atom] ?? '', blanks)),
      operator: blanks === 'fewest' ? 2 : 4,
    };
    const render = (formula: MonotoneTree): string => writeFormula(formula, atoms, write, blanks);
    const short = allowsParentheses ? shortestFormula(tree, lengths) : null;
    const flat = sum ?? (countParentheses(fn.tree) === 0 ? fn.tree : null);
    return [...(flat ? [render(flat)] : []), ...(short ? [render(short)] : [])];
  };
}

/** The minimal terms, with what a test implies left out beside it; null when they are too many. */
function minimalTerms({ tree, atoms }: GroupFunction): readonly AtomSet[] | null {
  const { sets, truncated, isExact } = minimalSets(tree, factoredTerms);
  if (truncated || !isExact) return null;
  if (atoms.every((test) => typeof test === 'string')) return sets;
  const implied = atoms.map((test, place) => atoms.flatMap((other, at) => (at !== place && impliesTest(test, other) ? [at] : [])));
  const reduced = sets.map((set) =>
    set.filter((atom) => !set.some((other) => implied[other]?.includes(atom) && !(implied[atom]?.includes(other) && atom < other))),
  );
  // A term is absorbed by one that all it implies satisfies.
  const closures = reduced.map((set) => new Set(set.flatMap((atom) => [atom, ...(implied[atom] ?? [])])));
  const kept = reduced.filter(
    (set, index) =>
      !reduced.some(
        (other, at) =>
          at !== index &&
          other.every((atom) => closures[index]?.has(atom)) &&
          !(set.every((atom) => closures[at]?.has(atom)) && index < at),
      ),
  );
  return absorbTerms(kept);
}

function impliesTest(test: GroupTest, other: GroupTest): boolean {
  if (typeof other === 'string') return false;
  if (typeof test === 'string') return test.startsWith(other.prefix) && test.endsWith(other.suffix);
  return test.prefix.startsWith(other.prefix) && test.suffix.endsWith(other.suffix);
}

function sumOf(terms: readonly AtomSet[]): MonotoneTree {
  return combineTrees(
    'any',
    terms.map((term) =>
      combineTrees(
        'all',
        term.map((atom) => ({ kind: 'atom', atom })),
      ),
    ),
  );
}

/** How many pairs of parentheses group something; those of calls do not count. */
function parentheses({ expression }: ParsedFilter): number {
  let count = 0;
  for (const node of expression ? walk(expression) : []) if (node.kind === 'paren') count++;
  return count;
}
