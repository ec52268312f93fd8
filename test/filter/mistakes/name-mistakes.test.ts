import { describe } from 'vitest';
import { testMistakes } from './mistake-wall.js';

describe('names, macros, numbers', () => {
  testMistakes(/./, [
    ['"a" in ⟦var⟧', '"a" in groups'],
    ['"a" in ⟦import⟧ || "b" in groups', '"a" in groups || "b" in groups'],
    ['groups.exists(⟦"g"⟧, g == "a")', 'groups.exists(g, g == "a")'],
    ['has(⟦groups⟧)'],
    ['has(⟦"a"⟧)', '"a" in groups'],
    ['a ? ⟦b ? c : d⟧ : e', '("a" in groups) ? (("b" in groups) ? "c" in groups : "d" in groups) : "e" in groups'],
    ['groups.exists(g ⟦->⟧ g == "a")', 'groups.exists(g, g == "a")'],
    ['groups.exists(g ⟦=>⟧ g == "a")', 'groups.exists(g, g == "a")'],
    ['groups.any(g ⟦=>⟧ g == "a")', 'groups.exists(g, g == "a")'],
    ['groups.exists(g⟦:⟧ g == "a")', 'groups.exists(g, g == "a")'],
    ['⟦18446744073709551616u⟧ == 1u'],
    ['"a" in ⟦else⟧', '"a" in groups'],
  ]);
});
