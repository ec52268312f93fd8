import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crnKinds, crnKindsWithin } from '../../../src-language/mapping-set/crn/crn-kinds.js';
import { parseCrn } from '../../../src-language/mapping-set/crn/parse-crn.js';

describe('parseCrn', () => {
  it('gives the parts with their places', () => {
    const text = 'crn://confluent.cloud/organization=o/environment=env-1=x/odd';
    const crn = parseCrn(text) ?? expect.fail();
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(slice(crn.authorityRange)).toBe('confluent.cloud');
    expect(
      crn.segments.map(({ kind, name, range, kindRange, nameRange }) => [kind, name, slice(range), slice(kindRange), slice(nameRange)]),
    ).toEqual([
      ['organization', 'o', 'organization=o', 'organization', 'o'],
      ['environment', 'env-1=x', 'environment=env-1=x', 'environment', 'env-1=x'],
      ['odd', null, 'odd', 'odd', ''],
    ]);
  });

  it('takes exactly what the pattern of the API takes', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.constantFrom('crn://', 'crn:/', 'CRN://', ''), fc.string({ unit: fc.constantFrom('a', '/', '=', '*', ' ', '\n') })),
        ([start, rest]) => {
          const text = start + rest;
          expect(parseCrn(text) !== null).toBe(/^crn:\/\/.+$/.test(text));
        },
      ),
    );
  });

  it('loses no character', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: fc.constantFrom('a', '/', '=', '*', ' ', '😀') }), (rest) => {
        const crn = parseCrn(`crn://${rest}`) ?? expect.fail();
        const parts = crn.segments.map(({ kind, name }) => (name === null ? kind : `${kind}=${name}`));
        expect([`crn://${crn.authority}`, ...parts].join('/')).toBe(crn.text);
        for (const { range, kindRange, nameRange } of crn.segments) {
          expect(range.start).toBe(kindRange.start);
          expect(range.end).toBe(nameRange.end);
        }
      }),
    );
  });
});

describe('crnKinds', () => {
  it('leads from the organization to every kind', () => {
    const reached = new Set<string>();
    const visit = (within: string | null): void => {
      for (const { segment } of crnKindsWithin(within)) if (!reached.has(segment)) visit((reached.add(segment), segment));
    };
    visit(null);
    expect([...reached].sort()).toEqual(crnKinds.map(({ segment }) => segment).sort());
  });
});
