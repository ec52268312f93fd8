import type { OffsetRange } from '../../text/range.js';
import type { LexedToken } from '../lex-filter.js';
import { quoteGroup } from '../string-literal.js';
import { NEGATION_NOTE, replace, shown } from './mistake.js';
import type { BrokenFilter, MistakeRecogniser } from './mistake.js';
import { isNegation, unequalSign } from './negations.js';
import { isPlausibleName } from './plausible-name.js';
import { plainTest } from './plain-test.js';

/** Tokens between two connectors (`&&`, `||`, words for them, parentheses, separators): what should be one test. */
type Segment = readonly LexedToken[];

interface MendedTest extends OffsetRange {
  readonly test: string;
  readonly isNegated: boolean;
  readonly wrong: OffsetRange;
  readonly message: string;
}

/**
 * One test of one group, in words that CEL does not have: `groups contains "a"`, `"a" not in groups`, `"a" is in groups`, `"a" groups`,
 * `"a" in`, `in groups`, `"a" in in groups`, `"a" i@n groups`. A segment that names one group and nothing that could be another
 * test can only mean one thing.
 */
export const recogniseTestForms: MistakeRecogniser = (filter) => {
  const mended: MendedTest[] = [];
  for (const segment of segmentsOf(filter)) {
    const test = mendTest(filter, segment);
    if (test) mended.push(test);
  }
  const [first] = mended;
  if (!first) return [];
  const note = mended.some((test) => test.isNegated) ? ` (${NEGATION_NOTE})` : '';
  const title = `Write ${shown(first.test)}${mended.length > 1 ? ' and likewise' : ''}${note}`;
  return [{ range: first.wrong, message: first.message, repairs: [{ title, edits: mended.map((test) => replace(test, test.test)) }] }];
};

const CONNECTORS: ReadonlySet<string> = new Set(['&&', '||', 'WORD_AND', 'WORD_OR', 'BAD_AND', 'BAD_OR', ';', '?']);
function segmentsOf({ everything, text }: BrokenFilter): Segment[] {
  const segments: Segment[] = [];
  let current: LexedToken[] = [];
  const end = (): void => {
    if (current.length > 0) segments.push(current);
    current = [];
  };
  for (let index = 0; index < everything.length; index++) {
    const token = everything[index];
    if (!token) continue;
    const previous = everything[index - 1];
    if (token.type === '(' || token.type === '[') {
      const close = matching(everything, index);
      const inner = everything.slice(index + 1, close);
      const isCall = token.type === '(' && previous?.type === 'ID' && previous.end === token.start && !/^(?:in|not)$/i.test(previous.text);
      // `(groups)`, `("a")` and lists belong to their test; other parentheses hold tests of their own.
      if (close > index && (isCall || token.type === '[' || (inner.length === 1 && /^(?:ID|STRING)$/.test(inner[0]?.type ?? '')))) {
        current.push(...everything.slice(index, close + 1));
        index = close;
        continue;
      }
      end();
    } else if (/^[)\]{}]$/.test(token.type) || CONNECTORS.has(token.type)) end();
    else if (token.type === ',') end();
    else if (
      token.type === 'STRING' &&
      current.some((other) => other.type === 'STRING') &&
      /\s/.test(text[token.start - 1] ?? '') &&
      current.some(isGroups)
    ) {
      // A second string behind a whole test begins the next one, with the negation before it.
      if (current[0]?.type === 'STRING') {
        const next: LexedToken[] = [];
        for (let last = current.at(-1); last && isNegation(last); last = current.at(-1)) next.unshift(...current.splice(-1));
        end();
        current = next;
      }
      current.push(token);
    } else current.push(token);
  }
  end();
  return segments;
}

function matching(tokens: readonly LexedToken[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length && index < open + 200; index++) {
    const type = tokens[index]?.type;
    if (type === '(' || type === '[') depth++;
    else if ((type === ')' || type === ']') && --depth === 0) return index;
  }
  return -1;
}

/** `groups`, or `group` by mistake. */
export function isGroups(token: LexedToken): boolean {
  return token.type === 'ID' && /^groups?$/i.test(token.text);
}

function mendTest(filter: BrokenFilter, segment: Segment): MendedTest | null {
  const first = segment[0];
  const last = segment.at(-1);
  if (!first || !last || segment.length > 14) return null;
  const source = filter.text.slice(first.start, last.end);
  if (
    segment.some(
      (token) =>
        /^(?:\.|\{|\}|:|UNTERMINATED|SMART_STRING|BYTES|true|false|null)$/.test(token.type) &&
        !isClaimDot(segment, token) &&
        !isColonTest(segment, token),
    )
  )
    return null;
  const isSentence = last.type === 'STRING' && segment.length > 1 && !segment.some(isGroups);
  if (touchesString(segment) || (isSentence ? filter.isPerfect(source) : filter.isSound(source))) return null;
  const strings = segment.filter((token) => token.type === 'STRING');
  const groups = segment.filter(isGroups);
  const ins = segment.filter((token) => token.type === 'in' || token.type === 'WORD_IN');
  // An exclamation mark behind the test negates nothing.
  const negations = segment.filter((token) => isNegation(token) && !(token === last && /^!=?$/.test(token.type)));
  const range = { start: first.start, end: last.end };
  const [string] = strings;
  if (!string) {
    const named = mendUnquoted(filter, segment, range);
    if (named) return named;
    if (groups.length === 1 && ins.length === 1 && segment.length === 2 && last.type === 'in')
      return {
        ...range,
        test: '"GROUP" in groups',
        isNegated: false,
        wrong: last,
        message: 'Nothing stands to the right of in. A group goes to the left of in, and groups to the right: "GROUP" in groups.',
      };
    const isEmptyTest = groups.length === 1 && ins.length === 1 && segment.length === 2 && ins[0] === first;
    if (!isEmptyTest) return null;
    return {
      ...range,
      test: '"GROUP" in groups',
      isNegated: false,
      wrong: first,
      message: 'Nothing stands to the left of in. Write the name of a group in quotes there: "GROUP" in groups.',
    };
  }
  if (strings.length > 1 || groups.length > 1 || segment.some((token) => /^between$/i.test(token.text))) return null;
  if (groups.length === 0 && last === string && segment.length > 1) return mendSentence(filter, segment, string, range);
  if (groups.length === 0 && (ins.length === 0 || segment.length > 3 || last.type !== 'in')) return null;
  // Something stands behind `in`, and is no variable.
  if (groups.length === 0 && /^[([{]$/.test(filter.everything[filter.everything.indexOf(last) + 1]?.type ?? '')) return null;
  const sign = unequalSign(filter.text, segment);
  const isNegated =
    negations.length % 2 === 1 ||
    (negations.length === 0 && sign !== null) ||
    /\b(?:isn|doesn|don|aren|wasn)['’]?t\b/i.test(source.replace(string.text, ''));
  const plain = plainTest(segment, string);
  const test = isNegated ? `!(${plain})` : plain;
  return { ...range, test, isNegated, ...explainTest(filter, segment, string, groups[0], ins, sign ? [sign] : negations, test) };
}

const SENTENCE_WORDS =
  /^(?:user|users|member|members|memberof|is|in|of|the|a|an|group|role|claim|has|have|belongs|to|part|any|where|with)$/i;

/** `member of "a"`, `user is in "a"`: a sentence about the user, who needs no mention. */
function mendSentence({ text }: BrokenFilter, segment: Segment, string: LexedToken, range: OffsetRange): MendedTest | null {
  const words = segment.filter((token) => token !== string);
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last || !words.every((token) => SENTENCE_WORDS.test(token.text) || isNegation(token))) return null;
  const isNegated = words.filter(isNegation).length % 2 === 1;
  const test = isNegated ? `!(${string.text} in groups)` : `${string.text} in groups`;
  const wrong = { start: first.start, end: last.end };
  return {
    ...range,
    test,
    isNegated,
    wrong,
    message: `${shown(text.slice(wrong.start, wrong.end))} is not CEL. A test of one group is written ${shown(test)}.`,
  };
}

const MEMBERSHIP_WORDS =
  /^(?:contains?|containing|has|have|having|includes?|including|is|are|equals?|eq|like|matches|be|to|of|any|the|member|==?=?|:|~)$/i;

/** What other languages call nothing: no name of a group. */
const NO_VALUE = /^(?:null|none|nil|undefined|empty|blank|true|false)$/i;

/** `groups contains admins`: the words behind the operator are a name without quotes. */
function mendUnquoted({ text }: BrokenFilter, segment: Segment, range: OffsetRange): MendedTest | null {
  const [groups, operator] = segment;
  if (!groups || !isGroups(groups) || !operator || !MEMBERSHIP_WORDS.test(operator.text)) return null;
  const from = segment.findIndex((token, index) => index > 0 && !MEMBERSHIP_WORDS.test(token.text) && !isNegation(token));
  const name = segment[from];
  const before = segment[from - 1];
  if (!name || !before || segment.slice(from).some((token) => token.type === 'in' || isGroups(token))) return null;
  const words = text.slice(name.start, range.end);
  // A regular expression of JavaScript or Perl is no name.
  if (/^\/.*\/[a-z]*$/.test(words)) return null;
  const literal = isPlausibleName(words) && !NO_VALUE.test(words) ? quoteGroup(words) : null;
  if (!literal) return null;
  const isNegated = segment.slice(0, from).some(isNegation);
  const test = isNegated ? `!(${literal} in groups)` : `${literal} in groups`;
  const written = shown(text.slice(operator.start, before.end));
  return {
    ...range,
    test,
    isNegated,
    wrong: { start: operator.start, end: before.end },
    message: `CEL has no operator "${written}". groups is a list, tested with in: ${shown(test)}.`,
  };
}

/** `groups: "a"`. */
function isColonTest(segment: Segment, token: LexedToken): boolean {
  return token.type === ':' && (segment[1] === token || segment.some((other) => other.type === 'STRING')) && segment.some(isGroups);
}

function isClaimDot(segment: Segment, token: LexedToken): boolean {
  // `groups.contains "a"`: a call without its parentheses.
  if (segment[1] === token && segment[0] && isGroups(segment[0]) && segment.length === 4 && segment[3]?.type === 'STRING') return true;
  return token.type === '.' && segment.some((other) => isGroups(other) && other.start === token.end);
}

/** Whether a word stands right against a string: that is a name with quotes inside, not a test in other words. */
function touchesString(segment: Segment): boolean {
  return segment.some((token, index) => {
    const next = segment[index + 1];
    if (!next || next.start !== token.end) return false;
    return (
      (token.type === 'STRING' && /^(?:ID|INT|FLOAT|STRING|FOREIGN|-|\.|\/)$/.test(next.type)) ||
      (next.type === 'STRING' && /^(?:ID|INT|FLOAT)$/.test(token.type))
    );
  });
}

function explainTest(
  { text }: BrokenFilter,
  segment: Segment,
  string: LexedToken,
  groups: LexedToken | undefined,
  ins: readonly LexedToken[],
  negations: readonly LexedToken[],
  test: string,
): { readonly wrong: OffsetRange; readonly message: string } {
  const [negation] = negations;
  if (negation) {
    const next = ins[0];
    const together =
      next && next.start >= negation.end && /^\s*$/.test(text.slice(negation.end, next.start))
        ? { start: negation.start, end: next.end }
        : negation;
    const written = shown(text.slice(together.start, together.end));
    const unknown = /^!=?$/.test(written) ? '' : `CEL has no "${written}". `;
    return { wrong: together, message: `${unknown}To negate, put ! before the whole test: ${shown(test)}.` };
  }
  if (!groups) {
    const operator = ins.at(-1) ?? string;
    return { wrong: operator, message: `Nothing stands to the right of in. The groups of the user are called groups: ${shown(test)}.` };
  }
  if (ins.length > 1 && ins[1] && segment.length === ins.length + 2)
    return { wrong: ins[1], message: `in is written twice. Write ${shown(test)}.` };
  const others = segment.filter((token) => token !== string && token !== groups && token.type !== 'in' && !/^[()[\]]$/.test(token.type));
  const [first] = others;
  const last = others.at(-1);
  if (!first || !last) {
    if (ins.length === 0)
      return {
        wrong: groups.start < string.start ? string : groups,
        message: `An operator is missing between ${shown(string.text)} and groups. Write ${shown(test)}.`,
      };
    return { wrong: ins[0] ?? groups, message: `in stands between the group and groups: ${shown(test)}.` };
  }
  if (first.type === 'WORD_IN' && others.length === 1)
    return { wrong: first, message: `CEL tells capitals from small letters: write in, not ${first.text}.` };
  const isBetween = first.start > Math.min(string.start, groups.start) && last.end < Math.max(string.end, groups.end);
  const wrong = isBetween ? { start: first.start, end: last.end } : first;
  const written = shown(text.slice(wrong.start, wrong.end));
  if (isBetween)
    return {
      wrong,
      message: `CEL has no ${/^\w/.test(written) ? `operator "${written}"` : written} here. ${test.includes('exists(') ? 'Ask whether one of the groups fits' : 'groups is a list, tested with in'}: ${shown(test)}.`,
    };
  return { wrong, message: `${written} is not expected here. A test of one group is written ${shown(test)}.` };
}

/** `"a" isn't in groups`, `groups doesn't contain "a"`: the apostrophe would open a string. */
export const recogniseContractions: MistakeRecogniser = ({ text }) => {
  const matches = [...text.matchAll(/(?<=^|[\s("'])(?:isn|doesn|don|aren|wasn|hasn|haven|mustn)['\u2019]t\b/gi)];
  const [first] = matches;
  if (!first) return [];
  const edits = matches.map((match) => replace({ start: match.index, end: match.index + match[0].length }, 'not'));
  const range = { start: first.index, end: first.index + first[0].length };
  const message = `CEL has no "${first[0]}". To negate, put ! before the whole test: !("GROUP" in groups).`;
  return [{ range, message, repairs: [{ title: `Negate the test (${NEGATION_NOTE})`, edits }] }];
};
