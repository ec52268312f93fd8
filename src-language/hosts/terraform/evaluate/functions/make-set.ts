import { compareCodePoints } from '../../../../text/compare-code-points.js';
import { areEqual, asText, firstUnknown, knownText, type Value } from '../value.js';

/** Elements as one type: beside a text, numbers and booleans are texts too. */
export function unifyElements(values: readonly Value[]): readonly Value[] {
  if (!values.some(({ kind }) => kind === 'text')) return values;
  return values.map((value) => (value.kind === 'number' || value.kind === 'boolean' ? (asText(value) ?? value) : value));
}

/** A set of values in Terraform's order; unknown when an element is. Elements become one type. */
export function makeSet(values: readonly Value[]): Value {
  const texts = new Map<string, Value>();
  const others: Value[] = [];
  for (const value of unifyElements(values)) {
    const unknown = firstUnknown(value);
    if (unknown) return unknown;
    const text = value.kind === 'text' ? value : null;
    if (text) {
      const known = knownText(text) ?? '';
      if (!texts.has(known)) texts.set(known, text);
    } else if (!others.some((other) => areEqual(other, value) === true)) others.push(value);
  }
  const sorted = [...texts].sort(([a], [b]) => compareCodePoints(a, b)).map(([, value]) => value);
  others.sort((a, b) => (a.kind === 'number' && b.kind === 'number' ? a.value - b.value : 0));
  return { kind: 'sequence', isSet: true, items: [...others, ...sorted] };
}

/** Values without repetitions, the first of equal ones; unknown when an element is. */
export function distinctOf(values: readonly Value[]): readonly Value[] | Value {
  const texts = new Set<string>();
  const results: Value[] = [];
  for (const value of values) {
    const unknown = firstUnknown(value);
    if (unknown) return unknown;
    if (value.kind === 'text') {
      const known = knownText(value) ?? '';
      if (texts.has(known)) continue;
      texts.add(known);
    } else if (results.some((other) => areEqual(other, value) === true)) continue;
    results.push(value);
  }
  return results;
}
