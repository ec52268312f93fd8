import { hostRangeOf, type HostText } from '../hosts/host-text.js';
import type { HostNode, HostTree, IgnoreDirective } from '../hosts/host-tree.js';
import { findIgnoreDirectives } from '../hosts/ignore-comments.js';
import { groupMappingCommands } from '../hosts/shell/group-mapping-commands.js';
import { scanShell } from '../hosts/shell/scan-shell.js';
import { WholeFileText } from '../hosts/whole-file-text.js';
import type { MappingFile, ScriptCommand, SourceFile } from './mapping-set.js';
import { emptyMappingFile } from './read-sections.js';
import { fileShape } from './schema-keys.js';

/** Whether a text can have a command that is looked for: one search that spares reading all others. */
export function mayHaveCommands(text: string): boolean {
  return text.includes('group-mapping');
}

/** A shell script: the commands in it that create or update group mappings. A comment `# groupmap-ignore CODE` covers the next command. */
export function readShellScript(source: SourceFile): MappingFile {
  if (!mayHaveCommands(source.text)) return { ...emptyMappingFile(source), commands: [] };
  const start = source.text.startsWith('\ufeff') ? 1 : 0;
  return { ...emptyMappingFile(source), ...readScript(source, new WholeFileText(source.text.slice(start), start)) };
}

function readScript({ path }: SourceFile, text: HostText): { readonly commands: ScriptCommand[]; readonly ignores: IgnoreDirective[] } {
  const script = scanShell(text.value);
  const items = script.commands
    .map((words) => ({ start: words[0]?.range.start ?? 0, end: words.at(-1)?.range.end ?? 0 }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return {
    commands: groupMappingCommands(script).map((command) => ({ ...command, file: path, text })),
    ignores: findIgnoreDirectives(text.value, script.comments, items).map(({ codes, range, covers }) => ({
      codes: codes.map(({ code, range: at }) => ({ code, range: hostRangeOf(text, at) })),
      range: hostRangeOf(text, range),
      covers: hostRangeOf(text, covers),
    })),
  };
}

/** What holds shell commands in the files of build services: a text, a list of texts, or `command` in a map. */
const scriptKeys: ReadonlySet<string> = new Set(['run', 'script', 'before_script', 'after_script']);

/** True for YAML that has such blocks and no section of a mapping file. */
export function looksLikeWorkflow(tree: HostTree): boolean {
  const sections: readonly string[] = fileShape.keys;
  if (tree.roots.some((root) => root.kind === 'map' && root.entries.some(({ key }) => sections.includes(key)))) return false;
  for (const _script of scriptsIn(tree)) return true;
  return false;
}

/** A build service's YAML: the commands in its `run:` and `script:` blocks. */
export function readWorkflow(source: SourceFile, tree: HostTree): MappingFile {
  const commands: ScriptCommand[] = [];
  const ignores: IgnoreDirective[] = [...tree.ignores];
  for (const text of scriptsIn(tree)) {
    if (!mayHaveCommands(text.value)) continue;
    const script = readScript(source, text);
    commands.push(...script.commands);
    ignores.push(...script.ignores);
  }
  ignores.sort((a, b) => a.range.start - b.range.start);
  const problems = tree.problems.filter(({ code }) => code === 'host-syntax');
  return { ...emptyMappingFile(source, problems), commands, ignores };
}

/** As `readWorkflow`, of a file that may be any YAML: it is parsed only where it can have such a command, and its own mistakes are not ours. */
export function readWorkflowText(source: SourceFile, parse: (text: string) => HostTree): MappingFile {
  if (!mayHaveCommands(source.text)) return { ...emptyMappingFile(source), commands: [] };
  return { ...readWorkflow(source, parse(source.text)), problems: [] };
}

/** The texts of all script blocks; one behind several YAML aliases comes once. */
function* scriptsIn(tree: HostTree): Generator<HostText> {
  const waiting: HostNode[] = [...tree.roots].reverse();
  const seen = new Set<HostNode>();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'sequence') waiting.push(...[...node.items].reverse());
    if (node.kind !== 'map') continue;
    for (const { key, value } of node.entries) if (scriptKeys.has(key)) yield* scriptsOf(value, seen);
    for (const { value } of [...node.entries].reverse()) if (value) waiting.push(value);
  }
}

function* scriptsOf(value: HostNode | null, seen: Set<HostNode>): Generator<HostText> {
  const items = value?.kind === 'sequence' ? value.items : value ? [value] : [];
  for (const item of items) {
    const text = item.kind === 'map' ? item.entries.find(({ key }) => key === 'command')?.value : item;
    if (text?.kind !== 'scalar' || typeof text.value !== 'string' || seen.has(text)) continue;
    seen.add(text);
    yield text.text;
  }
}
