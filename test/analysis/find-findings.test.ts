import { describe, expect, it } from 'vitest';
import { findFilterFindings, findFindings } from '../../src-language/analysis/find-findings.js';
import { applyEdits } from '../../src-language/text/range.js';
import { findingsOf, services, setOf } from './rules/rule-cases.js';

const codesOf = (files: Parameters<typeof findingsOf>[0]) => findingsOf(files).map(({ code }) => code);
const granting = 'role_bindings: [{ role_name: MetricsViewer, crn_pattern: "crn://confluent.cloud/organization=o" }]';
const mapping = (filter: string) => `group_mappings:\n  - display_name: A\n    filter: ${filter}\n    ${granting}\n`;

describe('severities', () => {
  const text = mapping(`'"a" in groups && "b" in groups || "c" in groups'`);
  it('are the defaults of the rules', () => expect(findingsOf(text)).toMatchObject([{ code: 'mixed-and-or', severity: 'information' }]));
  it("are the set's where it says so, in any of its files", () =>
    expect(findingsOf({ 'a.groupmap.yaml': text, 'z.groupmap.yaml': 'settings: { severity: { mixed-and-or: error } }\n' })).toMatchObject([
      { code: 'mixed-and-or', severity: 'error' },
    ]));
  it('silence with off', () => expect(findingsOf(`settings: { severity: { mixed-and-or: off } }\n${text}`)).toEqual([]));
  it('hold for what readers report, too', () => {
    const extra = 'organization: { x: 1, nam: Acme }\n';
    expect(codesOf(extra)).toEqual(['unknown-key', 'unknown-key']);
    expect(codesOf(`settings: { severity: { unknown-key: off } }\n${extra}`)).toEqual([]);
  });
});

describe('one mistake, one finding', () => {
  it.each([
    ['"eng * " in groups', 'known_groups: [other]\n', ['group-blank-edges']],
    [
      '"ENG" in groups',
      'sso: { identity_provider: entra }\nknown_groups: [{ id: 1f, display_name: eng }, { id: 2f, display_name: ENG }]\n',
      ['group-source-mismatch'],
    ],
    ['"ENG-*" in groups', 'known_groups: [other]\nusers: [{ name: ana, groups: ["eng-*"] }]\n', ['group-case']],
    ['"eng-*" in groups', 'known_groups: [other]\n', ['group-wildcard']],
    ['"eng" in groups', 'known_groups: [other]\n', ['group-unknown']],
    ['"eng" in groups && false && false', '', ['always-false']],
    ['true || "eng" in groups || "eng" in groups', '', ['always-true']],
    ['"eng " in groups and "ops" in groups', '', ['syntax']],
    ['"eng" in group', '', ['unknown-variable']],
    ['', '', ['filter-empty']],
  ])('%s', (filter, set, codes) => {
    expect(findFilterFindings(filter, services, setOf(set)).map(({ code }) => code)).toEqual(codes);
  });
  it('reports two mistakes in two places', () =>
    expect(findFilterFindings('"a " in groups || "b " in groups', services).map(({ code }) => code)).toEqual([
      'group-blank-edges',
      'group-blank-edges',
    ]));
  it('reports a filter that two mappings share through an alias once', () => {
    const text = `group_mappings:\n  - { display_name: A, filter: &f '"a " in groups' }\n  - { display_name: B, filter: *f }\n`;
    expect(codesOf(text).filter((code) => code === 'group-blank-edges')).toHaveLength(1);
  });
});

describe('places and fixes', () => {
  const cases: readonly [style: string, written: string, fixed: string][] = [
    ['single quotes', `'"a " in groups'`, `'"a" in groups'`],
    ['double quotes', '"\\"a \\" in groups"', '"\\"a\\" in groups"'],
    ['a literal block', '|-\n      "a " in groups', '|-\n      "a" in groups'],
    ['a folded block', '>-\n      "a "\n      in groups', '>-\n      "a"\n      in groups'],
  ];
  it.each(cases)('land in %s', (_style, written, fixed) => {
    const text = mapping(written);
    const finding = findingsOf(text).find(({ code }) => code === 'group-blank-edges');
    expect(finding && text.slice(finding.range.start, finding.range.end)).toMatch(/^\\?"a \\?"$/);
    expect(finding?.fixes.map((fix) => applyEdits(text, fix.edits))).toEqual([mapping(fixed)]);
    expect(finding?.fixes.flatMap((fix) => fix.edits.map(({ file }) => file))).toEqual(['set.groupmap.yaml']);
  });
  it('fall back to the whole value, and offer no edit that the host cannot take', () => {
    const set = setOf(mapping(`'"a " in groups'`));
    const groupMappings = set.groupMappings.map((each) =>
      each.filter
        ? {
            ...each,
            filter: {
              ...each.filter,
              value: each.filter.value,
              range: each.filter.range,
              toHost: () => null,
              toDecoded: () => null,
              encodeEdits: () => null,
            },
          }
        : each,
    );
    const found = findFindings({ ...set, groupMappings }, services);
    expect(found).toMatchObject([{ code: 'group-blank-edges', range: set.groupMappings[0]?.filter?.range, fixes: [] }]);
  });
  it('reach a bare filter, which the set neither counts nor learns spellings from', () => {
    const files = { 'x.groupfilter': '"a " in groups || "Eng" in groups\n', 'set.groupmap.yaml': mapping(`'"eng" in groups'`) };
    expect(findingsOf(files).map(({ file, code }) => `${file} ${code}`)).toEqual([
      'x.groupfilter group-blank-edges',
      'x.groupfilter group-case',
    ]);
  });
});

describe('order', () => {
  it('is that of file by code point, position and code', () => {
    const broken = `group_mappings:\n  - { display_name: A, group: "b " }\n  - { display_name: A, group: "a " }\n`;
    const found = findingsOf({ '\u{1f600}.groupmap.yaml': broken, '\uff21.groupmap.yaml': broken, 'a.groupmap.yaml': broken });
    const files = [...new Set(found.map(({ file }) => file))];
    expect(files).toEqual(['a.groupmap.yaml', '\uff21.groupmap.yaml', '\u{1f600}.groupmap.yaml']);
    const inOne = found.filter(({ file }) => file === 'a.groupmap.yaml');
    expect(inOne.map(({ code }) => code)).toEqual([
      'mapping-grants-nothing',
      'group-blank-edges',
      'mapping-grants-nothing',
      'mapping-name-duplicate',
      'group-blank-edges',
    ]);
  });
  it('does not depend on the order of the files', () => {
    const files = { 'a.groupmap.yaml': mapping(`'"a " in groups'`), 'b.groupmap.yaml': mapping(`'"A" in groups'`) };
    expect(findingsOf(Object.fromEntries(Object.entries(files).reverse()))).toEqual(findingsOf(files));
  });
});
