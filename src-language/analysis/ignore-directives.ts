import type { IgnoreDirective } from '../hosts/host-tree.js';
import type { MappingFile, SetProblem } from '../mapping-set/mapping-set.js';
import { diagnosticCodes } from '../text/problem.js';
import { nearestName } from '../text/nearest-name.js';
import { quoted } from '../text/quoted-name.js';
import type { FileFix } from '../text/problem.js';
import type { OffsetRange } from '../text/range.js';

const knownCodes: ReadonlySet<string> = new Set(diagnosticCodes);

/** Problems of one file without those that a `groupmap-ignore` comment silences, and with what is wrong with such comments. */
export function applyIgnores(file: MappingFile, problems: readonly SetProblem[]): SetProblem[] {
  if (file.ignores.length === 0) return [...problems];
  const used = new Set<IgnoreDirective['codes'][number]>();
  const isSilenced = (problem: SetProblem): boolean => {
    let silenced = false;
    for (const directive of file.ignores) {
      if (!isCovered(problem.range, directive.covers)) continue;
      const code = directive.codes.find((candidate) => candidate.code === problem.code);
      if (!code) continue;
      used.add(code);
      silenced = true;
    }
    return silenced;
  };
  const remaining = problems.filter((problem) => !isSilenced(problem));
  // An ignore comment may silence the hint about another one, which is known only now; and then it is used itself.
  const aboutOthers = unusedCodes(file, used, (code) => code !== 'ignore-unused').filter((problem) => !isSilenced(problem));
  const aboutThemselves = unusedCodes(file, used, (code) => code === 'ignore-unused');
  return [...remaining, ...aboutOthers, ...aboutThemselves];
}

/** By where it starts; something missing at the very end of the item belongs to it. */
function isCovered({ start, end }: OffsetRange, covers: OffsetRange): boolean {
  return start >= covers.start && (start < covers.end || (start === covers.end && end === start));
}

function unusedCodes(file: MappingFile, used: ReadonlySet<object>, isWanted: (code: string) => boolean): SetProblem[] {
  const problems: SetProblem[] = [];
  for (const directive of file.ignores) {
    if (directive.codes.length === 0 && isWanted('')) {
      problems.push(
        hint(file, directive.range, 'This comment names no code, so it silences nothing. Write the codes after groupmap-ignore.', [
          removal(file, directive),
        ]),
      );
    }
    for (const entry of directive.codes) {
      if (used.has(entry) || !isWanted(entry.code)) continue;
      if (!knownCodes.has(entry.code)) {
        const meant = nearestName(entry.code, diagnosticCodes);
        const advice = meant === undefined ? '' : ` Did you mean ${meant}?`;
        const fixes = meant === undefined ? [] : [replacement(file, entry.range, meant)];
        problems.push(
          hint(file, entry.range, `There is no finding with the code ${quoted(entry.code)}.${advice}`, [
            ...fixes,
            removal(file, directive, entry),
          ]),
        );
        continue;
      }
      const repeated = directive.codes.find((other) => other.code === entry.code) !== entry;
      const message = repeated
        ? `${entry.code} is named twice in this comment.`
        : `There is no ${entry.code} here to silence. Remove it, so that it does not hide the next one.`;
      problems.push(hint(file, entry.range, message, [removal(file, directive, entry)]));
    }
  }
  return problems;
}

function hint(file: MappingFile, range: OffsetRange, message: string, fixes: readonly FileFix[]): SetProblem {
  return { code: 'ignore-unused', file: file.source.path, range, message, fixes };
}

function replacement(file: MappingFile, range: OffsetRange, newText: string): FileFix {
  return { title: `Replace with ${newText}`, edits: [{ file: file.source.path, range, newText }] };
}

/** Takes one code out of the list, or the whole comment when it is the only one or none is given. */
function removal(file: MappingFile, directive: IgnoreDirective, entry?: IgnoreDirective['codes'][number]): FileFix {
  const at = entry ? directive.codes.indexOf(entry) : -1;
  const before = directive.codes[at - 1];
  const after = directive.codes[at + 1];
  if (entry && (before ?? after)) {
    const range = after
      ? { start: entry.range.start, end: after.range.start }
      : { start: before?.range.end ?? entry.range.start, end: entry.range.end };
    return {
      title: `Remove ${entry.code} from the ignore comment`,
      isPreferred: true,
      edits: [{ file: file.source.path, range, newText: '' }],
    };
  }
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
