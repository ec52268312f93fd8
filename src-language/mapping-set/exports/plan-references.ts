import type { HostMap, HostNode } from '../../hosts/host-tree.js';
import { itemsOf, mapOf, stringOf } from './host-values.js';
import type { ShownResource } from './shown-resources.js';

/** Whom a grant belongs to whose principal only an apply tells. */
export type PlannedOwner =
  | { readonly kind: 'mapping'; readonly address: string }
  /** Nobody among the group mappings: a service account, say. */
  | { readonly kind: 'other' }
  | { readonly kind: 'unknown' };

const mappingType = 'confluent_group_mapping';

/**
 * Finds the group mapping that a planned grant belongs to. A plan leaves out what is known only after apply, such as the id in
 * `User:${confluent_group_mapping.team["orders"].id}`, but its configuration lists what each expression refers to.
 */
export class PlanReferences {
  private readonly configured = new Map<string, HostMap | null>();
  /** The planned mappings of a resource, by module address and name. */
  private readonly instances = new Map<string, ShownResource[]>();

  constructor(
    private readonly configuration: HostMap | null,
    mappings: readonly ShownResource[],
  ) {
    for (const mapping of mappings) {
      const key = keyOf(mapping.module, mapping.name);
      const known = this.instances.get(key);
      if (known) known.push(mapping);
      else this.instances.set(key, [mapping]);
    }
  }

  ownerOf(grant: ShownResource): PlannedOwner {
    const config = this.configurationOf(grant);
    const references = referencesOf(mapOf(mapOf(config, 'expressions'), 'principal'));
    const makers = [...referencesOf(mapOf(config, 'for_each_expression')), ...referencesOf(mapOf(config, 'count_expression'))];
    const named = mappingsIn(references);
    // `for_each = confluent_group_mapping.team` with `each.value.id`: the instance of the same key.
    const eachOf = references.some((reference) => /^each\.value(?:\.id)?$/.test(reference)) ? mappingsIn(makers) : new Set<string>();
    const names = new Set([...named, ...eachOf]);
    const [name] = names;
    if (name === undefined) return { kind: this.mayBeMapping(references) ? 'unknown' : 'other' };
    const candidates = this.instances.get(keyOf(grant.module, name)) ?? [];
    // Of two mappings, or of one that has no instance, nothing can be told.
    const owner = names.size > 1 ? null : ownerAmong(candidates, grant, name, references);
    return owner ? { kind: 'mapping', address: owner.address } : { kind: 'unknown' };
  }

  /** Values of other resources are no ids of mappings; what a local, a variable, a module or a key of `each` holds may be one. */
  private mayBeMapping(references: readonly string[]): boolean {
    if (this.instances.size === 0) return false;
    const roots = references.map((reference) => reference.split('.')[0] ?? '');
    return references.length === 0 || roots.some((root) => root === 'local' || root === 'var' || root === 'module' || root === 'each');
  }

  private configurationOf({ module, type, name }: ShownResource): HostMap | null {
    const key = JSON.stringify([module, type, name]);
    let found = this.configured.get(key);
    if (found === undefined) this.configured.set(key, (found = this.findConfiguration(module, type, name)));
    return found;
  }

  private findConfiguration(module: string, type: string, name: string): HostMap | null {
    let within: HostMap | null = mapOf(this.configuration, 'root_module');
    for (const call of moduleCalls(module)) within = mapOf(mapOf(mapOf(within, 'module_calls'), call), 'module');
    const found = itemsOf(within, 'resources').find((item) => stringOf(item, 'type') === type && stringOf(item, 'name') === name);
    return found?.kind === 'map' ? found : null;
  }
}

function keyOf(module: string, name: string): string {
  return JSON.stringify([module, name]);
}

/** The names of the module calls that lead to a module instance: `a`, `b` of `module.a["x"].module.b`. */
function moduleCalls(address: string): readonly string[] {
  return [...address.matchAll(/(?:^|\.)module\.([\w-]+)(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/gy)].map(([, name]) => name ?? '');
}

/** The references of an expression, those of the blocks within it too. */
function referencesOf(expression: HostNode | null): readonly string[] {
  return itemsOf(expression, 'references').flatMap((item) => (item.kind === 'scalar' ? [item.text.value] : []));
}

/** The names of the mapping resources that references name. */
function mappingsIn(references: readonly string[]): ReadonlySet<string> {
  const names = references.map((reference) => /^confluent_group_mapping\.([\w-]+)/.exec(reference)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}

function ownerAmong(
  candidates: readonly ShownResource[],
  grant: ShownResource,
  name: string,
  references: readonly string[],
): ShownResource | null {
  // Written out: confluent_group_mapping.team["orders"].id.
  const prefix = `${mappingType}.${name}[`;
  const written = references.filter((reference) => reference.startsWith(prefix));
  if (written.length > 0) {
    const chosen = candidates.filter(({ index }) => {
      const key = `${prefix}${typeof index === 'string' ? JSON.stringify(index) : String(index)}]`;
      return written.some((reference) => reference === key || reference.startsWith(`${key}.`));
    });
    return chosen.length === 1 ? (chosen[0] ?? null) : null;
  }
  const [only] = candidates;
  if (only?.index === null) return candidates.length === 1 ? only : null;
  const { index } = grant;
  if (index === null) return null;
  return candidates.find((candidate) => candidate.index === index) ?? ownerByParts(candidates, grant);
}

/**
 * Of instances with composed keys, such as `orders/DeveloperRead`: the one whose key is a part of the grant's own. Where several are, the
 * one that leaves nothing over but what the grant itself says, its role and its resource; null where that does not single out one either.
 */
function ownerByParts(candidates: readonly ShownResource[], grant: ShownResource): ShownResource | null {
  const key = String(grant.index);
  const parts = candidates.filter(({ index }) => typeof index === 'string' && index !== '' && withoutPart(key, index) !== null);
  if (parts.length <= 1) return parts[0] ?? null;
  const said = `${stringOf(grant.values, 'role_name')} ${stringOf(grant.values, 'crn_pattern')}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const explained = parts.filter(({ index }) =>
    (withoutPart(key, String(index)) ?? '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .every((word) => word === '' || /^\d+$/.test(word) || said.includes(word)),
  );
  return explained.length === 1 ? (explained[0] ?? null) : null;
}

/** A key without one part of it, null when that is no part: it ends where letters and digits do. */
function withoutPart(key: string, part: string): string | null {
  const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
  for (let at = key.indexOf(part); at >= 0; at = key.indexOf(part, at + 1)) {
    const before = key.slice(0, at);
    const after = key.slice(at + part.length);
    if (!isWord(before.slice(-1)) && !isWord(after.slice(0, 1))) return `${before} ${after}`;
  }
  return null;
}
