import '../support/property-seed.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecentTexts } from '../../src-language/text/recent-texts.js';

it('never forgets what was asked for lately, never mixes up, and never keeps more than it should', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 200 }), (asked) => {
      const memory = new RecentTexts<{ readonly of: string }>(8);
      const made: string[] = [];
      asked.forEach((number, at) => {
        const text = String(number);
        const lately = [...new Set(asked.slice(0, at).reverse())].slice(0, 4);
        const known = memory.get(text);
        if (lately.includes(number)) expect(known).toBeDefined();
        if (known) expect(known.of).toBe(text);
        else {
          memory.set(text, { of: text });
          made.push(text);
        }
      });
      const kept = Array.from({ length: 21 }, (_, number) => String(number)).filter((text) => peek(memory, text));
      expect(kept.length).toBeLessThanOrEqual(8);
      expect(made.length).toBeGreaterThanOrEqual(new Set(asked).size);
    }),
    { numRuns: 200 },
  );
});

/** Looks without asking, so that nothing moves. */
function peek(memory: object, text: string): boolean {
  return Object.values(memory).some((half) => half instanceof Map && half.has(text));
}
