import type { Fix } from '../text/problem.js';
import { removeEntryEdit } from './file-edits.js';
import type { Located, SampleUser } from './mapping-set.js';
import { readExpectation } from './read-expectation.js';
import { readRoleBindings } from './read-role-bindings.js';
import { userShape } from './schema-keys.js';
import { isNothing, listOf, slotOf, type Fields, type SectionReader, type Slot } from './section-reader.js';

type UserFields = Fields<(typeof userShape.keys)[number]>;

/** `users:`: the sample users. One without a name is reported and left out. */
export function readUsers(reader: SectionReader, slot: Slot | undefined): readonly SampleUser[] {
  const result: SampleUser[] = [];
  for (const item of reader.items(slot, 'A user', userShape.keys)) {
    const fields = reader.itemFields(item, userShape);
    const user = fields && readUser(reader, fields);
    if (user) result.push(user);
  }
  return result;
}

function readUser(reader: SectionReader, fields: UserFields): SampleUser | undefined {
  const name = reader.string(reader.slot(fields, 'name'));
  reader.requireKeys(fields, 'This user', { name: 'what the identity provider calls them, such as `name: ana@acme.example`' });
  const account = reader.oneOf(reader.slot(fields, 'account'), ['new', 'existing'], { created: 'existing', first: 'new' });
  const claim = readClaim(reader, fields);
  const roleBindings = readRoleBindings(reader, reader.slot(fields, 'role_bindings'));
  const expect = readExpectation(reader, reader.slot(fields, 'expect'));
  if (!name) return undefined;
  return {
    file: reader.source.path,
    range: fields.map.range,
    name,
    account: account?.value ?? 'new',
    claim,
    roleBindings,
    expect,
    line: reader.lineOf(fields.map),
  };
}

/** At most one of the three forms; where there are more, the first in the file is taken. */
function readClaim(reader: SectionReader, fields: UserFields): SampleUser['claim'] {
  const forms = claimForms.flatMap((key) => fields.entries.get(key) ?? []).sort((a, b) => a.keyRange.start - b.keyRange.start);
  const claims = forms.map((entry) =>
    entry.key === 'attributes' ? readAttributes(reader, slotOf(entry)) : readMemberships(reader, slotOf(entry)),
  );
  for (const entry of forms.slice(1)) {
    const edit = removeEntryEdit(reader.source.text, fields.map, entry);
    const fixes: Fix[] = edit ? [{ title: `Remove \`${entry.key}\``, edits: [edit] }] : [];
    const message =
      `This user has ${listOf(
        forms.map(({ key }) => key),
        'and',
      )}, and only one of them can say which groups they have. ` + `\`${forms[0]?.key ?? ''}\` is used; remove \`${entry.key}\`.`;
    reader.report('groups-and-attributes', entry.keyRange, message, fixes);
  }
  return claims[0] ?? null;
}

const claimForms = ['member_of', 'groups', 'attributes'] as const;

function readMemberships(reader: SectionReader, slot: Slot): SampleUser['claim'] {
  const from = slot.what === '`groups`' ? 'groups' : 'member_of';
  return { from, values: reader.strings(slot, `A group of \`${from}\``) };
}

/** What the assertion carries: the attributes by name, each a string or a list of strings; null is an attribute without values. */
function readAttributes(reader: SectionReader, slot: Slot): SampleUser['claim'] {
  const attributes = new Map<string, readonly Located<string>[]>();
  if (isNothing(slot.node)) return { from: 'attributes', attributes };
  if (slot.node.kind !== 'map') {
    reader.wrongKind(slot, slot.node, 'a map of attribute names and their values');
    return null;
  }
  for (const entry of slot.node.entries) {
    if (attributes.has(entry.key)) continue;
    const value = slotOf(entry);
    if (entry.value?.kind === 'scalar' && !isNothing(entry.value)) {
      const single = reader.string(value);
      attributes.set(entry.key, single ? [single] : []);
    } else attributes.set(entry.key, reader.strings(value, `A value of \`${entry.key}\``));
  }
  return { from: 'attributes', attributes };
}
