import { describe, expect, it } from 'vitest';
import { fastestPeerRatio, measureMatching } from './measurements.js';
import { measureStreaming } from './streaming.js';

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
});
