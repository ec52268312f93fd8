import type { Fix, Problem } from '../../text/problem.js';
import type { OffsetRange } from '../../text/range.js';
import { childrenOf, withoutParens, type Call, type Expression } from '../expression.js';
import { findCall, findOperator, isMacroCall, type OperatorEntry } from '../operators.js';
import { DocumentedForms } from './documented-form.js';
import { type FilterContext, isGroups } from './filter-context.js';
import { rangeOf, replaceRange, replaceTest, shorten } from './mistake.js';

/** An undocumented or unverified part: the name or operator that marks it, and how it is called in a message. */
interface Found {
  readonly range: OffsetRange;
  readonly name: string;
  readonly entry?: OperatorEntry | undefined;
}

/**
 * Valid CEL that Confluent does not document for group mappings, and the documented operators whose form of call could not be
 * verified. Nothing is said of what lies in a `mistaken` part, nor of an operation that holds one: its meaning is not known yet. A documented form that means the same is offered as a fix, and
 * then nothing else is said of what it replaces.
 */
export function findUndocumented(context: FilterContext, mistaken: readonly Expression[]): readonly Problem[] {
  const problems: Problem[] = [];
  const covered = new Set(mistaken);
  const holders = holdersOf(mistaken, context);
  const forms = new DocumentedForms(context);
  const stack: Expression[] = [context.root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (covered.has(node) || (holders.has(node) && isMacroCall(node))) continue;
    const found = holders.has(node) ? null : readPart(node, context);
    if (found?.entry?.documented === 'unverified') problems.push(unverified(found));
    else if (found) {
      const fixes = fixesOf(node, context, forms);
      problems.push(undocumented(found, fixes));
      if (fixes.length > 0) continue;
    }
    stack.push(
      ...childrenOf(node)
        .filter((child) => !isDeclaration(child, node))
        .reverse(),
    );
  }
  return problems;
}

/** The name that a macro declares is no use of anything. */
function isDeclaration(child: Expression, parent: Expression): boolean {
  return parent.kind === 'call' && isMacroCall(parent) && child === parent.args[0];
}

function readPart(node: Expression, context: FilterContext): Found | null {
  switch (node.kind) {
    case 'identifier':
      return node.isGlobal ? { range: node, name: 'The leading dot' } : null;
    case 'select':
      return { range: node.fieldRange, name: `The field .${node.field}` };
    case 'index':
      return { range: node.bracketRange, name: 'The index [ ]', entry: findOperator('[ ]', 2) };
    case 'list':
      return { range: node, name: 'A list in square brackets' };
    case 'map':
      return { range: node, name: 'A map in curly brackets' };
    case 'unary':
      return { range: node.operatorRange, name: node.operator, entry: findOperator(node.operator, 1) };
    case 'binary': {
      const entry = findOperator(node.operator, 2);
      return entry?.documented === 'documented' ? null : { range: node.operatorRange, name: node.operator, entry };
    }
    case 'conditional':
      return { range: node.questionRange, name: '? :', entry: findOperator('? :', 3) };
    case 'call':
      return readCall(node, context);
    default:
      return null;
  }
}

function readCall(node: Call, context: FilterContext): Found | null {
  if (isAffixQuestion(node, context)) return null;
  const form = isMacroCall(node) || node.name === 'has' ? 'macro' : node.target ? 'method' : 'function';
  return { range: node.nameRange, name: `${node.name}()`, entry: findCall(form, node.name) };
}

/** `groups.exists(g, g.startsWith("eng-"))`: the standard form of what the release note names, so `exists` itself is not marked. */
function isAffixQuestion(node: Call, context: FilterContext): boolean {
  const [variable, condition] = node.args;
  if (node.name !== 'exists' || !node.target || !isGroups(node.target) || variable?.kind !== 'identifier' || !condition) return false;
  const stack = [condition];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const inner = withoutParens(at);
    if (inner.kind === 'logical') stack.push(...inner.operands);
    else if (inner.kind === 'unary') stack.push(inner.operand);
    else if (inner.kind === 'call' && inner.target && findCall('method', inner.name)?.documented === 'unverified') {
      const receiver = withoutParens(inner.target);
      if (receiver.kind === 'identifier' && receiver.name === variable.name && context.variablesAt(receiver)[0] === variable.name)
        return true;
    }
  }
  return false;
}

function fixesOf(node: Expression, context: FilterContext, forms: DocumentedForms): Fix[] {
  if (node.kind === 'identifier') {
    const isShadowed = context.variablesAt(node).includes(node.name);
    if (node.name !== 'groups' || isShadowed) return [];
    return [{ title: 'Write groups without the dot', edits: [replaceRange(node, 'groups')], isPreferred: true }];
  }
  if (context.variablesAt(node).length > 0) return [];
  const whole = wholeTest(node, context);
  const form = forms.formOf(whole);
  if (!form) return [];
  return [
    {
      title: `Replace with ${shorten(form.text)}, which means the same`,
      edits: [replaceTest(whole, form.text, context)],
      isPreferred: true,
    },
  ];
}

/** A text put together stands in a test: `"team-" + "a" in groups`. */
function wholeTest(node: Expression, context: FilterContext): Expression {
  if (node.kind !== 'binary' || node.operator !== '+') return node;
  const parent = context.parentOf(context.withParens(node));
  return parent?.kind === 'binary' && parent.operator === 'in' ? parent : node;
}

/** Every operation that has one of the parts inside it. */
function holdersOf(parts: readonly Expression[], context: FilterContext): ReadonlySet<Expression> {
  const holders = new Set<Expression>();
  for (const part of parts) {
    for (let at = context.parentOf(part); at && !holders.has(at); at = context.parentOf(at)) holders.add(at);
  }
  return holders;
}

function undocumented({ range, name }: Found, fixes: readonly Fix[]): Problem {
  return {
    code: 'undocumented-operator',
    message: `${name} is valid CEL, but not among the operators that Confluent documents for group mappings: in, &&, || and, since 2025-07-09, startsWith and endsWith. Whether Confluent takes it is not established.`,
    range: rangeOf(range),
    fixes,
  };
}

function unverified({ range, entry }: Found): Problem {
  const name = entry?.name ?? 'startsWith';
  return {
    code: 'unverified-operator',
    message: `Confluent's release note of 2025-07-09 adds ${name} to the operators for group mappings; how the call is written could not be verified. Groupmap takes the standard form of CEL, groups.exists(g, g.${name}("…")).`,
    range: rangeOf(range),
    fixes: [],
  };
}
