import { childrenOf, walk, type Expression } from '../../filter/expression.js';
import { findCall, findOperator, isMacroCall, operatorTable, type OperatorEntry } from '../../filter/operators.js';
import type { FilterToken, ParsedFilter } from '../../filter/parsed-filter.js';
import type { OffsetRange } from '../../text/range.js';
import type { EditingContext } from '../editing-context.js';
import { codeSpan, paragraphs } from './code-span.js';

/** An operator, function, method or macro, `groups`, `true` or `false`: what it means. Null for any other token. */
export function describeToken(context: EditingContext, parsed: ParsedFilter, token: FilterToken): string | null {
  const entry = entryAt(parsed, token);
  if (entry) return describeOperator(entry);
  switch (token.text) {
    case 'groups':
      return describeGroups(context);
    case 'true':
      return '`true`: everyone who signs in by SSO, whatever their groups.';
    case 'false':
      return '`false`: nobody.';
    default:
      return isVariable(parsed, token) ? `${codeSpan(token.text)} stands for one element at a time.` : null;
  }
}

/** The entry of the table that a token is a use of, by the tree around it: `-` is two operators, `size` a function and a method. */
export function entryAt(parsed: ParsedFilter, token: FilterToken): OperatorEntry | undefined {
  for (const node of parsed.expression ? walk(parsed.expression) : []) {
    if (token.start < node.start || node.end < token.end) continue;
    const entry = entryOf(node, token);
    if (entry) return entry;
  }
  // Of a broken filter the tree may lack the operator.
  return token.kind === 'operator' || token.text === 'in' ? (findOperator(token.text, 2) ?? findOperator(token.text, 1)) : undefined;
}

function entryOf(node: Expression, token: FilterToken): OperatorEntry | undefined {
  switch (node.kind) {
    case 'logical':
      return node.operatorRanges.some((range) => holds(range, token)) ? findOperator(node.operator, 2) : undefined;
    case 'binary':
      return holds(node.operatorRange, token) ? findOperator(node.operator, 2) : undefined;
    case 'unary':
      return holds(node.operatorRange, token) ? findOperator(node.operator, 1) : undefined;
    case 'conditional':
      return isBetween(node, token) && (token.text === '?' || token.text === ':') ? findOperator('? :', 3) : undefined;
    case 'index':
      return holds(node.bracketRange, token) && (token.text === '[' || token.text === ']') && isBetween(node, token)
        ? findOperator('[ ]', 2)
        : undefined;
    case 'call':
      if (!holds(node.nameRange, token)) return undefined;
      if (isMacroCall(node) || node.name === 'has') return findCall('macro', node.name, node.args.length);
      return node.target ? findCall('method', node.name) : findCall('function', node.name);
    default:
      return undefined;
  }
}

/** The token is the node's own and not that of one of its parts. */
function isBetween(node: Expression, token: OffsetRange): boolean {
  return !childrenOf(node).some((child) => holds(child, token));
}

function holds(range: OffsetRange, token: OffsetRange): boolean {
  return range.start <= token.start && token.end <= range.end;
}

function describeOperator(entry: OperatorEntry): string {
  const kind = entry.form === 'operator' ? 'operator' : entry.form;
  return paragraphs([
    `${codeSpan(entry.form === 'method' || entry.form === 'macro' ? `${entry.name}()` : entry.name)} ${kind}`,
    entry.meaning,
    precedenceInWords(entry),
    documentedInWords[entry.documented] +
      (entry.isEvaluated ? '' : ' Groupmap does not compute it: the outcome of such a filter is unknown.'),
  ]);
}

const documentedInWords: Readonly<Record<OperatorEntry['documented'], string>> = {
  documented: 'Documented by Confluent for group mappings.',
  unverified: 'Documented by Confluent for group mappings; that it is called in this form is not verified.',
  undocumented: 'Standard CEL, but not among the operators that Confluent documents for group mappings.',
};

function precedenceInWords({ form, precedence }: OperatorEntry): string | null {
  if (form !== 'operator' || precedence === null) return null;
  const looser = operatorsOf(precedence - 1);
  const tighter = operatorsOf(precedence + 1);
  const parts = [looser && `tighter than ${looser}`, tighter && `looser than ${tighter}`].filter(Boolean);
  return `Binds ${parts.join(', ')}.`;
}

/** The operators that bind so tightly, the first few. */
function operatorsOf(precedence: number): string | null {
  const names = operatorTable.filter((entry) => entry.form === 'operator' && entry.precedence === precedence).map(({ name }) => name);
  if (names.length === 0) return null;
  const shown = names.slice(0, 3).map(codeSpan);
  return names.length > shown.length ? `${shown.join(', ')} and the like` : shown.join(' and ');
}

function describeGroups(context: EditingContext): string {
  const { groupAttribute } = context.settings;
  const from = groupAttribute === null ? '' : ` They are the values of the attribute ${codeSpan(groupAttribute)}.`;
  return `\`groups\`: the list of groups that Confluent Cloud sees in the sign-in.${from} Names are compared exactly: case and spaces count.`;
}

function isVariable(parsed: ParsedFilter, token: FilterToken): boolean {
  if (token.kind !== 'identifier' || !parsed.expression) return false;
  for (const node of walk(parsed.expression)) {
    if (!isMacroCall(node) || !holds(node, token) || holds(node.target, token)) continue;
    const variable = node.args[0];
    if (variable?.kind === 'identifier' && variable.name === token.text) return true;
  }
  return false;
}
