import { describe, expect, it } from 'vitest';
import { findFilterFindings } from '../../../src-language/analysis/find-findings.js';
import { expectInFile, expectInFilter, fixedFiles, messageOf, services } from './rule-cases.js';

const ofLength = (length: number): string => `"${'x'.repeat(length - ' in groups'.length - 2)}" in groups`;

describe('filter-too-long', () => {
  it('leaves a filter of exactly 300 characters alone', () => {
    expect(ofLength(300)).toHaveLength(300);
    expectInFilter('filter-too-long', ofLength(300));
  });
  it('marks what is beyond the limit', () => expectInFilter('filter-too-long', `${ofLength(302).slice(0, 300)}<|ps|>`));
  it('counts a character beyond U+FFFF once, though JavaScript holds it as two', () => {
    const emoji = `"${'😀'.repeat(288)}" in groups`;
    expect(emoji.length).toBeGreaterThan(300);
    expectInFilter('filter-too-long', emoji);
    expectInFilter('filter-too-long', `"${'😀'.repeat(289)}" in group<|s|>`);
  });
  it('counts comments and blanks: they are part of what is sent', () =>
    expectInFilter('filter-too-long', `"a" in groups //${'x'.repeat(284)}<|yz|>`));
  it('is an error by default', () => {
    const [finding] = findFilterFindings(ofLength(301), services).filter(({ code }) => code === 'filter-too-long');
    expect(finding?.severity).toBe('error');
  });
  it('is said of a filter that does not parse, too', () =>
    expectInFilter('filter-too-long', `${`"${'x'.repeat(299)}`}<|" in groups and "b" in groups|>`));

  const file = (limit: number, filter: string) =>
    `organization: { limits: { filter_length: ${limit} } }\ngroup_mappings:\n  - display_name: A\n    filter: '${filter}'\n    role_bindings: []\n`;
  it("takes the organization's own limit", () => {
    expectInFile('filter-too-long', file(13, '"a" in groups'));
    expectInFile('filter-too-long', file(10, '"a" in gro<|ups|>'));
  });
  it('says how long it is, and what is assumption', () => {
    const message = messageOf('filter-too-long', file(10, '"a" in groups'));
    expect(message).toContain('13 characters');
    expect(message).toContain('3 more than the limit of 10');
    expect(message).toContain('our assumption');
  });
  it('offers the most readable form that fits, and none where there is none', () => {
    const long = '"a" in groups && "b" in groups || "a" in groups && "c" in groups';
    expect(fixedFiles('filter-too-long', file(60, long))).toEqual([file(60, '"a" in groups && ("b" in groups || "c" in groups)')]);
    expect(fixedFiles('filter-too-long', file(42, long))).toEqual([file(42, '"a"in groups&&("b"in groups||"c"in groups)')]);
    expect(fixedFiles('filter-too-long', file(41, long))).toEqual([]);
  });
});
