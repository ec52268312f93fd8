/** A name in double quotes, as messages show groups, mappings and attributes. */
export function quoted(name: string): string {
  return `"${name}"`;
}

/** Names as a sentence lists them: `"a", "b" and "c"`; of more than `limit` the rest is a number. */
export function listed(names: readonly string[], limit = 5): string {
  const shown = names.slice(0, names.length > limit ? limit - 1 : limit).map(quoted);
  const last = names.length > limit ? `${names.length - shown.length} more` : shown.pop();
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : (last ?? '');
}

/** `1 group`, `2 groups`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** The values without repetitions, in the order of their first appearance. */
export function distinct<T>(values: Iterable<T>): T[] {
  return [...new Set(values)];
}
