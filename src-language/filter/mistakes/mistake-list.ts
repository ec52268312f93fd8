import { recogniseComparedWords } from './compared-words.js';
import { recogniseForeignCharacters, recogniseLookalikes } from './foreign-characters.js';
import { recogniseForeignComments } from './foreign-comments.js';
import { recogniseJoiningSigns, recognisePairedWords } from './joining-signs.js';
import { recogniseDoubledQuotes, recogniseHostEscapes, recogniseHtmlEntities, recogniseUrlEncoding } from './leaked-encodings.js';
import { recogniseBadEscapes, recogniseLineBreakInString, recogniseStringPrefix, recogniseTrailingBackslash } from './literal-mistakes.js';
import type { MistakeRecogniser } from './mistake.js';
import {
  recogniseInCalls,
  recogniseInfixMethods,
  recogniseLambdas,
  recogniseMacroForms,
  recogniseNestedConditional,
  recogniseNumberRange,
  recognisePatterns,
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
import { recogniseBracedGroup, recogniseDecoratedName, recogniseLeadingWords, recogniseWrappedFilter } from './wrappings.js';

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
  recogniseLookalikes,
  recogniseWrappedFilter,
  recogniseBadEscapes,
  recogniseStringPrefix,
  recogniseLineBreakInString,
  recogniseInCalls,
  recogniseInfixMethods,
  recogniseLambdas,
  recognisePatterns,
  recogniseReservedNames,
  recogniseBracedGroup,
  recogniseContractions,
  recognisePairedWords,
  recogniseComparedWords,
  recogniseJoiningSigns,
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
