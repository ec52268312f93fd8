import { describe } from 'vitest';
import { testMistakes } from './mistake-wall.js';

describe('separators', () => {
  testMistakes(/comma|semicolon/, [
    ['"a" in groups⟦,⟧ "b" in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups⟦,⟧', '"a" in groups'],
    ['"a" in groups⟦;⟧', '"a" in groups'],
    ['"a" in groups⟦;⟧ "b" in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['⟦;⟧"a" in groups', '"a" in groups'],
    ['"a" in groups⟦,⟧ and "b" in groups', '"a" in groups && "b" in groups'],
    [
      '"a" in groups⟦,⟧ "b" in groups, "c" in groups',
      '"a" in groups || "b" in groups || "c" in groups',
      '"a" in groups && "b" in groups && "c" in groups',
    ],
    [
      '"a"⟦,⟧ "b" in groups && "c" in groups',
      '"a" in groups || "b" in groups && "c" in groups',
      '"a" in groups && "b" in groups && "c" in groups',
    ],
    ['"a" in groups⟦,⟧ true', '"a" in groups || true', '"a" in groups && true'],
  ]);
});

describe('nothing between two tests', () => {
  testMistakes(/Nothing joins|side by side/, [
    ['"a" in groups ⟦"b"⟧ in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    [
      '"a" in groups ⟦"b"⟧ in groups "c" in groups',
      '"a" in groups || "b" in groups || "c" in groups',
      '"a" in groups && "b" in groups && "c" in groups',
    ],
    ['"a" in groups\n⟦"b"⟧ in groups', '"a" in groups\n|| "b" in groups', '"a" in groups\n&& "b" in groups'],
    ['"a" ⟦"b"⟧ in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    [
      '"a" in groups || "b"in groups ⟦"c"⟧ in groups',
      '"a" in groups || "b"in groups || "c" in groups',
      '"a" in groups || "b"in groups && "c" in groups',
    ],
    [
      '"a" in groups ⟦"b"⟧ in groups || "c" in groups',
      '"a" in groups || "b" in groups || "c" in groups',
      '"a" in groups && "b" in groups || "c" in groups',
    ],
    ['"a\\nb" in groups\n⟦"c⟧', '"a\\nb" in groups\n|| "c" in groups', '"a\\nb" in groups\n&& "c" in groups'],
    ['"a" in groups ⟦\'b\'⟧', '"a" in groups || \'b\' in groups', '"a" in groups && \'b\' in groups'],
    ['("a" in groups)⟦(⟧"b" in groups)', '("a" in groups) || ("b" in groups)', '("a" in groups) && ("b" in groups)'],
    ['("a" in groups) ⟦(⟧"b" in groups)', '("a" in groups) || ("b" in groups)', '("a" in groups) && ("b" in groups)'],
  ]);
});

describe('operators without a test', () => {
  testMistakes(/Nothing stands|side by side|written twice/, [
    ['"a" in groups ⟦||⟧', '"a" in groups'],
    ['⟦||⟧ "a" in groups', '"a" in groups'],
    ['"a" in groups && ⟦||⟧ "b" in groups', '"a" in groups && "b" in groups', '"a" in groups || "b" in groups'],
    ['"a" in groups || ⟦&&⟧ "b" in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['⟦&&⟧ "a" in groups ||', '"a" in groups'],
    ['"a" in groups ⟦or⟧', '"a" in groups'],
    ['⟦and⟧ "a" in groups', '"a" in groups'],
    ['"a" in groups ⟦and⟧', '"a" in groups'],
    ['"a" in groups ⟦AND⟧', '"a" in groups'],
    ['"a" in groups ⟦&⟧', '"a" in groups'],
    ['"a" in groups || "b" in groups ⟦||⟧', '"a" in groups || "b" in groups'],
    ['"a" in groups || ("b" in groups ⟦&&⟧ )', '"a" in groups || ("b" in groups )'],
    ['("a" in groups ⟦||⟧ ) && "b" in groups', '("a" in groups ) && "b" in groups'],
    ['( ⟦||⟧ "a" in groups)', '( "a" in groups)'],
    ['"a" in groups ⟦&&⟧\n\n', '"a" in groups\n\n'],
    ['"a" in groups ⟦||⟧ *', '"a" in groups'],
  ]);
});

describe('brackets', () => {
  testMistakes(/opens|closed|close|parentheses/, [
    ['⟦(⟧"a" in groups', '("a" in groups)'],
    ['⟦(⟧"a" in groups || "b" in groups', '("a" in groups || "b" in groups)'],
    ['"a" in groups⟦)⟧', '"a" in groups'],
    ['⟦(⟧("a" in groups) && ("b" in groups)', '(("a" in groups) && ("b" in groups))'],
    ['("a" in groups⟦]⟧', '("a" in groups)'],
    ['⟦[⟧"a" in groups', '"a" in groups'],
    ['"a" in groups⟦]⟧', '"a" in groups'],
    ['⟦()⟧', '("GROUP" in groups)'],
    ['"a" in groups || ⟦()⟧', '"a" in groups'],
    ['"a" in ⟦()⟧', '"a" in groups'],
    ['"a" in ⟦(⟧groups', '"a" in (groups)'],
    ['"a" in groups⟦)⟧ || "b" in groups', '"a" in groups || "b" in groups'],
    ['("a" in groups)⟦)⟧ || ("b" in groups', '("a" in groups) || "b" in groups'],
    ['⟦(⟧("a" in groups) || "b" in groups', '(("a" in groups) || "b" in groups)'],
    ['"a" in (groups)⟦)⟧', '"a" in (groups)'],
    ['"a" in ⟦[⟧groups', '"a" in groups'],
    ['"a" in groups⟦}⟧', '"a" in groups'],
    ['⟦{⟧"a" in groups', '"a" in groups'],
    ['groups.contains⟦(⟧"a"', '"a" in groups'],
    ['groups.contains("a")⟦)⟧ ', '"a" in groups '],
    ['groups.exists⟦(⟧g, g == "a"', 'groups.exists(g, g == "a")'],
    ['"a" in groups.exists⟦(⟧', '"a" in groups'],
    ['⟦( )⟧', '("GROUP" in groups)'],
    ['"a" in groups && ⟦( )⟧', '"a" in groups'],
    ['((⟦()⟧))', '((("GROUP" in groups)))'],
  ]);
});

describe('half a conditional', () => {
  testMistakes(/conditional/, [
    ['"a" in groups ⟦?⟧', '"a" in groups'],
    ['"a" in groups ⟦?⟧ true', '"a" in groups'],
    ['"a" in groups ⟦?⟧ true :', '"a" in groups'],
    ['"a" in groups ⟦:⟧ true', '"a" in groups'],
    ['"a" in groups ? true : false ⟦:⟧', '"a" in groups ? true : false'],
    ['"a" in groups ⟦?⟧ : false', '"a" in groups'],
    ['a ? b : c ⟦?⟧ ', '("a" in groups) ? "b" in groups : "c" in groups'],
  ]);
});

describe('anything else', () => {
  testMistakes(/not expected here|./, [
    ['"a" in groups⟦.⟧', '"a" in groups'],
    ['"a" in groups ⟦groups⟧', '"a" in groups'],
    ['"a" in groups ⟦->⟧ true', '"a" in groups'],
    ['"a" in groups ⟦is true⟧', '"a" in groups'],
    ['"a" in groups ⟦=> true⟧', '"a" in groups'],
    ['"a" in groups ⟦is false⟧', '!("a" in groups)'],
    ['("a" in groups) ⟦is false⟧', '("a" in groups) == false'],
    ['"a" in groups ⟦IS NOT TRUE⟧', '!("a" in groups)'],
    ['"a" in groups && ⟦!⟧ ', '"a" in groups '],
    ['"a" in groups⟦..⟧', '"a" in groups'],
    ['groups.exists(g ⟦g⟧ == "a")', 'groups.exists(g, g == "a")'],
    ['[,⟦"a"⟧]', '"a" in groups'],
    ['f(a,⟦)⟧', '"a" in groups'],
    ['{"a": ⟦}⟧'],
    ['"a"⟦..⟧b', '"a" in groups'],
    ['x.⟦in⟧', '"x" in groups'],
  ]);
});

describe('an operator that is said twice', () => {
  testMistakes(/a second time/, [
    ['"a" in groups && ⟦and⟧ "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups || ⟦or⟧ "b" in groups', '"a" in groups || "b" in groups'],
    ['"a" in groups and ⟦&&⟧ "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups or ⟦or⟧ "b" in groups', '"a" in groups || "b" in groups'],
    ['"a" in groups AND ⟦AND⟧ "b" in groups OR "c" in groups', '"a" in groups && "b" in groups || "c" in groups'],
    ['a and ⟦and⟧ b', '"a" in groups && "b" in groups'],
  ]);
  testMistakes(/both && and/, [
    ['"a" in groups ⟦or and⟧ "b" in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups ⟦&& and or⟧ "b" in groups', '"a" in groups && "b" in groups', '"a" in groups || "b" in groups'],
  ]);
});

describe('a full stop', () => {
  testMistakes(/full stop/, [
    ['"a" in groups⟦.⟧&& "b" in groups', '"a" in groups&& "b" in groups'],
    ['"a" in groups⟦.⟧', '"a" in groups'],
    ['("a" in groups⟦.⟧)', '("a" in groups)'],
  ]);
});

describe('search filters of LDAP', () => {
  testMistakes(/LDAP/, [
    ['⟦(&(memberOf=a)(memberOf=b))⟧', '"a" in groups && "b" in groups'],
    ['⟦(|(memberOf=a)(memberOf=b))⟧', '"a" in groups || "b" in groups'],
    ['⟦(|(memberOf=a)(&(memberOf=b)(memberOf=c)))⟧', '"a" in groups || ("b" in groups && "c" in groups)'],
    ['⟦(&(memberOf=CN=a,OU=x)(!(memberOf=CN=b,OU=x)))⟧', '"CN=a,OU=x" in groups && !("CN=b,OU=x" in groups)'],
    ['⟦(!(memberOf=a))⟧', '!("a" in groups)'],
    ['⟦&(memberOf=a)(memberOf=b)⟧', '"a" in groups && "b" in groups'],
    ['⟦( & ( memberOf = a ) ( memberOf = b ) )⟧', '"a" in groups && "b" in groups'],
    ['⟦memberOf:1.2.840.113556.1.4.1941:=CN=a⟧', '"CN=a" in groups'],
    ['⟦(&(memberOf=Smith\\2c John)(memberOf=b))⟧', '"Smith, John" in groups && "b" in groups'],
    ['⟦(&(objectClass=user)(memberOf=a))⟧'],
    ['⟦(|(memberOf=a)(department=b))⟧'],
  ]);
});
