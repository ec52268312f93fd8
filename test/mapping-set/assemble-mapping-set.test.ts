import { describe, expect, it } from 'vitest';
import { assembleMappingSet } from '../../src-language/mapping-set/assemble-mapping-set.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { readMappingFile } from '../../src-language/mapping-set/read-mapping-file.js';
import { compareCodePoints } from '../../src-language/text/compare-code-points.js';
import { applyEdits } from '../../src-language/text/range.js';
import { markRanges, parseMarkedText } from '../support/marked-text.js';

/** The set of files given by path, and a check that its problems stand exactly where the texts are marked. */
function assemble(marked: Readonly<Record<string, string>>): { set: MappingSet; expectMarks: () => void; texts: Map<string, string> } {
  const texts = new Map(Object.entries(marked).map(([path, text]) => [path, parseMarkedText(text).text]));
  const set = assembleMappingSet([...texts].map(([path, text]) => readMappingFile({ path, text })));
  const expectMarks = () => {
    for (const [path, text] of texts)
      expect(
        markRanges(
          text,
          set.problems.filter(({ file }) => file === path).map(({ range }) => range),
        ),
      ).toBe(marked[path]);
  };
  return { set, expectMarks, texts };
}

describe('assembleMappingSet', () => {
  it('puts files in code-point order of their paths, whatever order they come in', () => {
    const { set } = assemble({
      'b.groupmap.yaml': 'users: [{ name: b1 }, { name: b2 }]\n',
      'B.groupmap.yaml': 'users: [{ name: B }]\n',
      '\u{1f600}.groupmap.yaml': 'users: [{ name: face }]\n',
      '\uff5e.groupmap.yaml': 'users: [{ name: wave }]\n',
      'a.groupmap.yaml': 'users: [{ name: a }]\n',
    });
    expect(set.users.map(({ name }) => name.value)).toEqual(['B', 'a', 'b1', 'b2', 'wave', 'face']);
    expect(set.files.map(({ source }) => source.path[0])).toEqual(['B', 'a', 'b', '\uff5e', '\ud83d']);
  });

  it('merges sections key by key and is content with equal values', () => {
    const { set } = assemble({
      'a.groupmap.yaml':
        'organization: { display_name: Acme }\nsso: { application: { assigned_users: [a, b] } }\nsettings: { severity: { syntax: off } }\n',
      'b.groupmap.json':
        '{"organization": {"display_name": "Acme", "jit_enabled": false, "limits": {"group_mappings": 3}}, "sso": {"application": {"assigned_users": ["a", "b"]}}, "known_groups": [], "settings": {"severity": {"syntax": "off", "type": "hint"}}}',
    });
    expect(set.problems).toEqual([]);
    expect(set.organization).toMatchObject({
      display_name: { value: 'Acme', file: 'a.groupmap.yaml' },
      jit_enabled: { value: false },
      group_mappings: { value: 3 },
    });
    expect([...set.settings.severity.keys()]).toEqual(['syntax', 'type']);
    expect(set.listsKnownGroups).toBe(true);
  });

  it('reports the same key with another value at the later place and uses the first', () => {
    const { set, expectMarks, texts } = assemble({
      'b.groupmap.yaml':
        'organization:\n  marketplace: <|aws|>\n  limits: { filter_length: <|400|> }\nsettings: { severity: { syntax: <|error|> } }\n',
      'a.groupmap.yaml':
        '# first\norganization:\n  marketplace: azure\n  limits: { filter_length: 500 }\nsettings: { severity: { syntax: hint } }\n',
    });
    expectMarks();
    expect(set.problems.map(({ code, file }) => [code, file])).toEqual(Array(3).fill(['conflicting-sections', 'b.groupmap.yaml']));
    const [marketplace, limit] = set.problems;
    expect(marketplace?.message).toContain('organization.marketplace');
    expect(marketplace?.message).toContain('in a.groupmap.yaml, line 3');
    expect(marketplace?.related).toMatchObject([{ file: 'a.groupmap.yaml' }]);
    expect(set.organization.marketplace?.value).toBe('azure');
    expect(set.organization.filter_length?.value).toBe(500);
    const edited = [marketplace, limit].flatMap((problem) => problem?.fixes[0]?.edits ?? []);
    expect(applyEdits(texts.get('b.groupmap.yaml') ?? '', edited)).toContain('marketplace: azure\n  limits: { filter_length: 500 }');
  });

  it.each([
    ['lists', 'sso: { application: { assigned_groups: [a] } }\n', 'sso: { application: { assigned_groups: <|[b]|> } }\n'],
    ['claim filters', 'sso: { group_claim: { filter: { contains: a } } }\n', 'sso: { group_claim: { filter: <|{ equals: a }|> } }\n'],
    ['texts', 'sso: { group_attribute: a }\n', 'sso: { group_attribute: <|A|> }\n'],
    ['booleans', 'organization: { jit_enabled: true }\n', 'organization: { jit_enabled: <|false|> }\n'],
    ['roles', 'settings: { roles: [{ name: R, scopes: [a] }] }\n', 'settings: { roles: [<|{ name: R, scopes: [b] }|>, { name: S }] }\n'],
  ])('tells %s apart', (_kind, first, later) => {
    const { set, expectMarks } = assemble({ 'a.groupmap.yaml': first, 'b.groupmap.yaml': later });
    expectMarks();
    expect(set.problems.map(({ code }) => code)).toEqual(['conflicting-sections']);
  });

  it('reports every later user of a name, in the same file and in others', () => {
    const { set, expectMarks } = assemble({
      'b.groupmap.yaml': 'users: [{ name: <|ana|> }, { name: Ana }]\n',
      'a.groupmap.yaml': 'users:\n  - name: ana\n  - name: <|ana|>\n',
    });
    expectMarks();
    expect(set.problems.map(({ code, related }) => [code, related?.[0]?.file])).toEqual([
      ['duplicate-user', 'a.groupmap.yaml'],
      ['duplicate-user', 'a.groupmap.yaml'],
    ]);
    expect(set.problems[0]?.message).toContain('in line 2');
    expect(set.problems[1]?.message).toContain('in a.groupmap.yaml, line 2');
  });
});

describe('compareCodePoints', () => {
  it('agrees with comparing arrays of code points', () => {
    const texts = ['', 'a', 'ab', 'b', 'A', 'é', '\uffff', '\u{10000}', '\u{10ffff}', 'a\u{1f600}', 'a\ue000', '\ud800', '\ud800a'];
    const byArray = (a: string, b: string) => {
      const [left, right] = [Array.from(a), Array.from(b)].map((list) => list.map((char) => char.codePointAt(0) ?? 0)) as [
        number[],
        number[],
      ];
      const at = left.findIndex((code, index) => code !== right[index]);
      if (at < 0) return Math.sign(left.length - right.length);
      return at >= right.length ? 1 : Math.sign((left[at] ?? 0) - (right[at] ?? 0));
    };
    const wellFormed = texts.filter((text) => !text.startsWith('\ud800'));
    for (const a of wellFormed) for (const b of wellFormed) expect(Math.sign(compareCodePoints(a, b))).toBe(byArray(a, b));
  });
});
