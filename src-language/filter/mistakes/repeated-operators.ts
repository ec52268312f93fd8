import type { LexedToken } from '../lex-filter.js';
import { replace, shown } from './mistake.js';
import type { MistakeRecogniser } from './mistake.js';

/** Operators and words side by side, at least one of them a word. */
interface Run {
  readonly tokens: readonly LexedToken[];
  readonly operators: readonly string[];
}

/** `&& and`, `or or`, `or and`: operators beside words that say the same, or something else. */
export const recogniseRepeatedOperators: MistakeRecogniser = ({ text, tokens }) => {
  const runs: Run[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const run: LexedToken[] = [];
    for (let at = index; joinedBy(tokens[at]) !== null; at++) run.push(...tokens.slice(at, at + 1));
    index += Math.max(0, run.length - 1);
    const [before, behind] = [tokens[index - run.length], tokens[index + 1]];
    if (run.length < 2 || !before || !behind || /^[(,]$/.test(before.type) || /^(?:in|[),])$/.test(behind.type)) continue;
    if (run.some(isWord)) runs.push({ tokens: run, operators: [...new Set(run.map((token) => joinedBy(token) ?? '&&'))] });
  }
  const [first] = runs;
  const [kept, extra] = first?.tokens ?? [];
  if (!first || !kept || !extra) return [];
  const place = ({ tokens: run }: Run): { start: number; end: number } => ({ start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 });
  const range = first.operators.length > 1 ? place(first) : extra;
  const message =
    first.operators.length > 1
      ? `${shown(text.slice(range.start, range.end))} says both && and ||. Keep one of them.`
      : `${shown(extra.text)} says ${first.operators[0] ?? '&&'} a second time.`;
  return [
    {
      range,
      message,
      repairs: first.operators.map((operator) => ({
        title: `Write ${operator} alone`,
        edits: runs.map((run) => replace(place(run), run.operators.length > 1 ? operator : (run.operators[0] ?? operator))),
      })),
    },
  ];
};

function isWord(token: LexedToken): boolean {
  return /^\w/.test(token.text);
}

function joinedBy(token: LexedToken | undefined): string | null {
  switch (token?.type) {
    case '&&':
    case 'BAD_AND':
    case 'WORD_AND':
      return '&&';
    case '||':
    case 'BAD_OR':
    case 'WORD_OR':
      return '||';
    default:
      return null;
  }
}
