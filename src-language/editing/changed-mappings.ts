import type { MappingSet } from '../mapping-set/mapping-set.js';
import type { AccessDiff, MappingChange } from '../review/access-diff.js';
import { changeInWords } from '../review/change-in-words.js';
import { createWording } from '../review/describe-grants.js';
import { plainSentence } from '../review/sentence.js';
import type { OffsetRange } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { nameRangeOf } from './texts-in-files.js';

/** A mapping that is not what it was, for a mark or a lens beside it. */
export interface ChangedMapping {
  /** Of its display name, else of the mapping. */
  readonly range: OffsetRange;
  readonly change: MappingChange['change'];
  /** `now also matches cc-contractors`. */
  readonly title: string;
}

/** What changed to the set, and the set that it changed from. */
export interface ChangesSince {
  readonly base: MappingSet;
  readonly diff: AccessDiff;
}

/** The mappings of a file that changed, in file order. */
export function changedMappings(context: EditingContext, path: string, { base, diff }: ChangesSince): ChangedMapping[] {
  const wording = createWording(context.set, base);
  const mappings = context.mappingsOf(path);
  return diff.group_mappings.flatMap((change) => {
    const { head } = change;
    if (head?.file !== path) return [];
    const mapping = mappings.find(({ line, displayName }) => line === head.line && displayName === head.group_mapping);
    if (!mapping) return [];
    return [
      {
        range: nameRangeOf(mapping),
        change: change.change,
        title: plainSentence(changeInWords(change, wording)),
      },
    ];
  });
}
