import { isCollection, visit, type YAMLError } from 'yaml';
import type { ParsedStream } from './parse-stream.js';

/**
 * The errors that say of a list or mapping in brackets that it is not closed, each with the offset of the opening bracket: the parser
 * tells only where it gave up, which is where something else begins.
 */
export function findUnclosedBrackets({ errors, documents }: ParsedStream): ReadonlyMap<YAMLError, number> {
  const found = new Map<YAMLError, number>();
  const unclosed = errors.filter(({ message }) => /^Flow (?:map|sequence) .*\bend with a [\]}]/.test(message));
  if (unclosed.length === 0) return found;
  // Of brackets that end at the same place the innermost is meant, which is visited last.
  const startsByEnd = new Map<number, number>();
  for (const document of documents)
    visit(document, (_, node) => {
      if (!isCollection(node) || !node.range || node.srcToken?.type !== 'flow-collection') return;
      const { start, end } = node.srcToken;
      const [closing] = end;
      const isClosed = closing !== undefined && 'source' in closing && closing.source === (start.source === '[' ? ']' : '}');
      if (!isClosed) startsByEnd.set(node.range[1], start.offset);
    });
  for (const error of unclosed) {
    const start = startsByEnd.get(error.pos[0]);
    if (start !== undefined) found.set(error, start);
  }
  return found;
}
