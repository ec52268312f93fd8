import { evaluateTree } from './boolean/monotone-tree.js';
import { type GroupFunction, isAlwaysFalse } from './group-function.js';
import { satisfies } from './group-space.js';
import { findImplied } from './implied-functions.js';
import { relateFunctions } from './relate-functions.js';
import { smallestGroupsOf } from './smallest-groups.js';

/** Sets that are kept: those somebody goes back and forth between. */
const keptSets = 4;
/** Functions that may have come or gone for the rest to be kept; a keystroke changes one. */
const changedAtOnce = 16;

/** What is the same for functions that are: one of a single group is known by its name, any other by itself. */
type Key = GroupFunction | string;

/** Functions that are equal to the letter, once each. */
type Functions = ReadonlyMap<Key, GroupFunction>;

/** For each function those of the others that hold wherever it does. */
type Implications = Map<Key, Set<Key>>;

/**
 * `findImplied` for somebody who types: what was found of functions that are still there is kept, and only new ones are compared with the
 * others, each once in either direction. Functions are the same when they are the same object.
 */
export class ImplicationMemory {
  private readonly kept: Implications[] = [];
  private compared = 0;

  /** How often one function was held against another by itself, so far; not counting those that were related all at once. */
  get comparisons(): number {
    return this.compared;
  }

  /** The same as `findImplied` answers. */
  find(functions: readonly (GroupFunction | null)[]): readonly (readonly number[])[] {
    const keys = functions.map((fn) => (fn && !isAlwaysFalse(fn) ? keyOf(fn) : null));
    const present = new Map<Key, GroupFunction>();
    const places = new Map<Key, number[]>();
    functions.forEach((fn, place) => {
      const key = keys[place];
      if (!fn || key == null) return;
      present.set(key, fn);
      const same = places.get(key);
      if (same) same.push(place);
      else places.set(key, [place]);
    });
    const implied = this.impliedBy(present);
    return keys.map((key, place) => {
      if (key === null) return [];
      const others = (places.get(key) ?? []).filter((same) => same !== place);
      for (const other of implied.get(key) ?? []) others.push(...(places.get(other) ?? []));
      return others.sort((a, b) => a - b);
    });
  }

  private impliedBy(present: Functions): Implications {
    const index = this.kept.findIndex((known) => isNearlySame(known, present));
    const [known] = index < 0 ? [] : this.kept.splice(index, 1);
    const implied = known ?? relatedAtOnce(present);
    if (known) this.update(known, present);
    this.kept.unshift(implied);
    this.kept.length = Math.min(this.kept.length, keptSets);
    return implied;
  }

  private update(known: Implications, present: Functions): void {
    for (const gone of [...known.keys()].filter((key) => !present.has(key))) {
      known.delete(gone);
      for (const implied of known.values()) implied.delete(gone);
    }
    for (const [key, fn] of present) {
      if (known.has(key)) continue;
      const implied = new Set<Key>();
      for (const [other, others] of known) {
        const otherFn = present.get(other);
        if (!otherFn) continue;
        if (this.implies(fn, otherFn)) implied.add(other);
        if (this.implies(otherFn, fn)) others.add(key);
      }
      known.set(key, implied);
    }
  }

  /** One smallest group set tells of nearly all pairs that they do not. */
  private implies(one: GroupFunction, other: GroupFunction): boolean {
    this.compared++;
    const smallest = smallestGroupsOf(one);
    if (!smallest || !isSatisfiedBy(other, smallest)) return false;
    const { relation } = relateFunctions(one, other);
    return relation === 'equivalent' || relation === 'narrower';
  }
}

function keyOf(fn: GroupFunction): Key {
  const test = fn.tree.kind === 'atom' ? fn.atoms[fn.tree.atom] : undefined;
  return typeof test === 'string' ? test : fn;
}

function isNearlySame(known: Implications, present: Functions): boolean {
  let come = 0;
  for (const key of present.keys()) if (!known.has(key) && ++come > changedAtOnce) return false;
  return known.size - (present.size - come) <= changedAtOnce;
}

function relatedAtOnce(present: Functions): Implications {
  const keys = [...present.keys()];
  const implied = findImplied([...present.values()]);
  return new Map(keys.map((key, place) => [key, new Set(implied[place]?.flatMap((other) => keys[other] ?? []))]));
}

function isSatisfiedBy({ tree, atoms }: GroupFunction, groups: readonly string[]): boolean {
  return evaluateTree(tree, (atom) => {
    const test = atoms[atom] ?? '';
    return typeof test === 'string' ? groups.includes(test) : groups.some((group) => satisfies(group, test));
  });
}
