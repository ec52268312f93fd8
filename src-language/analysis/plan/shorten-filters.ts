import { shrinkFilter, type ShrinkServices } from '../shrink/shrink-filter.js';
import { called, type Draft, isCovered, lengthOf } from './draft-mapping.js';
import type { PlanStep } from './plan-set.js';
import { stepOfDrop } from './plan-steps.js';
import { splitFilter } from './split-filter.js';

/** Drafts whose filters fit, where that can be done. */
export interface Shortened {
  readonly drafts: readonly Draft[];
  readonly steps: readonly PlanStep[];
  /** Of each filter that does not fit in any form, why. */
  readonly obstacles: readonly string[];
}

/** Makes filters that are longer than the limit fit: shrunk, or dropped where others grant the same, or else split into several. */
export function shortenFilters(all: readonly Draft[], limit: number, services: ShrinkServices): Shortened {
  const steps: PlanStep[] = [];
  const obstacles: string[] = [];
  let drafts = all;
  for (const draft of all) {
    const made = shortened(draft);
    if (made) drafts = drafts.flatMap((other) => (other === draft ? made : [other]));
  }
  return { drafts, steps, obstacles };

  /** Null for one that stays. */
  function shortened(draft: Draft): readonly Draft[] | null {
    const { text, fn } = draft;
    const [mapping] = draft.from;
    if (text === null || !mapping || lengthOf(draft) <= limit) return null;
    const { before, after } = shrinkFilter(text, services, { limit });
    if (after.length <= limit && !mapping.partlyKnown) {
      steps.push({ action: 'shrink', mappings: [mapping], reason: `The same in ${after.length} instead of ${before.length} characters.` });
      return [{ ...draft, text: after.filter, isNew: true }];
    }
    if (isCovered(draft, drafts)) {
      steps.push(stepOfDrop(draft, drafts));
      return [];
    }
    const split = fn ? splitFilter(text, limit, services) : { reason: 'it is not known whom it matches, so it stays as it is' };
    if ('reason' in split) {
      obstacles.push(`The filter of ${called(mapping)} has ${before.length} characters, and the limit is ${limit}: ${split.reason}.`);
      return null;
    }
    steps.push({
      action: 'split',
      mappings: [mapping],
      reason: `${before.length} characters do not fit the limit of ${limit}: ${split.filters.length} mappings with the same grants match the same users between them.`,
    });
    return split.filters.map((filter, index) => ({
      ...draft,
      text: filter,
      fn: services.groupFunction(filter),
      isNew: true,
      part: index + 1,
      isSplit: true,
    }));
  }
}
