import type { ShrinkServices } from '../shrink/shrink-filter.js';
import { createDraftJoiner, type Draft, type DraftJoiner, isCovered, lengthOf } from './draft-mapping.js';
import { mergesOf, type Reduction, searchReductions } from './search-reductions.js';
import type { PlanSize, PlanStep } from './plan-set.js';
import { stepOfDrop, stepOfMerge } from './plan-steps.js';

/** Pairs of so many mappings at most are tried with each other whatever they grant. */
const pairedMappings = 80;

/**
 * Lessens mappings until they are few enough, or nothing more can be done: what others grant anyway is dropped, what grants the same is
 * merged, then what may be merged though it grants different things. Where taking the first of these that comes leaves too many, a
 * small set is searched for another row of them that does not.
 */
export function reduceMappings(drafts: readonly Draft[], limits: PlanSize, services: ShrinkServices): Reduction {
  const join = createDraftJoiner(limits.longestFilter, services);
  const taken = reduceGreedily(drafts, limits, join);
  if (taken.drafts.length <= limits.groupMappings) return taken;
  return searchReductions(drafts, limits, join) ?? taken;
}

function reduceGreedily(all: readonly Draft[], limits: PlanSize, join: DraftJoiner): Reduction {
  let drafts = all;
  const steps: PlanStep[] = [];
  const isTooMany = () => drafts.length > limits.groupMappings;
  for (const draft of all)
    if (isTooMany() && isCovered(draft, drafts)) {
      steps.push(stepOfDrop(draft, drafts));
      drafts = drafts.filter((other) => other !== draft);
    }
  mergeAlike();
  if (drafts.length <= pairedMappings) while (isTooMany() && mergeAnyPair());
  return { drafts, steps };

  /** Merges drafts that grant the same, the longest filters first, each into the first that it fits with. */
  function mergeAlike(): void {
    const alike = new Map<string, Draft[]>();
    for (const draft of drafts) {
      if (!draft.fn || draft.grants.size === 0) continue;
      const key = JSON.stringify([...draft.grants.keys()].sort());
      alike.set(key, [...(alike.get(key) ?? []), draft]);
    }
    for (const group of alike.values()) {
      const bins: Draft[] = [];
      for (const draft of [...group].sort((a, b) => lengthOf(b) - lengthOf(a))) {
        if (!isTooMany()) return;
        const merged = firstOf(bins, (bin) => join(bin, draft));
        const [bin, joined] = merged ?? [];
        if (!bin || !joined) bins.push(draft);
        else {
          bins[bins.indexOf(bin)] = joined;
          replace(bin, draft, joined);
        }
      }
    }
  }

  function mergeAnyPair(): boolean {
    for (const { one, other, merged } of mergesOf(drafts, join)) {
      replace(one, other, merged);
      return true;
    }
    return false;
  }

  function replace(one: Draft, other: Draft, merged: Draft): void {
    drafts = drafts.flatMap((draft) => (draft === one ? [merged] : draft === other ? [] : [draft]));
    steps.push(stepOfMerge(one, other));
  }
}

/** The first item of which something is made, with it. */
function firstOf<Item, Made>(items: readonly Item[], make: (item: Item) => Made | null): readonly [Item, Made] | null {
  for (const item of items) {
    const made = make(item);
    if (made !== null) return [item, made];
  }
  return null;
}
