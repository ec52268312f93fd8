import type { AnalysedFilter } from '../filter/analysed-filter.js';
import type { GroupFunction } from './group-function.js';

/** What is exact about a filter is asked of these; the composition root's services satisfy it. */
export interface FunctionServices {
  analyse(filter: string): AnalysedFilter;
  groupFunction(filter: string): GroupFunction | null;
}

/** Why nothing is said for certain of what a filter means, as a sentence about `subject`; null when it is analysed. */
export function unanalysedReason(subject: string, filter: string, services: FunctionServices): string | null {
  if (services.groupFunction(filter)) return null;
  const { fatal, problems, parsed } = services.analyse(filter);
  if (fatal) return `${subject} is in error: ${fatal.message}`;
  const undocumented = problems.find(({ code }) => code === 'undocumented-operator');
  const part = undocumented && parsed.text.slice(undocumented.range.start, undocumented.range.end);
  const asks = part === undefined ? 'asks for more' : `uses ${part}`;
  return `${subject} ${asks}, and only in, &&, ||, true, false, parentheses and groups.exists(g, g.startsWith("…")) or endsWith are analysed exactly.`;
}
