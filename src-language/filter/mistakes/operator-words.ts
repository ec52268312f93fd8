import type { TextEdit } from '../../text/range.js';
import type { LexedToken } from '../lex-filter.js';
import { NEGATION_NOTE, replace, shown } from './mistake.js';
import type { Mistake, MistakeRecogniser } from './mistake.js';

const AND_WORDS: ReadonlySet<string> = new Set(['and', 'und', 'et', 'y', 'plus', 'also', 'andalso', 'but']);
const OR_WORDS: ReadonlySet<string> = new Set(['or', 'oder', 'ou', 'o', 'orelse', 'either']);

/** What CEL writes for a token that joins or compares as other languages do, or null. */
function celOperator(token: LexedToken, previous: LexedToken | undefined, next: LexedToken | undefined): string | null {
  switch (token.type) {
    case 'WORD_AND':
      return '&&';
    case 'BAD_AND':
      return isInsideName(token, previous, next) ? null : '&&';
    case 'WORD_OR':
    case 'BAD_OR':
      return '||';
    case 'WORD_IN':
      return 'in';
    case 'BAD_EQUALS':
      return token.text.startsWith('!') || token.text === '<>' ? '!=' : '==';
    case 'WORD_NOT':
      return next && /^(?:\(|true|false|ID)$/.test(next.type) && previous?.type !== '.' && !endsOperand(previous) ? '!' : null;
    case 'ID': {
      const word = token.text.toLowerCase();
      if (!endsOperand(previous) || !startsOperand(next)) return null;
      return AND_WORDS.has(word) ? '&&' : OR_WORDS.has(word) ? '||' : null;
    }
    default:
      return null;
  }
}

/** `R&D`: a name without quotes, not two tests. */
function isInsideName(token: LexedToken, previous: LexedToken | undefined, next: LexedToken | undefined): boolean {
  return (
    previous?.type === 'ID' && next?.type === 'ID' && previous.end === token.start && token.end === next.start && previous.text !== 'groups'
  );
}

function endsOperand(token: LexedToken | undefined): boolean {
  return token !== undefined && /^(?:ID|STRING|\)|\]|true|false)$/.test(token.type);
}

function startsOperand(token: LexedToken | undefined): boolean {
  return token !== undefined && /^(?:ID|STRING|\(|!|WORD_NOT|true|false)$/.test(token.type);
}

/** `and`, `OR`, `&`, `|||`, `=`, `<>`, `not (…)`, `IN`: operators as other languages write them. */
export const recogniseOperatorWords: MistakeRecogniser = ({ text, tokens, faults }) => {
  const faulty = new Set(faults.map((fault) => fault.start));
  const found: { readonly token: LexedToken; readonly operator: string; readonly edit: TextEdit }[] = [];
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    const operator = celOperator(token, previous, tokens[index + 1]);
    if (operator === null) return;
    // `and`, `IN` and the like are legal names where an operand stands.
    if (/^(?:WORD_(?!NOT)|ID)/.test(token.type) && !faulty.has(token.start) && !endsOperand(previous)) return;
    const pads = /\w/;
    const needsBefore = operator !== '!' && previous?.end === token.start && pads.test(text[token.start - 1] ?? '');
    // `not g == "b"`: the whole comparison is negated.
    const [, compared, relation, value] = tokens.slice(index, index + 4);
    if (
      operator === '!' &&
      compared?.type === 'ID' &&
      relation &&
      /^(?:==|!=|BAD_EQUALS)$/.test(relation.type) &&
      value?.type === 'STRING'
    ) {
      found.push({ token, operator, edit: replace({ start: token.start, end: compared.start }, '!(') });
      found.push({ token, operator, edit: replace({ start: value.end, end: value.end }, ')') });
      return;
    }
    const end = operator === '!' ? (tokens[index + 1]?.start ?? token.end) : token.end;
    found.push({ token, operator, edit: replace({ start: token.start, end }, (needsBefore ? ' ' : '') + operator) });
  });
  const [first] = found;
  if (!first) return [];
  const { token, operator } = first;
  const different = new Set(found.map((other) => other.token.text)).size > 1;
  const mistake: Mistake = {
    range: token,
    message: messageFor(token, operator),
    repairs: [
      {
        title: `Write ${operator} for ${token.text}${different ? ', and CEL for the other operators' : ''}${operator === '!' ? ` (${NEGATION_NOTE})` : ''}`,
        edits: found.map((other) => other.edit),
      },
    ],
  };
  return [mistake];
};

function messageFor(token: LexedToken, operator: string): string {
  const written = shown(token.text);
  switch (operator) {
    case '&&':
      return `CEL writes && for ${/^\w/.test(written) ? `"${written}"` : written}.`;
    case '||':
      return `CEL writes || for ${/^\w/.test(written) ? `"${written}"` : written}.`;
    case 'in':
      return `CEL tells capitals from small letters: write in, not ${written}.`;
    case '!':
      return `CEL writes ! for "${written}"; it stands before a test in parentheses: !("GROUP" in groups).`;
    default:
      return `${written} is no operator of CEL, which compares with ${operator}. Groups are tested with in: "GROUP" in groups.`;
  }
}
