import type { ChangedFilter, MappingChange, MappingPlace } from '../../src-language/review/access-diff.js';
import { markedParts, notShownYet } from '../../src-language/review/diff-markdown.js';
import type { DiffView, GrantChangeView, PersonView } from '../../src-language/review/diff-view.js';
import { type Sentence, writeSentence } from '../../src-language/review/sentence.js';
import { writeLabel } from '../../src-language/provisioning/outcome-wording.js';
import { counted, nameInRow, padEnd, printable, wrapText } from '../display-text.js';
import type { Paint, Style } from '../paint.js';

const changeStyles: Readonly<Record<GrantChangeView['change'], readonly [sign: string, style: Style]>> = {
  wider: ['+', 'green'],
  added: ['+', 'green'],
  narrower: ['-', 'red'],
  removed: ['-', 'red'],
  changed: ['~', 'yellow'],
  unknown: ['?', 'yellow'],
};
const personStyles = { gains: ['+', 'green'], loses: ['-', 'red'], uncertain: ['?', 'yellow'] } as const;
/** Columns of the sign and the word that says what kind of change it is. */
const kindColumns = 12;

/** An access diff for reading: the answer first, then what changes for anyone, then for the sample users, administrators first. */
export function renderDiffText(view: DiffView, paint: Paint, columns: number): string {
  const width = Math.max(60, Math.min(columns, 120));
  const lines = [paint('bold', printable(view.heading)), ...wrapText(printable(view.detail), width)];
  for (const setting of view.settings) lines.push(...wrapText(`Sign-in: ${printable(setting)}`, width));
  if (view.forAnyone.length > 0) {
    lines.push('', `${paint('bold', 'What changes for anyone')} ${paint('dim', '(every possible set of groups, sample user or not)')}`);
    const shown = new Set<MappingChange>();
    for (const change of view.forAnyone) lines.push(...grantLines(change, shown, paint, width));
  }
  if (view.people.length > 0) {
    lines.push('', `${paint('bold', 'What changes for the sample users')} ${paint('dim', '(administrators first)')}`);
    for (const person of view.people) lines.push(...personLines(person, paint, width));
  }
  const unchanged = view.unchangedPeople.length;
  if (unchanged > 0 && view.level !== 'none')
    lines.push('', `Nothing changes for ${view.people.length > 0 ? counted(unchanged, 'other user') : counted(unchanged, 'sample user')}.`);
  const named = (title: string, names: readonly string[]): void => {
    if (names.length > 0) lines.push('', ...wrapText(`${title}: ${names.map(nameInRow).join(', ')}`, width));
  };
  named('Sample users added', view.usersAdded);
  named('Sample users removed', view.usersRemoved);
  if (view.rewritten.length > 0) lines.push('', ...view.rewritten.flatMap(({ sentence }) => wrapText(inText(sentence), width)));
  if (view.unknownMappings.length > 0) {
    lines.push('', paint('bold', 'Whom these mappings match is unknown'));
    for (const { side, place, sentence } of view.unknownMappings) {
      lines.push(...hang(`${side === 'base' ? 'before' : 'now'}, ${inText(sentence)}`, width), `    ${paint('dim', placeInWords(place))}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** A sentence as plain text: whatever a file holds is on one line and harmless. */
export function inText(parts: Sentence): string {
  return writeSentence(parts, (part) => {
    if (part.kind === 'group') return writeLabel(part.label, nameInRow);
    const shown = printable(part.text);
    return part.kind === 'role' && part.isAdministrator ? `${shown} (administrator)` : shown;
  });
}

function grantLines(
  { change, sentence, place, mappings }: GrantChangeView,
  shown: Set<MappingChange>,
  paint: Paint,
  width: number,
): string[] {
  const [sign, style] = changeStyles[change];
  const [first = '', ...rest] = wrapText(inText(sentence), width - kindColumns - 2);
  const indent = ' '.repeat(kindColumns + 2);
  return [
    `  ${paint(style, padEnd(`${sign} ${change}`, kindColumns))}${first}`,
    ...rest.map((line) => indent + line),
    ...(place ? [indent + paint('dim', `${placeInWords(place)}${place.side === 'base' ? ', before' : ''}`)] : []),
    ...notShownYet(mappings, shown).flatMap(({ filter }) => filterLines(filter, paint).map((line) => indent + line)),
  ];
}

/** A filter that is longer is not shown: its place is. */
const longestFilter = 600;

/** The condition before and after, each on one line, with what is only there marked. */
function filterLines({ base, head, removed, added }: ChangedFilter, paint: Paint): string[] {
  const line = (sign: string, text: string, ranges: ChangedFilter['added'], style: Style): string =>
    `${paint(style, sign)} ${markedParts(text, ranges)
      .map((part) => (part.isMarked ? paint(style, asOneLine(part.text)) : asOneLine(part.text)))
      .join('')}`;
  return [
    ...(base === null || base.length > longestFilter ? [] : [line('-', base, removed, 'red')]),
    ...(head === null || head.length > longestFilter ? [] : [line('+', head, added, 'green')]),
  ];
}

function asOneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}

function personLines({ user, signIn, via, changes }: PersonView, paint: Paint, width: number): string[] {
  const through = via.length === 0 ? '' : paint('dim', ` via ${inText(via)}`);
  const lines = [`  ${paint('bold', printable(user) || '(no name)')}${through}`];
  if (signIn !== null) lines.push(...hang(signIn, width, '    '));
  for (const { kind, granted, through: by } of changes) {
    const [sign, style] = personStyles[kind];
    const [first = '', ...rest] = wrapText(`${inText(granted)} ${inText(by)}`.trim(), width - 6);
    lines.push(`    ${paint(style, sign)} ${first}`, ...rest.map((line) => `      ${line}`));
  }
  return lines;
}

function placeInWords({ file, line }: MappingPlace): string {
  return `${printable(file)}:${line}`;
}

function hang(text: string, width: number, indent = '  '): string[] {
  return wrapText(printable(text), width - indent.length - 2).map((line, index) => (index === 0 ? indent : `${indent}  `) + line);
}
