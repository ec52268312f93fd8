import { describe, expect, it } from 'vitest';
import { fastestPeerRatio, measureMatching } from './measurements.js';
import { measureStreaming } from './streaming.js';
import { makeComputedTerraform, makePlainTerraform, measureTerraform } from './terraform.js';

// Only ratios of one run decide: the machine's own speed does not.
describe('speed', () => {
  it('matches 500 filters against 10,000 people at least 100 times faster than the fastest CEL library for JavaScript', () => {
    expect(fastestPeerRatio(measureMatching(3))).toBeGreaterThanOrEqual(100);
  });

  it('streams 200,000 people through 100 mappings in at most twice the time of reading and parsing their lines, under 400 MB', async () => {
    const streaming = await measureStreaming(200_000, 5);
    expect(streaming.ratio).toBeLessThanOrEqual(2);
    expect(streaming.peakMegabytes).toBeLessThan(400);
  });

  it.each([
    ['with a resource for each mapping, in a third', makePlainTerraform, 1 / 3],
    ['all of it computed from one map, in three fifths', makeComputedTerraform, 0.6],
  ])(
    'reads 450 KB of Terraform again after a keystroke, %s of the time that its grammar alone takes to parse it',
    async (title, make, most) => {
      const { keystrokeMilliseconds, grammarMilliseconds } = await measureTerraform(title, make(450_000), 9);
      expect(keystrokeMilliseconds / grammarMilliseconds).toBeLessThan(most);
    },
  );
});
