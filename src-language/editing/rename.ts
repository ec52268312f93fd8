import { walk } from '../filter/expression.js';
import { decodeStringLiteral } from '../filter/string-literal.js';
import { editsOfFiles, type HostText } from '../hosts/host-text.js';
import type { GroupMapping } from '../mapping-set/mapping-set.js';
import { compileGroupClaimFilter } from '../provisioning/group-claim-filter.js';
import { LineIndex } from '../text/line-index.js';
import type { FileEdit } from '../text/problem.js';
import { quoted } from '../text/quoted-name.js';
import { applyEdits, type OffsetRange, type TextEdit } from '../text/range.js';
import type { EditingContext } from './editing-context.js';
import { groupOccurrences, type GroupOccurrence } from './group-occurrences.js';
import { effectOnTogether } from './rename-effect.js';
import { writeLiteral } from './literal-source.js';
import { touches } from './host-path.js';
import { nameOccurrences, type NameOccurrence } from './name-occurrences.js';
import { groupAt, spotAt } from './spot.js';

/** A name that can be given another one. */
export interface RenameTarget {
  readonly file: string;
  /** The name without quotes. */
  readonly range: OffsetRange;
  /** The name as it is meant, without the escapes of its file. */
  readonly placeholder: string;
}

/** Why a rename cannot be made, in the user's words. */
export interface RenameProblem {
  readonly problem: string;
}

/** A rename of every place of the set. */
export interface RenameEdits {
  readonly edits: readonly FileEdit[];
  /** What the new name changes besides the spelling, to be told before or after; usually nothing. */
  readonly warnings: readonly string[];
}

/** The name under the cursor if it can be renamed; why not, where one is there that cannot; null where there is none. */
export function prepareRename(context: EditingContext, file: string, offset: number): RenameTarget | RenameProblem | null {
  const subject = subjectAt(context, file, offset);
  if (!subject || !('occurrence' in subject)) return subject;
  const { occurrence } = subject;
  const isHere = occurrence.file === file && touches(occurrence.nameRange, offset);
  return { file, range: isHere ? occurrence.nameRange : { start: offset, end: offset }, placeholder: nameOf(subject) };
}

/**
 * Gives what is under the cursor another name, everywhere in the set and nowhere else: a group by the spelling under the cursor (id or
 * display name), a mapping, a sample user. All or nothing: where one place cannot take the name, there are no edits.
 */
export function rename(context: EditingContext, file: string, offset: number, newName: string): RenameEdits | RenameProblem {
  const subject = subjectAt(context, file, offset);
  if (!subject) return { problem: 'There is no group, mapping or user here to rename.' };
  if (!('occurrence' in subject)) return subject;
  const oldName = nameOf(subject);
  if (newName === oldName) return { edits: [], warnings: [] };
  const problem = problemOfName(newName);
  if (problem) return { problem };
  return subject.kind === 'group' ? renameGroup(context, oldName, newName) : renameOther(context, subject, newName);
}

type Subject =
  | { readonly kind: 'group'; readonly occurrence: GroupOccurrence }
  | { readonly kind: 'mapping' | 'user'; readonly occurrence: NameOccurrence };

function subjectAt(context: EditingContext, file: string, offset: number): Subject | RenameProblem | null {
  const spot = spotAt(context, file, offset);
  const group = groupAt(spot);
  // What recovery makes of a literal without its closing quote may be half of a filter.
  if (group?.literal && spot.kind === 'filter' && !isWhole(spot.text, group)) return { problem: brokenFilter(context, group) };
  if (group) return group.group === '' ? null : { kind: 'group', occurrence: group };
  if (spot.kind === 'filter' && spot.literal)
    return {
      problem:
        'This is only part of a group’s name, which startsWith, endsWith and the like test for. Rename the group where its whole name stands.',
    };
  if (spot.kind !== 'name' || spot.occurrence.name === '') return null;
  const { kind } = spot.occurrence;
  return kind === 'role' ? null : { kind, occurrence: spot.occurrence };
}

function nameOf(subject: Subject): string {
  return subject.kind === 'group' ? subject.occurrence.group : subject.occurrence.name;
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function problemOfName(name: string): string | null {
  if (name.trim() === '') return 'The new name is empty. Write the name that it should have.';
  if (name.trim() !== name) return `${quoted(name)} begins or ends with a blank, and names are compared exactly. Leave the blank out.`;
  if (loneSurrogate.test(name))
    return `${quoted(name)} holds half of a character, which neither a filter nor a file can hold. Write it anew.`;
  return null;
}

function renameGroup(context: EditingContext, oldName: string, newName: string): RenameEdits | RenameProblem {
  const [taken] = groupOccurrences(context, { group: newName });
  if (taken)
    return {
      problem:
        `There is a group ${quoted(newName)} already (${placeInWords(context, taken)}), and two groups with one name would become one. ` +
        'Choose another name, or change the places one by one where that is what you want.',
    };
  const places = groupOccurrences(context, { group: oldName });
  const byText = new Map<HostText, { readonly file: string; readonly occurrences: GroupOccurrence[] }>();
  for (const place of places) {
    if (!place.text) return { problem: notEditable(context, place) };
    const known = byText.get(place.text);
    if (known) known.occurrences.push(place);
    else byText.set(place.text, { file: place.home, occurrences: [place] });
  }
  const edits: FileEdit[] = [];
  for (const [text, { file, occurrences }] of byText) {
    const changes: TextEdit[] = [];
    for (const occurrence of occurrences) {
      const { literal } = occurrence;
      if (literal && !isWhole(text, occurrence)) return { problem: brokenFilter(context, occurrence) };
      const newText = literal ? writeLiteral(newName, literal.opening) : newName;
      if (newText === null) return { problem: notEditable(context, occurrence) };
      changes.push({ range: occurrence.decoded, newText });
    }
    const [first] = occurrences;
    if (first?.literal && !keepsOtherGroups(context, text.value, changes, oldName, newName))
      return { problem: brokenFilter(context, first) };
    const encoded = text.encodeEdits(changes);
    if (!encoded) return { problem: first ? notEditable(context, first) : '' };
    edits.push(...editsOfFiles(file, encoded));
  }
  // Filters that share a literal ask for the same edit of it.
  const once = [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
  const effect = effectOnTogether(context, once, oldName, newName);
  return 'problem' in effect ? effect : { edits: once, warnings: [...findWarnings(context, oldName, newName), ...effect.warnings] };
}

/** Whether the filter names the same groups as before, the renamed one by its new name: what a broken filter may not do. */
function keepsOtherGroups(
  context: EditingContext,
  filter: string,
  changes: readonly TextEdit[],
  oldName: string,
  newName: string,
): boolean {
  const before = context.services.analyse(filter).groupLiterals;
  const after = context.services.analyse(applyEdits(filter, changes)).groupLiterals;
  return (
    before.length === after.length &&
    before.every(({ group, use }, index) => {
      const now = after[index];
      return now?.use === use && now.group === (use !== 'affix' && group === oldName ? newName : group);
    })
  );
}

/** True for a literal with its closing quotes whose name stands in it as it is meant. */
function isWhole(text: HostText, { literal, group }: GroupOccurrence): boolean {
  if (!literal) return true;
  const source = text.value.slice(literal.start, literal.end);
  const quotes = literal.opening.replace(/^[a-z]+/i, '');
  const decoded = decodeStringLiteral(source);
  return quotes !== '' && decoded.isClosed && decoded.faults.length === 0 && decoded.value === group;
}

function renameOther(context: EditingContext, subject: Exclude<Subject, { kind: 'group' }>, newName: string): RenameEdits | RenameProblem {
  const { kind } = subject;
  const { name } = subject.occurrence;
  const thing = kind === 'mapping' ? 'group mapping' : 'user';
  const [taken] = nameOccurrences(context, kind, newName);
  if (taken)
    return { problem: `The name ${quoted(newName)} stands for a ${thing} already (${placeInWords(context, taken)}). Choose another name.` };
  let places = nameOccurrences(context, kind, name);
  const definitions = places.filter((place) => place.isDefinition);
  if (definitions.length > 1) {
    // Nothing but the one under the cursor can be meant where nothing refers to them.
    if (places.length > definitions.length || !subject.occurrence.isDefinition)
      return {
        problem: `${definitions.length} ${thing}s are called ${quoted(name)}, and which of them the other places mean cannot be told. Give them different names first.`,
      };
    places = definitions.filter((place) => place.file === subject.occurrence.file && place.range.start === subject.occurrence.range.start);
  }
  const edits: FileEdit[] = [];
  for (const { located, file, range } of places) {
    const encoded = located?.text?.encodeEdits([{ range: { start: 0, end: located.value.length }, newText: newName }]);
    if (!encoded) return { problem: notEditable(context, { file, range }) };
    edits.push(...editsOfFiles(file, encoded));
  }
  return { edits, warnings: [] };
}

/** What a group's new name changes besides its spelling: patterns that the old name fits and the new one does not, or the other way round. */
function findWarnings(context: EditingContext, oldName: string, newName: string): string[] {
  const warnings: string[] = [];
  const { claimFilter } = context.settings;
  const test = claimFilter && compileGroupClaimFilter(claimFilter);
  if (test && !test.problem && test.passes(oldName) !== test.passes(newName)) {
    const change = test.passes(oldName) ? 'lets the old name through and not the new one' : 'lets the new name through and not the old one';
    warnings.push(`The filter of sso.group_claim (${test.description}) ${change}: who has the group in their sign-in changes.`);
  }
  const seen = new Set<HostText>();
  for (const { text, mapping } of filtersOf(context)) {
    if (seen.has(text)) continue;
    seen.add(text);
    for (const { group, literal, use } of context.services.analyse(text.value).groupLiterals) {
      if (use !== 'affix' || fits(oldName, group) === fits(newName, group)) continue;
      warnings.push(`In ${filterInWords(mapping)}, the test for ${quoted(literal.value)} answers differently for the new name.`);
    }
    if (hasOtherUse(context, text.value, oldName))
      warnings.push(
        `In ${filterInWords(mapping)}, the text ${quoted(oldName)} also stands where it cannot be told to be this group: it stays.`,
      );
  }
  return warnings;
}

/** The name as a text of the filter that is not tested against `groups`. */
function hasOtherUse(context: EditingContext, filter: string, name: string): boolean {
  const { parsed, groupLiterals } = context.services.analyse(filter);
  // A filter of memberships alone uses its texts in no other way.
  if (!parsed.expression || context.services.membership(filter)) return false;
  const asGroup = new Set(groupLiterals.map(({ literal }) => literal.start));
  for (const node of walk(parsed.expression)) if (node.kind === 'string' && node.value === name && !asGroup.has(node.start)) return true;
  return false;
}

function filterInWords(mapping: GroupMapping | null): string {
  return mapping ? `the filter of ${quoted(mapping.displayName)}` : 'a filter';
}

function fits(name: string, part: string): string {
  return `${name.startsWith(part)}/${name.endsWith(part)}`;
}

function filtersOf(context: EditingContext) {
  const bare = context.set.files.flatMap(({ bareFilter }) => (bareFilter ? [{ text: bareFilter, mapping: null }] : []));
  const ofMappings = context.set.groupMappings.flatMap((mapping) =>
    mapping.filter && !mapping.partlyKnown ? [{ text: mapping.filter, mapping }] : [],
  );
  return [...bare, ...ofMappings];
}

function notEditable(context: EditingContext, place: { readonly file: string; readonly range: OffsetRange }): string {
  return `The name in ${placeInWords(context, place)} cannot be written there, so nothing was renamed. Change it by hand first.`;
}

function brokenFilter(context: EditingContext, place: { readonly file: string; readonly range: OffsetRange }): string {
  return `The filter in ${placeInWords(context, place)} is broken around this name, so nothing was renamed. Repair the filter first.`;
}

/** `a.groupmap.yaml, line 3`. */
function placeInWords(context: EditingContext, { file, range }: { readonly file: string; readonly range: OffsetRange }): string {
  const text = context.fileOf(file)?.source.text ?? '';
  return `${file}, line ${new LineIndex(text).positionAt(range.start).line + 1}`;
}
