import { recogniseForeignCharacters } from './foreign-characters.js';
import { recogniseForeignComments } from './foreign-comments.js';
import { recogniseDoubledQuotes, recogniseHostEscapes, recogniseHtmlEntities, recogniseUrlEncoding } from './leaked-encodings.js';
import { recogniseBadEscapes, recogniseLineBreakInString, recogniseStringPrefix, recogniseTrailingBackslash } from './literal-mistakes.js';
import type { MistakeRecogniser } from './mistake.js';
import {
  recogniseLambdas,
  recogniseMacroForms,
  recogniseNestedConditional,
  recogniseNumberRange,
  recogniseReservedNames,
} from './name-mistakes.js';
import { recogniseOperatorWords } from './operator-words.js';
import { recogniseBareNames, recogniseNothingButSigns, recogniseQuoting, recogniseUnclosedEnd } from './quoting-mistakes.js';
import {
  recogniseBrackets,
  recogniseDanglingOperators,
  recogniseEmptyParentheses,
  recogniseHalfConditional,
  recogniseMissingOperator,
  recogniseSeparators,
} from './structure-mistakes.js';
import { recogniseContractions, recogniseListForms, recogniseTestForms } from './test-forms.js';
import { recogniseDecoratedName, recogniseLeadingWords, recogniseWrappedFilter } from './wrappings.js';

/**
 * Every mistake of syntax that has a message and a repair of its own, the most telling first: what came along from the file or page
 * that the filter was copied from, then single characters and literals, then operators and tests, then their arrangement.
 */
export const mistakeRecognisers: readonly MistakeRecogniser[] = [
  recogniseHtmlEntities,
  recogniseTrailingBackslash,
  recogniseHostEscapes,
  recogniseUrlEncoding,
  recogniseDoubledQuotes,
  recogniseDecoratedName,
  recogniseLeadingWords,
  recogniseForeignComments,
  recogniseForeignCharacters,
  recogniseWrappedFilter,
  recogniseBadEscapes,
  recogniseStringPrefix,
  recogniseLineBreakInString,
  recogniseReservedNames,
  recogniseLambdas,
  recogniseContractions,
  recogniseOperatorWords,
  recogniseTestForms,
  recogniseListForms,
  recogniseSeparators,
  recogniseMissingOperator,
  recogniseEmptyParentheses,
  recogniseHalfConditional,
  recogniseDanglingOperators,
  recogniseBrackets,
  recogniseQuoting,
  recogniseUnclosedEnd,
  recogniseBareNames,
  recogniseNothingButSigns,
  recogniseMacroForms,
  recogniseNestedConditional,
  recogniseNumberRange,
];
