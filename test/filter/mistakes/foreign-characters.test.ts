import { describe } from 'vitest';
import { testMistakes } from './mistake-wall.js';

describe('typographic quotes', () => {
  testMistakes(/is not a quote for CEL/, [
    ['⟦“⟧a” in groups', '"a" in groups'],
    ['⟦‘⟧a’ in groups', "'a' in groups"],
    ['⟦„⟧a“ in groups', '"a" in groups'],
    ['⟦«⟧a» in groups', '"a" in groups'],
    ['⟦“⟧a" in groups', '"a" in groups'],
    ['"a⟦”⟧ in groups', '"a" in groups'],
    ['"a⟦”⟧ in groups || "b” in groups', '"a" in groups || "b" in groups'],
    ['⟦“⟧a” in groups || “b” in groups', '"a" in groups || "b" in groups'],
    ['⟦‘⟧it’s’ in groups', '"it’s" in groups'],
    ['⟦“⟧it’s” in groups', '"it’s" in groups'],
    ['⟦`⟧a` in groups', '"a" in groups'],
    ['⟦`⟧a` in groups || `b` in groups', '"a" in groups || "b" in groups'],
    ['⟦＂⟧a＂ in groups', '"a" in groups'],
    ['⟦`⟧"a" in groups`', '"a" in groups'],
    ['⟦“⟧a‘ in groups', '"a" in groups'],
    ['⟦“⟧a” in groups and “b” in groups', '"a" in groups && "b" in groups'],
    ['⟦‘⟧a’ in groups || ‘b’ in groups', "'a' in groups || 'b' in groups"],
    ['⟦「⟧a」 in groups', '"a" in groups'],
    ['"a" in groups && (⟦“⟧b” in groups)', '"a" in groups && ("b" in groups)'],
  ]);
});

describe('characters that cannot be seen', () => {
  testMistakes(/U\+[0-9A-F]{4}.*outside quotes/, [
    ['"a"⟦\u00a0⟧in groups', '"a" in groups'],
    ['"a" in⟦\u00a0⟧groups\u00a0|| "b" in groups', '"a" in groups || "b" in groups'],
    ['⟦\u200b⟧"a" in groups', '"a" in groups'],
    ['⟦\ufeff⟧"a" in groups', '"a" in groups'],
    ['"a" in groups⟦\u2028⟧|| "b" in groups', '"a" in groups\n|| "b" in groups'],
    ['"a"⟦\u000b⟧in groups', '"a" in groups'],
    ['"a" in groups⟦\u200b⟧', '"a" in groups'],
    ['"a"⟦\u2003⟧in\u2003groups', '"a" in groups'],
    ['"a" in groups⟦\u0000⟧', '"a" in groups'],
    ['"a" in gro⟦\u200b⟧ups', '"a" in groups'],
  ]);
});

describe('signs of other scripts', () => {
  testMistakes(/U\+[0-9A-F]{4}.*not a character of CEL/, [
    ['⟦（⟧"a" in groups）', '("a" in groups)'],
    ['"a" in groups ⟦＆⟧＆ "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups ⟦｜⟧｜ "b" in groups', '"a" in groups || "b" in groups'],
    ['"a" ⟦∈⟧ groups', '"a" in groups'],
    ['"a" in groups ⟦∧⟧ "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups ⟦‖⟧ "b" in groups', '"a" in groups || "b" in groups'],
  ]);
});
