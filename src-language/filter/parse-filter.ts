import type { Problem } from '../text/problem.js';
import { RecentTexts } from '../text/recent-texts.js';
import { createFilterServices } from './filter-services.js';
import type { FilterServices } from './filter-services.js';
import { toFilterTokens } from './lex-filter.js';
import { explainMistakes } from './mistakes/explain-mistakes.js';
import type { ParsedFilter } from './parsed-filter.js';
import { readFilter } from './read-filter.js';
import { readPlainFilter } from './read-plain-filter.js';

/** Reads filters; keeps what it has read lately, so that the same text is read once. */
export interface FilterParser {
  parse(text: string): ParsedFilter;
}

/** Texts and their readings that a parser keeps, and the longest text it keeps: a mapping set has a thousand short filters. */
const CACHED_TEXTS = 8000;
const CACHED_LENGTH = 10_000;

/** A parser for filters: any text in, never a throw, the time in proportion to the length. */
export function createFilterParser(): FilterParser {
  // Made when the first filter needs the whole grammar: many mapping sets have none that does.
  let services: FilterServices | undefined;
  const cache = new RecentTexts<ParsedFilter>(CACHED_TEXTS);
  return {
    parse(text) {
      const known = cache.get(text);
      if (known) return known;
      const parsed = readPlainFilter(text) ?? readWithGrammar(text, (services ??= createFilterServices()));
      if (text.length <= CACHED_LENGTH) cache.set(text, parsed);
      return parsed;
    },
  };
}

/** Reads any text with the whole grammar, and names the mistake where it is not CEL. */
export function readWithGrammar(text: string, services: FilterServices): ParsedFilter {
  const reading = readFilter(text, services);
  const problems: readonly Problem[] = explainMistakes(reading, services);
  return {
    text,
    tokens: toFilterTokens(reading.lexed),
    expression: reading.expression,
    problems,
    isComplete: problems.length === 0 && reading.expression !== null,
  };
}
