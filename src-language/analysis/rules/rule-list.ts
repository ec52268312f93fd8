import type { DiagnosticCode, Severity } from '../../text/problem.js';
import { alwaysFalse } from './always-false.js';
import { alwaysTrue } from './always-true.js';
import { assignmentLocksOut } from './assignment-locks-out.js';
import { attributeUndesignated } from './attribute-undesignated.js';
import { broadAdmin } from './broad-admin.js';
import { cliFilterMissing } from './cli-filter-missing.js';
import { crnForm } from './crn-form.js';
import { crnInvalid } from './crn-invalid.js';
import {
  conflictingSections,
  duplicateKey,
  duplicateUser,
  filterAndGroup,
  groupsAndAttributes,
  hostSyntax,
  ignoreUnused,
  missingKey,
  unknownKey,
  wrongType,
} from './file-structure.js';
import { filterEmpty, syntax, type, undocumentedOperator, unknownVariable, unverifiedOperator } from './filter-language.js';
import { filterTooLong } from './filter-too-long.js';
import { groupBlankEdges } from './group-blank-edges.js';
import { groupCase } from './group-case.js';
import { groupSourceMismatch } from './group-source-mismatch.js';
import { groupUnknown } from './group-unknown.js';
import { groupUnmapped } from './group-unmapped.js';
import { groupWildcard } from './group-wildcard.js';
import { jitOff } from './jit-off.js';
import { jitOpenDoor } from './jit-open-door.js';
import { mappingDuplicate } from './mapping-duplicate.js';
import { mappingGrantsNothing } from './mapping-grants-nothing.js';
import { mappingNameDuplicate } from './mapping-name-duplicate.js';
import { mappingNeverMatches } from './mapping-never-matches.js';
import { mappingSameRoles } from './mapping-same-roles.js';
import { mappingShadowed } from './mapping-shadowed.js';
import { mappingUnused } from './mapping-unused.js';
import { mixedAndOr } from './mixed-and-or.js';
import { partlyKnown } from './partly-known.js';
import { principalPrefix } from './principal-prefix.js';
import { quotaMappings } from './quota-mappings.js';
import { redundantOperand } from './redundant-operand.js';
import { roleScope } from './role-scope.js';
import { roleUnknown } from './role-unknown.js';
import type { FilterRule, GroupRule, Rule, SetRule, TextRule } from './rule.js';

/**
 * Every rule, in the order of the reference. Of the rules about group names, the first that finds fault with a name is the one that
 * reports it, so their order is part of what they mean.
 */
export const rules: readonly Rule[] = [
  // the filter language
  syntax,
  unknownVariable,
  type,
  undocumentedOperator,
  unverifiedOperator,
  filterEmpty,
  filterTooLong,
  groupBlankEdges,
  groupSourceMismatch,
  groupCase,
  groupWildcard,
  groupUnknown,
  mixedAndOr,
  alwaysTrue,
  alwaysFalse,
  redundantOperand,
  partlyKnown,
  // the shape of mapping files
  hostSyntax,
  unknownKey,
  missingKey,
  wrongType,
  duplicateKey,
  duplicateUser,
  conflictingSections,
  filterAndGroup,
  groupsAndAttributes,
  ignoreUnused,
  // the mapping set
  mappingDuplicate,
  mappingSameRoles,
  mappingShadowed,
  mappingNeverMatches,
  mappingGrantsNothing,
  mappingUnused,
  groupUnmapped,
  broadAdmin,
  mappingNameDuplicate,
  quotaMappings,
  jitOpenDoor,
  jitOff,
  assignmentLocksOut,
  attributeUndesignated,
  cliFilterMissing,
  // role bindings
  roleUnknown,
  roleScope,
  crnInvalid,
  crnForm,
  principalPrefix,
];

export const textRules: readonly TextRule[] = rules.filter((rule) => rule.kind === 'text');
export const filterRules: readonly FilterRule[] = rules.filter((rule) => rule.kind === 'filter');
export const groupRules: readonly GroupRule[] = rules.filter((rule) => rule.kind === 'group');
export const setRules: readonly SetRule[] = rules.filter((rule) => rule.kind === 'set');

const rulesByCode: ReadonlyMap<DiagnosticCode, Rule> = new Map(rules.map((rule) => [rule.code, rule]));

/** The rule behind a code; undefined for a code that nothing reports yet. */
export function ruleOf(code: DiagnosticCode): Rule | undefined {
  return rulesByCode.get(code);
}

/** The severity that a code has where a set's settings say nothing else. */
export function defaultSeverityOf(code: DiagnosticCode): Severity {
  return ruleOf(code)?.severity ?? 'warning';
}
