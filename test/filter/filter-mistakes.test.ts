import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyseFilter } from '../../src-language/filter/analyse-filter.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import type { Fix, Problem } from '../../src-language/text/problem.js';
import { applyEdits } from '../../src-language/text/range.js';
import { askBufbuild, askMarcbachmann } from './mistakes/cel-oracles.js';

interface RecordedMistake {
  readonly id: string;
  readonly filter: string;
  /** What cel-go 0.28 said of the filter. */
  readonly celGo: { readonly ok: boolean };
}

const parser = createFilterParser();
const mistakes = JSON.parse(readFileSync(new URL('../data/filter-mistakes.json', import.meta.url), 'utf8')) as readonly RecordedMistake[];

/** The default severity of each code that a filter's text alone can give. */
const errorCodes: ReadonlySet<string> = new Set(['syntax', 'filter-empty', 'unknown-variable', 'type', 'undocumented-operator']);
const fatalCodes: ReadonlySet<string> = new Set(['syntax', 'filter-empty', 'unknown-variable', 'type']);

function errorsOf(filter: string): readonly Problem[] {
  return analyseFilter(parser.parse(filter)).problems.filter((problem) => errorCodes.has(problem.code));
}

/** Checks that a fix does what it promises: nothing fatal is left, no `true` appears, and two independent implementations accept the filter. */
function expectSound(filter: string, fix: Fix): void {
  const fixed = applyEdits(filter, fix.edits);
  expect({ fixed, marcbachmann: askMarcbachmann(fixed), bufbuild: askBufbuild(fixed) }).toEqual({
    fixed,
    marcbachmann: null,
    bufbuild: null,
  });
  expect(errorsOf(fixed).filter((problem) => fatalCodes.has(problem.code))).toEqual([]);
  const count = (text: string): number => text.match(/\btrue\b/gi)?.length ?? 0;
  expect(count(fixed)).toBeLessThanOrEqual(count(filter));
}

describe('filters that cel-go rejects', () => {
  const rejected = mistakes.filter((mistake) => !mistake.celGo.ok);

  test.each(rejected.map((mistake) => [mistake.id, mistake.filter] as const))('%s: one error with a sound fix', (_id, filter) => {
    const errors = errorsOf(filter);
    expect(errors.map((problem) => problem.code)).toHaveLength(1);
    expect(errors[0]?.fixes.length).toBeGreaterThan(0);
    for (const fix of errors[0]?.fixes ?? []) expectSound(filter, fix);
  });

  test('those that cel-go accepts are never syntax, type or name mistakes', () => {
    const accepted = mistakes.filter((mistake) => mistake.celGo.ok);
    expect(accepted.flatMap((one) => errorsOf(one.filter)).filter((problem) => problem.code !== 'undocumented-operator')).toEqual([]);
  });
});

/** The filter with the finding's range between `«` and `»`, the code, and the filter after each fix that is not "all of them". */
const single: readonly (readonly [marked: string, code: string, ...fixed: string[]])[] = [
  ['"a" in «Groups»', 'unknown-variable', '"a" in groups'],
  ['"a"in«"groups"»', 'type', '"a"in groups'],
  ['«"a in groups"» && "b" in groups', 'type', '"a" in groups && "b" in groups'],
  ['«"a in groups"» || "b in groups"', 'type', '"a" in groups || "b" in groups'],
  ['!«"a in groups"»', 'type', '!("a" in groups)'],
  ['groups.«length» == 0', 'type', 'size(groups) == 0'],
  ['groups.«isEmpty»()', 'type', 'size(groups) == 0'],
  ['groups.«empty»', 'type', 'size(groups) == 0'],
  ['«isEmpty»(groups)', 'type', 'size(groups) == 0'],
  ['!groups.«isNotEmpty»()', 'type', '!(size(groups) > 0)'],
  ['groups.«exists»', 'type', '"GROUP" in groups'],
  ['«["a" in groups]»', 'type', '"a" in groups'],
  ['«["a" in groups, "b" in groups]»', 'type', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
  ['"a" in groups «==» \'True\'', 'type', '"a" in groups'],
  ['«claims.groups»', 'unknown-variable', '"GROUP" in groups'],
  ['«claims.group»', 'unknown-variable', '"GROUP" in groups'],
  ['groups.«isDisjoint»("a")', 'type', '!("a" in groups)'],
  ['«unless»("a")', 'type', '!("a" in groups)'],
  ['«deny»(groups, "a")', 'type'],
  ['«isBlockedFor»(groups, "a")', 'type'],
  ['"a" in «grous»', 'unknown-variable', '"a" in groups'],
  ['"a" in «user.groups» && "b" in groups', 'unknown-variable', '"a" in groups && "b" in groups'],
  ['"a" in «claims.group»', 'unknown-variable', '"a" in groups'],
  ['"a" in «claims["groups"]»', 'unknown-variable', '"a" in groups'],
  ['"a" in «Groups» && "b" in Groups', 'unknown-variable', '"a" in groups && "b" in groups'],
  ['"x" in groups || «claims.groups».contains(\'platform\')', 'unknown-variable', '"x" in groups || \'platform\' in groups'],
  ['«group» == "a"', 'unknown-variable', '"a" in groups'],
  ['«role» == "a"', 'unknown-variable', '"a" in groups'],
  ['«Groups».exists(g, g.startsWith("a"))', 'unknown-variable', 'groups.exists(g, g.startsWith("a"))'],
  ['groups.exists(g, «h» == "a")', 'unknown-variable', 'groups.exists(g, g == "a")'],
  ['groups.exists(g, g == «admins»)', 'unknown-variable', 'groups.exists(g, g == "admins")'],
  ['«g».startsWith("eng-")', 'unknown-variable', 'groups.exists(g, g.startsWith("eng-"))'],
  ['«True»', 'unknown-variable', 'true'],
  ['"a" in groups || «FALSE»', 'unknown-variable', '"a" in groups || false'],
  ['«admins» in groups', 'unknown-variable', '"admins" in groups'],
  ['«data-science» in groups', 'unknown-variable', '"data-science" in groups'],
  ['«team/eng-1» in groups || "a" in groups', 'unknown-variable', '"team/eng-1" in groups || "a" in groups'],
  ['(«corp.admins») in groups', 'unknown-variable', '("corp.admins") in groups'],
  ['!«admins» in groups', 'unknown-variable', '!("admins" in groups)'],
  ['"a" in groups && «eng_team»', 'unknown-variable', '"a" in groups && "eng_team" in groups'],
  ['"a" in [«admins», devs]', 'unknown-variable', '"a" in ["admins", "devs"]'],
  ['groups «in» "a"', 'type', '"a" in groups'],
  ['groups «in» ["a", "b"]', 'type', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
  [
    '«["a", "b"]» in groups && "c" in groups',
    'type',
    '("a" in groups || "b" in groups) && "c" in groups',
    '"a" in groups && "b" in groups && "c" in groups',
  ],
  ['«["a"]» in groups', 'type', '"a" in groups'],
  ['(«"a" || "b"») in groups', 'type', '"a" in groups || "b" in groups'],
  ['(«"a" && "b"») in groups || "c" in groups', 'type', '("a" in groups && "b" in groups) || "c" in groups'],
  ['«"a"» || "b" in groups', 'type', '"a" in groups || "b" in groups'],
  ['«"a"» || "b" || "c" in groups', 'type', '"a" in groups || "b" in groups || "c" in groups'],
  ['"a" in groups || «"b"»', 'type', '"a" in groups || "b" in groups'],
  ['("a" in groups) && («"b"»)', 'type', '("a" in groups) && ("b" in groups)'],
  ['"a" «in» "b" in groups', 'type', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
  ['«!»"a" in groups', 'type', '!("a" in groups)'],
  ['«"\\"a\\" in groups"»', 'type', '"a" in groups'],
  ['«\'"a" in groups || "b" in groups\'»', 'type', '"a" in groups || "b" in groups'],
  ['«"a"»', 'type', '"a" in groups'],
  ['«groups»', 'type', '"GROUP" in groups'],
  ['«b"a"» in groups', 'type', '"a" in groups'],
  ['«1» in groups', 'type', '"1" in groups'],
  ['«null» in groups', 'type', '"null" in groups'],
  ['"a" in «true»', 'type', '"a" in groups'],
  ['"a" in «"groups"»', 'type', '"a" in groups'],
  ['"a" in groups«[0]»', 'type', '"a" in groups'],
  ['"a" in groups«.foo»', 'type', '"a" in groups'],
  ['"a" in «groups»()', 'type', '"a" in groups'],
  ['"a" in groups «(»"b" in groups)', 'type', '"a" in groups || ("b" in groups)', '"a" in groups && ("b" in groups)'],
  ['"a" in «f»(groups)', 'type', '"a" in groups'],
  ['"a" in groups.«has»("a")', 'type', '"a" in groups'],
  ['groups «==» "a"', 'type', '"a" in groups'],
  ['"a" «==» groups && "b" in groups', 'type', '"a" in groups && "b" in groups'],
  ['groups «!=» "a"', 'type', '!("a" in groups)'],
  ['groups.«contains»("a")', 'type', '"a" in groups'],
  ['!groups.«contains»("a")', 'type', '!("a" in groups)'],
  ['groups.«includes»("a")', 'type', '"a" in groups'],
  ['groups.«indexOf»("a") >= 0', 'type', '"a" in groups'],
  ['groups.«indexOf»("a") == -1', 'type', '!("a" in groups)'],
  ['«contains»(groups, "a")', 'type', '"a" in groups'],
  ['«has»(groups, "a")', 'type', '"a" in groups'],
  ['groups.«containsAll»(["a", "b"])', 'type', '"a" in groups && "b" in groups'],
  ['groups.«startsWith»("eng-")', 'type', 'groups.exists(g, g.startsWith("eng-"))'],
  ['«startsWith»(groups, "eng-")', 'type', 'groups.exists(g, g.startsWith("eng-"))'],
  ['groups.exists(g, g.«startswith»("eng-"))', 'type', 'groups.exists(g, g.startsWith("eng-"))'],
  ['groups.«exists»(g.startsWith("eng-"))', 'type', 'groups.exists(g, g.startsWith("eng-"))'],
  ['groups.«any»(g, g == "a")', 'type', 'groups.exists(g, g == "a")'],
  ['groups «+» "a"', 'type', '"a" in groups'],
  ['«size(groups)»', 'type', 'size(groups) > 0'],
  ['groups.«length» > 0', 'type', 'size(groups) > 0'],
  ['true «==» "a" in groups', 'type', '"a" in groups'],
  ['"a" in groups «==» "b" in groups', 'type', '"a" in groups == ("b" in groups)'],
  ['"a" in groups ? «1» : 0', 'type', '"a" in groups'],
  ['"a" in groups == «True»', 'unknown-variable', '"a" in groups == true'],
  ['"a" in groups «+» "b" in groups', 'type', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
  ['"a" in groups «<» "b" in groups', 'type', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
  ['"a" in groups «+» "b"', 'type', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
  ['"a" «-» "b" in groups', 'type', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
  ['"a" «in» "b"', 'type', '"a" in groups || "b" in groups', '"a" in groups && "b" in groups'],
  ['"a" in groups «-- admins»', 'type', '"a" in groups'],
  ['«user» in "a"', 'unknown-variable', '"a" in groups'],
  ['"a" in «[groups]»', 'type', '"a" in groups'],
  ['«-»"a" in groups', 'type', '"a" in groups'],
  ['«Sales (EMEA)» in groups', 'unknown-variable', '"Sales (EMEA)" in groups'],
  ['«12345678-1234-1234-1234-123456789012» in groups', 'unknown-variable', '"12345678-1234-1234-1234-123456789012" in groups'],
  ['«true-team» in groups', 'unknown-variable', '"true-team" in groups'],
  ['«not» ("a" in groups)', 'type', '!("a" in groups)'],
  ['«AND»("a" in groups, NOT("b" in groups))', 'type', '"a" in groups && !("b" in groups)'],
  ['«or»("a" in groups, "b" in groups)', 'type', '"a" in groups || "b" in groups'],
  ['«IF»("a" in groups, TRUE, FALSE)', 'type', '"a" in groups'],
  ['«anytrue»([contains(groups, "a"), contains(groups, "b")])', 'type', '"a" in groups || "b" in groups'],
  ['«any»("a", "b") in groups', 'type', '"a" in groups || "b" in groups'],
  ['groups.«notContains»("a")', 'type', '!("a" in groups)'],
  ['Arrays.«contains»(groups, "a")', 'type', '"a" in groups'],
  ['«isMemberOfAnyGroup»("a", "b")', 'type', '"a" in groups || "b" in groups'],
  ['«isMemberOfGroupNameStartsWith»("eng-")', 'type', 'groups.exists(g, g.startsWith("eng-"))'],
  ['«user».isMemberOf({"group.id": "a"})', 'unknown-variable', '"a" in groups'],
  ['«startsWith»("eng-", groups)', 'type', 'groups.exists(g, g.startsWith("eng-"))'],
  ['groups.exists(g, «startsWith»(g, "eng-"))', 'type', 'groups.exists(g, g.startsWith("eng-"))'],
  ['groups.exists(g, g.«equals»("a"))', 'type', 'groups.exists(g, g == "a")'],
  ['groups.exists(g, «"a"»)', 'type', 'groups.exists(g, g == "a")'],
  ['["a", "b"].«some»(g, groups.includes(g))', 'type', '"a" in groups || "b" in groups'],
  ['groups.filter(g, g == "a").«length» > 0', 'type', 'size(groups.filter(g, g == "a")) > 0'],
  ['«groups != null» && "a" in groups', 'type', '"a" in groups'],
  ['«my-group»', 'unknown-variable', '"my-group" in groups'],
  ['«groups["a"]»', 'type', '"a" in groups'],
  ['"a".«lower»() in groups', 'type', '"a" in groups'],
  ['«claims["groups"]».exists(g, g.startsWith("a"))', 'unknown-variable', 'groups.exists(g, g.startsWith("a"))'],
  ['"a" in «claims.group» || "b" in claims.group', 'unknown-variable', '"a" in groups || "b" in groups'],
];

describe('one mistake in the meaning, one finding', () => {
  test.each(single)('%s', (marked, code, ...fixed) => {
    const filter = marked.replace(/[«»]/g, '');
    const errors = errorsOf(filter);
    const shown = errors.map(
      ({ range }) => `${filter.slice(0, range.start)}«${filter.slice(range.start, range.end)}»${filter.slice(range.end)}`,
    );
    expect(shown).toEqual([marked]);
    expect(errors[0]?.code).toBe(code);
    expect(errors[0]?.fixes.map((fix) => applyEdits(filter, fix.edits))).toEqual(fixed);
    for (const fix of errors[0]?.fixes ?? []) expectSound(filter, fix);
  });

  test('inside a longer filter they are the same one finding, and the fixes fit their place', () => {
    const places = [(filter: string) => `"y" in groups && (${filter})`, (filter: string) => `(${filter}) || "z" in groups`];
    for (const [marked] of single) {
      for (const place of places) {
        const filter = place(marked.replace(/[«»]/g, ''));
        // A whole filter in quotes is recognised as the whole filter only.
        if (filter.includes('" in groups"') || filter.includes('\'"')) continue;
        const errors = errorsOf(filter);
        expect({ filter, codes: errors.map((problem) => problem.code) }).toEqual({ filter, codes: [errors[0]?.code] });
        for (const fix of errors[0]?.fixes ?? []) expectSound(filter, fix);
      }
    }
  });

  test('what keeps an undocumented form says so in the title of the fix', () => {
    for (const filter of ['!"a" in groups', 'groups != "a"', 'size(groups)', 'groups.matches("a")'])
      expect(errorsOf(filter)[0]?.fixes[0]?.title).toContain('Confluent does not document');
  });

  test('two mistakes are two findings, and the first can mend both', () => {
    const filter = 'a-b in groups || c-d in groups';
    const errors = errorsOf(filter);
    expect(errors.map(({ range }) => filter.slice(range.start, range.end))).toEqual(['a-b', 'c-d']);
    expect(errors[0]?.fixes.map((fix) => applyEdits(filter, fix.edits))).toEqual([
      '"a-b" in groups || c-d in groups',
      '"a-b" in groups || "c-d" in groups',
    ]);
    expect(errors[1]?.fixes.map((fix) => applyEdits(filter, fix.edits))).toEqual(['a-b in groups || "c-d" in groups']);
  });

  test('the first of different mistakes can mend them all', () => {
    const filter = 'groups && groups.includes("a")';
    const fixed = errorsOf(filter)[0]?.fixes.map((fix) => applyEdits(filter, fix.edits));
    expect(fixed).toContain('"a" in groups');
  });

  // The claim or the value says nothing of groups, so that every repair would be a guess at another mapping.
  test.each([
    'user.department == "Eng"',
    'Groups.contains("x", "a", 10)',
    'jsonencode("a in groups")',
    'null',
    'claims.aud == "confluent"',
    'claims.sub != null',
    'isWeekend()',
    '{"a": 1}',
    'groups[0] - 1 == 2',
  ])('no repair is certain: %s', (filter) => {
    const errors = errorsOf(filter).filter((problem) => fatalCodes.has(problem.code));
    expect(errors).toHaveLength(1);
    expect(errors[0]?.fixes).toEqual([]);
  });
});
