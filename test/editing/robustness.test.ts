import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeActionsAt } from '../../src-language/editing/code-actions.js';
import { codeLenses } from '../../src-language/editing/code-lenses.js';
import { documentSymbols, type DocumentSymbol } from '../../src-language/editing/document-symbols.js';
import { foldingRanges } from '../../src-language/editing/folding.js';
import { formatFile } from '../../src-language/editing/format.js';
import { inlayHints } from '../../src-language/editing/inlay-hints.js';
import { selectionRangesAt } from '../../src-language/editing/selection-ranges.js';
import { semanticTokens } from '../../src-language/editing/semantic-tokens.js';
import { workspaceSymbols } from '../../src-language/editing/workspace-symbols.js';
import { createGroupFilterServices, type GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { simulateSet } from '../../src-language/provisioning/simulator.js';
import { applyEdits, type OffsetRange, type TextEdit } from '../../src-language/text/range.js';
import { createEditingContext } from '../../src-language/editing/editing-context.js';

const yaml = `known_groups: [a, { id: 1b, display_name: Bees }]
x-roles: &roles [{ role_name: DeveloperRead, crn_pattern: crn://confluent.cloud/organization=o }]
group_mappings:
  # ours
  - display_name: A
    filter: |
      "a" in groups and
      "1b" in groups || true
    role_bindings: *roles
  - { display_name: B, group: 'it''s', role_bindings: *roles }
users:
  - name: u
    groups: [a, '1b']
    expect: { group_mappings: [A] }
`;
const json = `{ // ours
  "known_groups": ["a"],
  "group_mappings": [
    { "display_name": "A", "filter": "\\"a\\" in groups || \\"\\u0062\\" in groups" }
  ],
  "users": [ { "name": "u", "groups": ["a"] } ]
}
`;
const okta = readFileSync(new URL('../../examples/okta/globex.groupmap.yaml', import.meta.url), 'utf8');
const sources = [
  ['a.groupmap.yaml', yaml],
  ['a.groupmap.yaml', yaml.replaceAll('\n', '\r\n')],
  ['a.groupmap.yaml', okta],
  ['a.groupmap.json', json],
  ['a.groupfilter', `// ours\n("a" in groups &&\n groups.exists(g, g.startsWith("""x\ny""")))\n`],
  ['a.group-mappings.json', `[{"name": "A", "filter": "\\"a\\" in groups"}]`],
] as const;

describe('every feature', () => {
  it('answers on whatever is in a file, within the file', () => {
    const scrap = fc.constantFrom(
      '',
      '"',
      "'",
      '\n',
      '- ',
      ': ',
      '&x ',
      '*x',
      '{',
      ']',
      ' in groups',
      '|\n',
      '#',
      '\t',
      '\\',
      '🐝',
      '\ufeff',
      '<<: *roles\n',
    );
    const change = fc.record({ at: fc.nat(4000), cut: fc.nat(30), put: scrap });
    const services = createGroupFilterServices();
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.array(change, { maxLength: 4 }), fc.nat(4000), ([path, original], changes, place) => {
        let text: string = original;
        for (const { at, cut, put } of changes) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + put + text.slice(start + cut);
        }
        const file = services.readFile({ path, text });
        const context = createEditingContext(services.assemble([file]), services);
        const offset = place % (text.length + 1);
        const whole = { start: 0, end: text.length };
        const within = (range: OffsetRange): void => {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
        };
        const sound = (edits: readonly TextEdit[]): void => {
          const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
          sorted.forEach(({ range }, index) => {
            within(range);
            expect(sorted[index + 1]?.range.start ?? Infinity).toBeGreaterThanOrEqual(range.end);
          });
        };
        const symbol = ({ range, selectionRange, children }: DocumentSymbol): void => {
          within(range);
          within(selectionRange);
          children.forEach(symbol);
        };
        documentSymbols(context, path).forEach(symbol);
        for (const { range } of workspaceSymbols(context, '')) within(range);
        for (const { startLine, endLine } of foldingRanges(context, path)) expect(endLine).toBeGreaterThan(startLine);
        let inner = { start: offset, end: offset };
        for (const range of selectionRangesAt(context, path, offset)) {
          within(range);
          expect(range.start <= inner.start && inner.end <= range.end).toBe(true);
          inner = range;
        }
        for (const hint of inlayHints(context, path, whole)) within({ start: hint.offset, end: hint.offset });
        for (const { range } of codeLenses(context, path)) within(range);
        let last = 0;
        for (const { range } of semanticTokens(context, path)) {
          within(range);
          expect(range.start).toBeGreaterThanOrEqual(last);
          last = range.end;
        }
        const { edits } = formatFile(file, services);
        sound(edits);
        expect(applyEdits(text, edits).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const action of codeActionsAt(context, path, { start: offset, end: offset })) {
          sound(action.edits ?? []);
          if (!action.kind.startsWith('refactor')) continue;
          const changed = services.assemble([services.readFile({ path, text: applyEdits(text, action.edits ?? []) })]);
          expect(accessIn(services, changed), action.title).toEqual(accessIn(services, context.set));
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** What each user's session may do, whoever grants it. */
function accessIn(services: GroupFilterServices, set: MappingSet): unknown {
  return simulateSet(services.simulator(set)).outcomes.map(({ user, sign_in, access }) => ({
    user,
    sign_in,
    roles: access.sso_session.map(({ role_name, crn_pattern }) => `${role_name} ${crn_pattern}`).sort(),
  }));
}
