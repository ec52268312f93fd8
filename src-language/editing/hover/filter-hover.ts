import { evaluateFilter } from '../../filter/evaluate-filter.js';
import type { GroupMapping, SampleUser } from '../../mapping-set/mapping-set.js';
import { counted } from '../../provisioning/wording.js';
import type { EditingContext } from '../editing-context.js';
import { filterInWords } from '../filter-in-words.js';
import { codeList, codeSpan, paragraphs } from './code-span.js';
import { calledGroup } from './group-hover.js';

/** A whole filter: in words, how long it is, and which sample users match. `mapping` is null for a bare filter file. */
export function describeFilter(context: EditingContext, filter: string, mapping: GroupMapping | null): string {
  return paragraphs([
    mapping ? `**Filter** of ${codeSpan(mapping.displayName)}` : '**Filter**',
    inWords(context, filter),
    [lengthOf(context, filter), mapping ? matchesInWords(context, mapping) : matchesOfText(context, filter)].filter(Boolean).join('  \n'),
  ]);
}

/** A group mapping: who it is for, and what it grants. */
export function describeMapping(context: EditingContext, mapping: GroupMapping): string {
  const { filter, group, roleBindings, acls } = mapping;
  const who = filter ? inWords(context, filter.value) : group && `Anyone in ${calledGroup(context, group.value)}.`;
  const roles = [...new Set(roleBindings.map(({ roleName }) => roleName.value))];
  const grants = [
    roles.length > 0 ? `${codeList(roles)} by ${counted(roleBindings.length, 'role binding')}` : '',
    acls.length > 0 ? counted(acls.length, 'ACL') : '',
  ].filter(Boolean);
  return paragraphs([
    `**Group mapping** ${codeSpan(mapping.displayName)}`,
    who,
    [grants.length > 0 ? `Grants ${grants.join(' and ')}.` : 'Grants nothing.', matchesInWords(context, mapping)]
      .filter(Boolean)
      .join('  \n'),
  ]);
}

function inWords(context: EditingContext, filter: string): string {
  const { parsed, fatal } = context.services.analyse(filter);
  if (fatal || !parsed.expression) return 'The filter is broken: who it matches cannot be told.';
  const words = filterInWords(parsed.expression, context.services.membership(filter), (group) => calledGroup(context, group));
  return words ?? 'More than tests of groups, `&&` and `||`: not put into words.';
}

function lengthOf(context: EditingContext, filter: string): string {
  return `${Array.from(filter).length} of ${counted(context.settings.filterLengthLimit, 'character')}.`;
}

function matchesInWords(context: EditingContext, mapping: GroupMapping): string | null {
  const { matching, unknown } = context.matchesOf(mapping);
  return sentence(context, matching, unknown.length);
}

/** A filter that is in no mapping: as if it were. */
function matchesOfText(context: EditingContext, filter: string): string | null {
  const { parsed, fatal } = context.services.analyse(filter);
  const { expression } = parsed;
  if (fatal || !expression) return null;
  const matching: SampleUser[] = [];
  let unknown = 0;
  context.set.users.forEach((user, index) => {
    if (context.decisions[index]?.sign_in !== 'allowed') return;
    const result = evaluateFilter(expression, context.groupsSeenOf(user));
    if (result.type !== 'bool') unknown++;
    else if (result.value) matching.push(user);
  });
  return sentence(context, matching, unknown);
}

function sentence(context: EditingContext, matching: readonly SampleUser[], unknown: number): string | null {
  const total = context.set.users.length;
  if (total === 0) return null;
  const of = counted(total, 'sample user');
  const open = unknown > 0 ? ` For ${unknown} it is unknown.` : '';
  if (matching.length === 0) return unknown === 0 ? `None of ${of} matches.` : `Of ${of}, ${unknown} may match: that is unknown.`;
  const verb = matching.length === 1 ? 'matches' : 'match';
  return `${matching.length} of ${of} ${verb}: ${codeList(matching.map(({ name }) => name.value))}.${open}`;
}
