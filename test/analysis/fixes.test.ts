import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFilterFindings, findFindings } from '../../src-language/analysis/find-findings.js';
import { evaluateFilter } from '../../src-language/filter/evaluate-filter.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import type { DiagnosticCode } from '../../src-language/text/problem.js';
import { applyEdits } from '../../src-language/text/range.js';
import { filter, names } from './odd-filters.js';
import { services, setOf } from './rules/rule-cases.js';

/** The rules of this room; fixes of the parser and the checker are held to the same where they are made. */
const ownCodes: readonly DiagnosticCode[] = [
  'group-blank-edges',
  'group-source-mismatch',
  'group-case',
  'group-unknown',
  'group-wildcard',
  'mixed-and-or',
  'redundant-operand',
];
const neverAdded: readonly DiagnosticCode[] = ['syntax', 'type', 'unknown-variable', 'undocumented-operator', 'filter-empty'];

const entra = setOf(
  'sso: { identity_provider: entra }\nknown_groups:\n  - { id: 9efc, display_name: data-science }\n  - { id: 7526, display_name: Engineering }\n  - cc-users\nusers: [{ name: ana, groups: [Finance] }]\n',
);
const unlisted = setOf('users: [{ name: ana, groups: [Finance, eng-platform] }]\n');

/** Places and codes of a text's findings, by how often a code occurs. */
function countsOf(text: string, set: MappingSet): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of findFilterFindings(text, services, set)) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

describe('every fix of a filter', () => {
  it.each([
    ['with listed groups', entra],
    ['without', unlisted],
  ])('%s removes its finding and adds nothing broken', (_which, set) => {
    fc.assert(
      fc.property(filter, (text) => {
        const before = countsOf(text, set);
        for (const finding of findFilterFindings(text, services, set)) {
          if (!ownCodes.includes(finding.code)) continue;
          for (const fix of finding.fixes) {
            const fixed = applyEdits(text, fix.edits);
            const after = countsOf(fixed, set);
            expect(fixed).not.toBe(text);
            // A repaired name may be what makes another test redundant; then that is said next.
            if (finding.code !== 'redundant-operand')
              expect(after.get(finding.code) ?? 0, `${fix.title}: ${fixed}`).toBeLessThan(before.get(finding.code) ?? 0);
            for (const code of neverAdded) expect(after.get(code) ?? 0, `${code} in ${fixed}`).toBe(before.get(code) ?? 0);
            expect(fixed.match(/\btrue\b/g)?.length ?? 0).toBeLessThanOrEqual(text.match(/\btrue\b/g)?.length ?? 0);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('of redundant-operand and mixed-and-or changes nothing, whatever groups someone has', () => {
    const groupSets = [[], ...names.map((name) => [name]), ...names.slice(1).map((name, index) => [name, names[index] ?? name]), names];
    fc.assert(
      fc.property(filter, (text) => {
        for (const finding of findFilterFindings(text, services)) {
          if (finding.code !== 'redundant-operand' && finding.code !== 'mixed-and-or') continue;
          for (const fix of finding.fixes) {
            const [was, is] = [text, applyEdits(text, fix.edits)].map((each) => services.parse(each).expression);
            expect(is).not.toBeNull();
            if (was && is) for (const groups of groupSets) expect(evaluateFilter(is, groups)).toEqual(evaluateFilter(was, groups));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of redundant-operand can be applied with all others of its kind, after which none is left', () => {
    fc.assert(
      fc.property(filter, (text) => {
        const found = findFilterFindings(text, services).filter(({ code }) => code === 'redundant-operand');
        const fixed = applyEdits(
          text,
          found.flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits)),
        );
        expect(services.parse(fixed).isComplete, fixed).toBe(true);
        expect(findFilterFindings(fixed, services).filter(({ code }) => code === 'redundant-operand')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('finding', () => {
  it('never throws, whatever the filter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void findFilterFindings(text, services, entra)),
      { numRuns: 500 },
    );
  });
  it('never throws, whatever the file', () => {
    const pieces = fc.array(
      fc.constantFrom(
        'group_mappings:',
        '\n',
        '  - ',
        'filter: ',
        'group: ',
        '"a "',
        "'",
        '# groupmap-ignore group-case',
        'known_groups:',
        '[',
        ']',
        '{',
        '}',
        ', ',
        '&x ',
        '*x',
        'users:',
        ' ',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(pieces, (parts) => void findFindings(setOf(parts.join('')), services)),
      { numRuns: 500 },
    );
  });
  it('gives the same for the same set', () => {
    fc.assert(
      fc.property(filter, (text) => {
        expect(findFilterFindings(text, services, entra)).toEqual(findFilterFindings(text, services, entra));
      }),
      { numRuns: 50 },
    );
  });
});
