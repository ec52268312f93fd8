import { decodeStringLiteral, quoteGroup } from '../filter/string-literal.js';

/**
 * A CEL string literal for a group, with the prefix and quotes that `opening` names (`"`, `'`, `r"`, `"""`, …) wherever they can hold
 * it, else as `quoteGroup` writes it; null for half a surrogate pair, which no literal can hold.
 */
export function writeLiteral(group: string, opening: string): string | null {
  const quotes = opening.replace(/^[a-z]+/i, '');
  const quote = quotes.startsWith("'") ? "'" : '"';
  const plain = quoteGroup(group, quote);
  if (plain === null || opening === quote) return plain;
  const isRaw = /r/i.test(opening);
  const body = isRaw ? group : plain.slice(1, -1);
  // Between other quotes than the ones that were chosen, this quote is not escaped yet.
  const escaped = isRaw || plain.startsWith(quote) ? body : body.replaceAll(quote, `\\${quote}`);
  if (isRaw && (group.includes(quote) || /[\x00-\x1f\x7f-\x9f]/.test(group))) return plain;
  const candidate = opening + escaped + quotes;
  const decoded = decodeStringLiteral(candidate);
  return decoded.isClosed && decoded.value === group && decoded.faults.length === 0 ? candidate : plain;
}
