import { expect, test } from 'vitest';
import { analyseFilter } from '../../../src-language/filter/analyse-filter.js';
import { createFilterParser } from '../../../src-language/filter/parse-filter.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { askBufbuild, askMarcbachmann } from './cel-oracles.js';

const parser = createFilterParser();
const fatalCodes: ReadonlySet<string> = new Set(['syntax', 'filter-empty', 'unknown-variable', 'type']);

/** A filter with what is reported between `⟦` and `⟧`, and the filter after each fix that is offered. */
export type MistakeRow = readonly [marked: string, ...fixed: string[]];

/**
 * One test for each row: exactly one `syntax` problem, on the marked part, in words that match; every fix gives the text of the row, and two
 * independent implementations of CEL and ours accept it. No fix inserts `true`; one that negates says so in its title.
 */
export function testMistakes(message: RegExp, rows: readonly MistakeRow[]): void {
  test.each(rows.map((row) => [printable(row[0]), row] as const))('%s', (_name, [marked, ...fixed]) => {
    const filter = marked.replace(/[⟦⟧]/g, '');
    const { problems, isComplete } = parser.parse(filter);
    expect(isComplete).toBe(false);
    expect(problems.map(({ code }) => code)).toEqual(['syntax']);
    const [problem] = problems;
    if (!problem) return;
    const { start, end } = problem.range;
    expect(`${filter.slice(0, start)}⟦${filter.slice(start, end)}⟧${filter.slice(end)}`).toBe(marked);
    expect(problem.message).toMatch(message);
    expect(problem.message).not.toMatch(/!$|\bEOF\b|expecting/);
    expect(problem.fixes.map((fix) => applyEdits(filter, fix.edits))).toEqual(fixed);
    for (const fix of problem.fixes) {
      const text = applyEdits(filter, fix.edits);
      expect({ text, marcbachmann: askMarcbachmann(text), bufbuild: askBufbuild(text) }).toEqual({
        text,
        marcbachmann: null,
        bufbuild: null,
      });
      expect(analyseFilter(parser.parse(text)).problems.filter(({ code }) => fatalCodes.has(code))).toEqual([]);
      expect(countTrue(text)).toBeLessThanOrEqual(countTrue(filter));
      if (text.includes('!(') && !filter.includes('!')) expect(fix.title).toContain('Confluent');
    }
    expect(problem.fixes.filter((fix) => fix.isPreferred)).toHaveLength(fixed.length === 1 ? 1 : 0);
  });
}

function countTrue(text: string): number {
  return text.match(/\btrue\b/gi)?.length ?? 0;
}

/** The name of a test shows what cannot be seen. */
function printable(text: string): string {
  return text.replace(/[^\u0020-\u007e⟦⟧]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
