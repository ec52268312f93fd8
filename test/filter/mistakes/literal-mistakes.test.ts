import { describe } from 'vitest';
import { testMistakes } from './mistake-wall.js';

describe('escapes', () => {
  testMistakes(/escape|surrogate|Unicode character/, [
    ['"a⟦\\"⟧ in groups', '"a\\\\" in groups'],
    ['"DOMAIN⟦\\"⟧ in groups || "b" in groups', '"DOMAIN\\\\" in groups || "b" in groups'],
    ['"DOMAIN⟦\\U⟧sers" in groups', '"DOMAIN\\\\Users" in groups', 'r"DOMAIN\\Users" in groups'],
    ['"DOMAIN⟦\\U⟧sers\\new" in groups', '"DOMAIN\\\\Users\\\\new" in groups', 'r"DOMAIN\\Users\\new" in groups'],
    ['"⟦\\s⟧" in groups', '"\\\\s" in groups', 'r"\\s" in groups'],
    ['"⟦\\d⟧+" in groups', '"\\\\d+" in groups', 'r"\\d+" in groups'],
    ['"⟦\\8⟧" in groups', '"\\\\8" in groups', 'r"\\8" in groups'],
    ['"⟦\\400⟧" in groups', '"\\\\400" in groups', 'r"\\400" in groups'],
    ['"⟦\\ud83d⟧\\ude00" in groups', '"\\U0001F600" in groups'],
    ['"⟦\\ud83d⟧" in groups', '"\\\\ud83d" in groups'],
    ['"⟦\\U00110000⟧" in groups', '"\\\\U00110000" in groups'],
    ['"⟦\\x4⟧" in groups', '"\\\\x4" in groups', 'r"\\x4" in groups'],
    ['"⟦\\u12⟧" in groups', '"\\\\u12" in groups', 'r"\\u12" in groups'],
    ['"⟦\\x⟧ZZ" in groups', '"\\\\xZZ" in groups', 'r"\\xZZ" in groups'],
    ['"⟦\\q⟧" in groups || "\\w" in groups', '"\\\\q" in groups || "\\\\w" in groups', 'r"\\q" in groups || r"\\w" in groups'],
    [
      '"C:\\temp\\new" in groups || "x⟦\\y⟧" in groups',
      '"C:\\temp\\new" in groups || "x\\\\y" in groups',
      '"C:\\temp\\new" in groups || r"x\\y" in groups',
    ],
    ["'\\'' in groups || '⟦\\'⟧in groups", "'\\'' in groups || '\\\\'in groups"],
    ['b"⟦\\u0041⟧" in groups', '"\\u0041" in groups'],
  ]);
});

describe('prefixes', () => {
  testMistakes(/prefix of CEL/, [
    ['⟦rb⟧"a" in groups', '"a" in groups'],
    ['⟦f⟧"a" in groups', '"a" in groups'],
    ['⟦u⟧"a" in groups', '"a" in groups'],
    ['⟦@⟧"a" in groups', '"a" in groups'],
    ["⟦N⟧'a' in groups", "'a' in groups"],
    ['⟦@⟧"DOMAIN\\x" in groups', '"DOMAIN\\\\x" in groups', 'r"DOMAIN\\x" in groups'],
  ]);
});

describe('line breaks', () => {
  testMistakes(/on the line where it begins/, [
    ['⟦"a⟧\nb" in groups', '"a\\nb" in groups', '"a b" in groups'],
    ['⟦"a⟧\r\nb" in groups', '"a\\nb" in groups', '"a b" in groups'],
    ['⟦"a⟧\n  b" in groups || "c" in groups', '"a\\n  b" in groups || "c" in groups', '"a b" in groups || "c" in groups'],
  ]);
});

describe('a backslash before a sign', () => {
  testMistakes(/no escape of CEL/, [
    ['"a⟦\\/⟧b" in groups', '"a/b" in groups', '"a\\\\/b" in groups'],
    ['"a⟦\\.⟧b\\-c" in groups', '"a.b-c" in groups', '"a\\\\.b\\\\-c" in groups'],
  ]);
  testMistakes(/character itself/, [['"a⟦\\u⟧{1F600}" in groups', '"a\\U0001F600" in groups']]);
});
