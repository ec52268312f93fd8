import type { SourceProposal } from '../editing/save/source-proposal.js';
import type { MappingSet } from '../mapping-set/mapping-set.js';
import { LineIndex, type LinePosition } from '../text/line-index.js';
import type { FileEdit } from '../text/problem.js';

/** An edit as an editor takes it, which knows what it replaces: one that is out of date is never made. */
export interface ShownEdit {
  /** The file's path, as findings and outcomes have it. */
  readonly file: string;
  readonly start: LinePosition;
  readonly end: LinePosition;
  readonly oldText: string;
  readonly newText: string;
}

/** What would be written, to be shown before it is. */
export interface ShownProposal extends Pick<SourceProposal, 'file' | 'isNewFile' | 'line' | 'oldLines' | 'newLines'> {
  readonly edits: readonly ShownEdit[];
}

export function shownProposal(set: MappingSet, { file, isNewFile, line, oldLines, newLines, edits }: SourceProposal): ShownProposal {
  const inFile = edits.map((edit) => ({ ...edit, file }));
  return { file, isNewFile, line, oldLines, newLines, edits: shownEdits(set, inFile) };
}

/** Offsets as lines and columns, with the texts that stand there now; those of a file that the set does not have are of an empty one. */
export function shownEdits(set: MappingSet, edits: readonly FileEdit[]): readonly ShownEdit[] {
  const texts = new Map<string, { readonly text: string; readonly lines: LineIndex }>();
  return edits.map(({ file, range, newText }) => {
    let known = texts.get(file);
    if (!known) {
      const text = set.files.find(({ source }) => source.path === file)?.source.text ?? '';
      texts.set(file, (known = { text, lines: new LineIndex(text) }));
    }
    const { text, lines } = known;
    return {
      file,
      start: lines.positionAt(range.start),
      end: lines.positionAt(range.end),
      oldText: text.slice(range.start, range.end),
      newText,
    };
  });
}
