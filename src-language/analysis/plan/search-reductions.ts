import { type Draft, type DraftJoiner, granting, implies, isCovered } from './draft-mapping.js';
import type { PlanSize, PlanStep } from './plan-set.js';
import { stepOfDrop, stepOfMerge } from './plan-steps.js';

/** What mappings are lessened to, and how. */
export interface Reduction {
  readonly drafts: readonly Draft[];
  readonly steps: readonly PlanStep[];
}

/** Two drafts that one can stand for, and that one. */
export interface Merge {
  readonly one: Draft;
  readonly other: Draft;
  readonly merged: Draft;
}

/** Sets of so many mappings at most are searched, and so many pairs tried: every row of steps of a set of five, and of more the first hundreds. */
const searchedMappings = 24;
const triedPairs = 20_000;

/**
 * Every row of drops and merges, one after the other, until one leaves few enough mappings; null where none does, or none was found among
 * so many. Each step makes one mapping less, so that no such row is shorter than another.
 */
export function searchReductions(start: readonly Draft[], limits: PlanSize, join: DraftJoiner): Reduction | null {
  if (start.length > searchedMappings) return null;
  const seen = new Set<string>();
  let tried = 0;
  return search(start);

  function search(drafts: readonly Draft[]): Reduction | null {
    if (drafts.length <= limits.groupMappings) return { drafts, steps: [] };
    const key = JSON.stringify(drafts.map(({ text, grants, isSplit }) => [text, isSplit, [...grants.keys()].sort()]));
    if (seen.has(key) || tried >= triedPairs) return null;
    seen.add(key);
    tried += drafts.length ** 2;
    for (const draft of drafts) {
      if (!isCovered(draft, drafts)) continue;
      const rest = search(drafts.filter((other) => other !== draft));
      if (rest) return { drafts: rest.drafts, steps: [stepOfDrop(draft, drafts), ...rest.steps] };
    }
    for (const { one, other, merged } of mergesOf(drafts, join)) {
      const rest = search(drafts.flatMap((draft) => (draft === one ? [merged] : draft === other ? [] : [draft])));
      if (rest) return { drafts: rest.drafts, steps: [stepOfMerge(one, other), ...rest.steps] };
    }
    return null;
  }
}

/**
 * Pairs of which one can stand for both without changing anybody's access: it matches the users of both, and grants what it does now and
 * those grants of the other that all of them have anyway; what is left of the other's is granted by others.
 */
export function* mergesOf(drafts: readonly Draft[], join: DraftJoiner): Iterable<Merge> {
  const able = drafts.filter(({ fn, grants }) => fn && grants.size > 0);
  const known = new Map<Draft, Map<string, boolean>>();
  /** Whether all users of a draft have a grant, whoever grants it. */
  const have = (draft: Draft, key: string): boolean => {
    if (draft.grants.has(key)) return true;
    let ofDraft = known.get(draft);
    if (!ofDraft) known.set(draft, (ofDraft = new Map<string, boolean>()));
    const found = ofDraft.get(key) ?? (draft.fn !== null && implies(draft.fn, granting(key, drafts)));
    ofDraft.set(key, found);
    return found;
  };
  for (const [index, first] of able.entries())
    for (const second of able.slice(index + 1)) {
      const merge = mergeInto(first, second) ?? mergeInto(second, first);
      if (merge) yield merge;
    }

  function mergeInto(one: Draft, other: Draft): Merge | null {
    const { fn, isSplit } = other;
    if (!fn || isSplit || ![...one.grants.keys()].every((key) => have(other, key))) return null;
    const more = [...other.grants].filter(([key]) => !one.grants.has(key));
    // A part of a split filter is a copy of the whole, with its grants.
    const taken = one.isSplit ? [] : more.filter(([key]) => have(one, key));
    const left = more.filter((grant) => !taken.includes(grant));
    if (!left.every(([key]) => implies(fn, granting(key, drafts, [one, other])))) return null;
    const merged = join({ ...one, grants: new Map([...one.grants, ...taken]) }, other);
    return merged && { one, other, merged };
  }
}
