import { ruleOf } from '../../analysis/rules/rule-list.js';
import { diagnosticCodes } from '../../text/problem.js';
import { describeKey } from '../hover/key-hover.js';
import type { UnsortedEntry } from './completion-entry.js';

const directive = 'groupmap-ignore';

/** The codes that a comment `groupmap-ignore` can still name, or the directive itself where it is being typed. */
export function completeComment(file: string, start: number, cursor: number): readonly UnsortedEntry[] {
  const typed = file.slice(start, cursor);
  const lineEnd = /\r?\n|\*\/|$/.exec(file.slice(cursor));
  const rest = file.slice(cursor, cursor + (lineEnd?.index ?? 0));
  const begun = /^(?:#|\/\/|\/\*)\s*([a-z-]+)$/.exec(typed)?.[1];
  if (begun !== undefined && directive.startsWith(begun) && rest.trim() === '') {
    const edit = { range: { start: cursor - begun.length, end: cursor }, newText: `${directive} ` };
    return [entry(directive, edit, 'Silences findings of the next item', null, true)];
  }
  const named = /^(?:#|\/\/|\/\*)\s*groupmap-ignore\s(?:.*[\s,])?([\w-]*)$/.exec(typed);
  if (!named) return [];
  const word = named[1] ?? '';
  const after = /^[\w-]*/.exec(rest)?.[0] ?? '';
  const others = new Set((typed.slice(0, typed.length - word.length) + ' ' + rest.slice(after.length)).split(/[^\w-]+/));
  return diagnosticCodes
    .filter((code) => !others.has(code))
    .map((code) => {
      const edit = { range: { start: cursor - word.length, end: cursor + after.length }, newText: code };
      return entry(code, edit, ruleOf(code)?.severity ?? null, describeKey(['settings', 'severity', code]), false);
    });
}

function entry(
  label: string,
  edit: UnsortedEntry['edit'],
  detail: string | null,
  documentation: string | null,
  hasMore: boolean,
): UnsortedEntry {
  return {
    label,
    kind: 'code',
    detail,
    description: null,
    documentation,
    edit,
    additionalEdits: [],
    filterText: label,
    isSnippet: false,
    hasMore,
  };
}
