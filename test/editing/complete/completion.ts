import { createEditingContext } from '../../../src-language/editing/editing-context.js';
import { completeAt } from '../../../src-language/editing/complete/complete-at.js';
import { withoutTabStops, type CompletionEntry } from '../../../src-language/editing/complete/completion-entry.js';
import { createGroupFilterServices } from '../../../src-language/group-filter-services.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { parseMarkedText } from '../../support/marked-text.js';

export const services = createGroupFilterServices();

/** A text with the cursor at `<|>`, and what can be completed there. */
export interface Completion {
  readonly text: string;
  readonly cursor: number;
  readonly entries: readonly CompletionEntry[];
  readonly labels: readonly string[];
  entry(label: string): CompletionEntry;
  /** The whole text after accepting an entry; tab stops show as what they are written as. */
  accept(label: string): string;
}

/** Completes at the cursor of `marked`, a file of the set that `others` make with it. */
export function complete(marked: string, others: Readonly<Record<string, string>> = {}, path = 'a.groupmap.yaml'): Completion {
  const { text, cursors } = parseMarkedText(marked);
  const cursor = cursors[0] ?? -1;
  const files = Object.entries({ ...others, [path]: text }).map(([name, content]) => services.readFile({ path: name, text: content }));
  const context = createEditingContext(services.assemble(files), services);
  const entries = completeAt(context, path, cursor);
  const entry = (label: string): CompletionEntry => {
    const found = entries.find((candidate) => candidate.label === label);
    if (!found) throw new Error(`No entry ${label} among ${entries.map((candidate) => candidate.label).join(' | ')}`);
    return found;
  };
  return { text, cursor, entries, labels: entries.map(({ label }) => label), entry, accept: (label) => accept(text, cursor, entry(label)) };
}

/** Applies an entry as an editor would, and holds it to what editors ask of entries. */
export function accept(text: string, cursor: number, { edit, additionalEdits, filterText, isSnippet }: CompletionEntry): string {
  const { start, end } = edit.range;
  if (start > cursor || end < cursor || /[\r\n]/.test(text.slice(start, end)))
    throw new Error('The edit is not on the line of the cursor.');
  const all = [...additionalEdits, edit].sort((a, b) => a.range.start - b.range.start);
  all.forEach(({ range }, index) => {
    if (range.start < (all[index - 1]?.range.end ?? 0)) throw new Error(`Edits overlap: ${JSON.stringify(all)}`);
  });
  const typed = text.slice(start, cursor).trimStart().toLowerCase();
  let at = 0;
  for (const character of typed) {
    at = filterText.toLowerCase().indexOf(character, at) + 1;
    if (at === 0) throw new Error(`${JSON.stringify(filterText)} is filtered out by ${JSON.stringify(typed)}.`);
  }
  const newText = isSnippet ? withoutTabStops(edit.newText) : edit.newText;
  return applyEdits(text, [...additionalEdits, { range: edit.range, newText }]);
}
