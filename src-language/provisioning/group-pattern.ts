import { parseGroupPattern, type CharacterTest, type PatternNode } from './group-pattern-syntax.js';

/** A regular expression compiled to a test that searches a value in linear time, or why it could not be. */
export type GroupPattern =
  { readonly matches: (value: string) => boolean; readonly problem: null } | { readonly matches: null; readonly problem: string };

/** One state of the automaton; `next` and `other` are indexes of states. */
type State =
  | { readonly on: 'character'; readonly test: CharacterTest; readonly next: number }
  | { readonly on: 'assertion'; readonly holds: (before: number, after: number) => boolean; readonly next: number }
  | { readonly on: 'split'; readonly next: number; readonly other: number }
  | { readonly on: 'match' };

/** Counted repetitions are written out, so a pattern that counts too high is refused instead of slowing everything down. */
const stateLimit = 5000;
/** How many answers are remembered: the same groups come with user after user. */
const rememberedAnswers = 20_000;

/**
 * Compiles a group filter's regular expression. A pattern comes from a file and the values from a directory, so no backtracking engine is
 * used: all states advance together (Thompson's construction), and the time is bounded by value length × pattern size. Lookaround and
 * back-references cannot be matched so and are refused.
 */
export function compileGroupPattern(source: string): GroupPattern {
  const parsed = parseGroupPattern(source);
  if (parsed.node === null) return { matches: null, problem: parsed.problem };
  const states: State[] = [{ on: 'match' }];
  const start = emit(parsed.node, 0, states);
  if (start === null) return { matches: null, problem: 'its counted repetitions are too large' };
  const answers = new Map<string, boolean>();
  const matches = (value: string): boolean => {
    let answer = answers.get(value);
    if (answer === undefined) {
      if (answers.size >= rememberedAnswers) answers.clear();
      answers.set(value, (answer = search(states, start, value)));
    }
    return answer;
  };
  return { matches, problem: null };
}

/** Appends the states of `node` that go on to `next`; the first of them, or null when there are too many. Built from the end to the start. */
function emit(node: PatternNode, next: number, states: State[]): number | null {
  const add = (state: State): number | null => (states.length >= stateLimit ? null : states.push(state) - 1);
  switch (node.kind) {
    case 'character':
      return add({ on: 'character', test: node.test, next });
    case 'assertion':
      return add({ on: 'assertion', holds: node.holds, next });
    case 'sequence': {
      let first: number | null = next;
      for (const item of node.items.toReversed()) {
        first = emit(item, first, states);
        if (first === null) return null;
      }
      return first;
    }
    case 'choice': {
      let first: number | null = null;
      for (const item of node.items.toReversed()) {
        const branch = emit(item, next, states);
        if (branch === null) return null;
        first = first === null ? branch : add({ on: 'split', next: branch, other: first });
        if (first === null) return null;
      }
      return first;
    }
    case 'repeat':
      return emitRepeat(node, next, states);
  }
}

function emitRepeat(node: Extract<PatternNode, { kind: 'repeat' }>, next: number, states: State[]): number | null {
  let first = next;
  if (node.most === null) {
    const loop = states.length;
    if (loop >= stateLimit) return null;
    states.push({ on: 'match' });
    const body = emit(node.item, loop, states);
    if (body === null) return null;
    states[loop] = { on: 'split', next: body, other: next };
    first = loop;
  } else {
    for (let count = node.least; count < node.most; count++) {
      const body = emit(node.item, first, states);
      if (body === null || states.length >= stateLimit) return null;
      first = states.push({ on: 'split', next: body, other: next }) - 1;
    }
  }
  for (let count = 0; count < node.least; count++) {
    const body = emit(node.item, first, states);
    if (body === null) return null;
    if (body === first) break; // The item is empty text: repeating it adds nothing, however often.
    first = body;
  }
  return first;
}

/** Code point that stands for "no character": before the first and after the last. */
const edge = -1;

function search(states: readonly State[], start: number, value: string): boolean {
  const points = Array.from(value, (character) => character.codePointAt(0) ?? edge);
  const seenAt = new Int32Array(states.length).fill(-1);
  let current: number[] = [];
  for (let at = 0; at <= points.length; at++) {
    const before = points[at - 1] ?? edge;
    const after = points[at] ?? edge;
    const following: number[] = [];
    const pending = [...current, start];
    for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
      if (seenAt[index] === at) continue;
      seenAt[index] = at;
      const state = states[index];
      if (!state) continue;
      if (state.on === 'match') return true;
      if (state.on === 'split') pending.push(state.other, state.next);
      else if (state.on === 'assertion') {
        if (state.holds(before, after)) pending.push(state.next);
      } else if (after !== edge && state.test(after)) following.push(state.next);
    }
    current = following;
  }
  return false;
}
