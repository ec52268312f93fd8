import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import { buildMembershipFunction } from '../../src-language/analysis/membership-function.js';
import { buildFilterMatcher } from '../../src-language/analysis/filter-matcher.js';
import { analyseFilter } from '../../src-language/filter/analyse-filter.js';
import { createFilterParser } from '../../src-language/filter/parse-filter.js';
import { parseDocument } from 'yaml';
import { compare, type Timing } from './measure.js';
import { peers } from './peers.js';
import { makeFilters, makeMappingFile, makeMemberships } from './workload.js';

/** One table of the benchmark: contestants that do the same work, the first of them ours. */
export interface Measurement {
  readonly title: string;
  readonly unit: string;
  readonly timings: readonly Timing[];
}

/** A contestant's time for one unit over ours. */
export function ratioTo(measurement: Measurement, name: string): number {
  const ours = measurement.timings[0]?.microsecondsPerUnit ?? 0;
  const theirs = measurement.timings.find((timing) => timing.name === name)?.microsecondsPerUnit ?? 0;
  return theirs / ours;
}

/** The fastest of the other CEL libraries, as a ratio to ours. */
export function fastestPeerRatio(measurement: Measurement): number {
  return Math.min(
    ...measurement.timings
      .filter((timing) => peers.some((peer) => peer.name === timing.name))
      .map((timing) => ratioTo(measurement, timing.name)),
  );
}

/** The same filters as texts that no cache has seen: each call adds a few blanks at the end, for everybody alike. */
function freshTexts(filters: readonly string[]): () => string[] {
  let call = 0;
  return () => {
    call++;
    const blanks = ' '.repeat(call % 89) + '\t'.repeat(call % 7);
    return filters.map((filter) => filter + blanks);
  };
}

/** Reading filters into expressions. */
export function measureParsing(rounds: number): Measurement {
  const filters = makeFilters(500);
  const fresh = freshTexts(filters);
  const parser = createFilterParser();
  return {
    title: '500 filters parsed',
    unit: 'filter',
    timings: compare(
      [
        {
          name: 'groupmap',
          units: filters.length,
          run: () => fresh().map((filter) => parser.parse(filter)),
        },
        ...peers.map((peer) => ({ name: peer.name, units: filters.length, run: () => fresh().map((filter) => peer.parse(filter)) })),
      ],
      rounds,
    ),
  };
}

/** Reading and checking: types, undocumented operators, what the filter means. */
export function measureChecking(rounds: number): Measurement {
  const filters = makeFilters(500);
  const fresh = freshTexts(filters);
  const parser = createFilterParser();
  return {
    title: '500 filters parsed and checked',
    unit: 'filter',
    timings: compare(
      [
        {
          name: 'groupmap',
          units: filters.length,
          run: () => fresh().map((filter) => analyseFilter(parser.parse(filter)).problems.length),
        },
        ...peers.flatMap(({ name, check }) =>
          check ? [{ name, units: filters.length, run: () => fresh().map((filter) => check(filter)) }] : [],
        ),
      ],
      rounds,
    ),
  };
}

/**
 * 500 filters against 10,000 people with 5 to 40 of 2,000 groups. The peers are given fewer people, since they take minutes for all of
 * them; time is compared per filter and person. The floor is what remains when groups are numbered beforehand and a filter is a list
 * of bit masks.
 */
export function measureMatching(rounds: number, people = 10_000): Measurement {
  const filters = makeFilters(500);
  const memberships = makeMemberships(people);
  const parser = createFilterParser();
  const functions = filters.map((filter) => {
    const { expression } = parser.parse(filter);
    return expression && buildMembershipFunction(expression);
  });
  const matcher = buildFilterMatcher(functions, () => 'unknown');
  const peerPeople = memberships.slice(0, Math.min(people, 40));
  const floor = bitsetFloor(filters, memberships);
  return {
    title: `500 filters × ${people.toLocaleString('en')} people matched`,
    unit: 'filter and person',
    timings: compare(
      [
        {
          name: 'groupmap',
          units: filters.length * people,
          run: () => {
            let matches = 0;
            for (const groups of memberships) {
              const verdicts = matcher.match(groups);
              for (let index = 0; index < verdicts.length; index++) if (verdicts[index] === 1) matches++;
            }
            return matches;
          },
        },
        { name: 'bitset floor (groups numbered beforehand)', units: filters.length * people, run: floor },
        ...peers.map((peer) => {
          const compiled = filters.map((filter) => peer.compile(filter));
          return {
            name: peer.name,
            units: filters.length * peerPeople.length,
            run: () => {
              let matches = 0;
              for (const groups of peerPeople) for (const evaluate of compiled) if (evaluate(groups)) matches++;
              return matches;
            },
          };
        }),
      ],
      rounds,
    ),
  };
}

/** The matching work with everything done beforehand that can be: people as bit sets, filters as alternatives of numbered groups. */
function bitsetFloor(filters: readonly string[], memberships: readonly (readonly string[])[]): () => number {
  const ids = new Map<string, number>();
  const idOf = (group: string): number => {
    const known = ids.get(group) ?? ids.size;
    ids.set(group, known);
    return known;
  };
  // Flat: the numbers of the groups one after the other, -1 after an alternative, -2 after a filter.
  const program = Int32Array.from(
    filters.flatMap((filter) => [
      ...filter
        .split(' || ')
        .flatMap((terms) => [...terms.split(' && ').map((test) => idOf(JSON.parse(test.replace(' in groups', '')) as string)), -1]),
      -2,
    ]),
  );
  const sets = memberships.map((groups) => {
    const bits = new Uint32Array(64);
    for (const group of groups) {
      const id = idOf(group);
      bits[id >>> 5] = (bits[id >>> 5] ?? 0) | (1 << (id & 31));
    }
    return bits;
  });
  return () => {
    let matches = 0;
    for (const bits of sets) {
      let isTrue = 1;
      let isMatch = 0;
      for (let at = 0; at < program.length; at++) {
        const id = program[at] ?? -2;
        if (id >= 0) isTrue &= (bits[id >>> 5] ?? 0) >>> (id & 31);
        else {
          if (id === -1) isMatch |= isTrue;
          else {
            matches += isMatch & 1;
            isMatch = 0;
          }
          isTrue = 1;
        }
      }
    }
    return matches;
  };
}

/** A file of 1,000 mappings read, added up and checked, cold and after one filter changed; its YAML parser alone beside it. */
export function measureMappingFile(rounds: number, mappings = 1000): Measurement {
  const text = makeMappingFile(mappings);
  const warm = createGroupFilterServices({ followsEdits: true });
  let edit = 0;
  return {
    title: `a file of ${mappings.toLocaleString('en')} mappings read and checked`,
    unit: 'file',
    timings: compare(
      [
        {
          name: 'groupmap, everything new',
          units: 1,
          run: () => {
            const services = createGroupFilterServices();
            return services.findings(services.assemble([services.readFile({ path: 'acme.groupmap.yaml', text })])).length;
          },
        },
        {
          name: 'groupmap, one filter changed',
          units: 1,
          run: () => {
            edit++;
            const changed = text.replace('" in groups', `-${edit}" in groups`);
            return warm.findings(warm.assemble([warm.readFile({ path: 'acme.groupmap.yaml', text: changed })])).length;
          },
        },
        { name: 'yaml parseDocument alone', units: 1, run: () => parseDocument(text, { keepSourceTokens: true }) },
      ],
      rounds,
    ),
  };
}
