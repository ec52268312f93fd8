import type { HostEntry, HostMap } from '../../hosts/host-tree.js';
import { isFlow } from '../../mapping-set/file-edits.js';
import type { MappingFile, SampleUser } from '../../mapping-set/mapping-set.js';
import { readMappingFile } from '../../mapping-set/read-mapping-file.js';
import type { ExpectationValues } from '../../provisioning/expectations.js';
import type { Person } from '../../provisioning/person.js';
import { personOf } from '../../provisioning/simulator.js';
import { LineIndex } from '../../text/line-index.js';
import { quoted } from '../../text/quoted-name.js';
import type { TextEdit } from '../../text/range.js';
import type { EditingContext } from '../editing-context.js';
import { isJsonFile } from '../encode-scalar.js';
import { lineBreakOf, ownEntry } from '../list-edits.js';
import { describeExpectation, expects } from './expectation.js';
import { proposeEdits, proposeFile, valuesAsText, type Proposed, type SourceProposal } from './source-proposal.js';
import {
  appendValues,
  entrySource,
  insertEntryAfter,
  insertion,
  isNothing,
  replaceEntry,
  yamlDocument,
  type PlainValue,
} from './value-source.js';

/** How a new file for sample users is called. */
const usersFileName = 'users.groupmap.yaml';

/** Somebody to be written as a sample user, and what is expected of them, if anything. */
export interface NewSampleUser {
  readonly person: Person;
  readonly expect?: ExpectationValues | undefined;
}

/**
 * Proposes to write somebody as a sample user of the set: after the other users, in the file at `near` if there are some, else in the last
 * file that has users; a set without any gets the file `users.groupmap.yaml`. Read again, the user is exactly this person.
 */
export function proposeSampleUser(context: EditingContext, user: NewSampleUser, near?: string): Proposed {
  const { name } = user.person;
  if (name === '') return { problem: 'A sample user needs a name: what the identity provider calls them.' };
  const same = context.set.users.find((other) => other.name.value === name);
  if (same) return { problem: `There is a user ${quoted(name)} already, in ${placeOf(context, same)}. Choose another name.` };
  for (const section of usersSections(context, near)) {
    const proposal = proposeItem(section, user);
    if (proposal) return { proposal };
  }
  const proposal = proposeUsersFile(context, user);
  return proposal ? { proposal } : { problem: 'This user cannot be written into a mapping file: a name in it is too long for YAML.' };
}

/** `users:` of a file, and the map that it is a key of. */
interface UsersSection {
  readonly file: MappingFile;
  readonly root: HostMap;
  readonly entry: HostEntry;
}

function usersSections(context: EditingContext, near: string | undefined): UsersSection[] {
  const sections = context.set.files.flatMap((file) =>
    (file.tree?.roots ?? []).flatMap((root): UsersSection[] => {
      const entry = root.kind === 'map' ? ownEntry(root, 'users') : null;
      return root.kind === 'map' && entry ? [{ file, root, entry }] : [];
    }),
  );
  const rank = ({ file, entry }: UsersSection): number =>
    (entry.value?.kind === 'sequence' && entry.value.items.length > 0 ? 2 : 0) + (file.source.path === near ? 1 : 0);
  return sections.reverse().sort((a, b) => rank(b) - rank(a));
}

function proposeItem({ file, root, entry }: UsersSection, user: NewSampleUser): SourceProposal | null {
  const written = describeUser(user);
  const edits =
    entry.value?.kind === 'sequence' && entry.value.items.length > 0
      ? appendValues(file, entry.value, [written])
      : isNothing(entry.value) || entry.value?.kind === 'sequence'
        ? [replaceEntry(file, root, entry, { list: [written] })]
        : null;
  return edits && proposeEdits(file, edits, (edited) => hasOnlyNew(file, edited, user));
}

/** A file named for users that has no section for them gets one, else there is a new file. */
function proposeUsersFile(context: EditingContext, user: NewSampleUser): SourceProposal | null {
  const { files } = context.set;
  const first = files[0]?.source.path ?? '';
  const directory = first.slice(0, first.lastIndexOf('/') + 1);
  const users: PlainValue = { list: [describeUser(user)] };
  for (let number = 1; ; number++) {
    const path = directory + (number === 1 ? usersFileName : usersFileName.replace('.', `-${number}.`));
    const file = context.fileOf(path);
    if (!file) {
      const text = yamlDocument({ map: [['users', users]] });
      const read = readMappingFile({ path, text });
      return read.users.length === 1 && isUser(read.users[0], user) ? proposeFile(path, text) : null;
    }
    const edits = appendSection(file, users);
    const proposal = edits && proposeEdits(file, edits, (edited) => hasOnlyNew(file, edited, user));
    if (proposal) return proposal;
  }
}

function appendSection(file: MappingFile, users: PlainValue): TextEdit[] | null {
  const { text } = file.source;
  const root = file.tree?.roots.at(-1);
  const lineBreak = lineBreakOf(text);
  if (isJsonFile(file) || (root && (root.kind !== 'map' || isFlow(text, root)))) {
    const last = root?.kind === 'map' ? root.entries.at(-1) : undefined;
    return root?.kind === 'map' && last ? insertEntryAfter(file, root, last, 'users', users) : null;
  }
  const source = entrySource(file, 'users', users, { form: 'block', margin: { lineBreak, indent: '', step: '  ' } });
  return [insertion(text.length, (text === '' || text.endsWith('\n') ? '' : lineBreak) + source + lineBreak)];
}

/** The edited file has one user more, this one, and is otherwise the same. */
function hasOnlyNew(file: MappingFile, edited: MappingFile, user: NewSampleUser): boolean {
  const [added, ...more] = edited.users.filter(({ name }) => name.value === user.person.name);
  return (
    added !== undefined &&
    more.length === 0 &&
    isUser(added, user) &&
    sectionsAsText(edited) === sectionsAsText(file) &&
    usersAsText(edited, added) === usersAsText(file, null)
  );
}

function isUser(written: SampleUser | undefined, { person, expect }: NewSampleUser): boolean {
  if (!written || personAsText(personOf(written)) !== personAsText(person)) return false;
  return expect ? expects(written, expect) : written.expect === null;
}

function personAsText({ name, account, claim, roleBindings }: Person): string {
  const groups = claim?.from === 'attributes' ? [...claim.attributes] : (claim?.values ?? null);
  return JSON.stringify([
    name,
    account,
    claim?.from ?? null,
    groups,
    roleBindings.map((binding) => [binding.role_name, binding.crn_pattern]),
  ]);
}

/** Everything but the users; a file with nothing in it is as one whose map has nothing in it. */
function sectionsAsText(file: MappingFile): string {
  const roots = file.tree?.roots ?? [];
  const text = valuesAsText(roots, (node, key) => key === 'users' && roots.includes(node));
  return text === '[]' ? '[{"map":[]}]' : text;
}

function usersAsText(file: MappingFile, without: SampleUser | null): string {
  const lists = (file.tree?.roots ?? []).flatMap((root) => (root.kind === 'map' ? (ownEntry(root, 'users')?.value ?? []) : []));
  const items = lists.flatMap((list) => (list.kind === 'sequence' ? list.items : []));
  return valuesAsText(
    items.filter(({ range }) => range.start !== without?.range.start),
    () => false,
  );
}

function describeUser({ person: { name, account, claim, roleBindings }, expect }: NewSampleUser): PlainValue {
  const values = (items: readonly string[]): PlainValue => ({ list: items });
  const groups: readonly (readonly [string, PlainValue])[] =
    claim === null
      ? []
      : claim.from === 'attributes'
        ? [['attributes', { map: [...claim.attributes].map(([key, items]) => [key, values(items)]) }]]
        : [[claim.from, values(claim.values)]];
  const roles: PlainValue = {
    list: roleBindings.map(({ role_name, crn_pattern }) => ({
      map: [
        ['role_name', role_name],
        ['crn_pattern', crn_pattern],
      ],
    })),
  };
  return {
    map: [
      ['name', name],
      ['account', account],
      ...groups,
      ...(roleBindings.length > 0 ? ([['role_bindings', roles]] as const) : []),
      ...(expect ? ([['expect', describeExpectation(expect)]] as const) : []),
    ],
  };
}

function placeOf(context: EditingContext, { name }: SampleUser): string {
  const text = context.fileOf(name.file)?.source.text ?? '';
  return `${name.file}:${new LineIndex(text).positionAt(name.range.start).line + 1}`;
}
