import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixAllEdits } from '../../src-language/editing/fix-all.js';
import { encodeYamlScalar } from '../../src-language/hosts/yaml/encode-scalar.js';
import type { DiagnosticCode, Finding } from '../../src-language/text/problem.js';
import { applyFileEdits, readMarkedSet } from './marked-set.js';

const path = 'a.groupmap.yaml';
const roles = 'role_bindings: [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o }]';

function fixed(text: string, code?: DiagnosticCode): string {
  const { context, texts } = readMarkedSet({ [path]: text });
  return applyFileEdits(texts, fixAllEdits(context, path, code))[path] ?? '';
}

describe('fix all', () => {
  const three = (a: string, b: string, c: string) => `group_mappings:
  - display_name: A # first
    filter: '${a}'
    ${roles}
  - display_name: B
    filter: '${b}'
    ${roles}
  - display_name: C
    ${c}
    ${roles}
`;

  it('applies every certain fix in the file, also one that another brings to light', () => {
    expect(fixed(three('"a" in groups and "b" in groups', '"a" in groups or "b" in groups and "c" in groups', 'groups: d'))).toBe(
      three('"a" in groups && "b" in groups', '"a" in groups || ("b" in groups && "c" in groups)', 'group: d'),
    );
  });

  it('fixes one code and leaves the others', () => {
    const text = three('"a" in groups && "b" in groups || "c" in groups', '"a" in groups and "b" in groups', 'display: x');
    expect(fixed(text, 'mixed-and-or')).toBe(
      three('("a" in groups && "b" in groups) || "c" in groups', '"a" in groups and "b" in groups', 'display: x'),
    );
    expect(fixed(text, 'group-unmapped')).toBe(text);
  });

  it('changes nothing but the characters that the fixes are about', () => {
    const { context, texts } = readMarkedSet({ [path]: three('"a" in groups and "b" in groups', 'true', 'group: c') });
    expect(fixAllEdits(context, path).map(({ range, newText }) => [texts[path]?.slice(range.start, range.end), newText])).toEqual([
      ['and', '&&'],
    ]);
  });

  it('leaves fewer findings, and none as grave as those it fixed', () => {
    const groups = ['a', 'b', 'eng', 'Eng', 'data-science', 'data-sciense', "o'neil"];
    const atom = fc.constantFrom(...groups).map((group) => `"${group}" in groups`);
    const slips: readonly ((filter: string) => string)[] = [
      (filter) => filter,
      (filter) => filter.replace('&&', 'and'),
      (filter) => filter.replace('||', 'OR'),
      (filter) => filter.replaceAll('"', '“'),
      (filter) => filter.replace(' in groups', ' in group'),
      (filter) => filter.replace('"', ''),
      (filter) => filter.replace('groups', 'groups)'),
      (filter) => `${filter} &&`,
      (filter) => filter.replace(/"([^"]+)" in groups/, 'groups.contains("$1")'),
    ];
    const filter = fc
      .tuple(fc.array(fc.tuple(atom, fc.constantFrom('&&', '||')), { minLength: 1, maxLength: 4 }), fc.constantFrom(...slips))
      .map(([parts, slip]) => slip(parts.map(([test, operator], index) => (index === 0 ? test : `${operator} ${test}`)).join(' ')));
    fc.assert(
      fc.property(fc.array(filter, { minLength: 1, maxLength: 4 }), fc.boolean(), (filters, knows) => {
        const mappings = filters.map((text, index) => `  - display_name: M${index}\n    filter: ${encodeYamlScalar(text)}\n    ${roles}\n`);
        const known = knows ? 'known_groups: [a, b, eng, data-science]\n' : '';
        const before = readMarkedSet({ [path]: `${known}group_mappings:\n${mappings.join('')}` });
        const edits = fixAllEdits(before.context, path);
        if (edits.length === 0) return;
        const after = readMarkedSet(applyFileEdits(before.texts, edits));
        const [had, has] = [bySeverity(before.context.findings), bySeverity(after.context.findings)];
        expect(has).not.toEqual(had);
        expect(has < had, `${had} became ${has}`).toBe(true);
        const codes = (findings: readonly Finding[]) => findings.map(({ code }) => code).sort();
        if (bySeverity(before.context.findings).startsWith('000')) {
          const left = codes(before.context.findings);
          for (const code of codes(after.context.findings)) expect(left.splice(left.indexOf(code), 1)).toEqual([code]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** The numbers of errors, warnings, … as a text that orders by the gravest first. */
function bySeverity(findings: readonly Finding[]): string {
  return (['error', 'warning', 'information', 'hint'] as const)
    .map((severity) => String(findings.filter((finding) => finding.severity === severity).length).padStart(3, '0'))
    .join(' ');
}
