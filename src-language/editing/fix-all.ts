import { EditedText } from '../filter/mistakes/edited-text.js';
import { changeFile } from '../mapping-set/change-file.js';
import type { DiagnosticCode, FileEdit, Finding, Severity } from '../text/problem.js';
import type { OffsetRange, TextEdit } from '../text/range.js';
import type { EditingContext } from './editing-context.js';

/** How often what was fixed is looked at again: a repair may bring the next one to light. */
const roundLimit = 10;
/** How many trials it may take to find out which of many repairs does harm. */
const trialLimit = 30;

/** The findings of a file that have a repair which is nearly always meant, in this file alone: what "fix all" starts from. */
export function certainlyFixable(context: EditingContext, path: string, code?: DiagnosticCode): Finding[] {
  return context.findings.filter((finding) => isCandidate(finding, path, code));
}

/**
 * Edits that apply every certain repair to a file, or those of one code. What comes of them is checked: there are fewer findings, no new
 * ones as grave as those that were fixed, and nothing new at all unless an error hid it. Repairs that fail this are left out. Empty
 * when nothing is to be done.
 */
export function fixAllEdits(context: EditingContext, path: string, code?: DiagnosticCode): readonly FileEdit[] {
  const file = context.fileOf(path);
  if (!file) return [];
  let state: State = { text: EditedText.of(file.source.text), findings: context.findings };
  let trials = 0;
  const attempt = (from: State, repairs: readonly (readonly TextEdit[])[]): State | null => {
    if (repairs.length === 0 || trials >= trialLimit) return null;
    trials++;
    const text = from.text.apply(repairs.flat());
    const findings = findingsOf(context, path, text.text);
    return isBetter(from.findings, findings) ? { text, findings } : null;
  };
  for (let round = 0; round < roundLimit; round++) {
    const repairs = chooseRepairs(state.findings.filter((finding) => isCandidate(finding, path, code)));
    const next = attempt(state, repairs);
    if (next) {
      state = next;
      continue;
    }
    if (repairs.length > 1) state = applySome(state, repairs, attempt);
    break;
  }
  return state.text.edits().map((edit) => ({ ...edit, file: path }));
}

interface State {
  readonly text: EditedText;
  readonly findings: readonly Finding[];
}

type Repair = readonly TextEdit[];

function isCandidate(finding: Finding, path: string, code: DiagnosticCode | undefined): boolean {
  if (finding.file !== path || (code !== undefined && finding.code !== code)) return false;
  return preferredEdits(finding).length > 0;
}

function preferredEdits(finding: Finding): readonly FileEdit[] {
  const { file } = finding;
  const edits = (finding.certainFixes ?? finding.fixes).find(({ isPreferred }) => isPreferred)?.edits ?? [];
  return edits.every((edit) => edit.file === file) ? edits : [];
}

/** The repairs in file order, without those that touch one that comes before them: their turn comes in the next round. */
function chooseRepairs(findings: readonly Finding[]): Repair[] {
  const taken = new Ranges();
  const chosen: Repair[] = [];
  for (const finding of findings) {
    const edits = preferredEdits(finding);
    if (edits.some(({ range }) => taken.touch(range))) continue;
    for (const { range } of edits) taken.add(range);
    chosen.push(edits);
  }
  return chosen;
}

/** Ranges of one text, in order. */
class Ranges {
  private readonly sorted: OffsetRange[] = [];

  add(range: OffsetRange): void {
    this.sorted.splice(this.placeOf(range), 0, range);
  }

  /** Whether one of them shares a character or an end with this one. Those that are here do not overlap, but for those of one repair. */
  touch(range: OffsetRange): boolean {
    const place = this.placeOf(range);
    const around = [this.sorted[place - 1], this.sorted[place]];
    return around.some((other) => other !== undefined && other.start <= range.end && range.start <= other.end);
  }

  /** How many begin before the range does. */
  private placeOf({ start }: OffsetRange): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sorted[middle]?.start ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** As many of the repairs as do no harm, found by halves. */
function applySome(state: State, repairs: readonly Repair[], attempt: (from: State, repairs: readonly Repair[]) => State | null): State {
  let kept: readonly Repair[] = [];
  let best = state;
  const add = (some: readonly Repair[]): void => {
    const next = attempt(state, [...kept, ...some]);
    if (next) {
      kept = [...kept, ...some];
      best = next;
    } else if (some.length > 1) {
      const half = some.length >>> 1;
      add(some.slice(0, half));
      add(some.slice(half));
    }
  };
  add(repairs.slice(0, repairs.length >>> 1));
  add(repairs.slice(repairs.length >>> 1));
  return best;
}

function findingsOf(context: EditingContext, path: string, text: string): readonly Finding[] {
  return context.services.findings(changeFile(context.set, path, text, context.services));
}

const grave: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Fewer findings of the gravest kind that changed, and none more of any code, unless errors went and what is new is none. */
function isBetter(before: readonly Finding[], after: readonly Finding[]): boolean {
  const [had, has] = [countCodes(before), countCodes(after)];
  const grown = [...has].filter(([code, { count }]) => count > (had.get(code)?.count ?? 0)).map(([, { severity }]) => severity);
  const fallen = [...had].filter(([code, { count }]) => count > (has.get(code)?.count ?? 0)).map(([, { severity }]) => severity);
  if (fallen.length === 0) return false;
  if (grown.length === 0) return true;
  // What an error hid comes to light with its repair.
  return Math.min(...fallen.map((severity) => grave.indexOf(severity))) === 0 && !grown.includes('error');
}

function countCodes(findings: readonly Finding[]): Map<DiagnosticCode, { readonly count: number; readonly severity: Severity }> {
  const counts = new Map<DiagnosticCode, { readonly count: number; readonly severity: Severity }>();
  for (const { code, severity } of findings) counts.set(code, { count: (counts.get(code)?.count ?? 0) + 1, severity });
  return counts;
}
