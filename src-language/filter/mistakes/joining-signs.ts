import { applyEdits } from '../../text/range.js';
import type { OffsetRange, TextEdit } from '../../text/range.js';
import type { LexedToken } from '../lex-filter.js';
import { NEGATION_NOTE, replace, shown } from './mistake.js';
import type { BrokenFilter, Mistake, MistakeRecogniser } from './mistake.js';
import { isNegation } from './negations.js';

/** What stands between two tests where `&&` or `||` belongs. */
interface Joint extends OffsetRange {
  readonly written: string;
  readonly meaning: Meaning;
  /** The test before it, and the text or test behind it. */
  readonly left: OffsetRange;
  readonly right: OffsetRange;
}

type Meaning = '&&' | '||' | 'xor' | 'except' | 'nor' | 'nand' | 'implies' | 'negated' | 'unknown';

const MEANINGS: readonly (readonly [Meaning, RegExp])[] = [
  ['&&', /^(?:\\[nrt])*[-.&*]*(?:and|und|et|y|e|и|і|och|en|also|andalso|plus|but|with|together with|as well as|⋀|∧)[-.&*]*$/iu],
  ['||', /^(?:\\[nrt])*[-.|*]*(?:or|oder|ou|o|или|або|eller|of|orelse|or else|⋁|∨)[-.|*]*$/iu],
  ['xor', /^[-.]*(?:xor|either or|⊕|⊻)[-.]*$/iu],
  ['except', /^(?:except|unless|without|minus|excluding|but without|and without|ohne|außer|sauf)$/iu],
  ['nor', /^nor$/i],
  ['nand', /^nand$/i],
  ['implies', /^(?:implies|⇒|⟹)$/i],
  ['negated', /^!$/],
];

/** `"a" in groups xor "b" in groups`, `… ^ …`, `… -or …`, `… → …`: two tests joined by something that CEL does not have. */
export const recogniseJoiningSigns: MistakeRecogniser = (filter) => {
  const joints = findJoints(filter);
  const [first] = joints;
  if (!first) return [];
  const range = { start: first.start, end: first.end };
  const kinds = new Set(joints.map((joint) => joint.meaning));
  const isOnly = kinds.size === 1 && isWholeFilter(filter, joints);
  const word = shown(first.written);
  const name = /^[\p{L}\p{N}]/u.test(word) ? `"${word}"` : word;
  const mistake = (message: string, title: string, edits: readonly TextEdit[]): Mistake => ({
    range,
    message,
    repairs: [{ title, edits }],
  });
  const { text } = filter;
  const part = (place: OffsetRange): string => wholeTest(text.slice(place.start, place.end));
  switch (first.meaning) {
    case '&&':
    case '||':
      return [
        mistake(
          `CEL writes ${first.meaning} for ${name}.`,
          `Write ${first.meaning} for ${word}`,
          joints.map((joint) => join(joint, text)),
        ),
      ];
    case 'xor': {
      const message = `CEL has no ${name}. That one of two tests holds and not the other is written with != between them, each in parentheses.`;
      if (!isOnly) return [{ range, message, repairs: [], isFinal: true }];
      const [{ left }] = joints as [Joint];
      const edits = [
        replace(left, `(${part(left)})`),
        ...joints.flatMap((joint) => [replace(joint, '!='), replace(joint.right, `(${part(joint.right)})`)]),
      ];
      return [mistake(message, 'Write != between the tests (Confluent does not document this form)', edits)];
    }
    case 'except': {
      const edits = joints.flatMap((joint) => [replace(joint, '&&'), replace(joint.right, `!(${part(joint.right)})`)]);
      const message = `CEL has no ${name}. That the second test must not hold is written && !(${shown(part(first.right))}).`;
      return kinds.size > 1 ? [] : [mistake(message, `Write && !(…) for ${word} (${NEGATION_NOTE})`, edits)];
    }
    case 'nor':
    case 'nand':
    case 'implies': {
      const message = `CEL has no ${name}: tests are joined by && and ||, and negated with !.`;
      if (!isOnly || joints.length > 1) return [{ range, message, repairs: [], isFinal: true }];
      const [left, right] = [part(first.left), part(first.right)];
      const mended =
        first.meaning === 'implies' ? `!(${left}) || ${right}` : `!(${left} ${first.meaning === 'nor' ? '||' : '&&'} ${right})`;
      const edits = [replace({ start: first.left.start, end: first.right.end }, mended)];
      return [mistake(message, `Write ${shown(mended)} (${NEGATION_NOTE})`, edits)];
    }
    case 'negated':
    case 'unknown': {
      const keep = first.meaning === 'negated';
      const repairs = ['||', '&&'].map((operator) => ({
        title: keep ? `Insert ${operator}` : `Write ${operator} for ${word}`,
        edits: joints.map((joint) =>
          joint.meaning === 'negated'
            ? replace({ start: joint.start, end: joint.start }, `${operator} `)
            : joint.meaning === 'unknown'
              ? join({ ...joint, meaning: operator as Meaning }, text)
              : join(joint, text),
        ),
      }));
      const message = keep
        ? 'Nothing joins this test to the one before. Write || (any of them) or && (all of them) between them.'
        : `${name} does not join tests in CEL. Write || (any of them) or && (all of them).`;
      return [{ range, message, repairs }];
    }
  }
};

/** Pads an operator where what it replaces touched the tests. */
function join(joint: Joint, text: string): TextEdit {
  const before = /\s/.test(text[joint.start - 1] ?? '') ? '' : ' ';
  const after = /\s/.test(text[joint.end] ?? '') ? '' : ' ';
  return replace(joint, before + joint.meaning + after);
}

function wholeTest(text: string): string {
  return /^(?:"[^"]*"|'[^']*')$/.test(text) ? `${text} in groups` : text;
}

/** Whether the filter, or what stands in one pair of parentheses, is tests and these joints, and nothing besides. */
function isWholeFilter({ text }: BrokenFilter, joints: readonly Joint[]): boolean {
  const [first] = joints;
  const last = joints.at(-1);
  if (!first || !last || !/(?:^|\()\s*$/.test(text.slice(0, first.left.start)) || !/^\s*(?:$|\))/.test(text.slice(last.right.end)))
    return false;
  return joints.every((joint, index) => index === 0 || joints[index - 1]?.right.start === joint.left.start);
}

/** Signs that the lenient grammar lets stand between two operands and that other recognisers know. */
const KNOWN = /^(?:and|or|&+|\|+|,|;|=|==+|!=+|<>)$/i;

function findJoints(filter: BrokenFilter): readonly Joint[] {
  const { text, everything } = filter;
  const joints: Joint[] = [];
  for (let index = 0; index < everything.length; index++) {
    const end = endOfTest(everything, index);
    if (end < 0) continue;
    let next = end + 1;
    while (next < everything.length && next - end <= 12 && isFiller(everything[next])) next++;
    // `and !"b" in groups`: the sign belongs to the test behind it.
    if (everything[end + 1]?.type !== '!') while (next > end + 2 && everything[next - 1]?.type === '!') next--;
    const following = everything[next];
    const [from, to] = [everything[end + 1], everything[next - 1]];
    if (next === end + 1 || !from || !to || !following || !/^(?:STRING|\(|!|WORD_NOT)$/.test(following.type)) continue;
    const written = text.slice(from.start, to.end);
    const start = everything[index];
    const close = following.type === 'STRING' ? endOfOperand(everything, next) : following.type === '(' ? matching(everything, next) : next;
    const last = everything[close];
    if (!start || !last || KNOWN.test(written) || /["'\r\n]/.test(written)) continue;
    // `"a" in groups is true ( … )` and the like say something else.
    if (/\b(?:is|eq|equals|then|return|if|for|else|true|false)\b/i.test(written) && written.trim() !== 'then') continue;
    // The two signs of a conditional.
    if ((written === '?' && text.includes(':')) || (written === ':' && text.slice(0, from.start).includes('?'))) continue;
    const denies = everything.slice(end + 1, next).some((token) => token.type === 'ID' && isNegation(token));
    const meaning = MEANINGS.find(([, pattern]) => pattern.test(written))?.[0] ?? (denies ? 'except' : 'unknown');
    joints.push({
      start: from.start,
      end: to.end,
      written,
      meaning,
      left: { start: start.start, end: everything[end]?.end ?? start.end },
      right: { start: following.start, end: last.end },
    });
    index = end;
  }
  return joints;
}

/** The last token of a whole test that begins here, `"a" in groups` or one in parentheses; -1 for none. */
function endOfTest(tokens: readonly LexedToken[], index: number): number {
  const token = tokens[index];
  if (token?.type === 'STRING') return tokens[index + 1]?.type === 'in' && isGroups(tokens[index + 2]) ? index + 2 : -1;
  if (token?.type !== '(' || isName(tokens[index - 1])) return -1;
  const close = matching(tokens, index);
  return close > index && isGroups(tokens[close - 1]) && tokens.slice(index, close).some(({ type }) => type === 'in') ? close : -1;
}

function endOfOperand(tokens: readonly LexedToken[], index: number): number {
  const end = endOfTest(tokens, index);
  return end < 0 ? index : end;
}

function isGroups(token: LexedToken | undefined): boolean {
  return token?.type === 'ID' && token.text === 'groups';
}

function isName(token: LexedToken | undefined): boolean {
  return token?.type === 'ID' && token.text !== 'in';
}

/** Anything but operands, brackets and what parts filters. */
function isFiller(token: LexedToken | undefined): boolean {
  if (!token) return false;
  if (token.type === '!') return true;
  return (
    !/^(?:STRING|BYTES|UNTERMINATED|SMART_STRING|INT|UINT|FLOAT|true|false|null|in|WORD_IN|WORD_NOT|&&|\|\||[()[\]{},;])$/.test(
      token.type,
    ) && !isGroups(token)
  );
}

function matching(tokens: readonly LexedToken[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index++) {
    const type = tokens[index]?.type;
    if (type === '(') depth++;
    else if (type === ')' && --depth === 0) return index;
  }
  return open;
}

/** `both "a" and "b" in groups`, `either … or …`, `neither "a" nor "b" in groups`: pairs of words, of which CEL has none. */
export const recognisePairedWords: MistakeRecogniser = ({ text, isSound }) => {
  const match =
    /^(\s*)(both|either|neither)\b\s*((?:"[^"\\\r\n]*"|'[^'\\\r\n]*')(?:\s+in\s+groups)?)\s*\b(and|or|nor)\b\s*((?:"[^"\\\r\n]*"|'[^'\\\r\n]*')(?:\s+in\s+groups)?)\s*$/i.exec(
      text,
    );
  if (!match) return [];
  const [, blank = '', word = '', left = '', joint = '', right = ''] = match;
  const operator = /and/i.test(joint) ? '&&' : '||';
  const both = `${wholeTest(left)} ${operator} ${wholeTest(right)}`;
  const isNegated = /neither/i.test(word);
  const mended = isNegated ? `!(${both})` : both;
  const edits = [replace({ start: blank.length, end: text.length }, mended)];
  if (!isSound(applyEdits(text, edits))) return [];
  const message = isNegated
    ? `CEL has no "${word}". To negate, put ! before the tests in parentheses: ${shown(mended)}.`
    : `CEL has no "${word}": each group has a test of its own, joined by ${operator}.`;
  const range = { start: blank.length, end: blank.length + word.length };
  return [{ range, message, repairs: [{ title: `Write ${shown(mended)}${isNegated ? ` (${NEGATION_NOTE})` : ''}`, edits }] }];
};
