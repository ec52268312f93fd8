import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterTruths, layoutFilter, type FilterPiece } from '../../src-language/evaluator/filter-layout.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import type { GroupLabel } from '../../src-language/provisioning/outcome-wording.js';

const services = createGroupFilterServices();
const label = (group: string): GroupLabel => ({ group, displayName: null, shortId: group, sharesName: false });
const layout = (filter: string): readonly FilterPiece[] => layoutFilter(services.analyse(filter), label);

function textOf(pieces: readonly FilterPiece[]): string {
  return pieces.map((piece) => (piece.kind === 'part' ? textOf(piece.pieces) : piece.text)).join('');
}

/** The texts of the parts by their numbers. */
function partsOf(pieces: readonly FilterPiece[]): string[] {
  const texts: string[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'part') continue;
    texts[piece.part] = textOf(piece.pieces);
    partsOf(piece.pieces).forEach((text, part) => (texts[part] = text));
  }
  return texts;
}

/** Pieces of filters, whole and broken, joined anyhow. */
const anyFilter = fc
  .array(
    fc.constantFrom(
      '"a" in groups',
      '"b" in groups',
      ' && ',
      ' || ',
      '!',
      '(',
      ')',
      ' and ',
      ' ',
      '\n',
      'true',
      '// note\n',
      '"',
      'groups',
      "'c'",
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

describe('a filter cut up for showing', () => {
  it('is the filter as written when its pieces are put together', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(textOf(layout(filter))).toBe(filter);
      }),
    );
  });

  it('has a truth for each part', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const parts = partsOf(layout(filter));
        expect(filterTruths(services.analyse(filter), ['a'])).toHaveLength(parts.length);
        expect(parts.every((text) => text !== undefined)).toBe(true);
      }),
    );
  });

  it('marks tests and what joins them', () => {
    const filter = '"a" in groups && "b" in groups || !("c" in groups)';
    expect(partsOf(layout(filter))).toEqual([
      filter,
      '"a" in groups && "b" in groups',
      '"a" in groups',
      '"b" in groups',
      '!("c" in groups)',
      '"c" in groups',
    ]);
    expect(filterTruths(services.analyse(filter), ['a'])).toEqual([true, false, true, false, true, false]);
  });

  it('leaves everything unknown in a filter that does not parse, and marks the mistake', () => {
    const filter = '"a" in groups and "b" in groups';
    const pieces = layout(filter);
    expect(partsOf(pieces)).toEqual(['"a" in groups', '"b" in groups']);
    expect(filterTruths(services.analyse(filter), ['a', 'b'])).toEqual([null, null]);
    expect(pieces.filter(({ kind }) => kind === 'mistake')).toEqual([{ kind: 'mistake', text: 'and' }]);
  });
});
