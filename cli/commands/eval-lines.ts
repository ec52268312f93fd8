import { evaluateFilterText, type Dialect } from '../../src-language/filter/evaluate-text.js';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { CommandIo } from '../command-io.js';
import { toJson } from '../display-text.js';
import { describeFault } from '../files/load-mapping-sets.js';
import { describeJsonError } from '../users/describe-parse-error.js';
import { readLineBlocks, type LineBlock } from '../users/line-blocks.js';

/** Output that is gathered before it is written, in UTF-16 units. */
const outputChunk = 1 << 16;

/** Answers each line of standard input with one line, in order; what has arrived is answered before more is waited for. */
export async function answerLines(io: CommandIo, services: GroupFilterServices, dialect: Dialect): Promise<void> {
  for await (const block of readLineBlocks(io.stdin)) {
    let pending = '';
    while (block.next()) {
      pending += `${toJson(answerTo(block, services, dialect), 'one-line')}\n`;
      if (pending.length > outputChunk) {
        await io.stdout.write(pending);
        pending = '';
      }
      if (io.stdout.isClosed) return;
    }
    await io.stdout.write(pending);
  }
}

function answerTo({ text, mistake }: LineBlock, services: GroupFilterServices, dialect: Dialect): object {
  if (text === null) return malformed(mistake ?? 'the line cannot be read');
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (error) {
    return malformed(text.trim() === '' ? 'the line is empty' : describeJsonError(error, text));
  }
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return malformed('a line is an object with "filter" and "groups"');
  const { filter, groups = [] } = line as { readonly filter?: unknown; readonly groups?: unknown };
  if (typeof filter !== 'string') return malformed('"filter" is a string');
  if (!isListOfStrings(groups)) return malformed('"groups" is a list of strings');
  try {
    return evaluateFilterText(services, filter, groups, { dialect });
  } catch (fault) {
    return { ok: false, kind: 'eval', code: 'not-evaluated', message: `This filter ${describeFault(fault)}.`, offset: null };
  }
}

function isListOfStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function malformed(message: string): object {
  return { ok: false, kind: 'input', code: 'input', message, offset: null };
}
