import fc from 'fast-check';
import type { Proposed, SourceProposal } from '../../../src-language/editing/save/source-proposal.js';
import { applyFileEdits } from '../marked-set.js';

/** Names that are easily taken for something else, or that break what they are written into. */
export const awkwardNames = [
  '00123',
  'true',
  'null',
  '~',
  '1e3',
  '=',
  '<<',
  ' padded ',
  "it's",
  'say "x"',
  String.raw`C:\new\table`,
  'a # b',
  '#a',
  'a: b',
  'a, b',
  '[a]',
  '{a}',
  '- a',
  '&a',
  '*a',
  '!a',
  '| a',
  '%a',
  '@a',
  '👩🏽‍🚀',
  'zwölf 日本',
  '\u202eabc',
  'line\nfeed',
  'tab\t',
  '',
  '\u0000',
  '\ud83d',
  '</script><img src=x onerror=alert(1)>',
  'x'.repeat(300),
];

export const anyName = fc.oneof(
  fc.constantFrom(...awkwardNames),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
);

/** The proposal; one that is refused fails the test with the reason. */
export function proposalOf(proposed: Proposed): SourceProposal {
  if ('problem' in proposed) throw new Error(proposed.problem);
  return proposed.proposal;
}

/** The texts of a set once a proposal is written. */
export function textsAfter(texts: Readonly<Record<string, string>>, { file, isNewFile, edits }: SourceProposal): Record<string, string> {
  const before = isNewFile ? { ...texts, [file]: '' } : texts;
  return applyFileEdits(
    before,
    edits.map((edit) => ({ ...edit, file })),
  );
}

/** What a proposal says it writes is what it writes: the lines of the text after it, at the place that it names. */
export function saysWhatItWrites(before: string, after: string, { line, oldLines, newLines }: SourceProposal): boolean {
  const lines = before.split(/\r\n|\r|\n/);
  lines.splice(line - 1, oldLines.length, ...newLines);
  return lines.join('\n').replace(/\n$/, '') === after.replace(/\r\n?/g, '\n').replace(/\n$/, '');
}
