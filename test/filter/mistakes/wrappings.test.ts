import { describe } from 'vitest';
import { testMistakes } from './mistake-wall.js';

describe('names as shells and templates write them', () => {
  testMistakes(/plainly: groups/, [
    ['"a" in ⟦$groups⟧', '"a" in groups'],
    ['"a" in ⟦${groups}⟧', '"a" in groups'],
    ['"a" in ⟦{{groups}}⟧', '"a" in groups'],
    ['"a" in ⟦{{ .groups }}⟧', '"a" in groups'],
    ['"a" in ⟦@groups⟧', '"a" in groups'],
    ['"a" in ⟦groups?⟧', '"a" in groups'],
    ['"a" in ⟦%groups%⟧', '"a" in groups'],
    ['"a" in ⟦<groups>⟧', '"a" in groups'],
    ['"a" in ⟦groups!⟧', '"a" in groups'],
    ['"a" in ⟦${claims.groups}⟧', '"a" in groups'],
    ['"a" in ⟦*groups⟧', '"a" in groups'],
    ['"a" in ⟦&groups⟧', '"a" in groups'],
  ]);
});

describe('what stood around the filter', () => {
  testMistakes(/belong/, [
    ['⟦if⟧ "a" in groups then true else false', '"a" in groups'],
    ['⟦if⟧ ("a" in groups) { return true }', '("a" in groups)'],
    ['⟦if⟧ "a" in groups', '"a" in groups'],
    ['⟦filter:⟧ "a" in groups', '"a" in groups'],
    ['⟦filter =⟧ "a" in groups', '"a" in groups'],
    ['⟦filter:⟧ \'"a" in groups\'', '"a" in groups'],
    ['⟦"filter":⟧ "\\"a\\" in groups",', '"a" in groups'],
    ['⟦filter =⟧ "\\"a\\" in groups"', '"a" in groups'],
    ['⟦{⟧ "a" in groups }', '"a" in groups'],
    ['⟦${⟧"a" in groups}', '"a" in groups'],
    ['⟦filter=⟧"a" in groups', '"a" in groups'],
    ['⟦filter :⟧ "a" in groups', '"a" in groups'],
    ['⟦--filter⟧ \'"a" in groups\'', '"a" in groups'],
    ['⟦filter:⟧ "\\"a\\" in groups"', '"a" in groups'],
    ['⟦"filter":⟧ "a" in groups', '"a" in groups'],
    ['⟦return⟧ "a" in groups;', '"a" in groups'],
    ['⟦if⟧ ("a" in groups) true', '("a" in groups)'],
    ['⟦when⟧ "a" in groups', '"a" in groups'],
    ['⟦IF⟧ "a" in groups THEN true ELSE false', '"a" in groups'],
  ]);
});
