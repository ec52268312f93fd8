import { describe } from 'vitest';
import { testMistakes } from './mistake-wall.js';

describe('signs and words between two tests', () => {
  testMistakes(/does not join tests/, [
    ['"a" in groups ⟦^⟧ "b" in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups ⟦~⟧ "b"', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups ⟦→⟧ "b" in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups ⟦=>⟧ "b" in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups⟦?:⟧"b" in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups ⟦!!⟧ "b" in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
  ]);
});

describe('words that say which operator', () => {
  testMistakes(/CEL writes/, [
    ['"a" in groups ⟦-or⟧ "b" in groups', '"a" in groups || "b" in groups'],
    ['"a" in groups ⟦или⟧ "b" in groups', '"a" in groups || "b" in groups'],
    ['"a" in groups ⟦и⟧ ("b" in groups)', '"a" in groups && ("b" in groups)'],
  ]);
});

describe('operators that CEL has no sign for', () => {
  testMistakes(/CEL has no/, [
    ['"a" in groups ⟦xor⟧ "b" in groups', '("a" in groups) != ("b" in groups)'],
    ['"c" in groups && ("a" in groups ⟦XOR⟧ "b" in groups)', '"c" in groups && (("a" in groups) != ("b" in groups))'],
    ['"a" in groups && "b" in groups ⟦xor⟧ "c" in groups'],
    ['"a" in groups ⟦unless⟧ "b" in groups', '"a" in groups && !("b" in groups)'],
    ['"a" in groups ⟦except⟧ "b"', '"a" in groups && !("b" in groups)'],
    ['"a" in groups ⟦nor⟧ "b" in groups', '!("a" in groups || "b" in groups)'],
    ['"a" in groups ⟦implies⟧ "b" in groups', '!("a" in groups) || "b" in groups'],
    ['⟦both⟧ "a" and "b" in groups', '"a" in groups && "b" in groups'],
    ['⟦neither⟧ "a" nor "b" in groups', '!("a" in groups || "b" in groups)'],
    ['⟦unless⟧ "a" in groups', '!("a" in groups)'],
  ]);
});

describe('a word between two tests that denies the second', () => {
  testMistakes(/must not hold/, [
    ['"a" in groups ⟦outside⟧ "b" in groups', '"a" in groups && !("b" in groups)'],
    ['"a" in groups ⟦but never⟧ "b" in groups', '"a" in groups && !("b" in groups)'],
    ['"a" in groups ⟦and no⟧ "b" in groups', '"a" in groups && !("b" in groups)'],
  ]);
});
