import { describeJsonError } from './describe-parse-error.js';
import { readLineBlocks, type LineBlock } from './line-blocks.js';
import { readPerson } from './read-person.js';
import type { ReadUsers, UserEntry } from './user-entry.js';

/** Users as JSON Lines: one object a line, blank lines skipped. */
export const readJsonlUsers: ReadUsers = async function* (source) {
  for await (const block of readLineBlocks(source)) yield entriesOf(block);
};

function* entriesOf(block: LineBlock): Iterable<UserEntry> {
  while (block.next()) {
    const { text, number: line } = block;
    if (text === null) {
      yield { line, user: { mistake: block.mistake ?? 'the line cannot be read' } };
      continue;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      if (text.trim() !== '') yield { line, user: { mistake: describeJsonError(error, text) } };
      continue;
    }
    yield { line, user: readPerson(value) };
  }
}
