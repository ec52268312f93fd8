import { createEditingContext, type EditingContext } from '../../src-language/editing/editing-context.js';
import { createGroupFilterServices, type GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import type { FileEdit } from '../../src-language/text/problem.js';
import { applyEdits, type OffsetRange } from '../../src-language/text/range.js';
import { markRanges, parseMarkedText } from '../support/marked-text.js';

/** A mapping set from marked texts by path, with the cursor that one of them has. */
export interface MarkedSet {
  readonly context: EditingContext;
  readonly services: GroupFilterServices;
  readonly set: MappingSet;
  readonly texts: Readonly<Record<string, string>>;
  /** Where the first `<|>` stands. */
  readonly file: string;
  readonly offset: number;
}

const shared = createGroupFilterServices();

/** Reads marked files as one set. Ranges (`<|…|>`) are taken out; compare them by `markPlaces`. */
export function readMarkedSet(
  files: Readonly<Record<string, string>>,
  services: GroupFilterServices = shared,
  read: (texts: Readonly<Record<string, string>>) => MappingSet = (texts) => readSet(texts, services),
): MarkedSet {
  const texts: Record<string, string> = {};
  let cursor: { file: string; offset: number } | null = null;
  for (const [path, marked] of Object.entries(files)) {
    const { text, cursors } = parseMarkedText(marked);
    texts[path] = text;
    if (cursors[0] !== undefined) cursor ??= { file: path, offset: cursors[0] };
  }
  const set = read(texts);
  const { file, offset } = cursor ?? { file: Object.keys(texts)[0] ?? '', offset: 0 };
  return { context: createEditingContext(set, services), services, set, texts, file, offset };
}

export function readSet(texts: Readonly<Record<string, string>>, services: GroupFilterServices = shared): MappingSet {
  return services.assemble(Object.entries(texts).map(([path, text]) => services.readFile({ path, text })));
}

/** The texts with each place marked, so that a wrong one shows as text; files without any stay as they are. */
export function markPlaces(
  texts: Readonly<Record<string, string>>,
  places: readonly { readonly file: string; readonly range: OffsetRange }[],
): Record<string, string> {
  return mapTexts(texts, (text, path) =>
    markRanges(
      text,
      places.filter((place) => place.file === path).map((place) => place.range),
    ),
  );
}

/** The marked texts without their cursors, to compare with `markPlaces`. */
export function withoutCursors(files: Readonly<Record<string, string>>): Record<string, string> {
  return mapTexts(files, (text) => text.replaceAll('<|>', ''));
}

export function applyFileEdits(texts: Readonly<Record<string, string>>, edits: readonly FileEdit[]): Record<string, string> {
  return mapTexts(texts, (text, path) =>
    applyEdits(
      text,
      edits.filter((edit) => edit.file === path),
    ),
  );
}

function mapTexts(texts: Readonly<Record<string, string>>, change: (text: string, path: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, change(text, path)]));
}
