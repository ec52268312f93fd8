import { describe } from 'vitest';
import { testMistakes } from './mistake-wall.js';

describe('HTML', () => {
  testMistakes(/HTML/, [
    ['⟦&quot;⟧a&quot; in groups', '"a" in groups'],
    ['⟦&quot;⟧a&quot; in groups &amp;&amp; &quot;b&quot; in groups', '"a" in groups && "b" in groups'],
    ['⟦&#34;⟧a&#34; in groups', '"a" in groups'],
    ['"a" in groups ⟦&amp;⟧&amp; "b" in groups', '"a" in groups && "b" in groups'],
  ]);
});

describe('escapes of the host', () => {
  testMistakes(/escape of JSON or HCL/, [
    ['⟦\\"⟧a\\" in groups', '"a" in groups'],
    ['⟦\\"⟧a\\" in groups || \\"b\\" in groups', '"a" in groups || "b" in groups'],
    ['"⟦\\"⟧a\\" in groups || \\"b\\" in groups', '"a" in groups || "b" in groups'],
    ['"a" in groups ⟦\\u0026⟧\\u0026 "b" in groups', '"a" in groups && "b" in groups'],
    ['⟦\\u0022⟧a\\u0022 in groups', '"a" in groups'],
  ]);
});

describe('doubled quotes', () => {
  testMistakes(/quotes are doubled/, [
    ['⟦""⟧a"" in groups', '"a" in groups'],
    ['⟦""⟧"a"" in groups"', '"a" in groups'],
    ["⟦''⟧a'' in groups", "'a' in groups"],
  ]);
});

describe('addresses', () => {
  testMistakes(/address/, [['⟦%22⟧a%22%20in%20groups', '"a" in groups']]);
});
