import { verdictOf } from '../provisioning/outcome-wording.js';
import { counted } from '../provisioning/wording.js';
import { csvText } from '../text/csv.js';
import type { EvaluatorSet, EvaluatorUser } from './evaluator-set.js';
import type { MatrixArrangement } from './matrix-view.js';

/** The users and mappings that are shown as CSV; a refused user's mappings are empty. */
export function matrixAsCsv(set: EvaluatorSet, { rows, columns }: MatrixArrangement): string {
  const names = columns.map((index) => set.mappings[index]?.displayName ?? '');
  const lines = [['user', 'sign_in', 'account', ...names, 'role_bindings', 'administrator_roles', 'uncertain']];
  for (const row of rows) {
    const user = set.users[row];
    if (!user) continue;
    const matching = new Set(user.matching);
    const unknown = new Set(user.unknown);
    const isAllowed = user.signIn === 'allowed';
    const cells = columns.map((index) => (!isAllowed ? '' : matching.has(index) ? 'match' : unknown.has(index) ? 'unknown' : 'no-match'));
    lines.push([
      user.name,
      user.signIn,
      user.account,
      ...cells,
      String(user.roles),
      String(user.administratorRoles),
      String(user.unknown.length > 0),
    ]);
  }
  return csvText(lines);
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
