import { quoteShell } from '../exchange/export/quote-shell.js';
import type { AccessDiff, GrantChange, MappingPlace, UserChange } from '../review/access-diff.js';
import type { GrantedAclValues, GrantedBinding } from '../review/grants.js';
import { csvText } from '../text/csv.js';
import { directoryArgument, directoryOf, type ExportedText, type ExportFormat } from './exported-text.js';

/** What changes since a git revision, as `groupmap diff` has it. */
export interface ExportedDiff {
  readonly diff: AccessDiff;
  readonly markdown: string;
  readonly revision: string;
}

/** A difference in a format; `paths` of the set's files. */
export function exportDiff(
  { diff, markdown, revision }: ExportedDiff,
  { name, paths }: { readonly name: string; readonly paths: readonly string[] },
  format: ExportFormat,
): ExportedText {
  const called = `${name}-diff`;
  switch (format) {
    case 'markdown':
      return { name: `${called}.md`, text: markdown };
    case 'csv':
      return { name: `${called}.csv`, text: diffAsCsv(diff) };
    case 'json':
      return { name: `${called}.json`, text: `${JSON.stringify(diff, null, 2)}\n` };
    case 'command':
      return { name: `${called}.sh`, text: diffAsCommand(revision, paths) };
  }
}

/** The command that compares the same: the files as they are saved, and their directory in the revision. */
function diffAsCommand(revision: string, paths: readonly string[]): string {
  const directory = directoryOf(paths);
  const base = directory === null ? `git:${revision}` : `git:${revision}:${directory}`;
  return `groupmap diff ${quoteShell(base)} ${directoryArgument(paths)} --format json\n`;
}

/** A line for everything that changes: for anyone, with a smallest group set that proves it, then for each sample user. */
function diffAsCsv({ role_bindings, acls, users, users_added, users_removed }: AccessDiff): string {
  const header = ['who', 'change', 'kind', 'name', 'crn_pattern', 'group_mappings', 'groups'];
  const bound = ({ role_name, crn_pattern }: GrantedBinding) => ['role_binding', role_name, crn_pattern];
  return csvText([
    header,
    ...role_bindings.map((change) => ['anyone', change.change, ...bound(change), ...behind(change)]),
    ...acls.map((change) => ['anyone', change.change, 'acl', aclInWords(change.acl), '', ...behind(change)]),
    ...users.flatMap(linesOfUser),
    ...users_added.map((user) => [user, 'added', 'user', '', '', '', '']),
    ...users_removed.map((user) => [user, 'removed', 'user', '', '', '', '']),
  ]);
}

function behind({ base, head, witness }: GrantChange): string[] {
  const names = (places: readonly MappingPlace[]) => places.map(({ group_mapping }) => group_mapping).join('; ');
  return [names(head.length > 0 ? head : base), (witness ?? []).join('; ')];
}

function linesOfUser({ user, sign_in, gains, loses, gains_acls, loses_acls, uncertain }: UserChange): string[][] {
  const roles = (change: string, list: UserChange['gains']) =>
    list.map(({ role_name, crn_pattern, granted_by, because }) => {
      const groups = (because ?? []).map((set) => set.join(' and ')).join('; ');
      return [user, change, 'role_binding', role_name, crn_pattern, granted_by.join('; '), groups];
    });
  const ofAcls = (change: string, list: UserChange['gains_acls']) =>
    list.map(({ acl, granted_by }) => [user, change, 'acl', aclInWords(acl), '', granted_by.join('; '), '']);
  return [
    ...(sign_in ? [[user, 'changed', 'sign_in', `${sign_in.base} before, ${sign_in.head} now`, '', '', '']] : []),
    ...roles('gains', gains),
    ...roles('loses', loses),
    ...ofAcls('gains', gains_acls),
    ...ofAcls('loses', loses_acls),
    ...uncertain.map(({ change, role_name, crn_pattern, group_mappings }) => [
      user,
      change,
      'role_binding',
      role_name,
      crn_pattern,
      group_mappings.join('; '),
      '',
    ]),
  ];
}

function aclInWords(acl: GrantedAclValues): string {
  return Object.entries(acl)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}
