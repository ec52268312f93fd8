import { describe } from 'vitest';
import { testMistakes } from './mistake-wall.js';

describe('names without quotes', () => {
  testMistakes(/not in quotes|only a name/, [
    ['⟦Data Science⟧ in groups', '"Data Science" in groups'],
    ['⟦1st-line⟧ in groups', '"1st-line" in groups'],
    ['⟦team/a⟧ in groups || data science in groups', '"team/a" in groups || "data science" in groups'],
    ['⟦data science team⟧ in groups || x in groups', '"data science team" in groups || "x" in groups'],
    ['⟦Data Science⟧ in groups and Engineering in groups', '"Data Science" in groups && "Engineering" in groups'],
    ['⟦R&D⟧ in groups', '"R&D" in groups'],
    ['⟦R&D⟧ in groups or S&M in groups', '"R&D" in groups || "S&M" in groups'],
    ['⟦research and development⟧ in groups', '"research" in groups && "development" in groups', '"research and development" in groups'],
    ['⟦Research and Development⟧ in groups', '"Research and Development" in groups', '"Research" in groups && "Development" in groups'],
    ['⟦admins or devs⟧ in groups', '"admins" in groups || "devs" in groups', '"admins or devs" in groups'],
    [
      '⟦Data Science, Sales⟧ in groups',
      '"Data Science" in groups || "Sales" in groups',
      '"Data Science" in groups && "Sales" in groups',
      '"Data Science, Sales" in groups',
    ],
    ['⟦admins⟧ not in groups', '!("admins" in groups)'],
    ['⟦memberOf=CN=Admins,OU=Groups⟧', '"CN=Admins,OU=Groups" in groups'],
    ['⟦memberOf=a⟧', '"a" in groups'],
    ['⟦😀⟧ in groups', '"😀" in groups'],
    ['⟦# only⟧', '"# only" in groups'],
    ['⟦package⟧ in groups', '"package" in groups'],
    ['⟦Data Science⟧', '"Data Science" in groups'],
    ['⟦Data Science⟧ || Engineering', '"Data Science" in groups || "Engineering" in groups'],
    [
      '⟦data science⟧, engineering',
      '"data science" in groups || "engineering" in groups',
      '"data science" in groups && "engineering" in groups',
    ],
    ['⟦99999999999999999999⟧ in groups', '"99999999999999999999" in groups'],
    ['⟦a⟧ in groups || "b in groups', '"a" in groups || "b" in groups'],
    ['⟦data science⟧ in groups and "b" in groups', '"data science" in groups && "b" in groups'],
    ['⟦Data Science⟧ in groups && "b" in groups', '"Data Science" in groups && "b" in groups'],
    ['⟦Data-Science Team⟧ in groups', '"Data-Science Team" in groups'],
    ['⟦team:admins⟧ in groups', '"team:admins" in groups'],
    ['⟦CN=Admins,OU=Groups⟧ in groups', '"CN=Admins,OU=Groups" in groups'],
    ['⟦DOMAIN\\Users⟧ in groups', '"DOMAIN\\\\Users" in groups'],
    ['⟦admins@corp.com⟧ in groups', '"admins@corp.com" in groups'],
    ['⟦Équipe⟧ in groups', '"Équipe" in groups'],
    ['⟦数据⟧ in groups', '"数据" in groups'],
    ['⟦team #1⟧ in groups', '"team #1" in groups'],
    ['⟦R&D⟧ in groups && "b" in groups', '"R&D" in groups && "b" in groups'],
    ['⟦a.b c⟧ in groups', '"a.b c" in groups'],
    ['⟦9efcf0ab-9227-411d-bbea-0481e862c115⟧ in groups', '"9efcf0ab-9227-411d-bbea-0481e862c115" in groups'],
    [
      '⟦7526fd27-f620-4f36-8f38-b8689313b937⟧ in groups || "b" in groups',
      '"7526fd27-f620-4f36-8f38-b8689313b937" in groups || "b" in groups',
    ],
    ['⟦9efcf0ab-9227-411d-bbea-0481e862c115⟧', '"9efcf0ab-9227-411d-bbea-0481e862c115" in groups'],
    ['⟦my group⟧', '"my group" in groups'],
    ['⟦admins⟧, devs', '"admins" in groups || "devs" in groups', '"admins" in groups && "devs" in groups'],
    ['⟦1e999⟧ in groups', '"1e999" in groups'],
    ['⟦0x⟧ in groups', '"0x" in groups'],
    ['⟦for g⟧ in groups', '"for g" in groups'],
    ['⟦while⟧ in groups', '"while" in groups'],
    ['⟦any group⟧', '"any group" in groups'],
  ]);
});

describe('quotes that do not match', () => {
  testMistakes(/never closed|never opened|Both quotes|The quotes inside|takes no quotes/, [
    ["⟦'it's⟧ in groups", '"it\'s" in groups'],
    ["'it'⟦s⟧' in groups", '"it\'s" in groups'],
    ['⟦"a⟧ in groups', '"a" in groups'],
    ["⟦'a⟧ in groups", "'a' in groups"],
    ['⟦"a⟧ in groups || "b" in groups', '"a" in groups || "b" in groups'],
    ['"a" in groups || ⟦"b⟧ in groups', '"a" in groups || "b" in groups'],
    ['"a" in groups || ⟦"b⟧', '"a" in groups || "b" in groups'],
    ['⟦a"⟧ in groups', '"a" in groups'],
    ['⟦"a\'⟧ in groups', '"a" in groups'],
    ['⟦\'a"⟧ in groups', "'a' in groups"],
    ['"team "⟦x⟧"" in groups', '\'team "x"\' in groups'],
    ['"team "⟦x⟧" y" in groups', '\'team "x" y\' in groups'],
    ['"a" ⟦b" in groups⟧', "'a\" b' in groups"],
    ['⟦"""a"⟧ in groups', '"""a""" in groups'],
    ['⟦"a⟧ in groups and "b in groups', '"a" in groups && "b" in groups'],
    ['⟦"a\'⟧ in groups || "b\' in groups', '"a" in groups || "b" in groups'],
    ["⟦\"a⟧ in groups || 'b' in groups", '"a" in groups || \'b\' in groups'],
    ['"it"⟦s⟧" in groups', "'it\"s' in groups"],
    ["'o'⟦brien⟧' in groups", '"o\'brien" in groups'],
    ['"say "⟦hi⟧" team" in groups || "b" in groups', '\'say "hi" team\' in groups || "b" in groups'],
    ['"a" in ⟦\'groups⟧', '"a" in groups'],
    ['"a" in ⟦"groups⟧', '"a" in groups'],
    ['⟦"""a""⟧ in groups', '"""a""" in groups'],
    ["⟦'''a'⟧ in groups", "'''a''' in groups"],
    ["⟦b'a⟧ in groups", "'a' in groups"],
    ['"a" in groups || ⟦b"⟧ in groups', '"a" in groups || "b" in groups'],
    ['⟦a"⟧ in groups || b" in groups', '"a" in groups || "b" in groups'],
  ]);
});

describe('something behind the quotes', () => {
  testMistakes(/behind the quotes/, [
    ['"a"⟦i⟧ in groups', '"ai" in groups', '"a" in groups'],
    ['"eng"⟦-*⟧ in groups', '"eng-*" in groups', '"eng" in groups'],
  ]);
});

describe('expressions of other languages are no names', () => {
  testMistakes(/./, [
    ['some ⟦g⟧ in groups'],
    ['⟦let⟧ x = "a"; x in groups'],
    ['any(g.startswith("eng") ⟦for⟧ g in groups)'],
    ['groups ⟦is⟧ not null'],
    ['("a" ⟦or⟧ "b") in groups', '"a" in groups || "b" in groups'],
  ]);
});

describe('signs only', () => {
  testMistakes(/is no condition/, [
    ['⟦||⟧', '"GROUP" in groups'],
    ['⟦"⟧', '"GROUP" in groups'],
    ["⟦'⟧", '"GROUP" in groups'],
    ['⟦(⟧', '"GROUP" in groups'],
    ['⟦||⟧ ', '"GROUP" in groups'],
    ['⟦,⟧', '"GROUP" in groups'],
    ['⟦;⟧', '"GROUP" in groups'],
    ['⟦.⟧', '"GROUP" in groups'],
    ['⟦?⟧', '"GROUP" in groups'],
    ['⟦:⟧', '"GROUP" in groups'],
    ['⟦*⟧', '"GROUP" in groups'],
  ]);
});

describe('a quote before the whole filter', () => {
  testMistakes(/never closed/, [
    ['⟦\'⟧"a" in groups', '"a" in groups'],
    ["⟦\"⟧'a' in groups", "'a' in groups"],
    ['⟦\'⟧("a" in groups)', '("a" in groups)'],
    ["⟦'⟧\"a\" in groups || 'b' in groups", '"a" in groups || \'b\' in groups'],
  ]);
  testMistakes(/invisible character/, [['⟦\u0000⟧', '"GROUP" in groups']]);
});
