import { applyEdits } from '../../text/range.js';
import { RESERVED_NAMES } from '../build-expression.js';
import { replace, shown } from './mistake.js';
import type { Mistake, MistakeRecogniser } from './mistake.js';

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
  const written = recogniseFunctions(text);
  if (written.length > 0) return written;
  const edits = tokens.flatMap((token, index) => {
    const open = tokens[index - 1];
    const arrow = /^\s*(?:->|=>|:|;|\||in\s+groups\s*[,:;])\s*/.exec(text.slice(token.end));
    if (token.type !== 'ID' || open?.type !== '(' || tokens[index - 2]?.type !== 'ID') return [];
    // `groups.exists(g g == "a")`: no comma at all.
    if (!arrow && tokens[index - 3]?.type === '.' && tokens[index + 1]?.text === token.text)
      return [replace({ start: token.end, end: tokens[index + 1]?.start ?? token.end }, ', ')];
    if (!arrow) return [];
    return [replace({ start: token.end, end: token.end + arrow[0].length }, ', ')];
  });
  const [first] = edits;
  if (!first) return [];
  const arrow = text.slice(first.range.start, first.range.end);
  if (arrow.trim() === '')
    return [
      {
        range: tokens.find((token) => token.start >= first.range.end) ?? first.range,
        message: 'A comma is missing between the variable and the condition, as in groups.exists(g, g == "GROUP").',
        repairs: [{ title: 'Insert a comma', edits }],
      },
    ];
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

/** `groups.some((g) => …)`, `groups.some(function (g) { return …; })`. */
function recogniseFunctions(text: string): readonly Mistake[] {
  const pattern =
    /(?<=[\w]\s*\(\s*)(?:\(\s*([A-Za-z_]\w*)\s*\)\s*(=>|->)\s*|(function)\s*\w*\s*\(\s*([A-Za-z_]\w*)\s*\)\s*\{\s*return\b\s*([^{};]*?)\s*;?\s*\})/g;
  const matches = [...text.matchAll(pattern)];
  const [first] = matches;
  if (!first) return [];
  const edits = matches.map((match) =>
    replace({ start: match.index, end: match.index + match[0].length }, `${match[1] ?? match[4] ?? 'g'}, ${match[5] ?? ''}`),
  );
  const sign = first[2] ?? 'function';
  const start = first.index + first[0].indexOf(sign);
  return [
    {
      range: { start, end: start + sign.length },
      message: `${sign} is not CEL: a comma stands between the variable and the condition, as in groups.exists(g, g == "GROUP").`,
      repairs: [{ title: 'Write the variable, a comma and the condition', edits }],
    },
  ];
}

/** `groups.match(/eng-.*\/)`: a pattern between slashes. */
export const recognisePatterns: MistakeRecogniser = ({ text, tokens }) => {
  const matches = [...text.matchAll(/(?<=[(=~,]\s*)\/((?:[^/\\\r\n"]|\\[^\r\n"])+)\/[gimsuy]*(?=\s*(?:[),]|$))/g)].filter(
    (match) => !tokens.some((token) => token.type === 'STRING' && token.start <= match.index && match.index < token.end),
  );
  const [first] = matches;
  if (!first) return [];
  const literal = (match: RegExpMatchArray): string => `${match[1]?.includes('\\') ? 'r' : ''}"${match[1] ?? ''}"`;
  // `groups =~ /a/`: one of the groups fits.
  const edits = matches.map((match) => {
    const operator = /\bgroups\s*([=!]?~)\s*$/.exec(text.slice(0, match.index));
    const end = match.index + match[0].length;
    if (!operator) return replace({ start: match.index, end }, literal(match));
    const test = `groups.exists(g, g.matches(${literal(match)}))`;
    return replace({ start: operator.index, end }, operator[1] === '!~' ? `!(${test})` : test);
  });
  return [
    {
      range: { start: first.index, end: first.index + first[0].length },
      message: `CEL has no pattern between slashes: a pattern is a string, ${shown(literal(first))}.`,
      repairs: [{ title: `Write ${shown(edits[0]?.newText ?? '')}`, edits }],
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

/** `g startsWith "a"`, `g.contains "a"`: a method without its parentheses. */
export const recogniseInfixMethods: MistakeRecogniser = ({ tokens }) => {
  const found = tokens.flatMap((token, index) => {
    const isDotted = tokens[index + 1]?.type === '.';
    const method = tokens[index + (isDotted ? 2 : 1)];
    const string = tokens[index + (isDotted ? 3 : 2)];
    const name = method?.type === 'ID' ? METHODS[method.text.toLowerCase()] : undefined;
    if (token.type !== 'ID' || /^groups?$/i.test(token.text) || !method || string?.type !== 'STRING' || !name) return [];
    return [{ method, string, edit: replace({ start: token.end, end: string.end }, `.${name}(${string.text})`) }];
  });
  const [first] = found;
  if (!first) return [];
  const { method, string } = first;
  return [
    {
      range: method,
      message: `${method.text} is a method of texts: what it looks for stands in parentheses behind it, (${shown(string.text)}).`,
      repairs: [{ title: `Write ${shown(first.edit.newText)}`, edits: found.map(({ edit }) => edit) }],
    },
  ];
};

const METHODS: Readonly<Record<string, string>> = {
  startswith: 'startsWith',
  endswith: 'endsWith',
  contains: 'contains',
  matches: 'matches',
};

/** `in("a", groups)`, `!in(groups, "a")`, `"a".in(groups)`: the operator as a function. */
export const recogniseInCalls: MistakeRecogniser = ({ text }) => {
  const literal = `("[^"\\\\\r\n]*"|'[^'\\\\\r\n]*')`;
  const pattern = new RegExp(
    `(!\\s*|\\bnot\\s+)?(?:\\b(in)\\s*\\(\\s*(?:${literal}\\s*,\\s*groups|groups\\s*,\\s*${literal})\\s*\\)|${literal}\\s*\\.\\s*(in)\\s*\\(\\s*groups\\s*\\))`,
    'gd',
  );
  const matches = [...text.matchAll(pattern)];
  const [first] = matches;
  if (!first) return [];
  const test = (match: RegExpMatchArray): string => `${match[3] ?? match[4] ?? match[5] ?? ''} in groups`;
  const edits = matches.map((match) =>
    replace({ start: match.index, end: match.index + match[0].length }, match[1] ? `!(${test(match)})` : test(match)),
  );
  const [start, end] = first.indices?.[2] ?? first.indices?.[6] ?? [first.index, first.index + 2];
  return [
    {
      range: { start, end },
      message: `in is an operator and stands between the group and groups: ${shown(test(first))}.`,
      repairs: [{ title: `Write ${shown(edits[0]?.newText ?? '')}`, edits }],
    },
  ];
};

/** `"a" "in" groups`, `"a" "in" "groups"`: the operator in quotes. */
export const recogniseQuotedIn: MistakeRecogniser = ({ text, isSound }) => {
  const matches = [...text.matchAll(/(?<=["'])(\s*)(["'])in\2\s*(?:groups\b|(["'])groups\3)/g)];
  const [first] = matches;
  if (!first) return [];
  const edits = matches.map((match) => replace({ start: match.index, end: match.index + match[0].length }, ' in groups'));
  if (!isSound(applyEdits(text, edits))) return [];
  const start = first.index + (first[1] ?? '').length;
  const message = 'in is an operator, and takes no quotes: they go around the group alone.';
  return [{ range: { start, end: start + 4 }, message, repairs: [{ title: 'Write in groups', edits }] }];
};

/** `groups.exists(g, )`: the condition is missing. */
export const recogniseMissingCondition: MistakeRecogniser = ({ text }) => {
  const match = /\.\s*(?:exists|all|exists_one|filter)\s*\(\s*([A-Za-z_]\w*)\s*,(\s*)\)/.exec(text);
  if (!match) return [];
  const end = match.index + match[0].length;
  const condition = `${match[1] ?? 'g'} == "GROUP"`;
  return [
    {
      range: { start: end - 1, end },
      message: `The condition behind the comma is missing, such as ${condition}.`,
      repairs: [
        { title: `Insert ${condition}`, edits: [replace({ start: end - 1 - (match[2] ?? '').length, end: end - 1 }, ` ${condition}`)] },
      ],
    },
  ];
};
