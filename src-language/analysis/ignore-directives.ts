import type { IgnoreDirective } from '../hosts/host-tree.js';
import type { MappingFile, SetProblem } from '../mapping-set/mapping-set.js';
import { diagnosticCodes } from '../text/problem.js';
import { nearestName } from '../text/nearest-name.js';
import { quoted } from '../text/quoted-name.js';
import type { FileFix } from '../text/problem.js';
import type { OffsetRange } from '../text/range.js';

const knownCodes: ReadonlySet<string> = new Set(diagnosticCodes);

/** One code of one ignore comment. */
interface Ignored {
  readonly directive: IgnoreDirective;
  /** Its place among the codes of its comment. */
  readonly index: number;
  readonly code: string;
  readonly range: OffsetRange;
  isUsed: boolean;
}

/** Problems of one file without those that a `groupmap-ignore` comment silences, and with what is wrong with such comments. */
export function applyIgnores(file: MappingFile, problems: readonly SetProblem[]): SetProblem[] {
  const ignored = file.ignores.flatMap((directive) =>
    directive.codes.map(({ code, range }, index): Ignored => ({ directive, index, code, range, isUsed: false })),
  );
  const remaining = withoutSilenced(problems, ignored);
  // An ignore comment may silence the hint about another one, which is known only now; and then it is used itself.
  const aboutOthers = [...emptyComments(file), ...unusedCodes(file, ignored, (code) => code !== 'ignore-unused')];
  const hints = withoutSilenced(aboutOthers, ignored);
  return [...remaining, ...hints, ...unusedCodes(file, ignored, (code) => code === 'ignore-unused')];
}

/**
 * The problems that no comment silences; comments that do are marked as used. One sweep over the file: what comments cover is nested
 * or apart, so for each code those that cover the current place form a stack.
 */
function withoutSilenced(problems: readonly SetProblem[], ignored: readonly Ignored[]): SetProblem[] {
  const waiting = [...ignored].sort(
    (a, b) => a.directive.covers.start - b.directive.covers.start || b.directive.covers.end - a.directive.covers.end,
  );
  const stacks = new Map<string, Ignored[]>();
  let next = 0;
  return [...problems]
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
    .filter(({ code, range }) => {
      for (let ignore = waiting[next]; ignore && ignore.directive.covers.start <= range.start; ignore = waiting[++next]) {
        const stack = stacks.get(ignore.code);
        if (stack) stack.push(ignore);
        else stacks.set(ignore.code, [ignore]);
      }
      const stack = stacks.get(code) ?? [];
      for (let top = stack.at(-1); top && !isCovered(range, top.directive.covers); top = stack.at(-1)) stack.pop();
      // Those below one that was used before are used already.
      for (let at = stack.length - 1; at >= 0; at--) {
        const ignore = stack[at];
        if (!ignore || ignore.isUsed) break;
        ignore.isUsed = true;
      }
      return stack.length === 0;
    });
}

/** By where it starts; something missing at the very end of the item belongs to it. */
function isCovered({ start, end }: OffsetRange, covers: OffsetRange): boolean {
  return start >= covers.start && (start < covers.end || (start === covers.end && end === start));
}

function emptyComments(file: MappingFile): SetProblem[] {
  return file.ignores
    .filter((directive) => directive.codes.length === 0)
    .map((directive) =>
      hint(file, directive.range, 'This comment names no code, so it silences nothing. Write the codes after groupmap-ignore.', [
        removeComment(file, directive),
      ]),
    );
}

function unusedCodes(file: MappingFile, ignored: readonly Ignored[], isWanted: (code: string) => boolean): SetProblem[] {
  const problems: SetProblem[] = [];
  let directive: IgnoreDirective | undefined;
  let named = new Set<string>();
  for (const ignore of ignored) {
    if (ignore.directive !== directive) named = new Set();
    directive = ignore.directive;
    const { code, range } = ignore;
    const isRepeated = named.has(code);
    named.add(code);
    if ((ignore.isUsed && !isRepeated) || !isWanted(code)) continue;
    if (!knownCodes.has(code)) {
      const meant = nearestName(code, diagnosticCodes);
      const advice = meant === undefined ? '' : ` Did you mean ${meant}?`;
      const fixes = meant === undefined ? [] : [replacement(file, range, meant)];
      problems.push(hint(file, range, `There is no finding with the code ${quoted(code)}.${advice}`, [...fixes, removeCode(file, ignore)]));
      continue;
    }
    const message = isRepeated
      ? `${code} is named twice in this comment.`
      : `The item below this comment has no ${code} to silence. Remove it, so that it does not hide the next one.`;
    problems.push(hint(file, range, message, [removeCode(file, ignore)]));
  }
  return problems;
}

function hint(file: MappingFile, range: OffsetRange, message: string, fixes: readonly FileFix[]): SetProblem {
  return { code: 'ignore-unused', file: file.source.path, range, message, fixes };
}

function replacement(file: MappingFile, range: OffsetRange, newText: string): FileFix {
  return { title: `Replace with ${newText}`, edits: [{ file: file.source.path, range, newText }] };
}

/** Takes one code out of the list, or the whole comment when it is the only one. */
function removeCode(file: MappingFile, { directive, index, code, range }: Ignored): FileFix {
  const before = directive.codes[index - 1];
  const after = directive.codes[index + 1];
  if (!before && !after) return removeComment(file, directive);
  const removed = after ? { start: range.start, end: after.range.start } : { start: before?.range.end ?? range.start, end: range.end };
  return {
    title: `Remove ${code} from the ignore comment`,
    isPreferred: true,
    edits: [{ file: file.source.path, range: removed, newText: '' }],
  };
}

function removeComment(file: MappingFile, directive: IgnoreDirective): FileFix {
  const range = wholeLines(file.source.text, directive.range);
  return { title: 'Remove the ignore comment', isPreferred: true, edits: [{ file: file.source.path, range, newText: '' }] };
}

/** A comment with nothing else on its lines goes with them; one after something goes with the blanks before it. */
function wholeLines(text: string, { start, end }: OffsetRange): OffsetRange {
  let from = start;
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  let to = end;
  while (text[to] === ' ' || text[to] === '\t') to++;
  const startsLine = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r' || text.charCodeAt(from - 1) === 0xfeff;
  const endsLine = to >= text.length || text[to] === '\n' || text[to] === '\r';
  if (!startsLine) return { start: endsLine ? from : start, end };
  if (!endsLine) return { start, end };
  if (text[to] === '\r' && text[to + 1] === '\n') return { start: from, end: to + 2 };
  return { start: from, end: Math.min(to + 1, text.length) };
}
