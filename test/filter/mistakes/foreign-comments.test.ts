import { describe } from 'vitest';
import { testMistakes } from './mistake-wall.js';

describe('comments of other languages', () => {
  testMistakes(/begins? a comment|begin a comment/, [
    ['"a" in groups ⟦# admins⟧', '"a" in groups // admins\n', '"a" in groups'],
    ['"a" in groups ⟦-- the admins⟧', '"a" in groups // the admins\n', '"a" in groups'],
    ['"a" in groups ⟦/* admins */⟧', '"a" in groups // admins\n', '"a" in groups'],
    ['"a" in groups ⟦/* admins */⟧ || "b" in groups', '"a" in groups  || "b" in groups'],
    ['⟦/* x */⟧ "a" in groups', ' "a" in groups'],
    ['"a" in groups ⟦/* one */⟧ && /* two */ "b" in groups', '"a" in groups  &&  "b" in groups'],
    ['"a" in groups ⟦/* open⟧', '"a" in groups // open\n', '"a" in groups'],
    ['⟦# all admins⟧\n"a" in groups', '// all admins\n"a" in groups', '"a" in groups'],
    ['⟦-- all admins⟧\n"a" in groups', '// all admins\n"a" in groups', '"a" in groups'],
    ['⟦/*\n * admins\n */⟧\n"a" in groups', '// admins\n"a" in groups', '"a" in groups'],
    ['⟦<!-- x -->⟧"a" in groups', '"a" in groups'],
    ['"a" in groups ⟦# one⟧\n|| "b" in groups # two', '"a" in groups // one\n|| "b" in groups // two\n', '"a" in groups\n|| "b" in groups'],
    ['"a" in groups ⟦; admins⟧', '"a" in groups // admins\n', '"a" in groups'],
  ]);
});
