import type { Fix } from '../../text/problem.js';
import { nearestName } from '../../text/nearest-name.js';
import { checkFilter, type CheckError } from '../check-filter.js';
import { withoutParens, type Call, type Expression } from '../expression.js';
import { isMacroCall, operatorTable } from '../operators.js';
import { explainEmptiness } from './explain-emptiness.js';
import { placeholder } from './explain-membership.js';
import { explainPath } from './explain-name.js';
import { affixWithin, mayDeny, readMembershipName } from './membership-names.js';
import type { FilterContext } from './filter-context.js';
import { isGroups, pathOf } from './filter-context.js';
import { isMeantAsGroups, readGroupTexts, readOneGroup, type Choice, type IntendedTest } from './intended-test.js';
import { fixesFor, rangeOf, replaceRange, replaceTest, shorten, undocumentedNote, type Explanation, type Mistake } from './mistake.js';

/** A test that is a call, of something that CEL does not have in this form. */
export const explainCall: Explanation = (test, errors, context) => {
  if (test.kind !== 'call') return null;
  return (
    explainAffix(test, context) ??
    explainQuantifier(test, errors, context) ??
    explainMembershipCall(test, context) ??
    explainRange(test, errors, context) ??
    explainGroupsCall(test, errors, context)
  );
};

/** A call that asks whether a group is among the groups, as other languages write it. */
export interface MembershipCall {
  readonly intended: IntendedTest;
  readonly problem: Pick<Mistake, 'code' | 'message' | 'range'>;
}

/** Reads `groups.contains("a")`, `contains(groups, "a")`, `"a".isIn(groups)`, `memberOf("a")`; null for other calls. */
export function readMembershipCall(call: Call, context: FilterContext): MembershipCall | null {
  const name = readMembershipName(call.name);
  const choice = name?.choice;
  const target = call.target && isNamespace(call.target, call) ? null : call.target;
  const parts = [...(target ? [target] : []), ...call.args];
  const groups = parts.filter((part) => isMeantAsGroups(part) || isForeignUser(part, call));
  const others = parts.filter((part) => !groups.includes(part));
  const texts = others.map((part) => readGroupTexts(part, context) ?? readAttributes(part, context));
  if (texts.length === 0 || groups.length > 1 || !texts.every((text) => text !== null)) return null;
  // A number beside texts is a limit or a position, and no group.
  if (others.length > 1 && others.some((part) => /^(?:int|uint|double|bool|null)$/.test(withoutParens(part).kind))) return null;
  if (texts.some((text) => text.literals.some((literal) => /\sin\s+groups?\b/.test(literal)))) return null;
  // A name that says nothing is believed only where groups is one of its operands, or it has one text.
  if (!name && (groups.length === 0 ? texts.length > 1 || operatorNames.has(call.name) || target !== null : target !== null)) return null;
  if (!name && TRANSFORMING.test(call.name)) return null;
  const [only] = texts;
  const literals = texts.flatMap((text) => text.literals);
  const written = texts.length === 1 && only && only.choice !== 'any' ? only.choice : 'either';
  const settled: Choice = choice && choice !== 'either' ? choice : written;
  const path = groups[0] && !isGroups(groups[0]) ? pathOf(groups[0]) : null;
  const isUnknown = path !== null && path.first !== 'groups' && groups[0] !== undefined;
  const form = call.target ? `.${call.name}()` : `${call.name}()`;
  return {
    intended: { literals, choice: settled, isNegated: name?.isNegated ?? false },
    problem: {
      code: isUnknown ? 'unknown-variable' : 'type',
      message: isUnknown
        ? explainPath(path.text)
        : groups.length === 0
          ? `CEL has no ${form}. A group is tested with in: ${literals[0] ?? '"a"'} in groups.`
          : `Lists have no ${form} in CEL. Test whether the group is in the list: ${literals[0] ?? '"a"'} in groups.`,
      range: isUnknown && groups[0] ? rangeOf(groups[0]) : rangeOf(call.nameRange),
    },
  };
}

/** Functions that make another text of a text, and so test nothing. */
const TRANSFORMING = /lower|upper|trim|encode|decode|quote|str|format|regex|replace|json|base64|concat|split|join|uuid|hash|print|log/i;

/** `Arrays` of `Arrays.contains(groups, "a")`: where another language keeps its functions. */
function isNamespace(target: Expression, call: Call): boolean {
  const name = withoutParens(target);
  return name.kind === 'identifier' && !isMeantAsGroups(name) && call.args.some(isGroups);
}

/** `{"group.id": "a"}`, as `user.isMemberOf()` takes it elsewhere. */
function readAttributes(part: Expression, context: FilterContext): Omit<IntendedTest, 'isNegated'> | null {
  const map = withoutParens(part);
  if (map.kind !== 'map' || map.entries.length === 0) return null;
  const isGroup = map.entries.every(({ key }) => key.kind === 'string' && /\b(?:id|name)$/.test(key.value));
  const texts = map.entries.map(({ value }) => readGroupTexts(value, context));
  if (!isGroup || !texts.every((text) => text !== null)) return null;
  return { literals: texts.flatMap((text) => text.literals), choice: 'either' };
}

/** `user` of `user.isMemberOf("a")`: the person that a group is asked of. */
function isForeignUser(part: Expression, call: Call): boolean {
  if (part !== call.target || !/member|group/i.test(call.name)) return false;
  return withoutParens(part).kind === 'identifier';
}

const operatorNames: ReadonlySet<string> = new Set(operatorTable.map((entry) => entry.name));

function explainMembershipCall(call: Call, context: FilterContext): Mistake | null {
  const read = readMembershipCall(call, context);
  if (!read) return null;
  const isCertain = readMembershipName(call.name) !== null;
  const fixes = fixesFor(read.intended, call, context);
  return {
    ...read.problem,
    ...(isCertain ? {} : { message: `CEL has no function ${call.name}. A group is tested with in.` }),
    fixes: isCertain ? fixes : mayDeny(call.name) ? [] : fixes.map((fix) => ({ ...fix, isPreferred: false })),
    covers: call,
    family: 'membership call',
  };
}

const affixNames: ReadonlyMap<string, string> = new Map([
  ...['startswith', 'hasprefix', 'beginswith', 'prefix', 'startwith', 'starts_with'].map((name) => [name, 'startsWith'] as const),
  ...['endswith', 'hassuffix', 'suffix', 'endwith', 'ends_with'].map((name) => [name, 'endsWith'] as const),
  ['matches', 'matches'],
  ['match', 'matches'],
]);

/** `groups.startsWith("eng-")`, `startsWith(groups, "eng-")`, `g.startsWith("eng-")` without the macro around it. */
function explainAffix(call: Call, context: FilterContext): Mistake | null {
  const within = call.args.length === 1 ? affixWithin(call.name) : null;
  if (within) return explainMemberAffix(call, within, context);
  const method = affixNames.get(call.name.toLowerCase().replace(/_/g, ''));
  if (!method) return null;
  if (!call.target && call.args.length === 1) return explainMemberAffix(call, method, context);
  let [receiver, argument] = call.target ? [call.target, call.args[0]] : call.args;
  // `startsWith("eng-", groups)`, `startsWith(g, "eng-")`.
  if (receiver && argument && isMeantAsGroups(argument) && !isMeantAsGroups(receiver)) [receiver, argument] = [argument, receiver];
  if (
    !call.target &&
    receiver &&
    argument &&
    call.args.length === 2 &&
    context.typeOf(receiver) === 'string' &&
    receiver.kind === 'identifier'
  )
    return explainFunctionForm(call, receiver, argument, method, context);
  if (!receiver || !argument || call.args.length !== (call.target ? 1 : 2)) return null;
  const literal = readOneGroup(argument, context);
  const path = pathOf(receiver);
  if (literal === null || !path || context.variablesAt(receiver).includes(path.first)) return null;
  const isKnown = isGroups(receiver) || path.first === 'groups';
  const variable = isMeantAsGroups(receiver) || path.text !== path.first || path.first === 'groups' ? 'g' : path.first;
  const text = `groups.exists(${variable}, ${variable}.${method}(${literal}))`;
  const note = method === 'matches' ? ` ${undocumentedNote}` : '';
  return {
    code: isKnown ? 'type' : 'unknown-variable',
    message: isKnown
      ? `groups is a list, and ${method} is for one text. Ask whether one of the groups fits: ${text}.`
      : isMeantAsGroups(receiver)
        ? explainPath(path.text)
        : `${path.text} is not known here. To ask whether one of the groups fits, write ${text}.`,
    range: isKnown ? rangeOf(call.nameRange) : rangeOf(receiver),
    fixes: [
      {
        title: `Replace with ${shorten(text)}${note}`,
        edits: [replaceTest(call, text, context)],
        isPreferred: isKnown || isMeantAsGroups(receiver) || path.text === path.first,
      },
    ],
    covers: call,
    family: 'affix',
  };
}

/** `startsWith(g, "eng-")`, where the text stands before the dot. */
function explainFunctionForm(call: Call, receiver: Expression, argument: Expression, method: string, context: FilterContext): Mistake {
  const text = `${context.sourceOf(receiver)}.${method}(${context.sourceOf(argument)})`;
  return {
    code: 'type',
    message: `${method} is a method of texts: ${shorten(text)}.`,
    range: rangeOf(call.nameRange),
    fixes: [{ title: `Replace with ${shorten(text)}`, edits: [replaceTest(call, text, context)], isPreferred: true }],
    covers: call,
    family: 'affix',
  };
}

/** `isMemberOfGroupNameStartsWith("eng-")`. */
function explainMemberAffix(call: Call, method: string, context: FilterContext): Mistake | null {
  const literal = call.args[0] ? readOneGroup(call.args[0], context) : null;
  if (literal === null) return null;
  const text = `groups.exists(g, g.${method}(${literal}))`;
  const note = method === 'startsWith' || method === 'endsWith' ? '' : ` ${undocumentedNote}`;
  return {
    code: 'type',
    message: `CEL has no ${call.name}(). To ask whether one of the groups fits, write ${text}.`,
    range: rangeOf(call.nameRange),
    fixes: [{ title: `Replace with ${shorten(text)}${note}`, edits: [replaceTest(call, text, context)], isPreferred: true }],
    covers: call,
    family: 'affix',
  };
}

const quantifierNames: ReadonlyMap<string, string> = new Map([
  ...['exists', 'any', 'some', 'exist', 'find', 'anymatch', 'contains', 'has', 'includes', 'existsany'].map(
    (name) => [name, 'exists'] as const,
  ),
  ...['all', 'every', 'forall', 'allmatch', 'each'].map((name) => [name, 'all'] as const),
  ...['filter', 'where', 'select'].map((name) => [name, 'filter'] as const),
]);

/** `groups.exists(g.startsWith("eng-"))`, `groups.any(g, g == "a")`, `exists(groups, g, g == "a")`: a macro almost written. */
function explainQuantifier(call: Call, errors: readonly CheckError[], context: FilterContext): Mistake | null {
  const macro = quantifierNames.get(call.name.toLowerCase());
  const isFunction = call.target === null;
  const range = call.target ?? call.args[0];
  const rest = isFunction ? call.args.slice(1) : call.args;
  if (!macro || !range || isMacroCall(call)) return null;
  const condition = rest[rest.length - 1];
  if (!isMeantAsGroups(range)) return explainListQuantifier(call, range, rest, macro, context);
  if (!condition || readGroupTexts(condition, context)) return null;
  const named = rest.length === 2 && rest[0] ? withoutParens(rest[0]) : null;
  const unknown = errors.find((error) => error.kind === 'unknown-variable' && !isMeantAsGroups(error.node))?.node;
  const variable = named ?? unknown;
  if (rest.length > 2 || variable?.kind !== 'identifier') return null;
  const text = `groups.${macro}(${variable.name}, ${context.sourceOf(condition)})`;
  const missing = named ? '' : `: first the name that stands for one group, here ${variable.name}, then the condition`;
  return {
    code: 'type',
    message: `CEL writes this as groups.${macro}(${variable.name}, condition)${missing}.`,
    range: rangeOf(call.nameRange),
    fixes: [{ title: `Replace with ${shorten(text)}`, edits: [replaceTest(call, text, context)], isPreferred: true }],
    covers: call,
    family: 'quantifier',
  };
}

/** `["a", "b"].some(g, groups.includes(g))`: a macro over the groups that are wanted. */
function explainListQuantifier(
  call: Call,
  range: Expression,
  rest: readonly Expression[],
  macro: string,
  context: FilterContext,
): Mistake | null {
  const texts = withoutParens(range).kind === 'list' ? readGroupTexts(range, context) : null;
  const [variable, condition] = rest.map(withoutParens);
  if (!texts || rest.length !== 2 || variable?.kind !== 'identifier' || !condition || macro === 'filter') return null;
  const isVariable = (node: Expression | undefined): boolean => node?.kind === 'identifier' && node.name === variable.name;
  const isTest =
    condition.kind === 'binary'
      ? condition.operator === 'in' && isVariable(withoutParens(condition.left)) && isMeantAsGroups(condition.right)
      : condition.kind === 'call' &&
        readMembershipName(condition.name)?.isNegated === false &&
        condition.target !== null &&
        isMeantAsGroups(condition.target) &&
        condition.args.length === 1 &&
        isVariable(condition.args[0]);
  if (!isTest) return null;
  const intended: IntendedTest = { literals: texts.literals, choice: macro === 'all' ? 'all' : 'any', isNegated: false };
  return {
    code: 'type',
    message: `CEL has no .${call.name}() in this form. Write a test for each group.`,
    range: rangeOf(call.nameRange),
    fixes: fixesFor(intended, call, context),
    covers: call,
    family: 'list quantifier',
  };
}

/** `groups()`, `isAdmin(groups)`: a call that CEL does not have, and no group to test for. */
function explainGroupsCall(call: Call, errors: readonly CheckError[], context: FilterContext): Mistake | null {
  const parts = [...(call.target ? [call.target] : []), ...call.args];
  const isOwn = errors[0]?.kind === 'unknown-function' && errors[0].node === call;
  if (!isOwn || !parts.every((part) => isMeantAsGroups(part)) || (parts.length === 0 && call.name !== 'groups')) return null;
  const emptiness = parts.length === 1 ? explainEmptiness(call, parts[0], call.name, call.nameRange, context) : null;
  if (emptiness) return emptiness;
  const message =
    call.name === 'groups'
      ? 'groups is a variable, not a function. Test whether a group is in it.'
      : `CEL has no ${call.name}(). Test whether a group is in groups.`;
  return placeholder(call, message, call.nameRange, call, context);
}

/** A macro over something that is not a list: `"groups".exists(…)`. */
function explainRange(call: Call, errors: readonly CheckError[], context: FilterContext): Mistake | null {
  const error = errors.find((one) => one.kind === 'range' && one.node === call);
  if (!error || !call.target) return null;
  return {
    code: 'type',
    message: `${call.name}() goes through a list, and ${shorten(context.sourceOf(call.target))} is ${error.types[0] ?? 'none'}. The list of the user's groups is groups.`,
    range: rangeOf(call.target),
    fixes: [{ title: 'Replace with groups', edits: [replaceRange(call.target, 'groups')], isPreferred: true }],
    covers: call.target,
    family: 'range',
  };
}

const functionAliases: ReadonlyMap<string, string> = new Map([
  ['hasprefix', 'startsWith'],
  ['beginswith', 'startsWith'],
  ['hassuffix', 'endsWith'],
  ['includes', 'contains'],
  ['length', 'size'],
  ['len', 'size'],
  ['count', 'size'],
  ['regexmatch', 'matches'],
  ['match', 'matches'],
]);

/** A function that CEL does not have, wherever it stands: the name that was probably meant. */
export function explainUnknownFunction(call: Call, context: FilterContext): Mistake {
  const form = call.target ? 'method' : 'function';
  const names = operatorTable.filter((entry) => entry.form === form || (entry.form === 'macro' && call.target)).map((entry) => entry.name);
  const lower = call.name.toLowerCase();
  const alias = functionAliases.get(lower);
  const meant =
    names.find((name) => name !== call.name && name.toLowerCase() === lower) ??
    (alias && names.includes(alias) ? alias : nearestName(call.name, names));
  const shown = call.target ? `.${call.name}()` : `${call.name}()`;
  const [value] = call.args;
  if (
    call.target &&
    value &&
    call.args.length === 1 &&
    /^(?:equals|eq|equalto|is)$/i.test(call.name) &&
    context.typeOf(call.target) === 'string'
  ) {
    const text = `${context.sourceOf(call.target)} == ${context.sourceOf(value)}`;
    const fix: Fix = {
      title: `Replace with ${shorten(text)} ${undocumentedNote}`,
      edits: [replaceTest(call, text, context)],
      isPreferred: true,
    };
    return {
      code: 'type',
      message: `CEL has no ${shown}: it compares with ==.`,
      range: rangeOf(call.nameRange),
      fixes: [fix],
      covers: call,
      family: 'function',
    };
  }
  const edit = meant ? replaceRange(call.nameRange, meant) : null;
  return {
    code: 'type',
    message: meant ? `CEL has no ${shown}. Did you mean ${meant}? Upper and lower case count.` : `CEL has no ${shown}.`,
    range: rangeOf(call.nameRange),
    fixes:
      edit && meant && isMended(call, meant)
        ? [{ title: `Replace ${call.name} with ${meant}`, edits: [edit], isPreferred: true }]
        : removalOf(call, context),
    covers: call,
    family: 'function',
    ...(meant ? { slip: `function ${call.name}` } : {}),
  };
}

/** Whether the call has right types under its other name. Variables of macros around it are unknown with either name. */
function isMended(call: Call, name: string): boolean {
  return checkFilter({ ...call, name }).errors.length < checkFilter(call).errors.length;
}

/** `lower("a") in groups`, `g.lower() == "a"`: the text itself, without the function that CEL does not have. */
function removalOf(call: Call, context: FilterContext): Fix[] {
  const operands = call.target ? [call.target, ...call.args] : call.args;
  const [operand] = operands;
  const parent = context.parentOf(context.withParens(call));
  const isText = operands.length === 1 && operand !== undefined && context.typeOf(operand) === 'string';
  if (!isText || (parent?.kind !== 'binary' && !(parent?.kind === 'call' && parent.target !== null))) return [];
  return [{ title: `Remove ${call.name}(): texts are compared exactly`, edits: [replaceRange(call, context.sourceOf(operand))] }];
}
