import { NEGATION_NOTE, replace, shown } from './mistake.js';
import type { Mistake, MistakeRecogniser } from './mistake.js';
import { isNegation } from './negations.js';
import { isGroups } from './test-forms.js';

/** `groups contains ["a", "b"]`, `groups in ("a", "b")`, `groups has any of "a", "b"`: several groups in one test. */
export const recogniseListForms: MistakeRecogniser = ({ text, tokens }) => {
  const [first] = tokens;
  const last = tokens.at(-1);
  const strings = tokens.filter((token) => token.type === 'STRING');
  const groups = tokens.filter(isGroups);
  if (!first || !last || strings.length < 2 || groups.length !== 1 || tokens.length > 60) return [];
  const rest = tokens.filter((token) => token.type !== 'STRING' && !isGroups(token));
  if (
    !rest.every((token) =>
      /^(?:,|\(|\)|\[|\]|\{|\}|in|ID|WORD_IN|WORD_AND|WORD_OR|WORD_NOT|!|BAD_EQUALS|==|BAD_AND|BAD_OR|;|:)$/.test(token.type),
    )
  )
    return [];
  if (!rest.some((token) => /^[,;[]$/.test(token.type)) && groups[0] !== first) return [];
  const words = rest.filter((token) => token.type === 'ID').map((token) => token.text.toLowerCase());
  const between = rest.find((token) => /^between$/i.test(token.text));
  if (between)
    return [
      {
        range: between,
        message: `CEL has no "${between.text}", and groups have no order. Test each group: "GROUP" in groups.`,
        repairs: [],
        isFinal: true,
      },
    ];
  const negations = rest.filter(isNegation);
  // "Not in" a list is in none of it; more than one negation, or one with "and", may mean anything.
  const isNegated = negations.length === 1;
  if (negations.length > 1 || (isNegated && rest.some((token) => /_AND$/.test(token.type)))) return [];
  const join = (operator: string): string => {
    const tests = strings.map((token) => `${token.text} in groups`).join(` ${operator} `);
    return isNegated ? `!(${tests})` : tests;
  };
  const isAll =
    words.some((word) => /^(?:all|every|both|containsall|hasall)$/.test(word)) || rest.some((token) => /_AND$/.test(token.type));
  const isAny =
    words.some((word) => /^(?:any|some|one|either|containsany|hasany)$/.test(word)) || rest.some((token) => /_OR$/.test(token.type));
  const repair = (operator: string): Mistake['repairs'][number] => ({
    title: `Test each group, joined by ${operator}${isNegated ? ` (${NEGATION_NOTE})` : ''}`,
    edits: [replace({ start: first.start, end: last.end }, join(operator))],
  });
  const wrong = rest.find((token) => token.type === ',') ?? rest[0] ?? first;
  const word = rest.find((token) => token.type === 'ID' || token.type === 'BAD_EQUALS');
  return [
    {
      range: word && word.start < wrong.start ? word : wrong,
      message: `in tests one group at a time: write a test for each group, joined by || (any of them) or && (all of them). Here: ${shown(text)}.`,
      repairs: isNegated ? [repair('||')] : isAll === isAny ? [repair('||'), repair('&&')] : [repair(isAll ? '&&' : '||')],
    },
  ];
};
