import { aclKey, roleBindingKey } from '../../mapping-set/grant-keys.js';
import type { GroupMapping, KafkaAcl, RoleBinding } from '../../mapping-set/mapping-set.js';
import { countCodePoints } from '../../text/count-code-points.js';
import { operandOf } from '../condition-text.js';
import { functionOfMapping } from '../find-findings.js';
import { isAlwaysFalse, type GroupFunction } from '../group-function.js';
import { anyOfFunctions } from '../join-functions.js';
import { relateFunctions } from '../relate-functions.js';
import { shrinkFilter, type ShrinkServices } from '../shrink/shrink-filter.js';

/** A mapping of a plan in the making. */
export interface Draft {
  /** The mappings that it is made of; the first is kept. */
  readonly from: readonly GroupMapping[];
  readonly part: number;
  /** One of several that a filter was split into: others may join it, and it joins none. */
  readonly isSplit: boolean;
  /** Null: it is not known whom it matches, or what it grants, so that it stays as it is. */
  readonly fn: GroupFunction | null;
  /** Null for one that cannot be written as a filter. */
  readonly text: string | null;
  readonly isNew: boolean;
  readonly grants: Grants;
}

/** Role bindings and ACLs by their keys. */
export type Grants = ReadonlyMap<string, RoleBinding | KafkaAcl>;

export function draftOf(mapping: GroupMapping, services: ShrinkServices): Draft {
  const isPartlyKnown = mapping.roleBindings.some((binding) => binding.isPartlyKnown);
  const text = mapping.filter ? mapping.filter.value : operandOf(mapping, (filter) => services.analyse(filter));
  const grants = new Map<string, RoleBinding | KafkaAcl>();
  for (const binding of mapping.roleBindings) grants.set(roleBindingKey(binding.roleName.value, binding.crnPattern.value), binding);
  for (const acl of mapping.acls) grants.set(aclKey(acl), acl);
  const fn = isPartlyKnown || text === null ? null : functionOfMapping(mapping, services);
  return { from: [mapping], part: 1, isSplit: false, fn, text, isNew: false, grants };
}

/** Of the filter, in characters; a literal group has none. */
export function lengthOf({ text, from, isNew }: Draft): number {
  return !isNew && !from[0]?.filter ? 0 : countCodePoints(text ?? '');
}

/** The drafts of known users that grant something. */
export function granting(key: string, drafts: readonly Draft[], without: readonly Draft[] = []): Draft[] {
  return drafts.filter((draft) => draft.fn && draft.grants.has(key) && !without.includes(draft));
}

/** Whether others grant to its users all that a draft grants, so that it may go. */
export function isCovered(draft: Draft, drafts: readonly Draft[]): boolean {
  const { fn, grants, isSplit } = draft;
  return fn !== null && !isSplit && [...grants.keys()].every((key) => implies(fn, granting(key, drafts, [draft])));
}

/** Whether everybody who satisfies a function satisfies one of the drafts. */
export function implies(fn: GroupFunction, drafts: readonly Draft[]): boolean {
  if (isAlwaysFalse(fn)) return true;
  const functions = drafts.flatMap((draft) => draft.fn ?? []);
  if (functions.length === 0) return false;
  const { relation } = relateFunctions(fn, anyOfFunctions(functions));
  return relation === 'equivalent' || relation === 'narrower';
}

/** Joins two drafts: both as one, with the grants of the first; null where the filter gets too long or cannot be written. */
export type DraftJoiner = (one: Draft, other: Draft) => Draft | null;

/** Filters of at most so many characters; two that are joined once are not joined anew. */
export function createDraftJoiner(limit: number, services: ShrinkServices): DraftJoiner {
  const known = new Map<string, Condition | null>();
  return (one, other) => {
    const key = JSON.stringify([one.text, other.text, one.isNew]);
    let condition = known.get(key);
    if (condition === undefined) known.set(key, (condition = joinConditions(one, other)));
    if (!condition || other.isSplit) return null;
    return { from: [...one.from, ...other.from], part: one.part, isSplit: one.isSplit, grants: one.grants, ...condition };
  };

  function joinConditions(one: Draft, other: Draft): Condition | null {
    if (!one.fn || !other.fn || one.text === null || other.text === null) return null;
    const { relation } = relateFunctions(one.fn, other.fn);
    if (relation === 'equivalent' || relation === 'wider') return { fn: one.fn, text: one.text, isNew: one.isNew };
    if (relation === 'narrower' && countCodePoints(other.text) <= limit) return { fn: other.fn, text: other.text, isNew: true };
    const operands = [one, other].map(({ text }) => operand(text ?? '', services));
    if (!operands.every((text) => text !== null)) return null;
    const text = operands.join(' || ');
    if (countCodePoints(text) > 3 * limit) return null;
    const { after } = shrinkFilter(text, services, { limit });
    const fn = services.groupFunction(after.filter);
    return after.length <= limit && fn ? { fn, text: after.filter, isNew: true } : null;
  }
}

type Condition = Pick<Draft, 'fn' | 'text' | 'isNew'>;

/** A filter in parentheses where `||` needs them; null for one with comments. */
function operand(text: string, services: ShrinkServices): string | null {
  const { expression, tokens } = services.parse(text);
  if (!expression || tokens.some(({ kind }) => kind === 'comment')) return null;
  return expression.kind === 'logical' && expression.operator === '&&' ? `(${text})` : text;
}

/** Whether everything is granted to the same group sets: for each grant, whoever satisfies one of the filters before, after. */
export function isSameAccess(before: readonly Draft[], after: readonly Draft[]): boolean {
  const keys = new Set([...before, ...after].flatMap(({ grants }) => [...grants.keys()]));
  const granted = (drafts: readonly Draft[], key: string) =>
    anyOfFunctions(drafts.flatMap(({ fn, grants }) => (fn && grants.has(key) ? fn : [])));
  return [...keys].every((key) => {
    const [one, other] = [granted(before, key), granted(after, key)];
    return one === other || relateFunctions(one, other).relation === 'equivalent';
  });
}

/** How a sentence names a mapping. */
export function called({ displayName, line }: GroupMapping): string {
  return displayName === '' ? `the group mapping at line ${line}` : `"${displayName}"`;
}
