import { writeLabel } from '../provisioning/outcome-wording.js';
import { counted } from '../provisioning/wording.js';
import { markdownCode, markdownText } from '../text/escape-markdown.js';
import type { OffsetRange } from '../text/range.js';
import type { MappingChange, MappingPlace } from './access-diff.js';
import type { DiffView, GrantChangeView, PersonView } from './diff-view.js';
import { type Sentence, type SentencePart, writeSentence } from './sentence.js';

/** Signs before the changes: they read without colour. */
const changeSigns = { wider: '↔', narrower: '⇥', changed: '~', added: '+', removed: '−', unknown: '?' } as const;
const personSigns = { gains: '+', loses: '−', uncertain: '?' } as const;

/** Longer lists are folded away, so that a comment on a pull request stays one screen. */
const shownPeople = 25;

/** An access diff as Markdown, for a comment on a pull request. */
export function diffAsMarkdown(view: DiffView): string {
  const lines = [`## ${view.level === 'administrator' ? '⚠️ ' : ''}${markdownText(view.heading)}`, '', markdownText(view.detail)];
  for (const setting of view.settings) lines.push('', `Sign-in: ${markdownText(setting)}.`);
  if (view.forAnyone.length > 0) {
    lines.push('', '### What changes for anyone', '', 'Holds for every possible set of groups, sample user or not.', '');
    const shown = new Set<MappingChange>();
    for (const change of view.forAnyone) lines.push(...grantLines(change, shown));
  }
  if (view.people.length > 0) {
    lines.push('', '### What changes for the sample users', '');
    const rows = ['| User | | Role | |', '|---|---|---|---|', ...view.people.flatMap(personRows)];
    lines.push(...(view.people.length > shownPeople ? folded(counted(view.people.length, 'user'), rows) : rows));
  }
  const unchanged = view.unchangedPeople.length;
  if (unchanged > 0 && (view.people.length > 0 || view.forAnyone.length > 0))
    lines.push('', `Nothing changes for ${view.people.length > 0 ? counted(unchanged, 'other user') : counted(unchanged, 'sample user')}.`);
  if (view.usersAdded.length > 0) lines.push('', `Sample users added: ${view.usersAdded.map(markdownCode).join(', ')}.`);
  if (view.usersRemoved.length > 0) lines.push('', `Sample users removed: ${view.usersRemoved.map(markdownCode).join(', ')}.`);
  if (view.rewritten.length > 0)
    lines.push(
      '',
      ...folded(
        `${counted(view.rewritten.length, 'group mapping')} ${view.rewritten.length === 1 ? 'is' : 'are'} renamed or rewritten with the same meaning`,
        view.rewritten.map(({ sentence }) => `- ${inMarkdown(sentence)}`),
      ),
    );
  if (view.unknownMappings.length > 0)
    lines.push(
      '',
      ...folded(
        `${counted(view.unknownMappings.length, 'group mapping')} of which it is unknown whom ${view.unknownMappings.length === 1 ? 'it matches' : 'they match'}`,
        view.unknownMappings.map(({ side, sentence }) => `- ${side === 'base' ? 'before' : 'now'}, ${inMarkdown(sentence)}`),
      ),
    );
  return `${lines.join('\n')}\n`;
}

/** A sentence as Markdown: names as code, roles in bold. */
export function inMarkdown(parts: Sentence): string {
  return writeSentence(parts, writePart);
}

function writePart(part: SentencePart): string {
  switch (part.kind) {
    case 'text':
      return markdownText(part.text);
    case 'group':
      return writeLabel(part.label, markdownCode);
    case 'role':
      return `**${markdownText(part.text)}**${part.isAdministrator ? ' (administrator)' : ''}`;
    case 'resource':
    case 'mapping':
      return markdownText(part.text);
  }
}

function grantLines({ change, sentence, place, mappings }: GrantChangeView, shown: Set<MappingChange>): string[] {
  const where = place ? ` (${markdownCode(placeInWords(place))}${place.side === 'base' ? ', before' : ''})` : '';
  return [
    `- ${markdownCode(`${changeSigns[change]} ${change}`)} ${inMarkdown(sentence)}${where}`,
    ...notShownYet(mappings, shown).flatMap(filterLines),
  ];
}

/** The mappings whose filters stand nowhere above: several role bindings often change by the same one. */
export function notShownYet(mappings: readonly MappingChange[], shown: Set<MappingChange>): MappingChange[] {
  return mappings.filter((mapping) => !shown.has(mapping) && Boolean(shown.add(mapping)));
}

function placeInWords({ file, line }: MappingPlace): string {
  return `${file}:${line}`;
}

/** The filters as a diff that Markdown viewers colour; on lines of their own, however they are laid out in the file. */
function filterLines({ filter }: MappingChange): string[] {
  const lines = [
    ...(filter.base === null ? [] : [`- ${oneLine(filter.base)}`]),
    ...(filter.head === null ? [] : [`+ ${oneLine(filter.head)}`]),
  ];
  const longestRun = Math.max(2, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return ['', `  ${fence}diff`, ...lines.map((line) => `  ${line}`), `  ${fence}`, ''];
}

function oneLine(filter: string): string {
  return filter.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

function personRows({ user, signIn, changes }: PersonView): string[] {
  const first = markdownCode(user);
  const rows = changes.map(({ kind, granted, through }) => `| ${personSigns[kind]} | ${inMarkdown(granted)} | ${inMarkdown(through)} |`);
  const all = [...(signIn === null ? [] : [`| | ${markdownText(signIn)} | |`]), ...rows];
  return all.map((row, index) => `| ${index === 0 ? first : ''} ${row}`);
}

function folded(summary: string, lines: readonly string[]): string[] {
  return ['<details>', `<summary>${markdownText(summary)}</summary>`, '', ...lines, '', '</details>'];
}

/** The parts of a text: those in `ranges` marked, the others not. */
export function markedParts(text: string, ranges: readonly OffsetRange[]): { readonly text: string; readonly isMarked: boolean }[] {
  const parts: { text: string; isMarked: boolean }[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    parts.push({ text: text.slice(at, start), isMarked: false }, { text: text.slice(start, end), isMarked: true });
    at = end;
  }
  return [...parts, { text: text.slice(at), isMarked: false }].filter((part) => part.text !== '');
}
