import type { Problem } from '../../text/problem.js';
import type { HostTree } from '../host-tree.js';
import { findIgnoreDirectives, ignoreWord } from '../ignore-comments.js';
import { buildYamlTree } from './build-yaml-tree.js';
import { findSlips, maskSlips } from './find-slips.js';
import { parseStream } from './parse-stream.js';
import { describeYamlErrors } from './yaml-problems.js';

/**
 * Reads a YAML stream as values with ranges. It takes the text as read from the file: a byte-order mark at its start is
 * skipped but counts in the offsets. It never throws; what YAML cannot read is a `host-syntax` problem, and the rest is read.
 *
 * A filter or group that needs quotes and has none (`filter: "a" in groups`) is one problem, and is read as it was meant:
 * the parser is given the text with those characters masked, so that they harm nothing around them.
 */
export function readYamlTree(text: string): HostTree {
  const hasIgnores = text.includes(ignoreWord);
  let slips = findSlips(text);
  let stream = parseStream(slips.length === 0 ? text : maskSlips(text, slips), hasIgnores);
  let built = buildYamlTree(text, stream, slips, hasIgnores);
  if (built.usedSlips.length < slips.length) {
    // Some only look like slips, in the text of another scalar; those are left as they are.
    slips = built.usedSlips;
    stream = parseStream(slips.length === 0 ? text : maskSlips(text, slips), hasIgnores);
    built = buildYamlTree(text, stream, slips, hasIgnores);
  }
  const problems: Problem[] = [...describeYamlErrors(text, stream), ...built.problems].sort((a, b) => a.range.start - b.range.start);
  return {
    roots: built.roots,
    problems,
    ignores: hasIgnores ? findIgnoreDirectives(text, stream.comments, built.items) : [],
  };
}
