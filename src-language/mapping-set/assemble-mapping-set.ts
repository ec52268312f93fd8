import { compareCodePoints } from '../text/compare-code-points.js';
import { LineIndex } from '../text/line-index.js';
import type { GroupMapping, MappingFile, MappingSet, Place, RoleBinding, SampleUser, SetProblem } from './mapping-set.js';
import { describePlace, mergeSections, type LineOf } from './merge-sections.js';

/**
 * Adds files up to the set that one organization would be given, in code-point order of their paths. Bare filters count among the files
 * and give the set nothing.
 */
export function assembleMappingSet(files: readonly MappingFile[]): MappingSet {
  const sorted = [...files].sort((a, b) => compareCodePoints(a.source.path, b.source.path));
  const lineOf = lineFinder(sorted);
  const { sections, problems } = mergeSections(sorted, lineOf);
  const groupMappings = attachRoleBindings(sections.groupMappings, sorted);
  return { files: sorted, ...sections, groupMappings, problems: [...problems, ...findDuplicateUsers(sections.users, lineOf)] };
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
    const bindings = mapping.id && byPrincipal.get(`User:${mapping.id.value}`);
    return bindings ? { ...mapping, roleBindings: [...mapping.roleBindings, ...bindings] } : mapping;
  });
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
