// How an answer differs from the one before, as data to send instead of the whole: a keystroke changes little of what an evaluator knows.

/** What turns one JSON value into another. */
export type Change =
  | { readonly kind: 'same' }
  /** It is another value altogether. */
  | { readonly kind: 'value'; readonly value: unknown }
  /** Some members of an object. */
  | { readonly kind: 'members'; readonly members: Readonly<Record<string, Change>>; readonly removed: readonly string[] }
  /** So many items of an array, one by one, from an index on. */
  | { readonly kind: 'items'; readonly from: number; readonly items: readonly Change[] }
  /** Items of an array are replaced by others, of which there may be more or fewer. */
  | { readonly kind: 'splice'; readonly from: number; readonly removed: number; readonly added: readonly unknown[] };

const same: Change = { kind: 'same' };

/** How `after` differs from `before`; both are JSON values, or undefined for none. */
export function changeOf(before: unknown, after: unknown): Change {
  if (before === after) return same;
  if (Array.isArray(before) && Array.isArray(after)) return changeOfItems(before, after);
  if (isRecord(before) && isRecord(after)) return changeOfMembers(before, after);
  return { kind: 'value', value: after };
}

function changeOfItems(before: readonly unknown[], after: readonly unknown[]): Change {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && isSame(before[from], after[from])) from++;
  let behind = 0;
  while (behind < shorter - from && isSame(before[before.length - 1 - behind], after[after.length - 1 - behind])) behind++;
  const removed = before.length - from - behind;
  const added = after.slice(from, after.length - behind);
  if (removed === 0 && added.length === 0) return same;
  if (removed !== added.length) return { kind: 'splice', from, removed, added };
  return { kind: 'items', from, items: added.map((item, index) => changeOf(before[from + index], item)) };
}

function changeOfMembers(before: JsonObject, after: JsonObject): Change {
  const members: Record<string, Change> = Object.create(null) as Record<string, Change>;
  for (const [name, value] of Object.entries(after)) {
    const change = changeOf(Object.hasOwn(before, name) ? before[name] : undefined, value);
    if (change.kind !== 'same') members[name] = change;
  }
  const removed = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  return Object.keys(members).length === 0 && removed.length === 0 ? same : { kind: 'members', members, removed };
}

function isSame(before: unknown, after: unknown): boolean {
  if (before === after) return true;
  if (Array.isArray(before))
    return Array.isArray(after) && before.length === after.length && before.every((item, index) => isSame(item, after[index]));
  if (!isRecord(before) || !isRecord(after)) return false;
  const names = Object.keys(before);
  return (
    names.length === Object.keys(after).length && names.every((name) => Object.hasOwn(after, name) && isSame(before[name], after[name]))
  );
}

/** The value that a change makes of `before`, which must be what it was worked out from and stays as it is; unchanged parts are shared. */
export function applyChange(before: unknown, change: Change): unknown {
  switch (change.kind) {
    case 'same':
      return before;
    case 'value':
      return change.value;
    case 'members': {
      const removed = new Set(change.removed);
      const old = before as JsonObject;
      const kept = Object.entries(old).filter(([name]) => !removed.has(name));
      const changed = Object.entries(change.members).map(([name, member]) => [
        name,
        applyChange(Object.hasOwn(old, name) ? old[name] : undefined, member),
      ]);
      return Object.fromEntries([...kept, ...changed]);
    }
    case 'items': {
      const { from, items } = change;
      return (before as unknown[]).map((item, index) => {
        const ofItem = items[index - from];
        return ofItem ? applyChange(item, ofItem) : item;
      });
    }
    case 'splice': {
      const old = before as unknown[];
      return [...old.slice(0, change.from), ...change.added, ...old.slice(change.from + change.removed)];
    }
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
