import type { EditingContext } from '../editing-context.js';
import { namesOfGroup, occurrencesOfGroup } from '../references.js';
import { counted } from '../../provisioning/wording.js';
import { codeList, codeSpan, paragraphs } from './code-span.js';

/** A group: what it is called, who of the sample users has it, and where it is used. */
export function describeGroup(context: EditingContext, group: string): string {
  return paragraphs([
    `**Group** ${codeSpan(group)}`,
    identity(context, group),
    [whoHasIt(context, group), usage(context, group)].filter(Boolean).join('  \n'),
  ]);
}

/** The group as people call it: the display name of a known group. */
export function calledGroup(context: EditingContext, group: string): string {
  return codeSpan(context.vocabulary.find(group)?.displayName?.value || group);
}

function identity(context: EditingContext, group: string): string | null {
  const { vocabulary, settings } = context;
  const known = vocabulary.findAll(group);
  if (known.length === 0) return vocabulary.isListed ? 'Not among the known groups of this set.' : null;
  const lines = known.map(({ id, displayName }) => {
    if (!id || !displayName || id.value === displayName.value) return null;
    return id.value === group ? `Called ${codeSpan(displayName.value)}.` : `Its id is ${codeSpan(id.value)}.`;
  });
  const claimed = known.flatMap((entry) => vocabulary.claimSpelling(entry) ?? []);
  const what = settings.sourceAttribute === 'group_id' ? 'ids' : 'display names';
  if (claimed.length > 0 && !claimed.includes(group))
    lines.push(`The group claim carries ${what}: a filter has to name ${codeList(claimed)}.`);
  return [...new Set(lines.filter((line) => line !== null))].join(' ');
}

function whoHasIt(context: EditingContext, group: string): string | null {
  const total = context.set.users.length;
  if (total === 0) return null;
  const users = context.usersWithGroup(group);
  if (users.length === 0) return `None of ${counted(total, 'sample user')} has it.`;
  const names = namesOfGroup(context, group);
  const seen = users.filter((user) => context.groupsSeenOf(user).some((name) => names.has(name)));
  const have = `${users.length} of ${counted(total, 'sample user')} ${users.length === 1 ? 'has' : 'have'} it: ${codeList(users.map(({ name }) => name.value))}.`;
  if (seen.length === users.length) return have;
  if (seen.length === 0) return `${have} Confluent Cloud sees it for none of them.`;
  return `${have} Confluent Cloud sees it for ${seen.length} of them.`;
}

function usage(context: EditingContext, group: string): string {
  const places = occurrencesOfGroup(context, group);
  const mappings = [...new Set(places.flatMap(({ mapping }) => mapping ?? []))];
  const used =
    mappings.length === 0
      ? 'No group mapping uses it.'
      : `Used in ${counted(mappings.length, 'group mapping')}: ${codeList(mappings.map(({ displayName }) => displayName))}.`;
  return places.some(({ where }) => where === 'assignment') ? `${used}  \nAssigned to the application.` : used;
}
