import type { OffsetRange } from '../../text/range.js';
import type { Fix, Problem } from '../../text/problem.js';
import { checkFilter } from '../check-filter.js';
import type { FilterServices } from '../filter-services.js';
import { findMeaningProblems } from '../meaning/find-meaning-problems.js';
import { MAX_LENGTH, MAX_NESTING, MAX_POSTFIX, MAX_TOKENS } from '../nesting-limits.js';
import { readFilter } from '../read-filter.js';
import type { FilterReading } from '../read-filter.js';
import { EditedText } from './edited-text.js';
import { holdsTest, keepsNegation, keepsTexts } from './kept-texts.js';
import type { BrokenFilter, Mistake } from './mistake.js';
import { NEGATION_NOTE, shown, tokenAt } from './mistake.js';
import { mistakeRecognisers } from './mistake-list.js';
import { recogniseNearestRepair } from './nearest-repair.js';
import { recogniseOperatorWords } from './operator-words.js';

/**
 * What is wrong with the syntax of a filter, in its author's words and with repairs; empty when the text is CEL. A filter with
 * several mistakes gives one problem, the first in the text, whose repairs mend them all: a parser knows little for sure behind
 * the first mistake, and a repair that leaves a broken filter behind helps nobody.
 */
export function explainMistakes(reading: FilterReading, services: FilterServices): readonly Problem[] {
  if (reading.exceeded) return [limitProblem(reading)];
  const [first] = reading.faults;
  if (!first) return reading.expression ? [] : [emptyProblem(reading.text)];
  return [new Mender(services).explain(reading)];
}

/** Longer texts get a plain message: trying repairs would take too long, and no group mapping is that long. */
const MENDED_LENGTH = 20_000;
/** Different mistakes that are mended in one filter. */
const MAX_STEPS = 8;
/** How often another reading is tried when the first does not lead to a valid filter. */
const MAX_DETOURS = 2;
const MAX_READINGS = 3;
/** Characters of filters that are read to try repairs, before giving up. */
const READING_BUDGET = 200_000;
/** What reading any text costs at least, in characters. */
const READING_COST = 100;

/** `mendable`: what its meaning has wrong can be repaired with it. */
type Soundness = 'broken' | 'parses' | 'mendable' | 'sound';
/** What the repair of a mistake achieves; `unmendable`: it has none. */
type Rank = 'sound' | 'mendable' | 'better' | 'parses' | 'unmendable' | 'useless';

interface Step {
  readonly mistake: Mistake;
  /** The mistake's place in the original text. */
  readonly range: OffsetRange;
  readonly before: EditedText;
}

class Mender {
  private budget = READING_BUDGET;
  private readonly soundness = new Map<string, Soundness>();

  constructor(private readonly services: FilterServices) {}

  explain(reading: FilterReading): Problem {
    const steps: Step[] = [];
    const mended = reading.text.length <= MENDED_LENGTH ? this.mend(EditedText.of(reading.text), steps) : null;
    const reported = steps.reduce<Step | null>((best, step) => (best && best.range.start <= step.range.start ? best : step), null);
    if (!reported) return plainProblem(reading);
    const fixes = mended ? this.fixes(steps, mended, reported, reading) : [];
    return { code: 'syntax', message: reported.mistake.message, range: reported.range, fixes };
  }

  /** Mends mistake after mistake; the steps are those taken, the result is null when the end is still not CEL. */
  private mend(edited: EditedText, steps: Step[], depth = 0): EditedText | null {
    let current = edited;
    for (let count = 0; count < MAX_STEPS; count++) {
      const reading = readFilter(current.text, this.services);
      if (reading.exceeded) return null;
      const [first] = reading.faults;
      if (!first) return reading.expression ? this.mendMeaning(current) : null;
      const [mistake, ...others] = this.recognise(reading);
      if (!mistake) return null;
      const repair = mistake.repairs[0];
      const taken = steps.length;
      steps.push({ mistake, range: current.toOriginal(mistake.range), before: current });
      if (!repair) return null;
      if (others.length > 0 && depth < MAX_DETOURS) {
        // Several readings lead on: the first that leads to the end.
        const whole = this.mend(current.apply(repair.edits), steps, depth + 1);
        if (whole) return whole;
        for (const other of others) {
          const detour: Step[] = [{ mistake: other, range: current.toOriginal(other.range), before: current }];
          const found = this.mend(current.apply(other.repairs[0]?.edits ?? []), detour, depth + 1);
          if (found) {
            steps.splice(taken, Infinity, ...detour);
            return found;
          }
        }
        return null;
      }
      current = current.apply(repair.edits);
    }
    return null;
  }

  /**
   * The first mistake whose repair makes the filter valid; else one whose repair does so together with repairs of its meaning; else
   * one that leaves less wrong. What only looks for the nearest valid filter comes after those, what still has a wrong meaning last.
   */
  private recognise(reading: FilterReading): readonly Mistake[] {
    const filter = this.brokenFilter(reading);
    const ranked = new Map<Rank, Mistake[]>();
    for (const recognise of mistakeRecognisers)
      for (const mistake of recognise(filter)) {
        const rank = this.rank(reading, mistake);
        if (rank === 'sound' || mistake.isFinal) return [mistake];
        const equals = ranked.get(rank);
        if (equals) equals.push(mistake);
        else ranked.set(rank, [mistake]);
      }
    for (const rank of ['mendable', 'better', 'unmendable'] as const) {
      const [first, ...others] = ranked.get(rank) ?? [];
      if (first) return rank === 'better' ? [first, ...others.slice(0, MAX_READINGS - 1)] : [first];
    }
    const nearest = recogniseNearestRepair(filter)[0] ?? ranked.get('parses')?.[0];
    return nearest ? [nearest] : [];
  }

  private rank(reading: FilterReading, mistake: Mistake): Rank {
    const [repair] = mistake.repairs;
    if (!repair) return 'unmendable';
    const { text } = EditedText.of(reading.text).apply(repair.edits);
    if (text === reading.text) return 'useless';
    const soundness = this.judge(text);
    return soundness !== 'broken' ? soundness : this.isBetter(reading, text) ? 'better' : 'useless';
  }

  private brokenFilter({ text, lexed, faults }: FilterReading): BrokenFilter {
    const foreign = lexed.hidden.filter((token) => token.type === 'FOREIGN');
    const everything = foreign.length === 0 ? lexed.tokens : [...lexed.tokens, ...foreign].sort((a, b) => a.start - b.start);
    const first = faults[0] ?? { kind: 'parser', start: 0, end: 0 };
    return {
      text,
      tokens: lexed.tokens,
      everything,
      faults,
      first,
      isSound: (other) => /^(?:sound|mendable)$/.test(this.judge(other)),
      isPerfect: (other) => this.judge(other) === 'sound',
    };
  }

  private judge(text: string): Soundness {
    const known = this.soundness.get(text);
    if (known) return known;
    this.budget -= text.length + READING_COST;
    if (this.budget < 0) return 'broken';
    const result = this.judgeAfresh(text);
    this.soundness.set(text, result);
    return result;
  }

  private judgeAfresh(text: string): Soundness {
    const { exceeded, faults, expression, lexed } = readFilter(text, this.services);
    if (exceeded || faults.length > 0 || !expression || holdsTest(lexed.tokens)) return 'broken';
    if (isSoundExpression(expression)) return 'sound';
    return this.mendMeaning(EditedText.of(text)).text === text ? 'parses' : 'mendable';
  }

  /** Adds the repairs of what the mended filter means wrongly, so that one fix makes it valid; nothing when they do not get there. */
  private mendMeaning(edited: EditedText): EditedText {
    let current = edited;
    for (let count = 0; count <= MAX_STEPS; count++) {
      const { faults, expression } = readFilter(current.text, this.services);
      if (faults.length > 0 || !expression) return edited;
      // A placeholder, or a group less, would only hide that the filter was not understood.
      if (isSoundExpression(expression)) return hasSameGroups(edited.text, current.text) ? current : edited;
      const problem = findMeaningProblems(expression, current.text).find(({ code }) => code === 'type' || code === 'unknown-variable');
      const fix = problem?.fixes.find(({ isPreferred }) => isPreferred) ?? problem?.fixes[0];
      if (!fix) return edited;
      current = current.apply(fix.edits);
    }
    return edited;
  }

  private isBetter(reading: FilterReading, text: string): boolean {
    this.budget -= text.length + READING_COST;
    if (this.budget < 0) return false;
    const after = readFilter(text, this.services);
    if (after.exceeded || after.lexed.tokens.length === 0) return false;
    // Words for && and || may be all that is left.
    const [words] = after.faults.every((fault) => fault.kind === 'operator') ? recogniseOperatorWords(this.brokenFilter(after)) : [];
    if (words?.repairs[0] && this.judge(EditedText.of(text).apply(words.repairs[0].edits).text) === 'sound') return true;
    const first = reading.faults[0]?.start ?? 0;
    const then = after.faults[0]?.start ?? text.length;
    return after.faults.length < reading.faults.length || text.length - then < reading.text.length - first;
  }

  /** One fix for each way to mend the step that leaves a choice, each mending everything else too. */
  private fixes(steps: readonly Step[], mended: EditedText, reported: Step, { text: written, lexed: { tokens } }: FilterReading): Fix[] {
    const chosen = steps.find(({ mistake }) => mistake.repairs.length > 1 && mistake.isMinor !== true) ?? reported;
    const others = steps.length - 1;
    const more = others === 0 ? '' : others === 1 ? ', and mend 1 more mistake' : `, and mend ${others} more mistakes`;
    const fixes: Fix[] = [];
    chosen.mistake.repairs.forEach((repair, index) => {
      const result = index === 0 ? mended : this.mend(chosen.before.apply(repair.edits), []);
      // A fix that leaves another mistake behind would only move the author from one error to the next.
      if (
        !result ||
        this.judge(result.text) !== 'sound' ||
        !keepsTexts(tokens, result.text) ||
        !keepsNegation(written, tokens, result.text)
      )
        return;
      const title = reported === chosen ? repair.title : `${reported.mistake.repairs[0]?.title ?? 'Mend the filter'}; ${repair.title}`;
      const whole = `${title}${reported === chosen ? more : ''}`;
      const negates = /!(?!=)/.test(result.text) && !/!(?!=)/.test(chosen.before.text) && !whole.includes(NEGATION_NOTE);
      fixes.push({ title: negates ? `${whole} (${NEGATION_NOTE})` : whole, edits: result.edits() });
    });
    const [only, second] = fixes;
    return only && !second ? [{ ...only, isPreferred: true }] : fixes;
  }
}

/** Whether a repair kept every string of a filter, and put no placeholder in. */
function hasSameGroups(before: string, after: string): boolean {
  const strings = before.match(/"[^"]*"|'[^']*'/g) ?? [];
  return strings.every((string) => after.includes(string)) && after.includes('"GROUP"') === before.includes('"GROUP"');
}

function isSoundExpression(expression: NonNullable<FilterReading['expression']>): boolean {
  const { type, errors } = checkFilter(expression);
  return errors.length === 0 && (type.kind === 'bool' || type.kind === 'dyn');
}

function plainProblem({ text, faults, lexed }: FilterReading): Problem {
  const first = faults[0] ?? { start: 0, end: 0 };
  const token = tokenAt(lexed.tokens, first.start);
  const range = first.end > first.start ? first : (token ?? first);
  const part = shown(text.slice(range.start, Math.min(range.end, range.start + 200)));
  const message =
    part === ''
      ? 'The filter ends too early: something is missing here.'
      : `${part} is not expected here. A filter is made of tests such as "GROUP" in groups, joined by && and ||.`;
  return { code: 'syntax', message, range: { start: range.start, end: range.end }, fixes: [] };
}

function emptyProblem(text: string): Problem {
  // A comment stays: the condition goes below it.
  const edit =
    text.trim() === ''
      ? { range: { start: 0, end: text.length }, newText: '"GROUP" in groups' }
      : { range: { start: text.length, end: text.length }, newText: `${text.endsWith('\n') ? '' : '\n'}"GROUP" in groups` };
  return {
    code: 'filter-empty',
    message: `The filter ${text.trim() === '' ? 'is empty' : 'holds only a comment'}, so it is no condition. Write which group it is about: "GROUP" in groups.`,
    range: { start: 0, end: text.length },
    fixes: [{ title: 'Write "GROUP" in groups', edits: [edit], isPreferred: true }],
  };
}

function limitProblem({ text, exceeded }: FilterReading): Problem {
  const range = exceeded ? { start: exceeded.start, end: exceeded.end } : { start: 0, end: text.length };
  return { code: 'syntax', message: limitMessage(exceeded?.limit), range, fixes: [] };
}

function limitMessage(limit: 'nesting' | 'postfix' | 'length' | 'tokens' | undefined): string {
  switch (limit) {
    case 'length':
      return `The filter is too long to be read: more than ${MAX_LENGTH.toLocaleString('en')} characters. Split it into several mappings.`;
    case 'tokens':
      return `The filter is too long to be read: more than ${MAX_TOKENS.toLocaleString('en')} words and signs. Split it into several mappings.`;
    case 'postfix':
      return `The filter is nested too deeply: more than ${MAX_POSTFIX} members, indexes or calls in a row.`;
    default:
      return `The filter is nested too deeply: more than ${MAX_NESTING} brackets or conditionals within each other. Remove brackets that are not needed.`;
  }
}
