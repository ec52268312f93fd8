import type { DiagnosticCode, Problem } from '../text/problem.js';

/** On one range the first of a list wins: the codes of a list are ways to see the same mistake. */
const rivals: readonly (readonly DiagnosticCode[])[] = [
  ['syntax', 'unknown-variable', 'type', 'undocumented-operator'],
  ['group-blank-edges', 'group-source-mismatch', 'group-case', 'group-wildcard', 'group-unknown'],
];

/** The first of these in a filter explains what the others of its line would say about it as a whole. */
const suppressed: ReadonlyMap<DiagnosticCode, readonly DiagnosticCode[]> = new Map([
  ['always-true', ['redundant-operand']],
  ['always-false', ['redundant-operand']],
]);

/** The problems of one filter without those that another one explains: one mistake, one problem. Sorted by place, then code. */
export function keepOnePerMistake(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length < 2) return problems;
  const silenced = new Set<DiagnosticCode>();
  const best = new Map<string, number>();
  for (const { code, range } of problems) {
    for (const other of suppressed.get(code) ?? []) silenced.add(other);
    const { rival, rank } = rankOf(code);
    if (rank < 0) continue;
    const key = `${rival}:${range.start}:${range.end}`;
    best.set(key, Math.min(rank, best.get(key) ?? rank));
  }
  return problems
    .filter(({ code, range }) => {
      if (silenced.has(code)) return false;
      const { rival, rank } = rankOf(code);
      return rank < 0 || best.get(`${rival}:${range.start}:${range.end}`) === rank;
    })
    .sort((a, b) => a.range.start - b.range.start || (a.code < b.code ? -1 : a.code > b.code ? 1 : a.range.end - b.range.end));
}

function rankOf(code: DiagnosticCode): { rival: number; rank: number } {
  for (const [rival, codes] of rivals.entries()) {
    const rank = codes.indexOf(code);
    if (rank >= 0) return { rival, rank };
  }
  return { rival: -1, rank: -1 };
}
