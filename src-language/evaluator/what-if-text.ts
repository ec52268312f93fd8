import { csvText } from '../text/csv.js';
import { markdownText } from '../text/escape-markdown.js';
import type { ExportedText, ExportFormat } from './exported-text.js';
import type { Change, ComparedMappingSide, Held, Through, WhatIfDifference } from './what-if-difference.js';
import type { WhatIfView } from './what-if-view.js';

/** What is tried out, beside what is now, in a format; null for a command line where none can say it. */
export function exportWhatIf(view: WhatIfView, format: ExportFormat): ExportedText | null {
  const name = `what-if-${view.outcome.now.user || 'person'}`;
  switch (format) {
    case 'markdown':
      return { name: `${name}.md`, text: asMarkdown(view) };
    case 'csv':
      return { name: `${name}.csv`, text: asCsv(view) };
    case 'json':
      return { name: `${name}.json`, text: `${JSON.stringify(asJson(view), null, 2)}\n` };
    case 'command':
      return view.command === null ? null : { name: `${name}.sh`, text: view.command };
  }
}

/** One thing on both sides. */
interface ComparedLine {
  readonly kind: 'sign_in' | 'account' | 'group' | 'group_mapping' | 'role_binding' | 'acl';
  readonly name: string;
  /** What a role is bound to; empty for everything else. */
  readonly on: string;
  readonly change: Change;
  readonly now: string;
  readonly whatIf: string;
}

/** Everything in both sign-ins, in the order of the page. */
function linesOf({ signIn, account, groups, mappings, roles, acls }: WhatIfDifference): readonly ComparedLine[] {
  const line = (kind: ComparedLine['kind'], name: string, change: Change, now: string, whatIf: string, on = ''): ComparedLine => ({
    kind,
    name,
    on,
    change,
    now,
    whatIf,
  });
  return [
    line('sign_in', '', signIn.now === signIn.whatIf ? 'same' : 'otherwise', signIn.now, signIn.whatIf),
    line('account', '', account.now === account.whatIf ? 'same' : 'otherwise', account.now, account.whatIf),
    ...groups.map(({ group, change, words }) => line('group', group.group, change, words.now, words.whatIf)),
    ...mappings.map(({ displayName, change, view }) =>
      line('group_mapping', displayName, change, resultIn(view.now), resultIn(view.whatIf)),
    ),
    ...roles.map(({ roleName, crnPattern, change, held, through }) =>
      line('role_binding', roleName, change, heldIn(held.now, through.now), heldIn(held.whatIf, through.whatIf), crnPattern),
    ),
    ...acls.map(({ text, change, held, through }) =>
      line('acl', text, change, heldIn(held.now, through.now), heldIn(held.whatIf, through.whatIf)),
    ),
  ];
}

function resultIn(side: ComparedMappingSide | null): string {
  return side?.result ?? 'not evaluated';
}

function heldIn(held: Held, { isAssignedByHand, mappings }: Through): string {
  if (held === 'none') return 'no';
  const by = [...(isAssignedByHand ? ['assigned by hand'] : []), ...mappings.map((name) => name || '(no name)')].join('; ');
  return `${held === 'granted' ? 'yes' : 'unknown'}${by ? `: ${by}` : ''}`;
}

function asCsv({ difference }: WhatIfView): string {
  const header = ['kind', 'name', 'on', 'change', 'now', 'what_if'];
  return csvText([header, ...linesOf(difference).map(({ kind, name, on, change, now, whatIf }) => [kind, name, on, change, now, whatIf])]);
}

function asJson({ difference, outcome }: WhatIfView) {
  const changes = linesOf(difference).flatMap(({ kind, name, on, change, now, whatIf }) =>
    change === 'same' ? [] : [{ kind, ...(name && { name }), ...(on && { on }), change, now, what_if: whatIf }],
  );
  return { version: 1, changes, now: outcome.now, what_if: outcome.whatIf };
}

const kinds: Readonly<Record<ComparedLine['kind'], string>> = {
  sign_in: 'sign-in',
  account: 'account',
  group: 'group',
  group_mapping: 'group mapping',
  role_binding: 'role',
  acl: 'ACL',
};
const signs: Readonly<Record<Change, string>> = { gained: '+', lost: '−', unclear: '?', otherwise: '~', same: '=' };

/** What differs as a table; what does not, in a number. */
function asMarkdown({ difference, effect, outcome }: WhatIfView): string {
  const lines = linesOf(difference);
  const differing = lines.filter(({ change }) => change !== 'same');
  const rows = differing.map(({ kind, name, on, change, now, whatIf }) => [
    signs[change],
    [kinds[kind], markdownText(name), ...(on ? [`on ${markdownText(on)}`] : [])].filter(Boolean).join(' '),
    markdownText(now),
    markdownText(whatIf),
  ]);
  const table = [['', 'What', 'Now', 'What if'], ['---', '---', '---', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |\n`);
  const alert = effect.alert ? `\n**${markdownText(effect.alert.lead)}** ${markdownText(effect.alert.text)}\n` : '';
  const same = lines.length - differing.length;
  return (
    `### What if: ${markdownText(outcome.now.user || 'somebody')}\n\n**${markdownText(effect.heading)}.** ${markdownText(effect.sentence)}\n${alert}` +
    (rows.length > 0 ? `\n${table.join('')}` : '') +
    (same > 0 ? `\n${same} unchanged.\n` : '')
  );
}
