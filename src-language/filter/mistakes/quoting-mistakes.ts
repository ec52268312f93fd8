import { applyEdits } from '../../text/range.js';
import type { OffsetRange, TextEdit } from '../../text/range.js';
import { quoteGroup } from '../string-literal.js';
import { replace, shown } from './mistake.js';
import type { BrokenFilter, Mistake, MistakeRecogniser, Repair } from './mistake.js';
import { isDirectoryName, isPlausibleName } from './plausible-name.js';

/** `… in groups`, also with another spelling of the variable: what stands before it is a group, whatever its quotes are. */
const ANCHOR = /(?<=^|[^\w])(?:(?:not|NOT)\s+|!\s*)?in\b\s*\(?\s*(?:\w+\s*\.\s*)?groups?\b(?!\s*\.)|(?<=[^\w])in\s*\[/gi;
/** What may stand between two tests, and before the first. */
const BEFORE_OPERAND = /^(?:\s|\)|\|+|&+(?![\w#]+;)|!|[,;]|\b(?:and|or|not)\b(?=\s))*(?:\(\s*)*/i;

interface Operand extends OffsetRange {
  readonly written: string;
  readonly literal: string;
  /** Words before the operand that stand for && or ||. */
  readonly joints: readonly TextEdit[];
  readonly kind: 'unquoted' | 'unclosed' | 'unopened' | 'mismatched' | 'quotes-inside' | 'trailing';
  /** Other things that it may have been meant as. */
  readonly others?: readonly Repair[];
}

/** `"a in groups`, `a" in groups`, `"a' in groups`, `"team "x"" in groups`, `Data Science in groups`: quotes missing or in the way. */
export const recogniseQuoting: MistakeRecogniser = (filter) => {
  const operands = findOperands(filter);
  const [first] = operands;
  if (!first) return [];
  return [mistakeFor(filter, operands, first)];
};

function findOperands(filter: BrokenFilter): readonly Operand[] {
  const { text } = filter;
  const operands: Operand[] = [];
  let from = 0;
  for (const anchor of text.matchAll(ANCHOR)) {
    const end = anchor.index;
    if (end < from) continue;
    const piece = text.slice(from, end);
    const lead = BEFORE_OPERAND.exec(piece)?.[0].length ?? 0;
    let start = from + lead;
    // Another operand stands before: only what is behind the last connector belongs to this one.
    const joined = lastConnector(text.slice(start, end));
    if (joined > 0) start += joined;
    let written = text.slice(start, end).trimEnd();
    while (count(written, ')') > count(written, '(') && text[start - 1] === '(') {
      start--;
      written = text.slice(start, end).trimEnd();
    }
    const range = { start, end: start + written.length };
    const operand = describeOperand(filter, written, range);
    if (operand) {
      // `admins not in groups`: the whole test is negated.
      const negation = /^(?:not\s+|!\s*)(?=in\b[^(]*$)/i.exec(anchor[0])?.[0] ?? '';
      const around =
        negation === ''
          ? []
          : [
              replace({ start: range.start, end: range.start }, '!('),
              replace({ start: end, end: end + negation.length }, ''),
              replace({ start: end + anchor[0].length, end: end + anchor[0].length }, ')'),
            ];
      operands.push({ ...operand, joints: [...jointsIn(text.slice(from, start), from), ...around] });
    }
    from = end + anchor[0].length;
  }
  return operands;
}

/** Where the operand begins behind the last `&&` or `||` outside quotes. */
function lastConnector(text: string): number {
  const matches = [...text.matchAll(/(?:&&|\|\|)\s*(?:!\s*)?\(*\s*/g)];
  const last = matches.at(-1);
  if (!last) return 0;
  const behind = text.slice(last.index + last[0].length);
  return behind === '' ? 0 : last.index + last[0].length;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

const TYPOGRAPHIC_ENDS =
  /^[`\u2018-\u201f\u00ab\u00bb\u2039\u203a\u00b4\uff02\uff07\u300c\u300e]|[`\u2018-\u201f\u00ab\u00bb\u2039\u203a\u00b4\uff02\uff07\u300d\u300f]$/;

function jointsIn(text: string, from: number): TextEdit[] {
  return [...text.matchAll(/\b(and|or)\b/gi)].map((match) =>
    replace({ start: from + match.index, end: from + match.index + match[0].length }, /and/i.test(match[0]) ? '&&' : '||'),
  );
}

function describeOperand(filter: BrokenFilter, written: string, range: OffsetRange): Omit<Operand, 'joints'> | null {
  if (written === '' || written.length > 1000 || /^[[{]/.test(written) || filter.isPerfect(`${written} in groups`)) return null;
  if (/^[rRbB]?("""|''')/.test(written) && written.length > 4) return tripleOperand(written, range);
  // Typographic quotes have a message of their own.
  if (TYPOGRAPHIC_ENDS.test(written)) return null;
  // A letter before the only quote is the name, not a prefix: `b"`.
  const opening = (/^[rRbB]{1,2}["']$/.test(written) ? null : /^(?:[rRbB]{1,2}(?=["']))?["']/.exec(written))?.[0] ?? '';
  const closing = /["']$/.exec(written.slice(opening.length))?.[0] ?? '';
  const body = written.slice(opening.length, closing ? -1 : undefined);
  // Two strings side by side, or joined by anything, are two groups.
  if (/["'][^\w"']*[\s,&|+]+[^\w"']*["']/.test(body) && opening !== '') return null;
  if (opening !== '' && (/["']\s+(?:\w+\s+){1,3}[!(]*["']/.test(body) || /["']\s*in\s/.test(body))) return null;
  if (body.trim() === '' || (/\sin\s/.test(` ${body} `) && /groups/.test(body))) return null;
  const quotes = new Set(body.replace(/\\./g, ''));
  const hasQuotes = quotes.has('"') || quotes.has("'");
  const kind =
    opening && closing
      ? hasQuotes
        ? 'quotes-inside'
        : opening.slice(-1) === closing
          ? null
          : 'mismatched'
      : opening
        ? 'unclosed'
        : closing
          ? 'unopened'
          : 'unquoted';
  if (kind === 'unclosed' && opening.length === 1 && quotes.has(opening)) {
    const trailing = trailingOperand(written, range);
    if (trailing !== undefined) return trailing;
  }
  if (kind === 'unquoted' && !isPlausibleName(written)) return null;
  // Strings with signs between them are several groups.
  if (kind === 'quotes-inside' && /["'][^\p{L}\p{N}"']+["']/u.test(body)) return null;
  if (kind === null || (kind === 'unopened' && hasQuotes) || (kind === 'unclosed' && opening.endsWith('"') && /"\s/.test(body)))
    return null;
  const quote = /"$/.test(opening || closing || '"') || !/'$/.test(opening || closing) ? '"' : "'";
  const value = opening.length > 1 ? body : body.replace(/\\(["'])/g, '$1');
  const literal =
    kind !== 'unquoted' && opening.length <= 1 && body.includes('\\') && !hasQuotes
      ? `${quote}${body}${quote}`
      : quoteGroup(value.trimEnd() === '' ? value : value, quote);
  return literal ? { ...range, written, literal, kind } : null;
}

/** `"eng"-*`, `"a"i`: something behind the closing quotes. */
function trailingOperand(written: string, range: OffsetRange): Omit<Operand, 'joints'> | null | undefined {
  const match = /^(["'])((?:(?!\1)[^\\\r\n])+)\1([^\s"']+)$/.exec(written);
  const [, quote = '"', body = '', behind = ''] = match ?? [];
  // An apostrophe inside a name: `'it's`.
  if (quote === "'" && /^\p{L}/u.test(behind)) return undefined;
  const literal = match ? quoteGroup(body + behind, quote === "'" ? "'" : '"') : null;
  if (!literal) return null;
  const start = range.end - behind.length;
  return {
    ...range,
    written,
    literal,
    kind: 'trailing',
    others: [{ title: `Remove ${shown(behind)} behind the quotes`, edits: [replace({ start, end: range.end }, '')] }],
  };
}

function tripleOperand(written: string, range: OffsetRange): Omit<Operand, 'joints'> | null {
  const opening = /^[rRbB]?("""|''')/.exec(written);
  const quotes = opening?.[1] ?? '"""';
  const body = written.slice(opening?.[0].length ?? 3).replace(/["']+$/, '');
  if (body === '' || body.includes(quotes)) return null;
  return { ...range, written, literal: `${opening?.[0] ?? ''}${body}${quotes}`, kind: 'unclosed' };
}

function mistakeFor(filter: BrokenFilter, operands: readonly Operand[], first: Operand): Mistake {
  const edits = operands.flatMap((operand): TextEdit[] => [...operand.joints, replace(operand, operand.literal)]);
  const likewise = operands.length > 1 ? ', and so for the other groups' : '';
  const repairs = [{ title: `Write ${shown(first.literal)}${likewise}`, edits }];
  const quoteOf = first.written.slice(0, 1);
  switch (first.kind) {
    case 'unquoted':
      if (operands.length === 1 && first.joints.length === 0) {
        const several = severalNames(first);
        if (several) return { range: first, ...several };
      }
      return {
        range: first,
        message: `${shown(first.written)} is not in quotes. The name of a group is a string: ${shown(first.literal)}.`,
        repairs: [{ title: `Put ${shown(first.written)} in quotes${likewise}`, edits }],
      };
    case 'trailing': {
      const start = first.start + first.written.lastIndexOf(quoteOf) + 1;
      return {
        range: { start, end: first.end },
        message: `${shown(filter.text.slice(start, first.end))} stands behind the quotes. What belongs to the group stands between them: ${shown(first.literal)}.`,
        repairs: [...repairs, ...(operands.length === 1 ? (first.others ?? []) : [])],
      };
    }
    case 'unopened':
      return {
        range: first,
        message: `The quotes behind ${shown(first.written.slice(0, -1))} were never opened. Write ${shown(first.literal)}.`,
        repairs,
      };
    case 'mismatched':
      return {
        range: first,
        message: `The string that begins with ${quoteOf} ends with ${first.written.slice(-1)}. Both quotes must be the same: ${shown(first.literal)}.`,
        repairs,
      };
    case 'quotes-inside': {
      const token = filter.tokens.find(({ start, type }) => start > first.start && type !== 'STRING') ?? first;
      const inside = token.start < first.end ? token : first;
      return {
        range: inside,
        message: `The quotes inside the string end it too early. Use the other quotes around it, or a backslash before those inside: ${shown(first.literal)}.`,
        repairs,
      };
    }
    default:
      return {
        range: {
          start: first.start,
          end:
            filter.text.indexOf('\n', first.start) < 0
              ? first.end
              : Math.max(first.start + 1, Math.min(first.end, filter.text.indexOf('\n', first.start))),
        },
        message: `The string that begins here is never closed. Write ${shown(first.literal)}.`,
        repairs,
      };
  }
}

/** `admins, devs in groups`, `admins or devs in groups`: several names, or one with a comma or a word for && or || in it. */
function severalNames(operand: Operand): Pick<Mistake, 'message' | 'repairs'> | null {
  const { written } = operand;
  if (isDirectoryName(written)) return null;
  const isList = /[,;]/.test(written);
  const parts = written.split(isList ? /\s*[,;]\s*/ : /\s+(?:and|or)\s+/i);
  const literals = parts.map((part) => (isPlausibleName(part) ? quoteGroup(part) : null));
  if (parts.length < 2 || !literals.every((literal) => literal !== null)) return null;
  const words = new Set(written.match(/\s(?:and|or)(?=\s)/gi)?.map((word) => word.trim().toLowerCase()) ?? []);
  const operators = isList ? ['||', '&&'] : words.size > 1 ? [] : [words.has('or') ? '||' : '&&'];
  const several = operators.map((operator) => ({
    title: `Test each group, joined by ${operator}`,
    edits: [replace(operand, literals.join(` in groups ${operator} `))],
  }));
  const one = { title: `Put ${shown(written)} in quotes, as one group`, edits: [replace(operand, operand.literal)] };
  // A capitalised name, "Research and Development", is rather one group.
  const isOne = !isList && (words.has('and') || words.size > 1) && (/^\p{Lu}/u.test(written) || parts.some((part) => part.includes(' ')));
  return {
    message: `${shown(written)} is not in quotes. The name of a group is a string, and each group has a test of its own: ${shown(`${literals[0] ?? ''} in groups`)}.`,
    repairs: isOne ? [one, ...several] : [...several, one],
  };
}

/** `"a`, `"a" in groups || "b`: a string at the end of the text that never closes. */
export const recogniseUnclosedEnd: MistakeRecogniser = ({ text, tokens, isSound }) => {
  const token = tokens.at(-1);
  if (token?.type !== 'UNTERMINATED') return [];
  const opening = /^(?:[bB]?[rR]?)("""|'''|"|')/.exec(token.text)?.[1] ?? '"';
  const end = token.start + token.text.trimEnd().length;
  const message = 'The string that begins here is never closed.';
  const close = (suffix: string): Mistake => ({
    range: token,
    message,
    repairs: [{ title: `Insert ${opening}${suffix}`, edits: [replace({ start: end, end: token.end }, opening + suffix)] }],
  });
  const before = token.text.slice(opening.length).trim();
  const results: Mistake[] = [];
  // `"a" in groups"`: the last quote opens nothing.
  results.push({
    range: token,
    message: 'These quotes open a string that is never closed.',
    repairs: [{ title: `Remove ${shown(token.text)}`, edits: [replace(token, '')] }],
  });
  if (before === '') return results;
  // `"a" in "groups`: the name of the variable, with a quote before it.
  if (/^groups?$/i.test(before) && tokens.at(-2)?.type === 'in')
    return [
      {
        range: token,
        message: `groups is the name of the variable and takes no quotes.`,
        repairs: [{ title: `Write groups for ${shown(token.text)}`, edits: [replace(token, 'groups')] }],
      },
    ];
  return [close(''), close(' in groups')].sort((a, b) => Number(isSound(mendedBy(text, b))) - Number(isSound(mendedBy(text, a))));
};

/** `'"a" in groups`: quotes before a filter that is whole without them. */
export const recogniseStrayOpening: MistakeRecogniser = ({ text, isPerfect }) => {
  const stray = /^\s*(["'])(?=\s*[("'])/.exec(text);
  if (!stray || !isPerfect(text.slice(stray[0].length))) return [];
  const range = { start: stray[0].length - 1, end: stray[0].length };
  const message = 'These quotes open a string that is never closed.';
  return [{ range, message, repairs: [{ title: `Remove ${stray[1] ?? '"'}`, edits: [replace(range, '')] }] }];
};

/** `||`, `"`, `( ! )`: signs and nothing that they could be about. */
export const recogniseNothingButSigns: MistakeRecogniser = ({ text }) => {
  if (/[\p{L}\p{N}]/u.test(text)) return [];
  const start = text.length - text.trimStart().length;
  const range = { start, end: Math.max(start, text.trimEnd().length) };
  return [
    {
      range,
      message: `${shown(text).replace(/\p{C}/gu, '') || 'An invisible character'} is no condition. Write which group the filter is about: "GROUP" in groups.`,
      repairs: [{ title: 'Write "GROUP" in groups', edits: [replace({ start: 0, end: text.length }, '"GROUP" in groups')] }],
    },
  ];
};

/** `Data Science`, `Data Science || Engineering`, `sales, support`: names of groups and nothing else. */
export const recogniseBareNames: MistakeRecogniser = ({ text, tokens, isSound }) => {
  if (
    text.length > 1000 ||
    tokens.some((token, index) => /^(?:STRING|in|\?|\[|\{|==|!=|<|>|<=|>=)$/.test(token.type) || isCall(tokens, index))
  )
    return [];
  const edits: TextEdit[] = [];
  const separators: TextEdit[] = [];
  for (const match of text.matchAll(BARE_PART)) {
    const written = match[0].trim();
    const start = match.index + match[0].indexOf(written);
    if (/^[,;]/.test(written)) separators.push(replace({ start, end: start + 1 }, ' ||'));
    else if (/[\p{L}\p{N}]/u.test(written) && !/^(?:and|or|not|true|false)$/i.test(written)) {
      // `group: admins`, `memberOf=a`: the name stands behind the sign.
      const key = /^(?:groups?|member(?:of)?|roles?|team)\s*(?:::?|=)\s*(?=[^\s:=])/i.exec(written)?.[0] ?? '';
      const name = written.slice(key.length);
      // `$.groups`: the variable, as other languages write it.
      if (/^[^\p{L}\p{N}]*(?:\w+\.)*groups?$|^~/iu.test(name)) return [];
      const literal = isPlausibleName(name) ? quoteGroup(name) : null;
      if (!literal) return [];
      edits.push(replace({ start, end: start + written.length }, `${literal} in groups`));
    }
  }
  const [first] = edits;
  const any = [...edits, ...separators];
  if (!first || !isSound(applyEdits(text, any))) return [];
  const written = shown(text.slice(first.range.start, first.range.end));
  const all = [...edits, ...separators.map((edit) => ({ ...edit, newText: ' &&' }))];
  const repair = (title: string, chosen: readonly TextEdit[]): Mistake['repairs'][number] => ({ title, edits: chosen });
  return [
    {
      range: first.range,
      message: `${written} is only a name. Test whether the user is in that group: ${shown(first.newText)}.`,
      repairs:
        separators.length > 0
          ? [repair('Test each group, joined by ||', any), repair('Test each group, joined by &&', all)]
          : [repair(`Write ${shown(first.newText)}${edits.length > 1 ? ', and so for the other groups' : ''}`, edits)],
    },
  ];
};

function mendedBy(text: string, mistake: Mistake): string {
  return applyEdits(text, mistake.repairs[0]?.edits ?? []);
}

/** A name, or a comma or semicolon; `&&`, `||`, parentheses and the words `and` and `or` part names. */
const BARE_PART =
  /(?:member(?:of)?\s*[:=]\s*)?\b(?:cn|ou|uid)=[^,;"'()]+(?:,\s*(?:cn|ou|dc|o|l|st|c|uid)=[^,;"'()]+)+|[,;]|(?:(?!\||&&|(?<=&)&|[()"',;]|\s(?:and|or|AND|OR)\s)[\s\S])+/gi;

function isCall(tokens: BrokenFilter['tokens'], index: number): boolean {
  return tokens[index]?.type === '(' && tokens[index - 1]?.type === 'ID' && tokens[index - 1]?.end === tokens[index]?.start;
}
