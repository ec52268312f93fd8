import { applyEdits } from '../../text/range.js';
import type { TextEdit } from '../../text/range.js';
import type { LexedToken } from '../lex-filter.js';
import { remove, replace } from './mistake.js';
import type { Mistake, MistakeRecogniser } from './mistake.js';
import { isNegation } from './negations.js';

const OPERATORS: ReadonlySet<string> = new Set(['&&', '||', 'in', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%']);
const JOINING: ReadonlySet<string> = new Set(['&&', '||']);

/** `"a", "b" in groups`, `"a" in groups, "b" in groups`, `…;`: commas and semicolons where CEL has none. */
export const recogniseSeparators: MistakeRecogniser = ({ text, tokens, isSound }) => {
  const separators: LexedToken[] = [];
  let lists = 0;
  const open: string[] = [];
  tokens.forEach((token, index) => {
    if (token.type === '[' || token.type === '{') open.push('list');
    else if (token.type === '(') open.push(tokens[index - 1]?.type === 'ID' && tokens[index - 1]?.end === token.start ? 'list' : 'group');
    else if (token.type === ')' || token.type === ']' || token.type === '}') open.pop();
    else if ((token.type === ',' && open.at(-1) !== 'list') || token.type === ';' || isFullStop(tokens, index)) separators.push(token);
    lists = open.length;
  });
  const [first] = separators;
  if (!first || lists > 1000) return [];
  const isBare = (token: LexedToken): boolean => {
    const next = tokens[tokens.indexOf(token) + 1];
    const previous = tokens[tokens.indexOf(token) - 1];
    return (
      !previous ||
      !next ||
      next.type === ')' ||
      previous.type === '(' ||
      JOINING.has(next.type) ||
      JOINING.has(previous.type) ||
      next.type === ',' ||
      next.type === ';' ||
      /^WORD_(?:AND|OR)$/.test(next.type)
    );
  };
  const edits = (operator: string): TextEdit[] =>
    separators.map((token) => {
      if (isBare(token)) return remove(text, token);
      const before = /\s/.test(text[token.start - 1] ?? '') ? '' : ' ';
      const after = /\s/.test(text[token.end] ?? '') ? '' : ' ';
      return replace(token, before + operator + after);
    });
  const sign = first.type === ',' ? 'comma' : first.type === ';' ? 'semicolon' : 'full stop';
  const name = `A ${sign}`;
  if (separators.every(isBare))
    return [
      {
        range: first,
        message: `${name} has no place here: a filter is one condition.`,
        repairs: [{ title: `Remove the ${sign}`, edits: edits('') }],
      },
    ];
  const message = `${name} does not join tests. Write || (any of them) or && (all of them), and test each group with in groups.`;
  const repairs = ['||', '&&'].map((operator) => ({
    title: `Write ${operator} for the ${sign}`,
    edits: edits(operator),
  }));
  return isSound(applyEdits(text, repairs[0]?.edits ?? [])) ? [{ range: first, message, repairs }] : [{ range: first, message, repairs }];
};

/** `"a" in groups.`, `"a" in groups. && …`: a sentence ended where no member follows. */
function isFullStop(tokens: readonly LexedToken[], index: number): boolean {
  const next = tokens[index + 1];
  return (
    tokens[index]?.type === '.' &&
    tokens[index - 1]?.text === 'groups' &&
    (!next || next.type === ')' || JOINING.has(next.type) || /^WORD_(?:AND|OR)$/.test(next.type))
  );
}

/** `"a" in groups "b" in groups`: nothing joins two tests. */
export const recogniseMissingOperator: MistakeRecogniser = ({ text, tokens, faults }) => {
  const places = faults.filter((fault) => fault.kind === 'missing-operator');
  const [first] = places;
  if (!first) return [];
  const starts = places.map((place) => tokens.findIndex((token) => token.start === place.start));
  // A stray word is no test: whatever it joins is not known.
  if (
    starts.some(
      (index) =>
        tokens[index]?.type === 'ID' &&
        tokens[index]?.text !== 'groups' &&
        tokens[index + 1]?.type !== '(' &&
        tokens[index + 1]?.type !== '.',
    ) ||
    starts.some((index) => deniesNext(tokens[index - 1]))
  )
    return [];
  const range = tokens.find((token) => token.start === first.start) ?? first;
  const isLine = /[\r\n]/.test(text.slice(0, first.start).slice(-3));
  const message = `Nothing joins this ${isLine ? 'line' : 'test'} to the one before. Write || (any of them) or && (all of them) between them.`;
  const repairs = ['||', '&&'].map((operator) => ({
    title: `Insert ${operator}`,
    edits: places.map(({ start }) => replace({ start, end: start }, `${/[\s(]/.test(text[start - 1] ?? ' ') ? '' : ' '}${operator} `)),
  }));
  // In a list, a comma is what is missing.
  const inList = places.filter(({ start }) => isInList(tokens, start));
  if (inList.length > 0) {
    const edits = inList.map(({ start }) => replace({ start: endBefore(tokens, start), end: endBefore(tokens, start) }, ','));
    const place = tokens.find((token) => token.start === inList[0]?.start) ?? range;
    return [
      { range: place, message: 'A comma is missing between two elements of the list.', repairs: [{ title: 'Insert a comma', edits }] },
    ];
  }
  // Strings side by side: each of them is a group.
  const strings = stringsSideBySide(tokens);
  if (strings) {
    const expanded = ['||', '&&'].map((operator) => ({
      title: `Test each group, joined by ${operator}`,
      edits: strings.map(({ token, isLast }) => replace({ start: token.end, end: token.end }, isLast ? '' : ` in groups ${operator}`)),
    }));
    return [
      { range, message: 'Two groups stand side by side. Test each of them: "GROUP" in groups, joined by || or &&.', repairs: expanded },
    ];
  }
  return [{ range, message, repairs }];
};

/** A word before a test that says the test must not hold is no name of a group. */
function deniesNext(token: LexedToken | undefined): boolean {
  return token?.type === 'WORD_NOT' || (token?.type === 'ID' && isNegation(token));
}

function isInList(tokens: readonly LexedToken[], offset: number): boolean {
  const open: string[] = [];
  for (const token of tokens) {
    if (token.start >= offset) break;
    if (token.type === '(' || token.type === '[' || token.type === '{') open.push(token.type);
    else if (token.type === ')' || token.type === ']' || token.type === '}') open.pop();
  }
  return open.at(-1) === '[';
}

function endBefore(tokens: readonly LexedToken[], offset: number): number {
  return tokens.findLast((token) => token.end <= offset)?.end ?? offset;
}

function stringsSideBySide(tokens: readonly LexedToken[]): readonly { readonly token: LexedToken; readonly isLast: boolean }[] | null {
  const result: { token: LexedToken; isLast: boolean }[] = [];
  let found = false;
  tokens.forEach((token, index) => {
    if (token.type !== 'STRING') return;
    const next = tokens[index + 1];
    const isFollowed = next?.type === 'STRING' && next.start > token.end;
    if (isFollowed) found = true;
    result.push({ token, isLast: !isFollowed });
  });
  return found ? result.filter(({ isLast }) => !isLast) : null;
}

/** `"a" in groups ||`, `|| "a" in groups`, `… || || …`, `… && || …`: an operator without an operand. */
export const recogniseDanglingOperators: MistakeRecogniser = ({ text, tokens, isSound }) => {
  const dangling: { readonly token: LexedToken; readonly place: 'first' | 'last' | 'doubled'; readonly other?: LexedToken }[] = [];
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    const next = tokens[index + 1];
    const isWord =
      /^(?:WORD_(?:AND|OR)|BAD_(?:AND|OR))$/.test(token.type) && !/^(?:in|\.)$/.test(next?.type ?? '') && (index > 0 || next !== undefined);
    if (!OPERATORS.has(token.type) && !isWord) return;
    if (!previous || previous.type === '(' || previous.type === '[' || previous.type === ',') {
      if (token.type !== '-') dangling.push({ token, place: 'first' });
    } else if (!next || next.type === ')' || next.type === ']' || next.type === ',' || next.type === ';')
      dangling.push({ token, place: 'last' });
    else if (JOINING.has(token.type) && OPERATORS.has(previous.type)) dangling.push({ token, place: 'doubled', other: previous });
  });
  const [first] = dangling;
  if (!first) return [];
  const { token, place, other } = first;
  const edits = dangling.map((item) => remove(text, item.token));
  const missing = place === 'first' ? 'to the left of' : 'to the right of';
  const message =
    place === 'doubled' && other
      ? other.type === token.type
        ? `${token.text} is written twice.`
        : `${other.text} and ${token.text} stand side by side, with no test between them.`
      : `Nothing stands ${missing} ${token.text}.`;
  // Without it the filter would say the opposite.
  const unequal = dangling.find((item) => item.place === 'first' && item.token.type === '!=');
  if (unequal) return [{ range: unequal.token, message: 'Nothing stands to the left of !=.', repairs: [], isFinal: true }];
  const repairs = [{ title: `Remove ${token.text}`, edits }];
  if (place === 'doubled' && other && other.type !== token.type && JOINING.has(other.type)) {
    repairs[0] = { title: `Keep ${other.text}`, edits };
    repairs.push({
      title: `Keep ${token.text}`,
      edits: [remove(text, other), ...dangling.slice(1).map((item) => remove(text, item.token))],
    });
  }
  // `in` without a right side is a test without groups, which others mend better.
  const mistake: Mistake = { range: token, message, repairs };
  return token.type === 'in' && !isSound(applyEdits(text, edits)) ? [] : [mistake];
};

/** `"a" in groups ?`, `… ? true :`: a conditional that says no more than its condition. */
export const recogniseHalfConditional: MistakeRecogniser = ({ text, isSound }) => {
  const tail = /\s*\?\s*(?:(?:true|false)\b)?\s*(?::\s*(?:(?:true|false)\b)?)?\s*$|\s*:\s*(?:(?:true|false)\b)?\s*$/.exec(text);
  if (!tail) return [];
  const edits = [replace({ start: tail.index, end: text.length }, '')];
  if (!isSound(applyEdits(text, edits))) return [];
  const start = tail.index + tail[0].length - tail[0].trimStart().length;
  return [
    {
      range: { start, end: start + 1 },
      message: 'This conditional is not complete, and a filter needs none: it is the condition itself.',
      repairs: [{ title: `Remove ${tail[0].trim()}`, edits }],
    },
  ];
};

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Brackets that never close, or that nothing opened, or that close another kind; and parentheses around nothing. */
export const recogniseBrackets: MistakeRecogniser = ({ text, tokens, isSound }) => {
  const stack: LexedToken[] = [];
  const extra: LexedToken[] = [];
  const wrongKind: { readonly token: LexedToken; readonly opening: LexedToken }[] = [];
  for (const token of tokens) {
    if (token.type === '(' || token.type === '[' || token.type === '{') stack.push(token);
    else if (token.type === ')' || token.type === ']' || token.type === '}') {
      const opening = stack.at(-1);
      if (!opening) extra.push(token);
      else if (CLOSING[opening.type] === token.type) stack.pop();
      else if (stack.some((other) => CLOSING[other.type] === token.type)) {
        // An inner bracket was left open.
        wrongKind.push({ token: opening, opening });
        while (stack.length > 0 && CLOSING[stack.at(-1)?.type ?? ''] !== token.type) stack.pop();
        stack.pop();
      } else {
        wrongKind.push({ token, opening });
        stack.pop();
      }
    }
  }
  const results: Mistake[] = [];
  const push = (range: LexedToken, message: string, title: string, edits: readonly TextEdit[]): void => {
    results.push({ range, message, repairs: [{ title, edits }] });
  };
  const [swapped] = wrongKind;
  if (swapped) {
    const { token, opening } = swapped;
    const closing = CLOSING[opening.type] ?? ')';
    const isLeftOpen = token === opening;
    const message = isLeftOpen ? `${opening.text} is never closed.` : `${token.text} does not close ${opening.text}.`;
    if (!isLeftOpen)
      push(
        token,
        message,
        `Write ${closing} for ${token.text}`,
        wrongKind.map((item) => replace(item.token, CLOSING[item.opening.type] ?? ')')),
      );
    push(token, message, `Remove ${token.text}`, [
      ...wrongKind.map((item) => remove(text, item.token)),
      ...extra.map((other) => remove(text, other)),
    ]);
  }
  const [opening] = stack;
  if (opening) {
    const closers = stack
      .map((token) => CLOSING[token.type] ?? ')')
      .reverse()
      .join('');
    const message =
      stack.length === 1 ? `${opening.text} is never closed.` : `${stack.length} brackets are never closed; this is the first.`;
    const end = endOfCode(text, tokens);
    const onOwnLine = text.slice(end).includes('//') ? [replace({ start: end, end }, closers)] : [replace({ start: end, end }, closers)];
    push(opening, message, `Insert ${closers} at the end`, onOwnLine);
    push(
      opening,
      message,
      `Remove ${opening.text}`,
      stack.map((token) => remove(text, token)),
    );
    const last = stack.at(-1);
    if (last && last !== opening) push(last, `${last.text} is never closed.`, `Remove ${last.text}`, [remove(text, last)]);
  }
  const [closing] = extra;
  if (closing) {
    push(
      closing,
      `Nothing opens this ${closing.text}.`,
      `Remove ${closing.text}`,
      extra.map((token) => remove(text, token)),
    );
    if (closing.type === ')')
      push(closing, `Nothing opens this ${closing.text}.`, 'Insert ( at the beginning', [
        replace({ start: 0, end: 0 }, '('.repeat(extra.length)),
      ]);
  }
  const sound = results.filter((result) => isSound(applyEdits(text, result.repairs[0]?.edits ?? [])));
  return sound.length > 0 ? sound : results;
};

function endOfCode(text: string, tokens: readonly LexedToken[]): number {
  return tokens.at(-1)?.end ?? text.length;
}

/** `()`, also beside other tests. */
export const recogniseEmptyParentheses: MistakeRecogniser = ({ text, tokens, faults, isSound }) => {
  const empty = faults.filter((fault) => fault.kind === 'empty-parentheses');
  const pairs = tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    return token.type === '(' && next?.type === ')' && tokens[index - 1]?.type !== 'ID'
      ? [{ start: token.start, end: next.end, index }]
      : [];
  });
  const [first] = pairs;
  if (!first || (empty.length === 0 && pairs.length === 0)) return [];
  const message = 'There is nothing between the parentheses. Write a test there, such as "GROUP" in groups.';
  const range = { start: first.start, end: first.end };
  const withOperator = pairs.map(({ start, end, index }) => {
    const before = tokens[index - 1];
    const after = tokens[index + 2];
    if (before && JOINING.has(before.type)) return remove(text, { start: before.start, end });
    if (after && JOINING.has(after.type)) return remove(text, { start, end: after.end });
    return remove(text, { start, end });
  });
  const isOperand = tokens[first.index - 1]?.type === 'in';
  const candidates: Mistake[] = [
    { range, message, repairs: [{ title: 'Remove the empty parentheses', edits: withOperator }] },
    { range, message, repairs: [{ title: 'Write groups for ()', edits: pairs.map((pair) => replace(pair, 'groups')) }] },
    { range, message, repairs: [{ title: 'Write "GROUP" in groups', edits: pairs.map((pair) => replace(pair, '("GROUP" in groups)')) }] },
  ];
  return candidates.filter(
    (candidate, index) => (isOperand || index !== 1) && isSound(applyEdits(text, candidate.repairs[0]?.edits ?? [])),
  );
};
