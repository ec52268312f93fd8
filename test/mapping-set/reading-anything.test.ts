import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleMappingSet } from '../../src-language/mapping-set/assemble-mapping-set.js';
import { readMappingFile } from '../../src-language/mapping-set/read-mapping-file.js';
import type { Problem } from '../../src-language/text/problem.js';
import { applyEdits } from '../../src-language/text/range.js';
import { everything } from './complete-file.js';

const lines = everything.split('\n');

/** The complete file with a few of its lines removed, doubled, cut off, or with a character put in. */
const damaged = fc
  .array(
    fc.record({
      line: fc.nat(lines.length - 1),
      how: fc.constantFrom('remove', 'double', 'cut', 'insert'),
      at: fc.nat(60),
      char: fc.constantFrom(':', '-', '"', "'", '{', ']', ',', ' ', '\t', '#', '&', '*', '~', '1', '\u{1f600}', '|', '\n'),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((changes) => {
    const result = [...lines];
    for (const { line, how, at, char } of changes) {
      const text = result[line] ?? '';
      result[line] =
        { remove: '', double: `${text}\n${text}`, cut: text.slice(0, at), insert: text.slice(0, at) + char + text.slice(at) }[how] ?? '';
    }
    return result.join('\n');
  });

/** Nonsense made of what YAML and JSON are made of. */
const nonsense = fc
  .array(
    fc.constantFrom(
      ...['users', 'group_mappings', 'filter', 'group', 'name', 'display_name', 'expect', 'x-a', 'true', '~', '0', 'a'],
      ...[
        ': ',
        ':',
        '- ',
        '\n',
        '\n  ',
        '\n    ',
        '{',
        '}',
        '[',
        ']',
        ', ',
        '"',
        "'",
        '#',
        '&a ',
        '*a',
        '<<: ',
        '|\n',
        '>-\n',
        '---\n',
        '\r\n',
        '\t',
        '\ufeff',
      ],
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('reading any text', () => {
  it.each(['a.groupmap.yaml', 'a.groupmap.json', 'a.group-mappings.yaml', 'list.json', 'a.groupfilter'])(
    '%s: never throws, and stays within the text',
    (path) => {
      fc.assert(
        fc.property(fc.oneof(damaged, nonsense, fc.string({ unit: 'binary', maxLength: 40 })), (text) => {
          const file = readMappingFile({ path, text });
          assembleMappingSet([file, file]);
          for (const { range, fixes } of file.problems)
            for (const { start, end } of [range, ...fixes.flatMap((fix) => fix.edits.map((edit) => edit.range))]) {
              expect(start).toBeGreaterThanOrEqual(0);
              expect(start).toBeLessThanOrEqual(end);
              expect(end).toBeLessThanOrEqual(text.length);
            }
          for (const { line } of [...file.groupMappings, ...file.users]) expect(line).toBeGreaterThanOrEqual(1);
        }),
        { numRuns: 200 },
      );
    },
  );

  it('repairs what it offers to repair: the problem goes and no parser complains', () => {
    const ours = (problems: readonly Problem[], code: string) => problems.filter((problem) => problem.code === code).length;
    let repaired = 0;
    fc.assert(
      fc.property(damaged, (text) => {
        const before = readMappingFile({ path: 'a.groupmap.yaml', text }).problems;
        if (before.some(({ code }) => code === 'host-syntax' || code === 'duplicate-key')) return;
        for (const { code, fixes } of before)
          for (const fix of fixes) {
            const fixed = applyEdits(text, fix.edits);
            const after = readMappingFile({ path: 'a.groupmap.yaml', text: fixed }).problems;
            const about = JSON.stringify({ text, fixed, fix, after }, null, 1);
            expect(ours(after, code), about).toBeLessThan(ours(before, code));
            expect(ours(after, 'host-syntax'), about).toBe(0);
            repaired++;
          }
      }),
      { numRuns: 600 },
    );
    expect(repaired).toBeGreaterThan(40);
  });
});
