import type { Problem } from '../../text/problem.js';
import type { HostTree } from '../host-tree.js';
import { findIgnoreDirectives, ignoreWord } from '../ignore-comments.js';
import { buildYamlTree, type BuiltTree } from './build-yaml-tree.js';
import { findSlips, findUnclosed, maskSlips, tabsAsSpaces, type Slip } from './find-slips.js';
import { parseStream, type ParsedStream } from './parse-stream.js';
import type { StreamMemory } from './stream-memory.js';
import { describeTabs, describeYamlErrors } from './yaml-problems.js';

/**
 * Reads a YAML stream as values with ranges. It takes the text as read from the file: a byte-order mark at its start is
 * skipped but counts in the offsets. It never throws; what YAML cannot read is a `host-syntax` problem, and the rest is read.
 *
 * A filter or group that needs quotes and has none (`filter: "a" in groups`) is one problem, and is read as it was meant:
 * the parser is given the text with those characters masked, so that they harm nothing around them.
 *
 * With the `memory` of the same file's last text an edit takes time by its own size; the result is the same.
 */
export function readYamlTree(text: string, memory?: StreamMemory): HostTree {
  const hasIgnores = text.includes(ignoreWord);
  const read = (slips: readonly Slip[], source: string): Reading => {
    const masked = slips.length === 0 ? source : maskSlips(source, slips);
    const stream = parseStream(masked, hasIgnores, memory);
    return { slips, source, stream, built: buildYamlTree({ text, stream, slips, isMasked: masked !== text, collectItems: hasIgnores }) };
  };
  // Some only look like slips, in the text of another scalar; those are left as they are.
  const keepUsed = (reading: Reading): Reading =>
    reading.built.usedSlips.length < reading.slips.length ? read(reading.built.usedSlips, reading.source) : reading;

  let reading = keepUsed(read(findSlips(text), text));
  const problems: Problem[] = [];
  const tab = reading.stream.errors.find((error) => error.code === 'TAB_AS_INDENT');
  if (tab) {
    // As spaces, tabs may still show how the lines belong together.
    problems.push(describeTabs(text, tab.pos[0]));
    reading = read(reading.slips, tabsAsSpaces(text));
  }
  const unclosed = findUnclosed(text, reading.stream.unclosed.values());
  if (unclosed.length > 0)
    reading = keepUsed(
      read(
        [...reading.slips, ...unclosed].sort((a, b) => a.value.start - b.value.start),
        reading.source,
      ),
    );
  const { stream, built } = reading;
  // What is wrong besides tabs shows when they are replaced; until then it may be their doing.
  if (!tab) problems.push(...describeYamlErrors(text, stream));
  problems.push(...built.problems);
  problems.sort((a, b) => a.range.start - b.range.start);
  return {
    roots: built.roots,
    problems,
    ignores: hasIgnores ? findIgnoreDirectives(text, stream.comments, built.items) : [],
  };
}

interface Reading {
  readonly slips: readonly Slip[];
  /** The file's text, or as long a stand-in. */
  readonly source: string;
  readonly stream: ParsedStream;
  readonly built: BuiltTree;
}
