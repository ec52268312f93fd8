import { scanStatements, type AttributeStatement, type BlockStatement, type Statement } from '../../hosts/terraform/scan-statements.js';
import { documentationOfKey, type KeyDocumentation } from '../../mapping-set/key-documentation.js';
import type { OffsetRange } from '../../text/range.js';
import { escapeSnippet, type UnsortedEntry } from './completion-entry.js';

/** An argument of a resource, or a block in it: where a mapping file's documentation has it, and what is written for it. */
interface Argument {
  readonly name: string;
  /** The key path of the same thing in a mapping file. */
  readonly path: readonly (string | number)[] | null;
  /** A snippet that follows the name. */
  readonly written: string;
}

const text = ' = "$1"';
const inMapping = (name: string, written = text): Argument => ({ name, path: ['group_mappings', 0, name], written });
const inBinding = (name: string, written = text): Argument => ({ name, path: ['group_mappings', 0, 'role_bindings', 0, name], written });
const inAcl = (name: string, written = text): Argument => ({ name, path: ['group_mappings', 0, 'acls', 0, name], written });
const other = (name: string, written: string): Argument => ({ name, path: null, written });
const principal = other('principal', ` = "User:\\\${confluent_group_mapping.$1.id\\}"`);

/** The arguments of Confluent's provider, those that are required first; blocks within a resource by their own names. */
const argumentsOf: Readonly<Record<string, readonly Argument[]>> = {
  confluent_group_mapping: [inMapping('display_name'), inMapping('filter'), inMapping('description')],
  confluent_role_binding: [principal, inBinding('role_name'), inBinding('crn_pattern'), other('disable_wait_for_ready', ' = ${1:true}')],
  confluent_kafka_acl: [
    inAcl('kafka_cluster', ' {\n  id = "$1"\n}'),
    principal,
    ...['resource_type', 'resource_name', 'pattern_type', 'operation', 'permission'].map((name) => inAcl(name)),
    inAcl('host', ' = "${1:*}"'),
    other('rest_endpoint', ' = $1'),
    other('credentials', ' {\n  key    = $1\n  secret = $2\n}'),
  ],
  kafka_cluster: [other('id', text)],
  credentials: [other('key', ' = $1'), other('secret', ' = $1')],
};

/**
 * What can be written at an offset of a Terraform file as the name of an argument of a resource that has to do with group mappings, or as one
 * of the words that an argument takes. The file is looked at line by line, so that a line that is being typed spoils nothing.
 */
export function completeResource(file: string, offset: number): readonly UnsortedEntry[] {
  const found = blockAt(scanStatements(file), offset);
  const known = found && argumentsOf[found.kind];
  if (!known) return [];
  const attribute = found.block.body.find(
    (statement): statement is AttributeStatement =>
      statement.kind === 'attribute' && statement.nameRange.end < offset && offset <= lineEndOf(file, statement.value.end),
  );
  if (attribute) return completeWord(file, attribute, known, offset);
  return completeName(file, found.block, known, offset);
}

/** The innermost block around an offset, if it is one of those resources or in one. */
function blockAt(statements: readonly Statement[], offset: number): { readonly block: BlockStatement; readonly kind: string } | null {
  const within = (body: readonly Statement[]): BlockStatement | undefined =>
    body.find(
      (statement): statement is BlockStatement =>
        statement.kind === 'block' && statement.bodyRange.start <= offset && offset <= statement.bodyRange.end,
    );
  const resource = within(statements);
  const kind = resource?.type === 'resource' ? (resource.labels[0]?.name ?? '') : '';
  if (!resource || !kind.startsWith('confluent_') || !Object.hasOwn(argumentsOf, kind)) return null;
  const inner = within(resource.body);
  if (!inner) return { block: resource, kind };
  return Object.hasOwn(argumentsOf, inner.type) && kind === 'confluent_kafka_acl' ? { block: inner, kind: inner.type } : null;
}

/** One of the words that an argument takes, inside its quotes or before there are any. */
function completeWord(file: string, { name, value }: AttributeStatement, known: readonly Argument[], offset: number): UnsortedEntry[] {
  const documented = documentationOf(known.find((argument) => argument.name === name));
  const words = wordsOf(name, documented);
  const written = file.slice(value.start, value.end);
  const match = /^("?)([A-Za-z_*]*)("?)$/.exec(written);
  if (words.length === 0 || !match || (written !== '' && (offset < value.start || offset > value.end))) return [];
  const [, opening = '', , closing = ''] = match;
  const start = value.start === value.end ? offset : value.start + opening.length;
  const end = value.start === value.end ? offset : value.end - closing.length;
  if (offset < start || offset > end) return [];
  return words.map(([word, meaning]) => ({
    ...entry(word, 'value', meaning === '' ? (documented?.description ?? null) : meaning, { start, end }),
    edit: { range: { start, end }, newText: `${opening === '' ? '"' : ''}${word}${closing === '' ? '"' : ''}` },
  }));
}

function wordsOf(name: string, documented: KeyDocumentation | undefined): readonly (readonly [word: string, meaning: string])[] {
  if (documented?.values) return Object.entries(documented.values);
  return name === 'operation' ? (documented?.examples ?? []).map((word) => [word, ''] as const) : [];
}

/** The name of an argument that the block does not have yet, at the start of a line. */
function completeName(file: string, { body }: BlockStatement, known: readonly Argument[], offset: number): UnsortedEntry[] {
  const lineStart = file.lastIndexOf('\n', offset - 1) + 1;
  const before = /^([ \t]*)([a-z_]*)$/.exec(file.slice(lineStart, offset));
  if (!before || body.some((statement) => isInValue(statement, offset))) return [];
  const [, margin = '', typed = ''] = before;
  const after = /^([a-z_]*)([^\r\n]*)/.exec(file.slice(offset));
  const rest = after?.[2] ?? '';
  const range = { start: offset - typed.length, end: offset + (after?.[1]?.length ?? 0) };
  const isFollowed = /^[ \t]*[={]/.test(rest);
  if (!isFollowed && rest.trim() !== '' && !/^[ \t]*(?:#|\/\/)/.test(rest)) return [];
  const taken = new Set(
    body.flatMap((statement) =>
      statement.kind === 'unreadable' || statement.start === range.start
        ? []
        : [statement.kind === 'attribute' ? statement.name : statement.type],
    ),
  );
  return known
    .filter(({ name }) => !taken.has(name))
    .map((argument) => {
      const { name, written } = argument;
      const documented = documentationOf(argument);
      const described = entry(name, 'key', documented?.description ?? null, range);
      if (isFollowed) return described;
      const newText = escapeSnippet(name) + written.replaceAll('\n', `\n${margin}`);
      return { ...described, edit: { range, newText }, isSnippet: true, hasMore: written === text };
    });
}

/** Behind the name of an argument, in its value: it may go on over several lines. */
function isInValue(statement: Statement, offset: number): boolean {
  return statement.kind === 'attribute' && statement.nameRange.end < offset && offset <= statement.end;
}

function documentationOf(argument: Argument | undefined): KeyDocumentation | undefined {
  return argument?.path ? documentationOfKey(argument.path) : undefined;
}

function entry(label: string, kind: 'key' | 'value', detail: string | null, range: OffsetRange): UnsortedEntry {
  return {
    label,
    kind,
    detail,
    description: null,
    documentation: null,
    edit: { range, newText: label },
    additionalEdits: [],
    filterText: label,
    isSnippet: false,
    hasMore: false,
  };
}

function lineEndOf(file: string, at: number): number {
  const end = file.indexOf('\n', at);
  return end < 0 ? file.length : end;
}
