import type { ReferencePlace, UnknownValue, Value } from './value.js';

export type { ReferencePlace } from './value.js';

/** Names of loops and instances that an expression sees, innermost first; null for none. */
export type Scope = NamedValue | null;

interface NamedValue {
  readonly name: string;
  readonly value: Value;
  readonly outer: Scope;
}

export const noNames: Scope = null;

export function withName(outer: Scope, name: string, value: Value): Scope {
  return { name, value, outer };
}

export function findName(scope: Scope, name: string): Value | undefined {
  for (let at = scope; at; at = at.outer) if (at.name === name) return at.value;
  return undefined;
}

/** What stands behind the names that a module has: `local.NAME`, `var.NAME`, `data.TYPE.NAME`, `TYPE.NAME`, `module.NAME`, `path.NAME`. */
export interface ModuleNames {
  /** The value of a reference by its first names. `taken` is how many of them the value stands for; the rest are attributes of it. */
  resolve(names: readonly string[], at: ReferencePlace): { readonly value: Value; readonly taken: number };
}

/** What the files do not tell. */
export function unknown(
  reason: string,
  at: ReferencePlace,
  more: Pick<UnknownValue, 'idOf' | 'instancesOf' | 'resourceType' | 'isUnreadable'> = {},
): UnknownValue {
  return { kind: 'unknown', reason, place: at, source: at.source, isError: false, ...more };
}

/** A mistake that Terraform would refuse. */
export function mistake(reason: string, at: ReferencePlace): UnknownValue {
  return { kind: 'unknown', reason, place: at, source: at.source, isError: true };
}
