import { nearestName } from '../../text/nearest-name.js';
import { withoutParens, type Expression } from '../expression.js';
import type { FilterContext } from './filter-context.js';
import { pathOf } from './filter-context.js';
import { looksLikeGroups } from './intended-test.js';
import { rangeOf, replaceRange, type Mistake } from './mistake.js';

/** Why a name that stands for the groups is not one that CEL knows, in the author's words. */
export function explainPath(text: string): string {
  if (text === 'claims.group') return 'claims.group is the form of an early preview. Today the variable is groups.';
  if (text === 'claims.groups') return 'claims.groups is not known in a group mapping: the variable is groups, without claims.';
  if (text.toLowerCase() === 'groups') return `CEL tells upper case from lower case: the variable is groups, not ${text}.`;
  if (looksLikeGroups(text.split('.').pop() ?? text)) return `${text} is not known. The only variable of a group mapping is groups.`;
  return `${text} is not known here: the only variable of a group mapping is groups, the list of the user's groups.`;
}

/** Why a group without quotes does not read as one. */
export function explainUnquoted(node: Expression, context: FilterContext): string {
  const text = context.sourceOf(node).replace(/\s+/g, ' ');
  const operator = topOperator(node);
  const misread = operator ? `CEL reads it as ${operators[operator] ?? 'a calculation'}` : 'CEL reads it as the name of a variable';
  return `A group has to be in quotes: without them ${misread}. Write "${text}".`;
}

const operators: Readonly<Record<string, string>> = {
  '-': 'a subtraction',
  '+': 'an addition',
  '/': 'a division',
  '*': 'a multiplication',
  '%': 'a remainder',
};

function topOperator(node: Expression): string | null {
  const inner = withoutParens(node);
  return inner.kind === 'binary' ? inner.operator : null;
}

/** `True`, `FALSE`: names, where CEL wants lower case. */
export function explainBool(node: Expression): Mistake | null {
  if (node.kind !== 'identifier' || !/^(true|false)$/i.test(node.name)) return null;
  const lower = node.name.toLowerCase();
  return {
    code: 'unknown-variable',
    message: `CEL tells upper case from lower case: write ${lower}, not ${node.name}.`,
    range: rangeOf(node),
    fixes: [{ title: `Replace ${node.name} with ${lower}`, edits: [replaceRange(node, lower)], isPreferred: true }],
    covers: node,
    family: 'bool',
    slip: `rename ${node.name}`,
  };
}

/** A misspelt `groups` where everything else is right. Repeated, it is one slip. */
export function renameToGroups(node: Expression): Mistake {
  const inner = withoutParens(node);
  const text = pathOf(inner)?.text ?? 'This name';
  return {
    code: 'unknown-variable',
    message: explainPath(text),
    range: rangeOf(inner),
    fixes: [{ title: `Replace ${text} with groups`, edits: [replaceRange(inner, 'groups')], isPreferred: true }],
    covers: inner,
    family: 'rename',
    slip: `rename ${text}`,
  };
}

/** A name that is neither `groups` nor a variable of a macro around it. */
export function explainUnknownName(node: Expression & { kind: 'identifier' }, context: FilterContext): Mistake {
  const variables = context.variablesAt(node);
  const meant = nearestName(node.name, ['groups', ...variables]) ?? variables[0];
  const known = ['groups', ...variables].join(' and ');
  const message = meant
    ? `${node.name} is not known here. Did you mean ${meant}?`
    : `${node.name} is not known here: a group mapping knows ${known} only.`;
  return {
    code: 'unknown-variable',
    message,
    range: rangeOf(node),
    fixes: meant ? [{ title: `Replace ${node.name} with ${meant}`, edits: [replaceRange(node, meant)], isPreferred: true }] : [],
    covers: node,
    family: 'name',
    ...(meant ? { slip: `name ${node.name}` } : {}),
  };
}
