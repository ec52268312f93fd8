/** `1 group`, `2 groups`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** The values without repetitions, in the order of their first appearance. */
export function distinct<T>(values: Iterable<T>): T[] {
  return [...new Set(values)];
}

/** Names as a sentence lists them, each as `inWords` says it: the first few, then how many more. */
export function sentenceList(names: readonly string[], inWords: (name: string) => string, limit = 5): string {
  const shown = names.slice(0, names.length > limit ? limit - 1 : limit).map(inWords);
  const last = names.length > limit ? `${names.length - shown.length} more` : shown.pop();
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : (last ?? '');
}
