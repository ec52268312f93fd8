import type { HostNode } from '../../hosts/host-tree.js';
import type { MappingFile } from '../../mapping-set/mapping-set.js';
import { readMappingFile } from '../../mapping-set/read-mapping-file.js';
import { applyEdits, haveOverlap, type TextEdit } from '../../text/range.js';

/** What would be written, and where: told before anything is. */
export interface SourceProposal {
  /** The file's path; one beside the set's others for a new file. */
  readonly file: string;
  readonly isNewFile: boolean;
  /** Of the file as it is; one insertion at the start of a new file. */
  readonly edits: readonly TextEdit[];
  /** 1-based line of the first of the new lines, once they are written. */
  readonly line: number;
  /** The lines that change, whole and without their breaks, as they are now and as they become. */
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
}

/** A proposal, or why there is none and what can be done instead. */
export type Proposed = { readonly proposal: SourceProposal } | { readonly problem: string };

/** A proposal to write a new file. */
export function proposeFile(path: string, text: string): SourceProposal {
  return { ...describeChange('', text), file: path, isNewFile: true, edits: [{ range: { start: 0, end: 0 }, newText: text }] };
}

/**
 * A proposal of these edits, if they do what they are meant to and nothing else: the edited file is read again, and `isAsMeant` says
 * whether it holds what it should. Null otherwise, and for edits that cannot be made together.
 */
export function proposeEdits(
  file: MappingFile,
  edits: readonly TextEdit[],
  isAsMeant: (edited: MappingFile) => boolean,
): SourceProposal | null {
  const { path, text } = file.source;
  if (haveOverlap(edits)) return null;
  const newText = applyEdits(text, edits);
  const edited = readMappingFile({ path, text: newText });
  const hasNewProblem = (edited.tree?.problems.length ?? 0) > (file.tree?.problems.length ?? 0);
  if (hasNewProblem || !isAsMeant(edited)) return null;
  return { ...describeChange(text, newText), file: path, isNewFile: false, edits };
}

/** The values of a file or of a part of it as one text, whatever they are written like: to see whether they are the same. */
export function valuesAsText(nodes: readonly (HostNode | null)[], leavesOut: (node: HostNode, key: string) => boolean): string {
  const plain = (node: HostNode | null): unknown => {
    if (node === null) return null;
    if (node.kind === 'sequence') return node.items.map(plain);
    if (node.kind === 'scalar') return [typeof node.value, node.text.value];
    return { map: node.entries.filter(({ key }) => !leavesOut(node, key)).map(({ key, value }) => [key, plain(value)]) };
  };
  return JSON.stringify(nodes.map(plain));
}

function describeChange(oldText: string, newText: string): Pick<SourceProposal, 'line' | 'oldLines' | 'newLines'> {
  const oldLines = linesOf(oldText);
  const newLines = linesOf(newText);
  const most = Math.min(oldLines.length, newLines.length);
  let before = 0;
  while (before < most && oldLines[before] === newLines[before]) before++;
  let after = 0;
  while (after < most - before && oldLines[oldLines.length - 1 - after] === newLines[newLines.length - 1 - after]) after++;
  return {
    line: before + 1,
    oldLines: oldLines.slice(before, oldLines.length - after),
    newLines: newLines.slice(before, newLines.length - after),
  };
}

/** The lines of a text; what follows its last break is one only if there is something. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
