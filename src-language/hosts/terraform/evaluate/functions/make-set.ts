import { compareCodePoints } from '../../../../text/compare-code-points.js';
import { areEqual, firstUnknown, knownText, type UnknownValue, type Value } from '../value.js';
import { unifyValues } from './unify-values.js';

/** A set of values in Terraform's order; unknown when an element is, and what `refuse` says when they are of no one type. */
export function makeSet(values: readonly Value[], refuse: (reason: string) => UnknownValue): Value {
  const unified = unifyValues(values);
  if (!unified) return refuse('the elements of a set are of one type, and these are not');
  const distinct = distinctOf(unified);
  return 'kind' in distinct ? distinct : { kind: 'sequence', isSet: true, items: [...distinct].sort(compareElements) };
}

/** Terraform's order: texts by code point, numbers by size, false before true, everything else by what it is written as, and null last. */
function compareElements(a: Value, b: Value): number {
  if (a.kind === 'null' || b.kind === 'null') return Number(a.kind === 'null') - Number(b.kind === 'null');
  if (a.kind === 'text' && b.kind === 'text') return compareCodePoints(knownText(a) ?? '', knownText(b) ?? '');
  if ((a.kind === 'number' && b.kind === 'number') || (a.kind === 'boolean' && b.kind === 'boolean'))
    return Number(a.value) - Number(b.value);
  return compareCodePoints(orderText(a), orderText(b));
}

/** What go-cty sorts lists and objects by in a set (`appendSetHashBytes`). A list is written as a tuple is: which of the two it is, all share. */
function orderText(value: Value): string {
  switch (value.kind) {
    case 'text':
      return JSON.stringify(knownText(value) ?? '');
    case 'number':
      return String(value.value);
    case 'boolean':
      return value.value ? 'T' : 'F';
    case 'sequence':
      return `<${value.items.map((item) => `${orderText(item)};`).join('')}>`;
    case 'map':
      return `<${[...value.entries.values()].map((entry) => `${orderText(entry.value)};`).join('')}>`;
    default:
      return '~';
  }
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
