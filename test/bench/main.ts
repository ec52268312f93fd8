import { measureChecking, measureMappingFile, measureMatching, measureParsing, ratioTo, type Measurement } from './measurements.js';
import { measureStreaming } from './streaming.js';
import { makeComputedTerraform, makePlainTerraform, measureTerraform } from './terraform.js';

/** Prints absolute figures and, beside each contestant, how much of our time it takes. `--json` prints one JSON document instead. */
async function main(): Promise<void> {
  const json = process.argv.includes('--json');
  const measurements: Measurement[] = [measureParsing(9), measureChecking(9), measureMatching(5), measureMappingFile(7)];
  const terraform = [
    await measureTerraform('a resource for each', makePlainTerraform(450_000), 15),
    await measureTerraform('all computed from one map', makeComputedTerraform(450_000), 15),
  ];
  const streaming = await measureStreaming(1_000_000, 1);
  if (json) {
    const tables = measurements.map((measurement) => ({
      ...measurement,
      timings: measurement.timings.map((timing) => ({ ...timing, ratio: ratioTo(measurement, timing.name) })),
    }));
    console.log(JSON.stringify({ version: 1, measurements: tables, terraform, streaming }, null, 2));
    return;
  }
  for (const measurement of measurements) {
    console.log(`\n${measurement.title} (medians)`);
    for (const timing of measurement.timings) {
      const figure =
        timing.microsecondsPerUnit >= 1000
          ? `${(timing.microsecondsPerUnit / 1000).toFixed(1)} ms`
          : `${timing.microsecondsPerUnit.toPrecision(3)} µs`;
      console.log(
        `  ${timing.name.padEnd(44)} ${`${figure} a ${measurement.unit}`.padEnd(34)} ${ratioTo(measurement, timing.name).toPrecision(3)} ×`,
      );
    }
  }
  console.log('\nOne Terraform file read, from nothing and after a keystroke (median)');
  for (const { title, kilobytes, mappings, coldMilliseconds, keystrokeMilliseconds, grammarMilliseconds } of terraform) {
    const ratio = (keystrokeMilliseconds / grammarMilliseconds).toPrecision(2);
    console.log(
      `  ${`${title}: ${kilobytes} KB, ${mappings} mappings`.padEnd(56)} ${coldMilliseconds.toFixed(0)} ms, then ${keystrokeMilliseconds.toFixed(0)} ms (${ratio} × what its grammar alone takes)`,
    );
  }
  console.log(
    `\n${streaming.users.toLocaleString('en')} people (${streaming.megabytes.toFixed(0)} MB of JSON Lines) streamed through 100 mappings`,
  );
  console.log(
    `  groupmap simulate --users --format summary   ${streaming.groupmapSeconds.toFixed(2)} s, ${streaming.peakMegabytes.toFixed(0)} MB at most`,
  );
  console.log(`  reading and JSON.parse of the same lines     ${streaming.readAndParseSeconds.toFixed(2)} s`);
  console.log(`  ratio                                        ${streaming.ratio.toFixed(2)}`);
}

await main();
