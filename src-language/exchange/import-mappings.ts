import { crnRoot } from '../mapping-set/crn/parse-crn.js';
import { unknownOrganization } from '../mapping-set/exports/listed-role-binding.js';
import { isBareWord } from '../mapping-set/bare-word.js';
import type { GroupMapping, MappingSet, RoleBinding, SourceFile } from '../mapping-set/mapping-set.js';
import { counted } from '../provisioning/wording.js';
import { LineIndex } from '../text/line-index.js';
import type { OffsetRange } from '../text/range.js';
import { listed, quoted } from '../text/quoted-name.js';
import type { ImportedYaml } from './imported-yaml.js';
import { groupMappingValues, roleBindingValues } from './set-values.js';
import { findOtherContent } from './recognise-content.js';
import { Noted, writeYaml, type YamlValue } from './write-yaml.js';

/**
 * Mappings and role bindings that the command line, the REST API or Terraform exported, as a mapping file. The set is what the files' readers
 * made of them; each mapping and binding says where it came from.
 */
export function importMappings(set: MappingSet, exports: readonly ExportedFile[] = []): ImportedYaml {
  const shownAs = new Map(exports.map(({ path, shown }) => [path, shown]));
  const sources = set.files.map(({ source: { path, text } }) => ({ path, text, shown: shownAs.get(path) ?? path }));
  const from = listed(
    sources.filter(({ path }) => path !== organizationPath).map(({ shown }) => shown),
    6,
  ).replaceAll('"', '');
  const mappings = set.groupMappings;
  const loose = set.files.flatMap((file) => file.looseRoleBindings ?? []);
  if (mappings.length === 0 && loose.length === 0) {
    const [other] = sources.flatMap(({ text }) => findOtherContent(text, 'mappings') ?? []);
    return {
      yaml: null,
      mistake:
        other ??
        `There is no group mapping in ${from}. Import the output of confluent iam group-mapping list -o json (or yaml), the list of the REST API, ` +
          'or terraform show -json.',
    };
  }
  const remarks: string[] = [];
  const ids = new Set(mappings.flatMap(({ id }) => (id ? [`User:${id.value}`] : [])));
  const strangers = [...new Set(loose.map(({ principal }) => principal.value).filter((principal) => !ids.has(principal)))];
  if (strangers.length > 0) {
    const count = loose.filter(({ principal }) => !ids.has(principal.value)).length;
    remarks.push(`${counted(count, 'role binding is', 'role bindings are')} of no mapping here and left out: ${listed(strangers, 6)}.`);
  }
  const lineOf = lineFinder(sources);
  remarks.push(...missingParts(set).map((problem) => `${lineOf(problem)}: ${problem.message}`));
  const values = mappings.flatMap((mapping) => mappingValue(mapping, lineOf, remarks));
  const granting = mappings.reduce((count, { roleBindings }) => count + roleBindings.filter((binding) => !binding.isPartlyKnown).length, 0);
  if (mappings.every(({ roleBindings }) => roleBindings.length === 0) && mappings.length > 0) {
    remarks.push(
      'No role bindings came with the mappings: import them together with confluent iam rbac role-binding list, or write them in.',
    );
  }
  const head = [`${counted(values.length, 'group mapping')} and ${counted(granting, 'role binding')} from ${from}.`, ...remarks];
  return { yaml: writeYaml({ group_mappings: values }, head), remarks };
}

/** What is not in the files, though they speak of it: further pages of a list, what is known only after an apply. */
function missingParts({
  files,
  problems,
}: MappingSet): readonly { readonly file: string; readonly range: OffsetRange; readonly message: string }[] {
  const ofFiles = files.flatMap(({ source, problems: own }) => own.map((problem) => ({ ...problem, file: source.path })));
  return [...ofFiles, ...problems].filter(({ code }) => code === 'partly-known');
}

const organizationPath = 'organization.groupmap.json';

/** A file to be read with those of an export, whose listings leave the organization out of resource names. */
export function organizationFile(id: string): SourceFile {
  return { path: organizationPath, text: JSON.stringify({ organization: { id } }) };
}

/** A file to import from: its path says what it is written in, and messages call it by the name it was given by. */
export interface ExportedFile extends SourceFile {
  readonly shown: string;
}

/** An exported text as a file whose path tells JSON from YAML, whatever it is called. */
export function exportedFile(name: string, text: string): ExportedFile {
  const path = /\.(?:json|ya?ml)$/.test(name) ? name : `${name}${/^\s*[[{]/.test(text) ? '.json' : '.yaml'}`;
  return { path, text, shown: name };
}

type LineOf = (place: { readonly file: string; readonly range: { readonly start: number } }) => string;

function mappingValue(mapping: GroupMapping, lineOf: LineOf, remarks: string[]): readonly YamlValue[] {
  const name = quoted(mapping.displayName);
  const unknown = mapping.partlyKnown?.reason ?? (mapping.shapeProblem?.code === 'wrong-type' ? mapping.shapeProblem.message : null);
  if (unknown !== null) {
    remarks.push(`The mapping ${name} (${lineOf(mapping)}) is left out: ${unknown}`);
    return [];
  }
  const before = [lineOf(mapping)];
  const filter = mapping.filter?.value ?? '';
  if (mapping.isExported && filter !== 'true' && filter !== 'false' && isBareWord(filter)) {
    before.push(
      `The filter is a bare word. A literal group may be stored that way, which is not established: then write group: ${filter} instead.`,
    );
    remarks.push(`The filter of ${name} is the bare word ${quoted(filter)}: whether that stands for a literal group is not established.`);
  }
  const bindings = mapping.roleBindings.flatMap((binding) => bindingValue(binding, mapping, lineOf, remarks));
  const acls = mapping.acls.filter((acl) => !acl.isPartlyKnown);
  if (acls.length < mapping.acls.length) remarks.push(`ACLs of ${name} are left out, since part of them is not known.`);
  const values = groupMappingValues({ ...mapping, roleBindings: [], acls });
  return [new Noted({ ...values, ...(bindings.length > 0 && { role_bindings: bindings }) }, { before })];
}

function bindingValue(binding: RoleBinding, mapping: GroupMapping, lineOf: LineOf, remarks: string[]): readonly YamlValue[] {
  if (binding.isPartlyKnown) {
    const isOrganizationMissing = binding.crnPattern.value.startsWith(`${crnRoot}organization=${unknownOrganization}`);
    const why = isOrganizationMissing
      ? 'the listing leaves out the organization. Name it, and the binding is imported'
      : 'part of it is not known';
    remarks.push(`${binding.roleName.value} of ${quoted(mapping.displayName)} (${lineOf(binding)}) is left out: ${why}.`);
    return [];
  }
  return [new Noted(roleBindingValues(binding), { before: [lineOf(binding)] })];
}

/** `mappings.json:12`, the line one-based. */
function lineFinder(sources: readonly ExportedFile[]): LineOf {
  const files = new Map(sources.map(({ path, text, shown }) => [path, { shown, lines: new LineIndex(text) }]));
  return ({ file, range }) => {
    const found = files.get(file);
    return `${found?.shown ?? file}:${String((found?.lines.positionAt(range.start).line ?? 0) + 1)}`;
  };
}
