import { hostRangeOf } from '../../hosts/host-text.js';
import type { ScriptCommand } from '../../mapping-set/mapping-set.js';
import type { FileFix } from '../../text/problem.js';
import type { SetRule } from './rule.js';

/** A command that applies a mapping to everybody because it says nothing of whom it is for. */
export const cliFilterMissing: SetRule = {
  code: 'cli-filter-missing',
  severity: 'warning',
  kind: 'set',
  summary: 'A script runs `confluent iam group-mapping create` or `update` without `--filter`.',
  explanation:
    'The default of `--filter` is `"true"`: without it, `create` makes a mapping that applies to everyone who signs in with SSO. `update` sends the default as well, ' +
    'so that changing a description widens the mapping to everyone; that is read in the source of the command line (version 4.73), not run. Shell scripts (`*.sh`) ' +
    "and the `run:` and `script:` blocks of build services' YAML are read when they are named to `groupmap check` or open in the editor. A command to which a variable " +
    'may add flags is left alone. The severity is that of the mapping files in the script’s directory.',
  example: 'shell',
  bad: `confluent iam group-mapping update group-abc1 --description "Reads the curated topics"
`,
  good: `confluent iam group-mapping update group-abc1 --description "Reads the curated topics" --filter '"data-science" in groups'
`,
  *check({ set }) {
    for (const command of set.files.flatMap(({ commands }) => commands ?? [])) {
      if (command.hasFilter !== false) continue;
      yield {
        code: 'cli-filter-missing',
        message: messages[command.subcommand],
        file: command.file,
        range: hostRangeOf(command.text, command.range),
        fixes: [
          ...addFlag('Add --filter for one group', command, `--filter '"GROUP" in groups'`),
          ...addFlag('Add --filter true: everyone is meant', command, '--filter true'),
        ],
      };
    }
  },
};

const messages: Readonly<Record<ScriptCommand['subcommand'], string>> = {
  create:
    'Without --filter this creates a mapping that applies to everyone who signs in with SSO: the default is "true". ' +
    'Add --filter with the groups that it is for.',
  update:
    'Without --filter this sends the default "true" with the update (in the source of the command line, version 4.73), which widens the mapping to everyone who ' +
    'signs in with SSO. Repeat the filter that the mapping has, with --filter.',
};

/** None when the text cannot take the edit. */
function addFlag(title: string, { text, insertAt, file }: ScriptCommand, flag: string): FileFix[] {
  const edits = text.encodeEdits([{ range: { start: insertAt, end: insertAt }, newText: ` ${flag}` }]);
  return edits ? [{ title, edits: edits.map((edit) => ({ ...edit, file })) }] : [];
}
