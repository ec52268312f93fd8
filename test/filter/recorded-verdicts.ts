import { readFileSync } from 'node:fs';

interface Row {
  readonly expr: string;
  readonly verdict: string;
}
const read = (name: string): string => readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8');
const rows = ['differential.jsonl', 'differential-startswith.jsonl'].flatMap((name) =>
  read(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row),
);
/** Each filter that cel-go has judged, with its verdict. */
export const verdicts = new Map(rows.map(({ expr, verdict }) => [expr, verdict]));
