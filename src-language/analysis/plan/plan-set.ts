import { effectiveSettings } from '../../mapping-set/effective-settings.js';
import { aclKey, roleBindingKey } from '../../mapping-set/grant-keys.js';
import type { GroupMapping, KafkaAcl, MappingSet, RoleBinding } from '../../mapping-set/mapping-set.js';
import { countCodePoints } from '../../text/count-code-points.js';
import { operandOf } from '../condition-text.js';
import { functionOfMapping } from '../find-findings.js';
import { isAlwaysFalse, type GroupFunction } from '../group-function.js';
import { anyOfFunctions } from '../join-functions.js';
import { relateFunctions } from '../relate-functions.js';
import { shrinkFilter, type ShrinkServices } from '../shrink/shrink-filter.js';
import { splitFilter } from './split-filter.js';

/** A group mapping as it would be. */
export interface PlannedMapping {
  /** The mapping that it is, or was split off; keeps its name and id. */
  readonly kept: GroupMapping;
  /** What it is called: parts of a split filter after the first get a number. */
  readonly displayName: string;
  /** Those whose grants and users it has, `kept` first. */
  readonly from: readonly GroupMapping[];
  /** For a part of a split filter, which one, from 1; the first is the mapping itself. */
  readonly part: number;
  /** Null: the condition stays as it is. */
  readonly newFilter: string | null;
  /** The condition as a filter; the source text of one that is not known. */
  readonly filter: string;
  readonly roleBindings: readonly RoleBinding[];
  readonly acls: readonly KafkaAcl[];
}

export interface PlanStep {
  readonly action: 'merge' | 'drop' | 'split' | 'shrink';
  readonly mappings: readonly GroupMapping[];
  readonly reason: string;
}

/** A set within its quotas, or as near as it gets. Lengths are in Unicode characters. */
export interface SetPlan {
  readonly fits: boolean;
  readonly before: PlanSize;
  readonly after: PlanSize;
  readonly limits: PlanSize;
  readonly mappings: readonly PlannedMapping[];
  /** None for a set that is within its quotas as it is. */
  readonly steps: readonly PlanStep[];
  /** Why no plan fits, in sentences; empty when one does. */
  readonly obstacles: readonly string[];
}

export interface PlanSize {
  readonly groupMappings: number;
  readonly longestFilter: number;
}

interface Draft {
  readonly from: readonly GroupMapping[];
  readonly part: number;
  /** One of several that a filter was split into: others may join it, and it joins none. */
  readonly isSplit: boolean;
  /** Null: it is not known whom it matches, or what it grants, so that it stays as it is. */
  readonly fn: GroupFunction | null;
  /** Null for one that cannot be written as a filter. */
  readonly text: string | null;
  readonly isNew: boolean;
  readonly grants: ReadonlyMap<string, RoleBinding | KafkaAcl>;
}

/** Pairs of so many mappings at most are tried with each other whatever they grant. */
const pairedMappings = 80;

/**
 * Brings a set within its quotas in as few steps as it takes: too long filters are shrunk, or split; what is granted by others anyway goes;
 * mappings with one condition or the same grants become one. The access of every group set is the same before and after, which is proved
 * once more at the end. Mappings of which it is not known whom they match stay as they are.
 */
export function planSet(set: MappingSet, services: ShrinkServices): SetPlan {
  const { filterLengthLimit, groupMappingLimit } = effectiveSettings(set);
  const limits: PlanSize = { groupMappings: groupMappingLimit, longestFilter: filterLengthLimit };
  const drafts = set.groupMappings.map((mapping) => draftOf(mapping, services));
  const planner = new Planner(drafts, limits, services);
  planner.shorten();
  planner.reduce();
  const obstacles = [...planner.obstacles];
  if (!isSameAccess(drafts, planner.drafts))
    return unchanged(drafts, set, limits, ['The plan could not be proved to keep everybody’s access, so it is not offered.']);
  const after = sizeOf(planner.drafts);
  if (after.groupMappings > limits.groupMappings)
    obstacles.push(
      `${after.groupMappings} group mappings are left, and the limit is ${limits.groupMappings}: no two of them were found that one filter of at most ` +
        `${limits.longestFilter} characters can replace without changing somebody’s access. Raise organization.limits.group_mappings if your organization’s quota is higher, or grant less differently.`,
    );
  return {
    fits: obstacles.length === 0,
    before: sizeOf(drafts),
    after,
    limits,
    mappings: plannedMappings(planner.drafts, set),
    steps: planner.steps,
    obstacles,
  };
}

function unchanged(drafts: readonly Draft[], set: MappingSet, limits: PlanSize, obstacles: readonly string[]): SetPlan {
  const size = sizeOf(drafts);
  return { fits: false, before: size, after: size, limits, mappings: plannedMappings(drafts, set), steps: [], obstacles };
}

class Planner {
  drafts: Draft[];
  readonly steps: PlanStep[] = [];
  readonly obstacles: string[] = [];

  constructor(
    drafts: readonly Draft[],
    private readonly limits: PlanSize,
    private readonly services: ShrinkServices,
  ) {
    this.drafts = [...drafts];
  }

  /** Makes filters that are too long fit. */
  shorten(): void {
    for (const draft of [...this.drafts]) {
      const made = this.shortened(draft);
      this.drafts = this.drafts.flatMap((other) => (other === draft ? made : [other]));
    }
  }

  private shortened(draft: Draft): readonly Draft[] {
    const limit = this.limits.longestFilter;
    const { text } = draft;
    if (text === null || lengthOf(draft) <= limit) return [draft];
    const [mapping] = draft.from;
    if (!mapping) return [draft];
    const { before, after } = shrinkFilter(text, this.services, { limit });
    if (after.length <= limit && !mapping.partlyKnown) {
      this.steps.push({
        action: 'shrink',
        mappings: [mapping],
        reason: `The same in ${after.length} instead of ${before.length} characters.`,
      });
      return [{ ...draft, text: after.filter, isNew: true }];
    }
    if (this.drop(draft)) return [];
    const split = draft.fn ? splitFilter(text, limit, this.services) : { reason: 'it is not known whom it matches, so it stays as it is' };
    if ('reason' in split) {
      this.obstacles.push(`The filter of ${called(mapping)} has ${before.length} characters, and the limit is ${limit}: ${split.reason}.`);
      return [draft];
    }
    const parts = split.filters.map((filter, index): Draft => ({
      ...draft,
      text: filter,
      fn: this.services.groupFunction(filter),
      isNew: true,
      part: index + 1,
      isSplit: true,
    }));
    this.steps.push({
      action: 'split',
      mappings: [mapping],
      reason: `${before.length} characters do not fit the limit of ${limit}: ${parts.length} mappings with the same grants match the same users between them.`,
    });
    return parts;
  }

  /** Lessens the mappings until they are few enough, or nothing more can be done. */
  reduce(): void {
    this.dropCovered();
    this.mergeWithin(
      (draft) => [...draft.grants.keys()].sort().join('\u0000\u0000'),
      'They grant the same, and one filter matches the users of both.',
    );
    if (this.drafts.length <= pairedMappings) while (this.isTooMany && this.mergeAnyPair());
  }

  private get isTooMany(): boolean {
    return this.drafts.length > this.limits.groupMappings;
  }

  private dropCovered(): void {
    for (const draft of [...this.drafts]) {
      if (!this.isTooMany) return;
      if (this.drop(draft)) this.drafts = this.drafts.filter((other) => other !== draft);
    }
  }

  /** Whether others grant to its users all that a draft grants, so that it may go; then the step is noted. */
  private drop(draft: Draft): boolean {
    const { fn, from, grants } = draft;
    const [mapping] = from;
    if (!fn || !mapping || draft.isSplit) return false;
    const covering = new Set<Draft>();
    const isCovered = [...grants.keys()].every((key) => {
      const others = this.granting(key, [draft]);
      for (const other of others) covering.add(other);
      return implies(fn, others);
    });
    if (!isCovered) return false;
    const names = [...covering].slice(0, 3).map((other) => called(other.from[0] ?? mapping));
    const reason = isAlwaysFalse(fn)
      ? 'It can never match.'
      : grants.size === 0
        ? 'It grants nothing.'
        : `Whoever matches it is granted the same by ${names.join(', ')}${covering.size > 3 ? ' and others' : ''}.`;
    this.steps.push({ action: 'drop', mappings: from, reason });
    return true;
  }

  /** Merges drafts of one key, the longest filters first, each into the first that it fits with. */
  private mergeWithin(keyOf: (draft: Draft) => string, reason: string): void {
    const alike = new Map<string, Draft[]>();
    for (const draft of this.drafts)
      if (draft.fn && draft.grants.size > 0) alike.set(keyOf(draft), [...(alike.get(keyOf(draft)) ?? []), draft]);
    for (const drafts of alike.values()) {
      const bins: Draft[] = [];
      for (const draft of [...drafts].sort((a, b) => lengthOf(b) - lengthOf(a))) {
        if (!this.isTooMany) return;
        const place = bins.findIndex((bin) => this.joined(bin, draft) !== null);
        const bin = bins[place];
        const merged = bin && this.joined(bin, draft);
        if (!bin || !merged) bins.push(draft);
        else {
          bins[place] = merged;
          this.replace(bin, draft, merged, reason);
        }
      }
    }
  }

  /**
   * Merges two drafts that grant different things, where what the one grants is granted to the other's users anyway, or both match the same
   * users. False when there are none.
   */
  private mergeAnyPair(): boolean {
    for (const one of this.drafts)
      for (const other of this.drafts) {
        if (one === other || !one.fn || !other.fn || one.isSplit || other.isSplit) continue;
        const { fn } = other;
        if (![...one.grants.keys()].every((key) => other.grants.has(key) || implies(fn, this.granting(key, [])))) continue;
        const oneFn = one.fn;
        const taken = [...other.grants].filter(([key]) => one.grants.has(key) || implies(oneFn, this.granting(key, [])));
        const left = [...other.grants.keys()].filter((key) => !taken.some(([known]) => known === key));
        if (!left.every((key) => implies(fn, this.granting(key, [one, other])))) continue;
        const merged = this.joined({ ...one, grants: new Map([...one.grants, ...taken]) }, other);
        if (!merged) continue;
        this.replace(
          one,
          other,
          merged,
          'With one filter for both nobody gains or loses anything: what differs is granted to the same users already.',
        );
        return true;
      }
    return false;
  }

  private replace(one: Draft, other: Draft, merged: Draft, reason: string): void {
    this.drafts = this.drafts.flatMap((draft) => (draft === one ? [merged] : draft === other ? [] : [draft]));
    this.steps.push({ action: 'merge', mappings: [...one.from, ...other.from], reason });
  }

  /** Both as one, with the grants of the first; null where the filter gets too long or cannot be written. */
  private joined(one: Draft, other: Draft): Draft | null {
    const limit = this.limits.longestFilter;
    if (!one.fn || !other.fn || one.text === null || other.text === null || other.isSplit) return null;
    const base = { from: [...one.from, ...other.from], part: one.part, isSplit: one.isSplit, grants: one.grants };
    const { relation } = relateFunctions(one.fn, other.fn);
    if (relation === 'equivalent' || relation === 'wider') return { ...base, fn: one.fn, text: one.text, isNew: one.isNew };
    const operands = [one, other].map(({ text }) => operand(text ?? '', this.services));
    if (!operands.every((text) => text !== null)) return null;
    const text = operands.join(' || ');
    if (countCodePoints(text) > 3 * limit) return null;
    const { after } = shrinkFilter(text, this.services, { limit });
    const fn = this.services.groupFunction(after.filter);
    return after.length <= limit && fn ? { ...base, fn, text: after.filter, isNew: true } : null;
  }

  private granting(key: string, without: readonly Draft[]): Draft[] {
    return this.drafts.filter((draft) => draft.fn && draft.grants.has(key) && !without.includes(draft));
  }
}

/** A filter in parentheses where `||` needs them; null for one with comments. */
function operand(text: string, services: ShrinkServices): string | null {
  const { expression, tokens } = services.parse(text);
  if (!expression || tokens.some(({ kind }) => kind === 'comment')) return null;
  return expression.kind === 'logical' && expression.operator === '&&' ? `(${text})` : text;
}

function implies(fn: GroupFunction, drafts: readonly Draft[]): boolean {
  if (isAlwaysFalse(fn)) return true;
  const functions = drafts.flatMap((draft) => draft.fn ?? []);
  if (functions.length === 0) return false;
  const { relation } = relateFunctions(fn, anyOfFunctions(functions));
  return relation === 'equivalent' || relation === 'narrower';
}

function draftOf(mapping: GroupMapping, services: ShrinkServices): Draft {
  const isPartlyKnown = mapping.roleBindings.some((binding) => binding.isPartlyKnown);
  const text = mapping.filter ? mapping.filter.value : operandOf(mapping, (filter) => services.analyse(filter));
  const grants = new Map<string, RoleBinding | KafkaAcl>();
  for (const binding of mapping.roleBindings) grants.set(roleBindingKey(binding.roleName.value, binding.crnPattern.value), binding);
  for (const acl of mapping.acls) grants.set(aclKey(acl), acl);
  const fn = isPartlyKnown || text === null ? null : functionOfMapping(mapping, services);
  return { from: [mapping], part: 1, isSplit: false, fn, text, isNew: false, grants };
}

/** Of the filter, in characters; a literal group has none. */
function lengthOf({ text, from, isNew }: Draft): number {
  return !isNew && !from[0]?.filter ? 0 : countCodePoints(text ?? '');
}

function sizeOf(drafts: readonly Draft[]): PlanSize {
  return { groupMappings: drafts.length, longestFilter: drafts.reduce((longest, draft) => Math.max(longest, lengthOf(draft)), 0) };
}

function plannedMappings(drafts: readonly Draft[], { groupMappings }: MappingSet): PlannedMapping[] {
  const taken = new Set(groupMappings.map(({ displayName }) => displayName));
  return drafts.map((draft) => {
    const own = draft.from[0]?.displayName ?? '';
    let name = own;
    for (let number = draft.part; draft.part > 1 && taken.has(name); number++) name = `${own} ${number}`.trim();
    taken.add(name);
    return plannedOf(draft, name);
  });
}

function plannedOf({ from, part, isNew, text, grants }: Draft, displayName: string): PlannedMapping {
  const [kept] = from;
  if (!kept) throw new Error('a planned mapping is of some mapping');
  const values = [...grants.values()];
  return {
    kept,
    displayName,
    from,
    part,
    newFilter: isNew ? text : null,
    filter: text ?? kept.group?.value ?? '',
    roleBindings: values.filter((value) => 'roleName' in value),
    acls: values.filter((value) => 'values' in value),
  };
}

/** Whether everything is granted to the same group sets: for each grant, whoever satisfies one of the filters before, after. */
function isSameAccess(before: readonly Draft[], after: readonly Draft[]): boolean {
  const keys = new Set([...before, ...after].flatMap(({ grants }) => [...grants.keys()]));
  const granted = (drafts: readonly Draft[], key: string) =>
    anyOfFunctions(drafts.flatMap(({ fn, grants }) => (fn && grants.has(key) ? fn : [])));
  return [...keys].every((key) => {
    const [one, other] = [granted(before, key), granted(after, key)];
    return one === other || relateFunctions(one, other).relation === 'equivalent';
  });
}

function called({ displayName, line }: GroupMapping): string {
  return displayName === '' ? `the group mapping at line ${line}` : `"${displayName}"`;
}
