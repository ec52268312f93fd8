import type { SampleUser } from '../mapping-set/mapping-set.js';
import type { ExpectationKey } from '../provisioning/expectations.js';
import type { DiagnosticCode, FileEdit, Finding } from '../text/problem.js';
import type { OffsetRange } from '../text/range.js';
import type { Person } from '../provisioning/person.js';
import { listed, quoted } from '../text/quoted-name.js';
import type { EditingContext } from './editing-context.js';
import { certainlyFixable } from './fix-all.js';
import { groupOccurrences } from './group-occurrences.js';
import { touches } from './host-path.js';
import { lineEndAt, lineStartAt } from './list-edits.js';
import { addKnownGroup } from './refactor/add-known-group.js';
import { convertCondition } from './refactor/convert-condition.js';
import { extractOperand } from './refactor/extract-operand.js';
import { ignoreHere } from './refactor/ignore-here.js';
import { sourceOfMapping } from './refactor/mapping-source.js';
import { mergeMappings } from './refactor/merge-mappings.js';
import { proposeCurrentExpectation, replaceableKeys } from './save/expect-now.js';
import { proposePlan } from './plan.js';
import { filtersAt } from './spot.js';
import { shrinkCondition } from './refactor/shrink-condition.js';
import { proposeSampleUser } from './save/sample-user.js';
import { shortenLine } from './shorten-line.js';

/** As the Language Server Protocol sorts code actions. */
export type CodeActionKind =
  'quickfix' | 'refactor.rewrite' | 'refactor.rewrite.shrink' | 'refactor.extract' | 'refactor.inline' | 'source.fixAll.groupmap';

/** Something that can be done at a place. */
export interface CodeAction {
  readonly title: string;
  readonly kind: CodeActionKind;
  readonly isPreferred: boolean;
  /** The finding that it settles; its code and range name it. Null for what settles none, or many. */
  readonly finding: Finding | null;
  /** Null where they are to be asked of `fixAllEdits`, which takes a while. */
  readonly edits: readonly FileEdit[] | null;
  /** What `fixAllEdits` is to fix; null for every other action. */
  readonly fixAll: { readonly code?: DiagnosticCode } | null;
}

/**
 * What can be done at a place: the fixes of the findings there, each finding's silencing, the fixing of all findings of a code in the
 * file and of all in the file, refactorings, and expectations that say what happens now. `isWanted` leaves out kinds that nobody asked for.
 */
export function codeActionsAt(
  context: EditingContext,
  path: string,
  range: OffsetRange,
  isWanted: (kind: CodeActionKind) => boolean = () => true,
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (isWanted('quickfix')) actions.push(...quickFixes(context, path, range));
  if ((['refactor.rewrite', 'refactor.extract', 'refactor.inline'] as const).some(isWanted))
    actions.push(...[...refactorings(context, path, range), ...expectations(context, path, range)].filter(({ kind }) => isWanted(kind)));
  if (isWanted('refactor.rewrite.shrink')) actions.push(...shrinkings(context, path, range));
  if (isWanted('source.fixAll.groupmap') && certainlyFixable(context, path).length > 0)
    actions.push({
      title: 'Fix everything that has one certain fix',
      kind: 'source.fixAll.groupmap',
      isPreferred: false,
      finding: null,
      edits: null,
      fixAll: {},
    });
  return actions;
}

function findingsAt(context: EditingContext, path: string, range: OffsetRange): readonly Finding[] {
  return context.findings.filter(
    (finding) => finding.file === path && finding.range.start <= range.end && range.start <= finding.range.end,
  );
}

function quickFixes(context: EditingContext, path: string, range: OffsetRange): CodeAction[] {
  const findings = findingsAt(context, path, range);
  const codes = [...new Set(findings.map(({ code }) => code))];
  return [
    ...findings.flatMap((finding) => [
      ...fixesOf(finding),
      ...listingOf(context, finding),
      ...planOf(context, finding),
      ...witnessOf(context, finding),
    ]),
    ...codes.flatMap((code) => fixAllOf(context, path, code)),
    ...findings.flatMap((finding) => silencingOf(context, finding)),
  ];
}

function quickFix(finding: Finding, title: string, edits: readonly FileEdit[], isPreferred = false): CodeAction {
  return { title, kind: 'quickfix', isPreferred, finding, edits, fixAll: null };
}

function fixesOf(finding: Finding): CodeAction[] {
  return finding.fixes.map(({ title, edits, isPreferred }) => quickFix(finding, title, edits, isPreferred));
}

/** A group that is not known is said to exist. */
function listingOf(context: EditingContext, finding: Finding): CodeAction[] {
  if (finding.code !== 'group-unknown') return [];
  const place = groupOccurrences(context, { file: finding.file, within: finding.range }).find(
    ({ range }) => range.start === finding.range.start && range.end === finding.range.end,
  );
  const edits = place ? addKnownGroup(context, finding.file, place.group) : [];
  return place && edits.length > 0 ? [quickFix(finding, `Add ${quoted(shortenLine(place.group, 60))} to the known groups`, edits)] : [];
}

/** Larger sets take too long to plan for an answer at once: the command does that. */
const plannedAtOnce = 100;

/** Too many mappings are made fewer, where that can be done without changing anybody's access. */
function planOf(context: EditingContext, finding: Finding): CodeAction[] {
  if (finding.code !== 'quota-mappings' || context.set.groupMappings.length > plannedAtOnce) return [];
  const { plan, edits } = proposePlan(context, context.services);
  if (!plan.fits || !edits || edits.length === 0) return [];
  const title = `Plan: ${plan.after.groupMappings} instead of ${plan.before.groupMappings} group mappings, with the same access for everybody`;
  return [quickFix(finding, title, edits)];
}

/**
 * Somebody with the groups that show what a finding says becomes a sample user, in the file where the others are: with an account where there is
 * none to be had by signing in. None where everybody is refused, since nothing would show then.
 */
function witnessOf(context: EditingContext, finding: Finding): CodeAction[] {
  const { witness } = finding;
  if (!witness) return [];
  const taken = new Set(context.set.users.map(({ name }) => name.value));
  let number = 1;
  while (taken.has(`example-${number}@example.com`)) number++;
  const person = (['new', 'existing'] as const)
    .map((account): Person => ({
      name: `example-${number}@example.com`,
      account,
      claim: { from: 'groups', values: witness },
      roleBindings: [],
    }))
    .find((each) => context.simulator.decide(each).sign_in === 'allowed');
  if (!person) return [];
  const proposed = proposeSampleUser(context, { person }, finding.file);
  if ('problem' in proposed) return [];
  const { file, edits } = proposed.proposal;
  const title = `Add ${witness.length === 0 ? 'a user without any group' : `a user in ${listed(witness)}`} to the sample users`;
  return [
    quickFix(
      finding,
      title,
      edits.map((edit) => ({ ...edit, file })),
    ),
  ];
}

function fixAllOf(context: EditingContext, path: string, code: DiagnosticCode): CodeAction[] {
  const { length } = certainlyFixable(context, path, code);
  if (length < 2) return [];
  const title = `Fix all ${length} findings of ${code} in this file`;
  return [{ title, kind: 'quickfix', isPreferred: false, finding: null, edits: null, fixAll: { code } }];
}

function silencingOf(context: EditingContext, finding: Finding): CodeAction[] {
  const edit = ignoreHere(context, finding);
  return edit ? [quickFix(finding, `Ignore ${finding.code} here`, [{ ...edit, file: finding.file }])] : [];
}

function refactorings(context: EditingContext, path: string, { start }: OffsetRange): CodeAction[] {
  const mapping = context.mappingsOf(path).find((candidate) => touches(candidate.range, start));
  const source = mapping && sourceOfMapping(context, mapping);
  if (!source) return [];
  const isOnCondition = touches(source.condition.range, start);
  return [
    ...(isOnCondition ? convertCondition(context, source) : []),
    ...(isOnCondition ? extractOperand(context, source, start) : []),
    ...mergeMappings(context, source),
  ].map(({ title, kind, edits }) => ({ title, kind, isPreferred: false, finding: null, edits, fixAll: null }));
}

/** On a filter, in whatever host. */
function shrinkings(context: EditingContext, path: string, { start }: OffsetRange): CodeAction[] {
  const filter = filtersAt(context, path, start).find(({ mapping }) => !mapping?.isExported);
  const shrinking = filter && shrinkCondition(context, filter);
  if (!shrinking) return [];
  const { title, edits } = shrinking;
  return [{ title, kind: 'refactor.rewrite.shrink', isPreferred: false, finding: null, edits, fixAll: null }];
}

/** On a user: what is expected of them becomes what their sign-in comes to now; on a key that fails, that key alone too. */
function expectations(context: EditingContext, path: string, { start }: OffsetRange): CodeAction[] {
  const user = context.usersOf(path).find((candidate) => touches(candidate.range, start));
  if (!user) return [];
  const failing = replaceableKeys(context, user);
  const key = failing.find((candidate) => isOnKey(context, user, candidate, start));
  const name = quoted(shortenLine(user.name.value, 60));
  const propose = (title: string, keys?: readonly ExpectationKey[]): CodeAction[] => {
    const proposed = proposeCurrentExpectation(context, user, keys);
    if ('problem' in proposed) return [];
    const edits = proposed.proposal.edits.map((edit) => ({ ...edit, file: proposed.proposal.file }));
    return [{ title, kind: 'refactor.rewrite', isPreferred: false, finding: null, edits, fixAll: null }];
  };
  if (user.expect && failing.length === 0) return [];
  return [
    ...(key ? propose(`Expect what ${key} is now`, [key]) : []),
    ...(user.expect && key && failing.length === 1 ? [] : propose(`Expect what the sign-in of ${name} comes to now`)),
  ];
}

/** Whether an offset is on the lines of a key of `expect`. */
function isOnKey(context: EditingContext, user: SampleUser, key: ExpectationKey, offset: number): boolean {
  const range = user.expect?.keyRanges.get(key);
  const text = context.fileOf(user.file)?.source.text ?? '';
  const end = user.expect?.[key]?.range.end ?? range?.end ?? 0;
  return range !== undefined && lineStartAt(text, range.start) <= offset && offset <= Math.max(end, lineEndAt(text, range.end));
}
