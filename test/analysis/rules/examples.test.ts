import { describe, expect, it } from 'vitest';
import { findFilterFindings } from '../../../src-language/analysis/find-findings.js';
import { defaultSeverityOf, ruleOf, rules } from '../../../src-language/analysis/rules/rule-list.js';
import { renderReferencePage } from '../../../src-language/analysis/rules/reference-page.js';
import type { Rule } from '../../../src-language/analysis/rules/rule.js';
import { diagnosticCodes } from '../../../src-language/text/problem.js';
import { findingsOf, services } from './rule-cases.js';

function codesIn(rule: Rule, example: string): string[] {
  if (rule.example === 'filter') return findFilterFindings(example, services).map(({ code }) => code);
  const name = { export: 'example.group-mappings.json', shell: 'example.sh', yaml: 'example.groupmap.yaml', json: 'example.groupmap.json' }[
    rule.example
  ];
  return findingsOf({ [name]: example }).map(({ code }) => code);
}

describe('the examples of the reference', () => {
  // A filter with a template in it is only read as one by a host with templates.
  const readable = rules.filter((rule) => rule.code !== 'partly-known');
  it.each(readable.map((rule) => [rule.code, rule] as const))(
    '%s: the bad one gives the finding and the good one does not',
    (code, rule) => {
      expect(codesIn(rule, rule.bad)).toContain(code);
      expect(codesIn(rule, rule.good)).not.toContain(code);
    },
  );
  it.each(readable.map((rule) => [rule.code, rule] as const))('%s: the good one has no error', (_code, rule) => {
    const codes = codesIn(rule, rule.good);
    expect(codes.filter((code) => defaultSeverityOf(code as Rule['code']) === 'error')).toEqual([]);
  });
});

describe('the list of rules', () => {
  it('has each code once', () => expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length));
  it('knows only codes that are agreed', () => expect(rules.filter(({ code }) => !diagnosticCodes.includes(code))).toEqual([]));
  it('has the rules about groups in the order in which the first explains a name best', () =>
    expect(rules.filter(({ kind }) => kind === 'group').map(({ code }) => code)).toEqual([
      'group-blank-edges',
      'group-source-mismatch',
      'group-case',
      'group-wildcard',
      'group-unknown',
    ]));
  it('finds a rule by its code', () => expect(ruleOf('group-case')?.summary).toContain('case'));
  it.each([
    ['syntax', 'error'],
    ['undocumented-operator', 'error'],
    ['unverified-operator', 'information'],
    ['filter-empty', 'error'],
    ['filter-too-long', 'error'],
    ['group-blank-edges', 'warning'],
    ['group-source-mismatch', 'warning'],
    ['group-case', 'warning'],
    ['group-unknown', 'warning'],
    ['group-wildcard', 'warning'],
    ['mixed-and-or', 'information'],
    ['always-true', 'warning'],
    ['always-false', 'warning'],
    ['redundant-operand', 'warning'],
    ['partly-known', 'information'],
    ['unknown-key', 'error'],
    ['host-syntax', 'error'],
    ['ignore-unused', 'hint'],
    ['mapping-duplicate', 'warning'],
    ['mapping-same-roles', 'information'],
    ['mapping-shadowed', 'warning'],
    ['mapping-never-matches', 'warning'],
    ['broad-admin', 'warning'],
    ['mapping-grants-nothing', 'warning'],
    ['mapping-unused', 'hint'],
    ['group-unmapped', 'hint'],
    ['mapping-name-duplicate', 'warning'],
    ['quota-mappings', 'warning'],
    ['jit-open-door', 'warning'],
    ['jit-off', 'information'],
    ['assignment-locks-out', 'warning'],
    ['attribute-undesignated', 'warning'],
    ['cli-filter-missing', 'warning'],
    ['role-unknown', 'warning'],
    ['role-scope', 'warning'],
    ['crn-invalid', 'error'],
    ['crn-form', 'warning'],
    ['principal-prefix', 'error'],
  ] as const)('%s is %s by default', (code, severity) => expect(defaultSeverityOf(code)).toBe(severity));
});

describe('the texts of the rules', () => {
  it.each(rules.map((rule) => [rule.code, rule] as const))(
    '%s: a sentence for a summary, an explanation, two examples that differ',
    (_code, rule) => {
      expect(rule.summary).toMatch(/^[A-Z`].*\.$/);
      expect(rule.explanation).toMatch(/\.$/);
      expect(`${rule.summary} ${rule.explanation}`).not.toMatch(/!(?!`|\()/);
      expect(rule.bad).not.toBe(rule.good);
    },
  );
});

describe('the reference page', () => {
  const page = renderReferencePage(rules);
  it('has a section with both examples for each rule', () => {
    for (const rule of rules) {
      expect(page).toContain(`\n## ${rule.code}\n`);
      expect(page).toContain(rule.bad.trimEnd());
      expect(page).toContain(rule.good.trimEnd());
    }
  });
  it('links every row of the overview to its section', () => {
    const links = Array.from(page.matchAll(/^\| \[`([a-z-]+)`\]\(#([a-z-]+)\)/gm), ([, code, anchor]) => [code, anchor]);
    expect(links).toEqual(rules.map(({ code }) => [code, code]));
  });
  it('keeps the columns of the overview where a summary holds a bar', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| [`'));
    for (const row of rows) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(5);
  });
});
