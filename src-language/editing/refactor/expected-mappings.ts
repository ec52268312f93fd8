import type { Located, SampleUser } from '../../mapping-set/mapping-set.js';
import type { FileEdit } from '../../text/problem.js';
import type { EditingContext } from '../editing-context.js';
import { encodeScalar } from '../encode-scalar.js';
import type { HostNode, HostSequence } from '../../hosts/host-tree.js';
import { insertItemAfter, listHolding, removeItems } from '../list-edits.js';

/** What becomes of one name in a user's expected group mappings. */
export interface ExpectedChange {
  readonly user: SampleUser;
  readonly name: Located<string>;
  /** The names in its place; none: it goes. */
  readonly becomes: readonly string[];
}

/** The places where sample users expect one of these mappings, each file's text once. */
export function expectationsOf(context: EditingContext, names: ReadonlySet<string>): { user: SampleUser; name: Located<string> }[] {
  return context.set.users.flatMap((user) =>
    (user.expect?.group_mappings?.value ?? []).flatMap((name) => (names.has(name.value) ? [{ user, name }] : [])),
  );
}

/** The edits of expectations; null where one of them cannot be written. */
export function expectationEdits(context: EditingContext, changes: readonly ExpectedChange[]): FileEdit[] | null {
  const edits: FileEdit[] = [];
  const removed = new Map<HostSequence, { readonly text: string; readonly file: string; readonly items: HostNode[] }>();
  for (const { name, becomes } of changes) {
    const file = context.fileOf(name.file);
    const [first, ...more] = becomes;
    const found = file?.tree && listHolding(file.tree, name.range);
    if (!file || !found || !name.text) return null;
    const { text } = file.source;
    if (first === undefined) {
      const inList = removed.get(found.list);
      if (inList) inList.items.push(found.item);
      else removed.set(found.list, { text, file: name.file, items: [found.item] });
      continue;
    }
    const renamed = first === name.value ? [] : name.text.encodeEdits([{ range: { start: 0, end: name.value.length }, newText: first }]);
    if (!renamed) return null;
    edits.push(...renamed.map((edit) => ({ ...edit, file: name.file })));
    for (const added of more) {
      const edit = insertItemAfter(text, found.list, found.item, encodeScalar(file, found.list, added));
      if (!edit) return null;
      edits.push({ ...edit, file: name.file });
    }
  }
  for (const [list, { text, file, items }] of removed) {
    const removals = removeItems(text, list, items);
    if (!removals) return null;
    edits.push(...removals.map((edit) => ({ ...edit, file })));
  }
  return edits;
}
