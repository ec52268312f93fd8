import type { MappingOutcome } from '../provisioning/outcome.js';
import { verdictOf } from '../provisioning/outcome-wording.js';
import { counted } from '../provisioning/wording.js';
import { csvText } from '../text/csv.js';
import { markdownText } from '../text/escape-markdown.js';
import { quoteShell } from '../exchange/export/quote-shell.js';
import { directoryArgument, type ExportedText, type ExportFormat } from './exported-text.js';
import type { EvaluatorSet, EvaluatorUser } from './evaluator-set.js';
import type { MatrixArrangement } from './matrix-view.js';

/** The users and mappings that are shown in a format; the command shows those users' sign-ins. `paths` of the set's files. */
export function exportMatrix(
  set: EvaluatorSet,
  shown: MatrixArrangement,
  { name, paths }: { readonly name: string; readonly paths: readonly string[] },
  format: ExportFormat,
): ExportedText {
  const called = `${name}-matrix`;
  switch (format) {
    case 'markdown':
      return { name: `${called}.md`, text: matrixAsMarkdown(set, shown) };
    case 'csv':
      return { name: `${called}.csv`, text: matrixAsCsv(set, shown) };
    case 'json':
      return { name: `${called}.json`, text: `${JSON.stringify(matrixAsJson(set, shown), null, 2)}\n` };
    case 'command':
      return { name: `${called}.sh`, text: matrixAsCommand(set, shown, paths) };
  }
}

type MappingResult = MappingOutcome['result'];

/** A user's row, and how each mapping that is shown stands to it: empty for whoever is refused. */
interface Row {
  readonly user: EvaluatorUser;
  readonly results: readonly MappingResult[];
}

function rowsOf(set: EvaluatorSet, { rows, columns }: MatrixArrangement): readonly Row[] {
  return rows.flatMap((row) => {
    const user = set.users[row];
    if (!user) return [];
    const matching = new Set(user.matching);
    const unknown = new Set(user.unknown);
    const resultOf = (index: number): MappingResult => (matching.has(index) ? 'match' : unknown.has(index) ? 'unknown' : 'no-match');
    return [{ user, results: user.signIn === 'allowed' ? columns.map(resultOf) : [] }];
  });
}

function namesOf(set: EvaluatorSet, { columns }: MatrixArrangement): readonly string[] {
  return columns.map((index) => set.mappings[index]?.displayName ?? '');
}

/** As CSV; a refused user's mappings are empty. */
export function matrixAsCsv(set: EvaluatorSet, shown: MatrixArrangement): string {
  const names = namesOf(set, shown);
  const header = ['user', 'sign_in', 'account', ...names, 'role_bindings', 'administrator_roles', 'uncertain'];
  const lines = rowsOf(set, shown).map(({ user, results }) => [
    user.name,
    user.signIn,
    user.account,
    ...names.map((_, column) => results[column] ?? ''),
    String(user.roles),
    String(user.administratorRoles),
    String(user.unknown.length > 0),
  ]);
  return csvText([header, ...lines]);
}

const signs: Readonly<Record<MappingResult, string>> = { match: '✓', 'no-match': '·', unknown: '?' };

function matrixAsMarkdown(set: EvaluatorSet, shown: MatrixArrangement): string {
  const names = namesOf(set, shown);
  const header = ['User', 'Sign-in', ...names.map((name) => markdownText(name) || '(no name)'), 'Roles', 'Administrator roles'];
  const lines = rowsOf(set, shown).map(({ user, results }) => {
    const least = user.unknown.length > 0 ? '+' : '';
    return [
      markdownText(user.name),
      user.refusal ?? verdictOf({ sign_in: user.signIn, account: user.account }),
      ...names.map((_, column) => (results[column] ? signs[results[column]] : '–')),
      `${user.roles}${least}`,
      `${user.administratorRoles}${least}`,
    ];
  });
  const table = [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
  return `${table}\n✓ match, · no match, ? unknown (the numbers are then at least), – refused\n`;
}

function matrixAsJson(set: EvaluatorSet, shown: MatrixArrangement) {
  const names = namesOf(set, shown);
  return {
    version: 1,
    users: rowsOf(set, shown).map(({ user, results }) => ({
      user: user.name,
      sign_in: user.signIn,
      account: user.account,
      group_mappings: results.map((result, column) => ({ display_name: names[column], result })),
      role_bindings: user.roles,
      administrator_roles: user.administratorRoles,
      uncertain: user.unknown.length > 0,
    })),
  };
}

function matrixAsCommand(set: EvaluatorSet, { rows }: MatrixArrangement, paths: readonly string[]): string {
  const simulate = `groupmap simulate ${directoryArgument(paths)}`;
  if (rows.length === set.users.length) return `${simulate}\n`;
  // Users of one name are all meant by it.
  const names = new Set(rows.map((row) => set.users[row]?.name ?? ''));
  return `${[simulate, ...[...names].map((name) => `--user ${quoteShell(name)}`)].join(' ')}\n`;
}

/** A user's row as a sentence, to be pasted somewhere. */
export function matrixRowAsText(set: EvaluatorSet, user: EvaluatorUser): string {
  const verdict = `${user.name}: ${verdictOf({ sign_in: user.signIn, account: user.account })}`;
  if (user.signIn !== 'allowed') return verdict;
  const named = (indexes: readonly number[]) => indexes.map((index) => set.mappings[index]?.displayName || '(no name)').join(', ');
  const isLeast = user.unknown.length > 0;
  const administrators = user.administratorRoles > 0 ? `, ${counted(user.administratorRoles, 'administrator role')}` : '';
  return [
    `${verdict}; ${isLeast ? 'at least ' : ''}${counted(user.roles, 'role')}${administrators}`,
    user.matching.length > 0 ? `; matches ${named(user.matching)}` : '; no mapping matches',
    isLeast ? `; unknown: ${named(user.unknown)}` : '',
  ].join('');
}
