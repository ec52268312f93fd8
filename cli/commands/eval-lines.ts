import { evaluateFilterText, type Dialect } from '../../src-language/filter/evaluate-text.js';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { CommandIo } from '../command-io.js';
import { toJson } from '../display-text.js';
import { describeFault } from '../files/load-mapping-sets.js';
import { describeJsonError } from '../users/describe-parse-error.js';
import { describeValue } from '../users/describe-value.js';
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
  if (typeof line !== 'object' || line === null || Array.isArray(line))
    return malformed(`the line is ${describeValue(line)}, and must be an object such as ${example}`);
  const { filter, groups = [] } = line as { readonly filter?: unknown; readonly groups?: unknown };
  if (filter === undefined) return malformed(`the line has no "filter": write an object such as ${example}`);
  if (typeof filter !== 'string') return malformed(`"filter" must be a string, and is ${describeValue(filter)}: put the filter in quotes`);
  if (!Array.isArray(groups))
    return malformed(`"groups" must be a list of strings, and is ${describeValue(groups)}: write ["a"] for the one group a`);
  const wrong = groups.findIndex((group) => typeof group !== 'string');
  if (wrong >= 0)
    return malformed(
      `"groups" must be a list of strings, and item ${String(wrong + 1)} is ${describeValue(groups[wrong])}: put the name of the group in quotes`,
    );
  try {
    return evaluateFilterText(services, filter, groups as readonly string[], { dialect });
  } catch (fault) {
    return { ok: false, kind: 'eval', code: 'not-evaluated', message: `This filter ${describeFault(fault)}.`, offset: null };
  }
}

const example = '{"filter": "\\"a\\" in groups", "groups": ["a"]}';

function malformed(message: string): object {
  return { ok: false, kind: 'input', code: 'input', message, offset: null };
}
