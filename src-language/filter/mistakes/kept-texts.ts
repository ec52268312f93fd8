import type { LexedToken } from '../lex-filter.js';

/** Texts that say no group: the variable in quotes, words for true and false, and what other languages call nothing. */
const NO_GROUP = /^(?:|(?:claims|user|input)?groups?|true|false|undefined|null|g|filter|groupfilter|expression|condition|cel)$/;

/**
 * Whether a repair keeps every text in quotes: a repair that dropped a group would silently change who the filter is about. Only letters
 * and digits are compared, since quotes, escapes and wildcards are what repairs change.
 */
export function keepsTexts(tokens: readonly LexedToken[], repaired: string): boolean {
  const kept = essence(repaired);
  return (
    tokens
      .filter((token) => token.type === 'STRING' || token.type === 'BYTES' || token.type === 'SMART_STRING')
      // Between quotes that belong to two groups stands no group.
      .filter((token) => !/\bin\s+groups?\b/.test(token.text))
      .map((token) => essence(token.text.replace(/^[bBrR]+(?=["'])/, '')))
      .every((text) => NO_GROUP.test(text) || kept.includes(text) || kept.includes(essence(decodeEscapes(text))))
  );
}

function essence(text: string): string {
  return text
    .replace(
      /\\u\{[0-9a-fA-F]+\}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\[xX][0-9a-fA-F]{2}|\\[0-7]{3}|\\[a-zA-Z]?|&(?:quot|amp|apos|lt|gt|nbsp|#\d+);/g,
      '',
    )
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

function decodeEscapes(text: string): string {
  return text.replace(/u00[0-9a-f]{2}/g, '');
}

/** Whether a text in quotes holds a test of its own: then the quotes around it are not where its author wanted them. */
export function holdsTest(tokens: readonly LexedToken[]): boolean {
  return tokens.some((token) => token.type === 'STRING' && /\bin\s+groups?\b/.test(token.text));
}

/** Whether a repair keeps a `!` before a text or a parenthesis, or a sign that says as much: without it the filter would match whom it was to keep out. */
export function keepsNegation(text: string, tokens: readonly LexedToken[], repaired: string): boolean {
  const isNegating = (token: LexedToken, index: number): boolean => {
    const next = tokens[index + 1];
    return token.type === '!' && tokens[index - 1]?.type !== '!' && next !== undefined && /^(?:STRING|\()$/.test(next.type);
  };
  const isDenied = tokens.some(isNegating) || /[≠≢∉∌¬]/.test(text.replace(/"[^"]*"|'[^']*'/g, ''));
  return !isDenied || /!|\bfalse\b|== 0/.test(repaired);
}
