/**
 * Groups as somebody types them: separated by commas or line breaks, blanks around them left out; in double quotes exactly as they are, with
 * `""` for a quote.
 */
export function parseGroups(text: string): readonly string[] {
  const groups: string[] = [];
  for (const match of text.matchAll(/\s*(?:"((?:[^"]|"")*)"?|([^,\n]*))[^,\n]*(?:[,\n]|$)/g)) {
    const [whole, exact, plain] = match;
    if (whole === '') break;
    const group = exact === undefined ? (plain ?? '').trim() : exact.replaceAll('""', '"');
    if (group !== '') groups.push(group);
  }
  return [...new Set(groups)];
}

/** Groups as text that `parseGroups` reads back. */
export function writeGroups(groups: readonly string[]): string {
  return groups.map((group) => (/^\s|\s$|[",\n]/.test(group) ? `"${group.replaceAll('"', '""')}"` : group)).join(', ');
}

/** What is being typed at the end: where it begins, and the text. */
export function lastGroup(text: string): { readonly start: number; readonly text: string } {
  const start = Math.max(text.lastIndexOf(','), text.lastIndexOf('\n')) + 1;
  const blanks = /^\s*/.exec(text.slice(start))?.[0].length ?? 0;
  return { start: start + blanks, text: text.slice(start + blanks) };
}
