import { kindsInWords } from '../../mapping-set/crn/crn-scope.js';
import { findPredefinedRole } from '../../mapping-set/predefined-roles.js';
import type { EditingContext } from '../editing-context.js';
import { codeList, codeSpan, paragraphs } from './code-span.js';

/** A role: what is known of it and what it can be bound to. Nothing is said that is not established. */
export function describeRole(context: EditingContext, name: string): string {
  const own = context.set.settings.roles.find((role) => role.name === name);
  if (own)
    return paragraphs([
      `**Role** ${codeSpan(name)}`,
      `A role of \`settings.roles\`${own.administrator ? '; it administers what it is bound to' : ''}.`,
      own.scopes.length > 0 && `Can be bound to: ${codeList(own.scopes)}.`,
    ]);
  const role = findPredefinedRole(name);
  if (!role)
    return paragraphs([
      `**Role** ${codeSpan(name)}`,
      'Not among the predefined roles that Groupmap knows. Confluent adds roles; list your own in `settings.roles`.',
    ]);
  const { kind, description, documentedScopes, reportedScopes, administratorRank, source } = role;
  return paragraphs([
    `**Role** ${codeSpan(name)}`,
    `A predefined role for ${kind}${administratorRank === null ? '' : ', an administrator'}. ${description}`,
    [
      documentedScopes.length > 0 && `Can be bound to: ${kindsInWords(documentedScopes)}.`,
      reportedScopes.length > 0 &&
        `${documentedScopes.length > 0 ? 'Also seen' : 'Seen'} on: ${kindsInWords(reportedScopes)} (not established).`,
    ]
      .filter(Boolean)
      .join('  \n'),
    `Source: ${source}.`,
  ]);
}

/** A CRN pattern, part by part; null for a text that is none. */
export function describeCrn(pattern: string): string | null {
  const match = /^crn:\/\/[^/]+\/(.+)$/.exec(pattern);
  if (!match) return null;
  const parts = (match[1] ?? '').split('/').slice(0, 20);
  const lines = parts.map((part, index) => {
    const equals = part.indexOf('=');
    if (equals < 0) return `- ${codeSpan(part)}`;
    return `- ${codeSpan(part.slice(0, equals))}: ${resourceInWords(part.slice(equals + 1), index === parts.length - 1)}`;
  });
  return paragraphs(['**Resource**', lines.join('\n')]);
}

function resourceInWords(name: string, isLast: boolean): string {
  if (name === '*') return 'every one';
  if (isLast && name.endsWith('*')) return `every one whose name begins with ${codeSpan(name.slice(0, -1))}`;
  return codeSpan(name);
}
