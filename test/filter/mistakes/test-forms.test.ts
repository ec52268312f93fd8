import { describe } from 'vitest';
import { testMistakes } from './mistake-wall.js';

describe('negation', () => {
  testMistakes(/[Nn]egate/, [
    ['⟦not⟧ "a" in groups', '!("a" in groups)'],
    ['"a" ⟦not in⟧ groups', '!("a" in groups)'],
    ['"a" ⟦NOT IN⟧ groups', '!("a" in groups)'],
    ['"a" ⟦!in⟧ groups', '!("a" in groups)'],
    ['"a" ⟦! in⟧ groups', '!("a" in groups)'],
    ['groups ⟦!==⟧ "a"', '!("a" in groups)'],
    ['groups ⟦<>⟧ "a"', '!("a" in groups)'],
    ['"a" is ⟦not in⟧ groups', '!("a" in groups)'],
    ['groups does ⟦not⟧ contain "a"', '!("a" in groups)'],
    ['groups ⟦not⟧ contains "a"', '!("a" in groups)'],
    ['("a") ⟦not in⟧ groups', '!("a" in groups)'],
    ['"a" in groups && ⟦not⟧ "b" in groups', '"a" in groups && !("b" in groups)'],
    ['⟦NOT⟧ "a" IN groups', '!("a" in groups)'],
    ['"a" ⟦not in⟧ groups and "b" not in groups', '!("a" in groups) && !("b" in groups)'],
    ['groups ⟦doesn\'t⟧ contain "a"', '!("a" in groups)'],
    ['groups ⟦!⟧contains "a"', '!("a" in groups)'],
    ['"a" ⟦isn\'t⟧ in groups', '!("a" in groups)'],
  ]);
});

describe('case', () => {
  testMistakes(/capitals/, [
    ['"a" ⟦IN⟧ groups', '"a" in groups'],
    ['"a" ⟦In⟧ groups', '"a" in groups'],
  ]);
});

describe('several groups in one test', () => {
  testMistakes(/one group at a time/, [
    ['groups ⟦contains⟧ ["a", "b"]', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['groups ⟦contains⟧ any of ["a","b"]', '"a" in groups || "b" in groups'],
    ['groups ⟦contains⟧ all ("a", "b")', '"a" in groups && "b" in groups'],
    ['"a"⟦,⟧"b" in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['"a"⟦,⟧ "b", "c" in groups', '"a" in groups || "b" in groups || "c" in groups', '"a" in groups && "b" in groups && "c" in groups'],
    ['("a"⟦,⟧ "b") in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['⟦[⟧"a" "b"] in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['groups in ("a"⟦,⟧ "b")', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['⟦[⟧"a" "b"] == groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
  ]);
});

describe('a test in other words', () => {
  testMistakes(/./, [
    ['groups ⟦=⟧ "a"', '"a" in groups'],
    ['"a" ⟦=⟧ groups', '"a" in groups'],
    ['groups ⟦===⟧ "a"', '"a" in groups'],
    ['groups ⟦LIKE⟧ "a%"', 'groups.exists(g, g.startsWith("a"))'],
    ['groups ⟦is⟧ "a"', '"a" in groups'],
    ['groups ⟦contains⟧ "a"', '"a" in groups'],
    ['groups ⟦has⟧ "a"', '"a" in groups'],
    ['groups ⟦includes⟧ "a"', '"a" in groups'],
    ['groups ⟦include⟧ "a"', '"a" in groups'],
    ['groups ⟦equals⟧ "a"', '"a" in groups'],
    ['"a" ⟦is⟧ in groups', '"a" in groups'],
    ['"a" ⟦exists⟧ in groups', '"a" in groups'],
    ['groups ⟦contains⟧ "a" and groups contains "b"', '"a" in groups && "b" in groups'],
    ['groups ⟦contains⟧ "a" || groups contains "b"', '"a" in groups || "b" in groups'],
    ['groups ⟦contains⟧ admins', '"admins" in groups'],
    ['groups ⟦contains⟧ data science', '"data science" in groups'],
    ['"a" in groups ⟦–⟧ "b" in groups', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
    ['"a" in groups || ⟦||⟧ "b" in groups', '"a" in groups || "b" in groups'],
    ['"a" ⟦in⟧', '"a" in groups'],
    ['"a" ⟦groups⟧', '"a" in groups'],
    ['⟦in⟧ groups', '"GROUP" in groups'],
    ['"a" in ⟦in⟧ groups', '"a" in groups'],
    ['"a" in groups || ⟦in⟧ groups', '"a" in groups || "GROUP" in groups'],
    ['"a" in groups || "b" ⟦in⟧', '"a" in groups || "b" in groups'],
    ['"a" ⟦i@n⟧ groups', '"a" in groups'],
    ['groups ⟦in⟧', '"GROUP" in groups'],
    ['groups ⟦"a"⟧', '"a" in groups'],
    ['groups⟦:⟧ "a"', '"a" in groups'],
    ['groups ⟦->⟧ "a"', '"a" in groups'],
    ['groups ⟦~⟧ "a"', '"a" in groups'],
    ['groups ⟦=~⟧ "a"', '"a" in groups'],
    ['"a" ⟦==⟧ in groups', '"a" in groups'],
    ['"a" ⟦of⟧ groups', '"a" in groups'],
    ['"a" ⟦within⟧ groups', '"a" in groups'],
    ['"a" ⟦belongs to⟧ groups', '"a" in groups'],
    ['⟦user is in⟧ "a"', '"a" in groups'],
    ['⟦member of⟧ "a"', '"a" in groups'],
    ['⟦either⟧ "a" in groups or "b" in groups', '"a" in groups || "b" in groups'],
    ['"a" in groups ⟦then⟧', '"a" in groups'],
    ['"a" in groups ⟦!⟧', '"a" in groups'],
    ['groups⟦.contains⟧ "a"', '"a" in groups'],
    ['⟦startsWith⟧ "a" in groups', 'groups.exists(g, g.startsWith("a"))'],
    ['groups ⟦startsWith⟧ "a"', 'groups.exists(g, g.startsWith("a"))'],
    ['groups ⟦starts with⟧ "a"', 'groups.exists(g, g.startsWith("a"))'],
    ['"a*" ⟦like⟧ groups', 'groups.exists(g, g.startsWith("a"))'],
    ['groups ⟦~=⟧ "a"', '"a" in groups'],
    ['groups ⟦:=⟧ "a"', '"a" in groups'],
    ['groups⟦=⟧"a"', '"a" in groups'],
    ['groups ⟦eq⟧ "a"', '"a" in groups'],
    ['"a" ⟦eq⟧ groups', '"a" in groups'],
    ['user in "a" ⟦and⟧ user in "b"', '"a" in groups && "b" in groups'],
    ['"a" in ⟦$claims.⟧groups', '"a" in groups'],
    ['"a" ⟦in⟧ groups[]', '"a" in groups'],
    ['"a" in groups[⟦*⟧]', '"a" in groups'],
    ['⟦in⟧ "a" groups', '"a" in groups'],
    ['groups "a" ⟦in⟧', '"a" in groups'],
    ['⟦let⟧ x = "a" in groups', '"a" in groups'],
    ['"x" in ["a" ⟦"b"⟧ "c"]', '"x" in ["a", "b", "c"]'],
  ]);
});

describe('words and signs that deny', () => {
  testMistakes(/[Nn]egate/, [
    ['groups ⟦lack⟧ "a"', '!("a" in groups)'],
    ['groups ⟦missing⟧ "a"', '!("a" in groups)'],
    ['groups ⟦hasnot⟧ "a"', '!("a" in groups)'],
    ['groups ⟦unlike⟧ "a"', '!("a" in groups)'],
    ['"a" ⟦outside⟧ groups', '!("a" in groups)'],
    ['"a" ⟦absent⟧ from groups', '!("a" in groups)'],
    ['"a" ⟦out⟧ of groups', '!("a" in groups)'],
    ['⟦non⟧ "a" in groups', '!("a" in groups)'],
    ['groups ⟦≠⟧ "a"', '!("a" in groups)'],
    ['groups ⟦/=⟧ "a"', '!("a" in groups)'],
    ['groups ⟦=/=⟧ "a"', '!("a" in groups)'],
    ['groups ⟦!~⟧ "a"', '!("a" in groups)'],
    ['"a" in groups ⟦not⟧ "b" in groups', '"a" in groups || !("b" in groups)', '"a" in groups && !("b" in groups)'],
  ]);
  testMistakes(/CEL writes && for/, [
    ['"a" in groups ⟦and⟧ !"b" in groups', '"a" in groups && !("b" in groups)'],
    ['"a" ⟦and⟧ not "b" in groups', '"a" in groups && !("b" in groups)'],
  ]);
  testMistakes(/./, [
    ['unless ⟦groups.contains("a")⟧'],
    ['⟦!=⟧ "a" in groups', '!("a" in groups)'],
    ['⟦≠⟧ "a" in groups'],
    ['"a" in groups && ⟦!=⟧ "b" in groups', '"a" in groups && !("b" in groups)'],
    ['"a" in groups ⟦!=⟧', '"a" in groups'],
  ]);
  testMistakes(/no order/, [["groups ⟦between⟧ 'a' and 'b'"]]);
});

describe('patterns and calls of other languages', () => {
  testMistakes(/pattern between slashes/, [
    ['groups =~ ⟦/a/⟧', 'groups.exists(g, g.matches("a"))'],
    ['groups !~ ⟦/a/⟧', '!(groups.exists(g, g.matches("a")))'],
  ]);
  testMistakes(/in is an operator/, [
    ['"a".⟦in⟧(groups)', '"a" in groups'],
    ['"a" ⟦"in"⟧ groups', '"a" in groups'],
    ['"a" ⟦"in"⟧ "groups"', '"a" in groups'],
  ]);
  testMistakes(/condition behind the comma is missing/, [['groups.exists(g, ⟦)⟧', 'groups.exists(g, g == "GROUP")']]);
});
