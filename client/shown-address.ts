/** What a read-only document shows: the set-up checklist of a set, or which groups lead to a role. */
export type ShownAddress =
  | { readonly kind: 'checklist'; readonly file: string; readonly title: string }
  | { readonly kind: 'role'; readonly file: string; readonly title: string; readonly role: string };

/** The URI scheme of each kind of document. */
export const shownSchemes = {
  checklist: 'groupmap-checklist',
  role: 'groupmap-role',
} as const;

/** The parts of a URI that matter here. */
export interface AddressParts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/**
 * The address of what is shown. Its path ends in the title, which is what a tab is called, and tells sets of one title apart by their
 * directory; the query says which file of the set to ask about.
 */
export function writeShownAddress(address: ShownAddress): AddressParts {
  const { kind, file, title } = address;
  const directory = pathOfUri(file).replace(/\/[^/]*$/, '');
  const question = { file, title, ...(kind === 'role' && { role: address.role }) };
  return { scheme: shownSchemes[kind], path: `${directory}/${asFileName(title)}.md`, query: JSON.stringify(question) };
}

/** What an address shows; null for one that was not written by us. */
export function readShownAddress({ scheme, query }: Pick<AddressParts, 'scheme' | 'query'>): ShownAddress | null {
  let question: unknown;
  try {
    question = JSON.parse(query);
  } catch {
    return null;
  }
  if (typeof question !== 'object' || question === null) return null;
  const { file, title, role } = question as { file?: unknown; title?: unknown; role?: unknown };
  if (typeof file !== 'string' || typeof title !== 'string') return null;
  if (scheme === shownSchemes.checklist) return { kind: 'checklist', file, title };
  if (scheme === shownSchemes.role) return typeof role === 'string' ? { kind: 'role', file, title, role } : null;
  return null;
}

/** The path of a URI as text, decoded where that is possible; always begins with a slash. */
function pathOfUri(uri: string): string {
  const path = /^[a-z][a-z\d+.-]*:(?:\/\/[^/?#]*)?([^?#]*)/i.exec(uri)?.[1] ?? '';
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // A stray `%`: the path as it stands tells sets apart as well.
  }
  return decoded.startsWith('/') ? decoded : `/${decoded}`;
}

/** A title without what a path or a tab cannot hold. */
function asFileName(title: string): string {
  return (
    title
      .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
      .replace(/[/\\]/g, '∕')
      .trim()
      .slice(0, 80) || '∅'
  );
}
