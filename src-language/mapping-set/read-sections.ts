import type { HostNode, HostTree } from '../hosts/host-tree.js';
import { LineIndex } from '../text/line-index.js';
import type { Problem } from '../text/problem.js';
import type { MappingFile, SourceFile } from './mapping-set.js';
import { mergeSections, type Sections } from './merge-sections.js';
import { readGroupMappings } from './read-group-mappings.js';
import { readKnownGroups } from './read-known-groups.js';
import { readOrganization } from './read-organization.js';
import { readSettings } from './read-settings.js';
import { readSso } from './read-sso.js';
import { readUsers } from './read-users.js';
import { fileShape } from './schema-keys.js';
import { isNothing, kindOf, listOf, SectionReader } from './section-reader.js';

/** A mapping file's sections from the values its host's parser found. Several documents in one file add up as files do. */
export function readSections(source: SourceFile, tree: HostTree): MappingFile {
  const reader = new SectionReader(
    source,
    tree.problems.filter(({ code }) => code === 'host-syntax'),
  );
  const parts = tree.roots.filter((root) => !isNothing(root)).map((root) => readRoot(reader, root));
  let lines: LineIndex | null = null;
  const merged = mergeSections(parts, (place) => (lines ??= new LineIndex(source.text)).positionAt(place.range.start).line + 1);
  const ofDocuments = merged.problems.map(({ code, message, range, fixes }): Problem => ({
    code,
    message,
    range,
    fixes: fixes.map(({ title, edits }) => ({ title, edits: edits.map(({ range, newText }) => ({ range, newText })) })),
  }));
  return {
    source,
    ...merged.sections,
    bareFilter: null,
    tree,
    problems: [...tree.problems, ...reader.problems, ...ofDocuments],
    ignores: tree.ignores,
  };
}

/** A file that says nothing: what is left when nothing of it can be read. */
export function emptyMappingFile(source: SourceFile, problems: readonly Problem[] = []): MappingFile {
  const { sections } = mergeSections([], () => 1);
  return { source, ...sections, bareFilter: null, problems, ignores: [] };
}

function readRoot(reader: SectionReader, root: HostNode): Sections {
  const fields = root.kind === 'map' ? reader.fieldsOfMap(root, fileShape) : undefined;
  if (!fields) reportWrongRoot(reader, root);
  const of = (key: (typeof fileShape.keys)[number]) => fields && reader.slot(fields, key);
  return {
    organization: readOrganization(reader, of('organization')),
    sso: readSso(reader, of('sso')),
    knownGroups: readKnownGroups(reader, of('known_groups')),
    listsKnownGroups: fields?.entries.has('known_groups') ?? false,
    groupMappings: readGroupMappings(reader, of('group_mappings')),
    users: readUsers(reader, of('users')),
    settings: readSettings(reader, of('settings')),
  };
}

/** One problem for the whole document, marked where it begins. */
function reportWrongRoot(reader: SectionReader, root: HostNode): void {
  const { start, end } = root.range;
  const firstLine = reader.source.text.slice(start, end).search(/[\r\n]/);
  const range = { start, end: firstLine < 0 ? end : start + firstLine };
  const message = `A mapping file must be a map of sections (${listOf(fileShape.keys, 'and')}), not ${kindOf(root)}.`;
  reader.report('wrong-type', range, message);
}
