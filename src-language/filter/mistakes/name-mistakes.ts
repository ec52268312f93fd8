import { RESERVED_NAMES } from '../build-expression.js';
import { replace, shown } from './mistake.js';
import type { MistakeRecogniser } from './mistake.js';

/** `"a" in var`: a name that CEL keeps for itself. Right of `in` only `groups` can be meant. */
export const recogniseReservedNames: MistakeRecogniser = ({ tokens, faults }) => {
  const first = faults.find((fault) => fault.kind === 'reserved');
  if (first?.kind !== 'reserved') return [];
  const edits = tokens.flatMap((token, index) => {
    if (!RESERVED_NAMES.has(token.text)) return [];
    let before = index - 1;
    while (tokens[before]?.type === '(') before--;
    return tokens[before]?.type === 'in' ? [replace(token, 'groups')] : [];
  });
  const message = `${first.name} is a word that CEL keeps for itself, so it cannot be a name. The groups of the user are called groups.`;
  return [{ range: first, message, repairs: edits.length > 0 ? [{ title: `Write groups for ${first.name}`, edits }] : [] }];
};

/** `groups.exists("g", …)`, `has(groups)`: a macro whose arguments do not have the form that it takes. */
export const recogniseMacroForms: MistakeRecogniser = ({ text, faults }) => {
  const first = faults.find((fault) => fault.kind === 'macro');
  if (first?.kind !== 'macro') return [];
  const written = text.slice(first.start, first.end);
  if (first.name === 'has') {
    const isString = /^["']/.test(written);
    return [
      {
        range: first,
        message: `has() asks whether a message has a field, such as has(a.b); it does not test groups.${isString ? ` Write ${shown(written)} in groups.` : ''}`,
        repairs: isString
          ? [{ title: `Write ${shown(written)} in groups`, edits: [replace(callAround(text, first), `${written} in groups`)] }]
          : [],
      },
    ];
  }
  const name = /^["']([A-Za-z_]\w*)["']$/.exec(written)?.[1];
  return [
    {
      range: first,
      message: `The first argument of ${first.name}() names a variable, such as g in groups.exists(g, g == "GROUP"). ${shown(written)} is no name.`,
      repairs: name && !RESERVED_NAMES.has(name) ? [{ title: `Write ${name} without quotes`, edits: [replace(first, name)] }] : [],
    },
  ];
};

function callAround(
  text: string,
  argument: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  const before = /has\s*\(\s*$/.exec(text.slice(0, argument.start));
  const after = /^\s*\)/.exec(text.slice(argument.end));
  return { start: before?.index ?? argument.start, end: argument.end + (after?.[0].length ?? 0) };
}

/** `groups.exists(g => g == "a")`: a function as other languages write it. */
export const recogniseLambdas: MistakeRecogniser = ({ text, tokens }) => {
  const edits = tokens.flatMap((token, index) => {
    const open = tokens[index - 1];
    const arrow = /^\s*(?:->|=>|:|\|)\s*/.exec(text.slice(token.end));
    if (token.type !== 'ID' || open?.type !== '(' || tokens[index - 2]?.type !== 'ID' || !arrow) return [];
    return [replace({ start: token.end, end: token.end + arrow[0].length }, ', ')];
  });
  const [first] = edits;
  if (!first) return [];
  const arrow = text.slice(first.range.start, first.range.end);
  const start = first.range.start + arrow.length - arrow.trimStart().length;
  const range = { start, end: start + arrow.trim().length };
  return [
    {
      range,
      message: `${arrow.trim()} is not CEL: a comma stands between the variable and the condition, as in groups.exists(g, g == "GROUP").`,
      repairs: [{ title: `Write a comma for ${arrow.trim()}`, edits }],
    },
  ];
};

/** Numbers beyond what CEL holds; there is nothing certain to put in their place. */
export const recogniseNumberRange: MistakeRecogniser = ({ text, faults }) => {
  const first = faults.find((fault) => fault.kind === 'number');
  if (!first) return [];
  return [
    { range: first, message: `${shown(text.slice(first.start, first.end))} is beyond the numbers that CEL holds (64 bits).`, repairs: [] },
  ];
};

/** `a ? b ? c : d : e`: the middle of a conditional takes another one only in parentheses. */
export const recogniseNestedConditional: MistakeRecogniser = ({ text, faults }) => {
  const nested = faults.filter((fault) => fault.kind === 'nested-conditional');
  const [first] = nested;
  if (!first) return [];
  return [
    {
      range: first,
      message: 'A conditional between ? and : needs parentheses around it.',
      repairs: [{ title: 'Put parentheses around it', edits: [replace(first, `(${text.slice(first.start, first.end)})`)] }],
    },
  ];
};
