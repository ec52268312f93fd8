import { compareCodePoints } from '../text/compare-code-points.js';
import { LineIndex } from '../text/line-index.js';
import { unknownOrganization } from './exports/listed-role-binding.js';
import type { GroupMapping, LooseRoleBinding, MappingFile, MappingSet, Place, RoleBinding, SampleUser, SetProblem } from './mapping-set.js';
import { describePlace, mergeSections, type LineOf } from './merge-sections.js';
import { findMissingPages } from './missing-pages.js';

/**
 * Adds files up to the set that one organization would be given, in code-point order of their paths. Bare filters count among the files
 * and give the set nothing.
 */
export function assembleMappingSet(files: readonly MappingFile[]): MappingSet {
  const sorted = [...files].sort((a, b) => compareCodePoints(a.source.path, b.source.path));
  const lineOf = lineFinder(sorted);
  const { sections, problems } = mergeSections(sorted, lineOf);
  const inOrganization = sorted.map((file) => placeInOrganization(file, sections.organization.id?.value));
  const groupMappings = attachRoleBindings(sections.groupMappings, inOrganization);
  const found = [...problems, ...findDuplicateUsers(sections.users, lineOf), ...findMissingPages(sorted)];
  return { files: inOrganization, ...sections, groupMappings, problems: found };
}

/** Gives role bindings that name a principal to the mapping with that id. */
function attachRoleBindings(mappings: readonly GroupMapping[], files: readonly MappingFile[]): readonly GroupMapping[] {
  const byPrincipal = new Map<string, RoleBinding[]>();
  for (const { principal, binding } of files.flatMap((file) => file.looseRoleBindings ?? [])) {
    const bindings = byPrincipal.get(principal.value);
    if (bindings) bindings.push(binding);
    else byPrincipal.set(principal.value, [binding]);
  }
  if (byPrincipal.size === 0) return mappings;
  return mappings.map((mapping) => {
    const bindings = [mapping.id?.value, mapping.principal].flatMap((id) =>
      id === undefined ? [] : (byPrincipal.get(`User:${id}`) ?? []),
    );
    return bindings.length > 0 ? { ...mapping, roleBindings: [...mapping.roleBindings, ...bindings] } : mapping;
  });
}

/** Role bindings of listings that leave the organization out get that of the set; without one their resource is known only in part. */
function placeInOrganization(file: MappingFile, organization: string | undefined): MappingFile {
  if (!file.looseRoleBindings?.some(({ lacksOrganization }) => lacksOrganization)) return file;
  const looseRoleBindings = file.looseRoleBindings.map((loose): LooseRoleBinding => {
    if (!loose.lacksOrganization) return loose;
    const { crnPattern } = loose.binding;
    if (organization === undefined)
      return { ...loose, binding: { ...loose.binding, crnPattern: { ...crnPattern, isPartlyKnown: true }, isPartlyKnown: true } };
    const value = crnPattern.value.replace(unknownOrganization, () => organization);
    return { ...loose, binding: { ...loose.binding, crnPattern: { ...crnPattern, value } } };
  });
  return { ...file, looseRoleBindings };
}

/** Every user after the first of a name. */
function findDuplicateUsers(users: readonly SampleUser[], lineOf: LineOf): readonly SetProblem[] {
  const firsts = new Map<string, SampleUser>();
  const problems: SetProblem[] = [];
  for (const user of users) {
    const first = firsts.get(user.name.value);
    if (!first) {
      firsts.set(user.name.value, user);
      continue;
    }
    const { file, range } = user.name;
    problems.push({
      file,
      code: 'duplicate-user',
      message: `There is a user \`${user.name.value}\` already, ${describePlace(first.name, file, lineOf)}. Names of users are unique in a mapping set: rename or remove one.`,
      range,
      fixes: [],
      related: [{ file: first.name.file, range: first.name.range, message: `\`${user.name.value}\` is here first.` }],
    });
  }
  return problems;
}

/** Lines are counted only in the files that a message names. */
function lineFinder(files: readonly MappingFile[]): LineOf {
  const texts = new Map(files.map(({ source }) => [source.path, source.text]));
  const indexes = new Map<string, LineIndex>();
  return (place: Place) => {
    let index = indexes.get(place.file);
    if (!index) indexes.set(place.file, (index = new LineIndex(texts.get(place.file) ?? '')));
    return index.positionAt(place.range.start).line + 1;
  };
}
