import type { HostText } from '../hosts/host-text.js';
import type { Fix } from '../text/problem.js';
import type { TextEdit } from '../text/range.js';
import { insertEntryAfterEdit, insertFirstEntryEdit, isFlow, isOwnEntry, quoteForYaml, removeEntryEdit } from './file-edits.js';
import type { GroupMapping, KafkaAcl, Located } from './mapping-set.js';
import { readRoleBindings } from './read-role-bindings.js';
import { aclWords } from './acl-words.js';
import { aclShape, groupMappingShape } from './schema-keys.js';
import { emptyTextAfter, isNothing, shorten, slotOf, type Fields, type SectionReader, type Slot } from './section-reader.js';

type MappingFields = Fields<(typeof groupMappingShape.keys)[number]>;

/** `group_mappings:`. One with mistakes still yields what is known of it, so that a simulation can say *unknown* of it. */
export function readGroupMappings(reader: SectionReader, slot: Slot | undefined): readonly GroupMapping[] {
  const result: GroupMapping[] = [];
  for (const item of reader.items(slot, 'A group mapping', groupMappingShape.keys)) {
    const fields = reader.itemFields(item, groupMappingShape);
    if (fields) result.push(readGroupMapping(reader, fields));
  }
  return result;
}

function readGroupMapping(reader: SectionReader, fields: MappingFields): GroupMapping {
  const { map } = fields;
  const displayName = reader.string(reader.slot(fields, 'display_name')) ?? null;
  reportMissingKeys(reader, fields);
  const filter = readFilter(reader, fields);
  const group = reader.string(reader.slot(fields, 'group')) ?? null;
  return {
    file: reader.source.path,
    range: map.range,
    displayName: displayName?.value ?? '',
    displayNameAt: displayName,
    id: reader.string(reader.slot(fields, 'id')) ?? null,
    description: reader.string(reader.slot(fields, 'description')) ?? null,
    filter,
    group,
    roleBindings: readRoleBindings(reader, reader.slot(fields, 'role_bindings')),
    acls: readAcls(reader, reader.slot(fields, 'acls')),
    partlyKnown: null,
    shapeProblem: findShapeProblem(reader, fields, filter, group),
    line: reader.lineOf(map),
    instance: null,
    bodyRange: map.range,
  };
}

/** A filter is text, `true` or `false`; nothing after `filter:` is an empty filter, which is for the analysis to report. */
function readFilter(reader: SectionReader, fields: MappingFields): HostText | null {
  const entry = fields.entries.get('filter');
  if (!entry) return null;
  const { value: node } = entry;
  if (!node || (isNothing(node) && node.text.value === '' && !node.isUnreadable)) {
    const isJson = isFlow(reader.source.text, fields.map);
    return emptyTextAfter(reader.source.text, entry.keyRange, isJson ? (value) => JSON.stringify(value) : quoteForYaml);
  }
  // An alias without its anchor: that is said already.
  if (node.kind === 'scalar' && node.isUnreadable) return null;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.text;
  if (node.kind === 'scalar' && typeof node.value !== 'string') {
    const kind = node.value === null ? 'nothing' : 'a number';
    const message = `\`filter\` must be text: a CEL expression over \`groups\`. \`${shorten(node.text.value)}\` is read as ${kind}.`;
    reader.report('wrong-type', node.range, message);
    return null;
  }
  return reader.string(slotOf(entry))?.text ?? null;
}

function findShapeProblem(
  reader: SectionReader,
  fields: MappingFields,
  filter: HostText | null,
  group: Located<string> | null,
): GroupMapping['shapeProblem'] {
  const filterEntry = fields.entries.get('filter');
  const groupEntry = fields.entries.get('group');
  if (filterEntry && groupEntry) {
    const message = 'This group mapping has both `filter` and `group`, and only one of them can decide who it applies to. Remove one.';
    const later = filterEntry.keyRange.start > groupEntry.keyRange.start ? filterEntry : groupEntry;
    const fixes: Fix[] = [];
    for (const entry of [groupEntry, filterEntry]) {
      const edit = removeEntryEdit(reader.source.text, fields.map, entry);
      if (edit) fixes.push({ title: `Remove \`${entry.key}\``, edits: [edit] });
    }
    reader.report('filter-and-group', later.keyRange, message, fixes);
    return { code: 'filter-and-group', message };
  }
  if (!filterEntry && !groupEntry) {
    return { code: 'missing-key', message: `${noCondition} ${conditionAdvice}` };
  }
  if (filter || group) return null;
  return { code: 'wrong-type', message: `The \`${filterEntry ? 'filter' : 'group'}\` of this group mapping is not text.` };
}

const noCondition = 'This group mapping has neither `filter` nor `group`.';
const conditionAdvice = 'Add one: `filter` for a condition over the groups, `group` for one exact group.';

/** One problem for a mapping without a name, without a condition, or without both. */
function reportMissingKeys(reader: SectionReader, fields: MappingFields): void {
  const { map, entries, misspelt } = fields;
  const has = (key: (typeof groupMappingShape.keys)[number]) => entries.has(key) || misspelt.has(key);
  const lacksName = !has('display_name');
  const lacksCondition = !has('filter') && !has('group');
  if (!lacksName && !lacksCondition) return;
  const { text } = reader.source;
  const fixes: Fix[] = [];
  const offer = (key: string, edit: TextEdit | null, isPreferred?: boolean) => {
    if (edit) fixes.push({ title: `Add \`${key}\``, edits: [edit], isPreferred });
  };
  const name = entries.get('display_name');
  if (lacksName) offer('display_name', insertFirstEntryEdit(text, map, 'display_name', ''), !lacksCondition);
  else if (lacksCondition)
    for (const [key, value] of conditionExamples) {
      const after = name && isOwnEntry(map, name) ? name : map.entries.find((entry) => isOwnEntry(map, entry));
      offer(key, after ? insertEntryAfterEdit(text, map, after, key, value) : insertFirstEntryEdit(text, map, key, value));
    }
  const sentences = [
    lacksName ? 'This group mapping has no `display_name`. Add it; it may be empty.' : '',
    lacksCondition ? `${lacksName ? 'It has neither `filter` nor `group`.' : noCondition} ${conditionAdvice}` : '',
  ];
  const range = (lacksName ? null : name?.value?.range) ?? reader.firstKeyRange(map);
  reader.report('missing-key', range, sentences.filter(Boolean).join(' '), fixes, map.range);
}

const conditionExamples = [
  ['filter', '"GROUP" in groups'],
  ['group', 'GROUP'],
] as const;

/** `acls:` with the names and words of Terraform's `confluent_kafka_acl`. */
function readAcls(reader: SectionReader, slot: Slot | undefined): readonly KafkaAcl[] {
  return reader.once(slot, 'acls', () => {
    const result: KafkaAcl[] = [];
    for (const item of reader.items(slot, 'An ACL', aclShape.keys)) {
      const fields = reader.itemFields(item, aclShape);
      if (!fields) continue;
      const values: Record<string, string> = {};
      for (const [key, entry] of fields.entries) {
        const choices = aclWords[key];
        const value = choices ? reader.oneOf(slotOf(entry), choices) : reader.string(slotOf(entry));
        if (value) values[key] = value.value;
      }
      result.push({ file: reader.source.path, range: fields.map.range, values });
    }
    return result;
  });
}
