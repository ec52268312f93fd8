import { changeByEdits, isReadWithOthers } from '../mapping-set/change-file.js';
import type { GroupMapping, MappingSet } from '../mapping-set/mapping-set.js';
import { counted } from '../provisioning/wording.js';
import type { FileEdit } from '../text/problem.js';
import { listed, quoted } from '../text/quoted-name.js';
import { applyEdits } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { writeLiteral } from './literal-source.js';

/**
 * What renaming a group does in files that take values from each other, where one text may be many things: the key of a map is a group, and
 * part of a resource's address. A rename that would change what mappings are for is a problem; whatever else changes is a warning.
 */
export function effectOnTogether(
  context: EditingContext,
  edits: readonly FileEdit[],
  oldName: string,
  newName: string,
): { readonly problem: string } | { readonly warnings: readonly string[] } {
  const isTogether = edits.some(({ file }) => {
    const mappingFile = context.fileOf(file);
    return mappingFile !== undefined && isReadWithOthers(mappingFile);
  });
  if (!isTogether) return { warnings: [] };
  const before = context.set;
  const after = changeByEdits(before, edits, context.services);
  const expected = meaningsOf(before, (mapping) => renamedFilter(context, mapping, oldName, newName));
  const actual = meaningsOf(after, ({ filter }) => filter?.value ?? null);
  if (lacking(expected, actual).length > 0 || lacking(actual, expected).length > 0 || problemsIn(after) > problemsIn(before))
    return {
      problem:
        `In Terraform, ${quoted(oldName)} is also used in a way that another name would break (a key that something refers to, say), so nothing ` +
        'was renamed. Change it by hand, with what refers to it.',
    };
  return { warnings: warningsOf(before, after, oldName) };
}

/**
 * All that a rename has to keep of each mapping. Instances come in the order of their keys, which names decide, and a new name may break
 * lines elsewhere than the old one did: what keeps its place is where a mapping is written among those of its file.
 */
function meaningsOf({ groupMappings }: MappingSet, filterOf: (mapping: GroupMapping) => string | null): string[] {
  const written = new Map<string, Set<number>>();
  for (const { file, line } of groupMappings) written.set(file, (written.get(file) ?? new Set()).add(line));
  const order = new Map(
    [...written].flatMap(([file, lines]) => [...lines].sort((a, b) => a - b).map((line, index) => [`${file}:${line}`, index])),
  );
  return groupMappings.map((mapping) => {
    const { file, line, partlyKnown, shapeProblem, roleBindings, acls } = mapping;
    const roles = roleBindings.map(({ roleName }) => roleName.value).sort();
    const place = [file, order.get(`${file}:${line}`)];
    return JSON.stringify([place, filterOf(mapping), partlyKnown !== null, shapeProblem !== null, roles, acls.length]);
  });
}

function renamedFilter(
  { services }: EditingContext,
  { filter, partlyKnown }: GroupMapping,
  oldName: string,
  newName: string,
): string | null {
  if (!filter || partlyKnown) return filter?.value ?? null;
  const changes = services.analyse(filter.value).groupLiterals.flatMap(({ group, use, literal: { start, end, opening } }) => {
    const newText = use !== 'affix' && group === oldName ? writeLiteral(newName, opening) : null;
    return newText === null ? [] : [{ range: { start, end }, newText }];
  });
  return applyEdits(filter.value, changes);
}

function warningsOf(before: MappingSet, after: MappingSet, oldName: string): string[] {
  const changedIn = (textsOf: (mapping: GroupMapping) => readonly string[]): string[] =>
    lacking(before.groupMappings.flatMap(textsOf), after.groupMappings.flatMap(textsOf));
  const names = changedIn(({ displayName }) => [displayName]);
  const crns = changedIn(({ roleBindings }) => roleBindings.map(({ crnPattern }) => crnPattern.value));
  const addresses = changedIn(({ instance }) => (instance === null ? [] : [instance]));
  const warnings: string[] = [];
  if (names.length > 0)
    warnings.push(
      `${quoted(oldName)} is also part of the display name of ${counted(names.length, 'group mapping')}, which changes with it.`,
    );
  if (crns.length > 0)
    warnings.push(
      `${quoted(oldName)} is also part of the resource name of ${counted(crns.length, 'role binding')}, which changes with it.`,
    );
  if (addresses.length > 0)
    warnings.push(
      `Terraform knows ${listed(addresses.slice(0, 3))}${addresses.length > 3 ? ` and ${addresses.length - 3} more` : ''} by the old name, and would ` +
        'delete and create anew what it finds under the new one: add a `moved` block for each.',
    );
  return warnings;
}

/** What is in the first list and not in the second, each as often as it is missing there. */
function lacking(some: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const each of others) counts.set(each, (counts.get(each) ?? 0) + 1);
  return some.filter((each) => {
    const left = counts.get(each) ?? 0;
    counts.set(each, left - 1);
    return left <= 0;
  });
}

function problemsIn({ files }: MappingSet): number {
  return files.reduce((sum, { problems }) => sum + problems.length, 0);
}
