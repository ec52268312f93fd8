import { type Binary, type Expression, membershipOf, type StringLiteral, walk } from '../filter/expression.js';
import { quoteGroup } from '../filter/string-literal.js';
import { replaceTextFix } from './mapping-place.js';
import { groupRules } from './rules/rule-list.js';
import type { FilterContext, GroupContext, GroupFault, GroupRepair } from './rules/rule.js';
import type { Located, SetProblem } from '../mapping-set/mapping-set.js';
import type { DiagnosticCode, Fix, Problem } from '../text/problem.js';

/** What the rules about group names say of the string literals of a filter that parses, in text order. */
export function problemsOfGroupLiterals(context: FilterContext): Problem[] {
  const { groupLiterals, parsed } = context.filter;
  const problems: Problem[] = [];
  let tests: ReadonlyMap<StringLiteral, Binary> | undefined;
  const testOf = (literal: StringLiteral): Binary | undefined => (tests ??= testsByLiteral(parsed.expression)).get(literal);
  for (const { group, literal, use } of groupLiterals) {
    const found = judgeGroup({ group, use, settings: context.settings, vocabulary: context.vocabulary });
    if (!found) continue;
    problems.push({
      code: found.code,
      message: found.fault.message,
      range: { start: literal.start, end: literal.end },
      fixes: found.fault.repairs.flatMap((repair) => fixOf(repair, literal, testOf)),
    });
  }
  return problems;
}

/** What the same rules say of a literal group mapping. */
export function problemsOfLiteralGroup(group: Located<string>, context: Pick<GroupContext, 'settings' | 'vocabulary'>): SetProblem[] {
  const found = judgeGroup({ group: group.value, use: 'literal', settings: context.settings, vocabulary: context.vocabulary });
  if (!found) return [];
  const fixes = found.fault.repairs.flatMap((repair) =>
    repair.group === undefined
      ? []
      : replaceTextFix(repair.title, group, repair.group).map((fix) => ({ ...fix, isPreferred: repair.isPreferred })),
  );
  return [{ code: found.code, message: found.fault.message, file: group.file, range: group.range, fixes }];
}

/** The first rule of the list that finds fault with a name: the list is in the order in which one mistake is explained best. */
function judgeGroup(group: GroupContext): { code: DiagnosticCode; fault: GroupFault } | null {
  for (const rule of groupRules) {
    const fault = rule.check(group);
    if (fault) return { code: rule.code, fault };
  }
  return null;
}

function fixOf(repair: GroupRepair, literal: StringLiteral, testOf: (literal: StringLiteral) => Binary | undefined): Fix[] {
  const { title, isPreferred } = repair;
  const quote = literal.opening.endsWith("'") ? "'" : '"';
  const value = quoteGroup(repair.group ?? repair.affix.value, quote);
  const replaced = repair.affix ? testOf(literal) : literal;
  if (value === null || !replaced) return [];
  const newText = repair.affix ? `groups.exists(g, g.${repair.affix.operator}(${value}))` : value;
  return [{ title, isPreferred, edits: [{ range: { start: replaced.start, end: replaced.end }, newText }] }];
}

/** The tests `"x" in groups` of a filter by the literal in them. */
function testsByLiteral(expression: Expression | null): ReadonlyMap<StringLiteral, Binary> {
  const tests = new Map<StringLiteral, Binary>();
  for (const node of expression ? walk(expression) : []) {
    if (node.kind !== 'binary') continue;
    const membership = membershipOf(node);
    if (membership) tests.set(membership.literal, membership.node);
  }
  return tests;
}
