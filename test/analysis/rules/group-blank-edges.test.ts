import { describe, expect, it } from 'vitest';
import { expectInFile, expectInFilter, fixedFiles, fixedFilters, messageOf } from './rule-cases.js';

const code = 'group-blank-edges';
const inFilter = (group: string) => `"${group}" in groups`;

describe(code, () => {
  it.each([
    ['a space at the end', 'eng ', 'eng'],
    ['a space at the start', ' eng', 'eng'],
    ['spaces at both ends', '  eng  ', 'eng'],
    ['a no-break space inside', 'data\u00a0science', 'data science'],
    ['a no-break space at the end', 'eng\u00a0', 'eng'],
    ['a narrow no-break space', 'data\u202fscience', 'data science'],
    ['a full-width space', 'data\u3000science', 'data science'],
    ['a tab', 'data\\tscience', 'data science'],
    ['a line break at the end', 'eng\\n', 'eng'],
    ['a zero-width space', 'data\u200bscience', 'datascience'],
    ['a byte-order mark', '\ufeffeng', 'eng'],
    ['a soft hyphen', 'data\u00adscience', 'datascience'],
    ['a zero-width joiner after a Latin letter', 'eng\u200d', 'eng'],
    ['a right-to-left mark', 'eng\u200f', 'eng'],
    ['a no-break hyphen between words', 'data\u2011science', 'data-science'],
    ['an en dash between words', 'data\u2013science', 'data-science'],
    ['a Cyrillic letter in a Latin word', 'd\u0430ta', 'data'],
    ['a Greek letter in a Latin word', 'f\u03bfo', 'foo'],
    ['a full-width letter in a Latin word', 'd\uff41ta', 'data'],
    ['an escaped no-break space', 'data\\u00a0science', 'data science'],
  ])('reports %s', (_what, group, repaired) => {
    expectInFilter(code, `<|"${group}"|> in groups`);
    expect(fixedFilters(code, inFilter(group))).toEqual([inFilter(repaired)]);
  });

  it.each([
    ['a space inside', 'data science'],
    ['several spaces inside', 'data  science'],
    ['an accented letter', 'donn\u00e9es'],
    ['a name in Cyrillic', '\u043a\u043e\u043c\u0430\u043d\u0434\u0430'],
    ['a Cyrillic word beside a Latin one', 'eng \u043a\u043e\u043c\u0430\u043d\u0434\u0430'],
    ['a name in Japanese', '\u958b\u767a\u30c1\u30fc\u30e0'],
    ['an emoji of several people', '\u{1f469}\u200d\u{1f4bb} team'],
    ['an emoji with a variation selector', '\u2764\ufe0f team'],
    ['a keycap', '1\ufe0f\u20e3 team'],
    ['a flag of tags', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['a zero-width non-joiner in Persian', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['an en dash between blanks', 'Sales \u2013 EMEA'],
    ['nothing', ''],
  ])('leaves %s alone', (_what, group) => expectInFilter(code, inFilter(group)));

  it('has no repair for a group of nothing but blanks', () => {
    expectInFilter(code, '<|"  "|> in groups');
    expect(fixedFilters(code, '"  " in groups')).toEqual([]);
  });
  it('keeps the quotes that are there', () => expect(fixedFilters(code, "'eng ' in groups")).toEqual(["'eng' in groups"]));
  it('reports each group of a filter', () => expectInFilter(code, '<|"a "|> in groups || "b" in groups && <|" c"|> in groups'));
  it('lets the end of a prefix and the start of a suffix be blank', () =>
    expectInFilter(code, 'groups.exists(g, g.startsWith("eng ") || g.endsWith(" team"))'));
  it('reports an invisible character in a prefix', () => expectInFilter(code, 'groups.exists(g, g.startsWith(<|"eng\u200b"|>))'));
  it('leaves a group alone that is listed so', () => {
    expectInFilter(code, '"eng " in groups', 'known_groups: ["eng "]\n');
    expectInFilter(code, '<|"eng "|> in groups', 'known_groups: [eng]\n');
  });
  it('goes straight to the known spelling', () => {
    expect(fixedFilters(code, '" ENG" in groups', 'known_groups: [eng]\n')).toEqual(['"eng" in groups']);
    const entra = 'sso: { identity_provider: entra }\nknown_groups: [{ id: 9efc, display_name: eng }]\n';
    expect(fixedFilters(code, '"eng " in groups', entra)).toEqual(['"9efc" in groups']);
  });

  const literal = (group: string) => `group_mappings:\n  - display_name: A\n    group: ${group}\n    role_bindings: []\n`;
  it('judges a literal group mapping, whose value is trimmed of nothing', () => {
    expectInFile(code, literal('<|"eng "|>'));
    expect(fixedFiles(code, literal('"eng "'))).toEqual([literal('"eng"')]);
    expectInFile(code, literal('eng'));
  });
  it('names the character', () => {
    expect(messageOf(code, literal('"data\\u00a0science"'))).toContain('no-break space (U+00A0)');
    expect(messageOf(code, literal('" eng"'))).toContain('begins with a space');
    expect(messageOf(code, literal('"eng "'))).toContain('ends with a space');
    expect(messageOf(code, literal('"d\\u0430t\\u0430"'))).toContain('letter that looks like a (U+0430) and 1 more');
  });
});
