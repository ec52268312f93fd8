import { type Binary, membershipOf, type StringLiteral, walk } from '../filter/expression.js';
import type { GroupLiteral } from '../filter/analysed-filter.js';
import { quoteGroup } from '../filter/string-literal.js';
import { replaceTextFix } from './mapping-place.js';
import { groupRules } from './rules/rule-list.js';
import type { FilterContext, GroupContext, GroupFault, GroupRepair } from './rules/rule.js';
import type { Located, SetProblem } from '../mapping-set/mapping-set.js';
import type { DiagnosticCode, Fix, Problem } from '../text/problem.js';

/** What the rules about group names say of the string literals of a filter that parses, in text order. */
export function problemsOfGroupLiterals(context: FilterContext): Problem[] {
  const { groupLiterals } = context.filter;
  const problems: Problem[] = [];
  for (const { group, literal, use } of groupLiterals) {
    const found = judgeGroup({ group, use, settings: context.settings, vocabulary: context.vocabulary });
    if (!found) continue;
    problems.push({
      code: found.code,
      message: found.fault.message,
      range: { start: literal.start, end: literal.end },
      fixes: found.fault.repairs.flatMap((repair) => fixOf(repair, literal, use, context)),
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

function fixOf(repair: GroupRepair, literal: StringLiteral, use: GroupLiteral['use'], context: FilterContext): Fix[] {
  const quote = literal.opening.endsWith("'") ? "'" : '"';
  const value = quoteGroup(repair.group ?? repair.affix.value, quote);
  if (value === null) return [];
  if (repair.group !== undefined) {
    return [
      {
        title: repair.title,
        isPreferred: repair.isPreferred,
        edits: [{ range: { start: literal.start, end: literal.end }, newText: value }],
      },
    ];
  }
  const test = use === 'member' ? testOf(literal, context) : undefined;
  if (!test) return [];
  const newText = `groups.exists(g, g.${repair.affix.operator}(${value}))`;
  return [{ title: repair.title, isPreferred: repair.isPreferred, edits: [{ range: { start: test.start, end: test.end }, newText }] }];
}

/** The test `"x" in groups` that the literal stands in. */
function testOf(literal: StringLiteral, { filter }: FilterContext): Binary | undefined {
  if (!filter.parsed.expression) return undefined;
  for (const node of walk(filter.parsed.expression)) {
    const membership = membershipOf(node);
    if (membership?.literal === literal) return membership.node;
  }
  return undefined;
}
