import { findCrnKind } from '../../mapping-set/crn/crn-kinds.js';
import { kindsInWords, scopeOfCrn } from '../../mapping-set/crn/crn-scope.js';
import { parseCrn } from '../../mapping-set/crn/parse-crn.js';
import { grantInWords, scopeInWords } from '../../mapping-set/grant-in-words.js';
import type { RoleBinding } from '../../mapping-set/mapping-set.js';
import { findPredefinedRole } from '../../mapping-set/predefined-roles.js';
import type { EditingContext } from '../editing-context.js';
import { codeList, codeSpan, paragraphs } from './code-span.js';

/** A role: what is known of it and what it can be bound to. Nothing is said that is not established. */
export function describeRole(context: EditingContext, name: string, binding: RoleBinding | null = null): string {
  const grant = binding && describeGrant(context, binding);
  const own = context.set.settings.roles.find((role) => role.name === name);
  if (own)
    return paragraphs([
      `**Role** ${codeSpan(name)}`,
      grant,
      `A role of \`settings.roles\`${own.administrator ? '; it administers what it is bound to' : ''}.`,
      own.scopes.length > 0 && `Can be bound to: ${codeList(own.scopes)}.`,
    ]);
  const role = findPredefinedRole(name);
  if (!role)
    return paragraphs([
      `**Role** ${codeSpan(name)}`,
      grant,
      'Not among the predefined roles that Groupmap knows. Confluent adds roles; list your own in `settings.roles`.',
    ]);
  const { kind, description, documentedScopes, reportedScopes, administratorRank, source } = role;
  return paragraphs([
    `**Role** ${codeSpan(name)}`,
    grant,
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

/** What a binding grants, in one sentence; null where part of it is computed or there are no words for its resource. */
export function describeGrant({ set }: EditingContext, { roleName, crnPattern, isPartlyKnown }: RoleBinding): string | null {
  const grant = isPartlyKnown ? null : grantInWords(roleName.value, crnPattern.value, set, codeSpan);
  return grant && `Grants: ${grant}.`;
}

/** A CRN pattern in words, what its binding grants, and its parts; null for a text that is no CRN. */
export function describeCrn(context: EditingContext, pattern: string, binding: RoleBinding | null = null): string | null {
  const segments = parseCrn(pattern)?.segments ?? [];
  if (segments.length === 0) return null;
  const scope = scopeOfCrn(pattern, context.set.organization);
  const isOne = scope?.match === 'exact' && findCrnKind(scope.kind)?.isResource;
  const lines = segments
    .slice(0, 20)
    .map(({ kind, name }) => `- ${name === null ? codeSpan(kind) : `${codeSpan(kind)}: ${resourceInWords(name)}`}`);
  return paragraphs([
    `**Resource** ${scope ? scopeInWords(scope, codeSpan) : ''}`.trim(),
    binding && describeGrant(context, binding),
    isOne && 'Only the one of exactly this name; a `*` at the end takes every one that begins so.',
    lines.join('\n'),
  ]);
}

function resourceInWords(name: string): string {
  if (name === '*') return 'every one';
  return name.endsWith('*') ? `every one whose name begins with ${codeSpan(name.slice(0, -1))}` : codeSpan(name);
}
