import type { HostRange } from '../hosts/host-text.js';
import type { GroupMapping, SetProblem } from '../mapping-set/mapping-set.js';
import type { FileFix } from '../text/problem.js';

/** A problem in the filter of a mapping whose host put that filter together. */
export interface InstanceProblem {
  readonly mapping: GroupMapping;
  readonly problem: SetProblem;
}

/**
 * Problems of filters that are put together of literals, which several mappings may share: what is wrong at one place is told once, with the
 * instances that it concerns. A fix is offered only where it is right for every mapping that takes something from the literal it edits.
 */
export function mergeInstanceProblems(found: readonly InstanceProblem[], mappings: readonly GroupMapping[]): SetProblem[] {
  const users = countUsers(mappings);
  const wishes = countFixes(found);
  const merged = new Map<string, { readonly problem: SetProblem; readonly instances: string[] }>();
  for (const { mapping, problem } of found) {
    const key = placeKey(problem);
    const known = merged.get(key);
    const entry = known ?? { problem: withSoundFixes(problem, mapping, users, wishes), instances: [] };
    if (!known) merged.set(key, entry);
    if (mapping.instance !== null) entry.instances.push(mapping.instance);
  }
  return [...merged.values()].map(({ problem, instances }) =>
    instances.length === 0 ? problem : { ...problem, message: `${problem.message} ${nameInstances(instances)}` },
  );
}

function nameInstances(instances: readonly string[]): string {
  const [first = '', second] = instances;
  if (second === undefined) return `(In ${first}.)`;
  return instances.length === 2 ? `(In ${first} and ${second}.)` : `(In ${first} and ${instances.length - 1} others.)`;
}

/** How many mappings take something from each stretch. */
function countUsers(mappings: readonly GroupMapping[]): ReadonlyMap<string, number> {
  const users = new Map<string, number>();
  for (const mapping of mappings) {
    if (mapping.partlyKnown) continue;
    for (const key of new Set(mapping.filter?.sources?.map((source) => sourceKey(mapping, source))))
      users.set(key, (users.get(key) ?? 0) + 1);
  }
  return users;
}

function countFixes(found: readonly InstanceProblem[]): ReadonlyMap<string, number> {
  const wishes = new Map<string, number>();
  for (const { problem } of found)
    for (const fix of problem.fixes) {
      const key = fixKey(problem, fix);
      wishes.set(key, (wishes.get(key) ?? 0) + 1);
    }
  return wishes;
}

function withSoundFixes(
  problem: SetProblem,
  mapping: GroupMapping,
  users: ReadonlyMap<string, number>,
  wishes: ReadonlyMap<string, number>,
): SetProblem {
  const sources = mapping.filter?.sources ?? [];
  const fixes = problem.fixes.filter((fix) => {
    const agreeing = wishes.get(fixKey(problem, fix)) ?? 0;
    return fix.edits.every(({ file, range }) =>
      sources
        .filter((source) => (source.file ?? mapping.file) === file && source.start <= range.end && range.start <= source.end)
        .every((source) => (users.get(sourceKey(mapping, source)) ?? 0) <= agreeing),
    );
  });
  return { ...problem, fixes };
}

function placeKey({ code, file, range, message }: SetProblem): string {
  return JSON.stringify([code, file, range.start, range.end, message]);
}

function fixKey(problem: SetProblem, { title, edits }: FileFix): string {
  return JSON.stringify([placeKey(problem), title, edits]);
}

function sourceKey(mapping: GroupMapping, { file = mapping.file, start, end }: HostRange): string {
  return `${file}:${start}:${end}`;
}
