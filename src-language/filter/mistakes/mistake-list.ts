import { recogniseComparedWords } from './compared-words.js';
import { recogniseForeignCharacters, recogniseLookalikes } from './foreign-characters.js';
import { recogniseForeignComments } from './foreign-comments.js';
import { recogniseJoiningSigns, recognisePairedWords } from './joining-signs.js';
import { recogniseLdapFilter } from './ldap-filters.js';
import { recogniseDoubledQuotes, recogniseHostEscapes, recogniseHtmlEntities, recogniseUrlEncoding } from './leaked-encodings.js';
import { recogniseBadEscapes, recogniseLineBreakInString, recogniseStringPrefix, recogniseTrailingBackslash } from './literal-mistakes.js';
import { recogniseListForms } from './list-forms.js';
import type { MistakeRecogniser } from './mistake.js';
import {
  recogniseInCalls,
  recogniseInfixMethods,
  recogniseLambdas,
  recogniseMacroForms,
  recogniseMissingCondition,
  recogniseNestedConditional,
  recogniseNumberRange,
  recognisePatterns,
  recogniseQuotedIn,
  recogniseReservedNames,
} from './name-mistakes.js';
import { recogniseOperatorWords } from './operator-words.js';
import {
  recogniseBareNames,
  recogniseNothingButSigns,
  recogniseQuoting,
  recogniseStrayOpening,
  recogniseUnclosedEnd,
} from './quoting-mistakes.js';
import { recogniseRepeatedOperators } from './repeated-operators.js';
import {
  recogniseBrackets,
  recogniseDanglingOperators,
  recogniseEmptyParentheses,
  recogniseHalfConditional,
  recogniseMissingOperator,
  recogniseSeparators,
} from './structure-mistakes.js';
import { recogniseContractions, recogniseTestForms } from './test-forms.js';
import { recogniseBracedGroup, recogniseDecoratedName, recogniseLeadingWords, recogniseWrappedFilter } from './wrappings.js';

/**
 * Every mistake of syntax that has a message and a repair of its own, the most telling first: what came along from the file or page
 * that the filter was copied from, then single characters and literals, then operators and tests, then their arrangement.
 */
export const mistakeRecognisers: readonly MistakeRecogniser[] = [
  recogniseLdapFilter,
  recogniseHtmlEntities,
  recogniseTrailingBackslash,
  recogniseHostEscapes,
  recogniseUrlEncoding,
  recogniseStrayOpening,
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
  recogniseQuotedIn,
  recogniseMissingCondition,
  recogniseInfixMethods,
  recogniseLambdas,
  recognisePatterns,
  recogniseReservedNames,
  recogniseBracedGroup,
  recogniseContractions,
  recognisePairedWords,
  recogniseComparedWords,
  recogniseRepeatedOperators,
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
