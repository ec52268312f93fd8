import type { ListPage, MappingFile, SetProblem } from './mapping-set.js';

/**
 * Lists of the REST API whose last page is not among the files: every page there names a next one. What stands on the others is not known,
 * so that what the set comes to is less than what the organization has.
 */
export function findMissingPages(files: readonly MappingFile[]): readonly SetProblem[] {
  const lists = new Map<string, ListPage[]>();
  for (const page of files.flatMap((file) => file.pages ?? [])) {
    const pages = lists.get(page.kind);
    if (pages) pages.push(page);
    else lists.set(page.kind, [page]);
  }
  return [...lists.values()].flatMap((pages): SetProblem[] => {
    const next = pages.at(-1)?.next;
    if (!next || pages.some((page) => page.next === null)) return [];
    return [
      {
        file: next.file,
        code: 'partly-known',
        severity: 'warning',
        message:
          'The list goes on: there is a next page, and it is not among these files, so what stands on it is left out. Fetch the address that `next` ' +
          'gives, and add its answer to this file or as another one beside it.',
        range: next.range,
        fixes: [],
      },
    ];
  });
}
