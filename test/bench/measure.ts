/** One thing to time. `units` is how many items a call works through, so that unlike amounts compare per item. */
export interface Contestant {
  readonly name: string;
  readonly units: number;
  run(): unknown;
}

export interface Timing {
  readonly name: string;
  /** Median over the rounds, in microseconds for one unit. */
  readonly microsecondsPerUnit: number;
}

/** Median of some numbers; 0 for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Runs the contestants in turn, round after round, so that a slow spell of the machine hits all of them; one round more warms up. */
export function compare(contestants: readonly Contestant[], rounds: number): Timing[] {
  const samples = contestants.map((): number[] => []);
  for (let round = 0; round <= rounds; round++)
    contestants.forEach((contestant, index) => {
      const started = performance.now();
      contestant.run();
      const elapsed = performance.now() - started;
      if (round > 0) samples[index]?.push((elapsed * 1000) / contestant.units);
    });
  return contestants.map((contestant, index) => ({ name: contestant.name, microsecondsPerUnit: median(samples[index] ?? []) }));
}
