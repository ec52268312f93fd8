import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meaningOf, readYaml, structureOf } from '../reading-back.js';
import { randomContent, setOf } from '../random-sets.js';
import { examples, exported } from './exported-sets.js';

describe('YAML', () => {
  it.each(examples)('of the example $name reads back to the same', ({ set }) => {
    const back = readYaml(exported(set, 'yaml'));
    expect(structureOf(back)).toEqual([]);
    expect(meaningOf(back)).toEqual(meaningOf(set));
  });

  it('reads back to the same, whatever the set holds', () => {
    fc.assert(
      fc.property(randomContent, (content) => {
        const set = setOf(content);
        const back = readYaml(exported(set, 'yaml'));
        expect(meaningOf(back)).toEqual(meaningOf(set));
      }),
      { numRuns: 200 },
    );
  });
});
