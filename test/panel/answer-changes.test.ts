import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, changeOf } from '../../panel/answer-changes.js';
import { answerEvaluateUser, answerEvaluatorSet } from '../../server/features/evaluator.js';
import '../support/property-seed.js';
import { exampleSet } from './example-sets.js';
import { loadSet } from './open-panel.js';

/** As the message goes to the panel. */
const sent = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** A JSON value and another that differs from it here and there, as two answers do. */
const pairs = fc.jsonValue({ maxDepth: 4 }).chain((before) => fc.tuple(fc.constant(before), variantOf(before)));

function variantOf(value: unknown): fc.Arbitrary<unknown> {
  const other = fc.jsonValue({ maxDepth: 2 });
  if (Array.isArray(value)) {
    const items = value.map((item) => fc.oneof({ weight: 4, arbitrary: fc.constant(item) }, variantOf(item)));
    const same = fc.tuple(...items);
    const shifted = fc
      .tuple(same, fc.nat(value.length), fc.nat(2), fc.array(other, { maxLength: 2 }))
      .map(([all, at, removed, added]) => [...all.slice(0, at), ...added, ...all.slice(at + removed)]);
    return fc.oneof(same, shifted);
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]: [string, unknown]) =>
      fc.tuple(fc.constant(name), fc.oneof({ weight: 4, arbitrary: fc.constant(member) }, variantOf(member)), fc.boolean()),
    );
    const kept = fc.tuple(...members).map((all) => all.flatMap(([name, member, isKept]) => (isKept ? [[name, member] as const] : [])));
    return fc
      .tuple(kept, fc.dictionary(fc.string(), other, { maxKeys: 2 }))
      .map(([all, added]) => ({ ...Object.fromEntries(all), ...added }));
  }
  return fc.oneof(fc.constant(value), other);
}

describe('the change from one answer to the next', () => {
  it('makes the next of the one before, which it leaves as it is', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const text = JSON.stringify(before);
        expect(applyChange(before, sent(changeOf(before, after)))).toEqual(after);
        expect(JSON.stringify(before)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('begins with nothing, and takes members of any name for what they are', () => {
    const after = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "toString": [3]}') as object;
    expect(JSON.stringify(applyChange(undefined, sent(changeOf(undefined, after))))).toBe(JSON.stringify(after));
    expect(JSON.stringify(applyChange({ b: 4 }, sent(changeOf({ b: 4 }, after))))).toBe(JSON.stringify(after));
    expect(changeOf({}, {})).toEqual({ kind: 'same' });
    expect(applyChange({}, changeOf({}, null))).toBeNull();
  });

  it('is small for a keystroke, and shares all that has not changed', () => {
    const files = exampleSet('okta');
    const [name] = Object.keys(files).filter((file) => (files[file] ?? '').includes('filter:'));
    const text = files[name ?? ''] ?? '';
    const filter = /filter: .*?"([^"]+)" in groups/.exec(text)?.[1] ?? '';
    const before = loadSet(files);
    const after = loadSet({ ...files, [name ?? '']: text.replace(`"${filter}" in groups`, `"${filter}x" in groups`) });
    const who = { kind: 'user', name: before.set.users[0]?.name.value ?? '' } as const;
    const answers = [
      [answerEvaluateUser(before, who), answerEvaluateUser(after, who)],
      [answerEvaluatorSet(before), answerEvaluatorSet(after)],
    ] as const;
    for (const [one, other] of answers) {
      const change = changeOf(sent(one), sent(other));
      expect(change.kind).toBe('members');
      expect(JSON.stringify(change).length).toBeLessThan(JSON.stringify(other).length / 2);
    }
    const [[view, next]] = answers;
    const applied = applyChange(view, changeOf(sent(view), sent(next))) as NonNullable<typeof view>;
    expect(applied.mappings.filter((mapping, index) => mapping !== view?.mappings[index])).toHaveLength(1);
  });
});
