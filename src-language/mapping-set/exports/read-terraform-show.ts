import type { HostMap, HostNode } from '../../hosts/host-tree.js';
import type { LineIndex } from '../../text/line-index.js';
import type { Problem } from '../../text/problem.js';
import type { GroupMapping, KafkaAcl, Located, LooseRoleBinding, RoleBinding, SourceFile } from '../mapping-set.js';
import { entryOf, itemsOf, mapOf, scalarOf, stringOf, textOf } from './host-values.js';
import { PlanReferences } from './plan-references.js';
import { shownResources, type ShownResource } from './shown-resources.js';

/** What a plan or a state gives the set. */
export interface ShownMappings {
  readonly groupMappings: readonly GroupMapping[];
  readonly looseRoleBindings: readonly LooseRoleBinding[];
  readonly problems: readonly Problem[];
}

/** True for what `terraform show -json` prints of a plan or a state; both have the version of the format. */
export function isTerraformShow(root: HostNode): root is HostMap {
  if (!scalarOf(root, 'format_version')) return false;
  // An empty state is the version of the format alone.
  const isEmpty = root.kind === 'map' && root.entries.length === 1;
  return isEmpty || ['planned_values', 'values', 'terraform_version'].some((key) => entryOf(root, key) !== undefined);
}

/**
 * The group mappings of a plan (as they will be) or of a state, with the role bindings and ACLs whose principals name them. Principals that
 * are known only after apply are found through the references of the plan's configuration and the keys of instances; the others are unknown.
 */
export function readTerraformShow(source: SourceFile, root: HostMap, lines: LineIndex): ShownMappings {
  return new ShowReader(source, root, lines).read();
}

interface Grants {
  readonly roleBindings: RoleBinding[];
  readonly acls: KafkaAcl[];
}

/** Stands for a value that only an apply tells. */
const afterApply = '(known after apply)';

class ShowReader {
  private readonly resources: readonly ShownResource[];
  private readonly references: PlanReferences;
  private readonly grants = new Map<string, Grants>();
  private readonly looseRoleBindings: LooseRoleBinding[] = [];
  /** Grants whose owner is not known, by resource: the first of its instances, and how many there are. */
  private readonly ownerless = new Map<string, { readonly first: ShownResource; count: number }>();
  /** Addresses of mappings by the principals that their ids make. */
  private readonly byPrincipal = new Map<string, string>();
  private hasUnknownGrants = false;

  constructor(
    private readonly source: SourceFile,
    root: HostMap,
    private readonly lines: LineIndex,
  ) {
    this.resources = shownResources(root);
    const mappings = this.ofType('confluent_group_mapping');
    this.references = new PlanReferences(mapOf(root, 'configuration'), mappings);
    for (const { address, values } of mappings) {
      const id = stringOf(values, 'id');
      if (id !== '') this.byPrincipal.set(`User:${id}`, address);
    }
  }

  read(): ShownMappings {
    for (const resource of this.ofType('confluent_role_binding')) this.takeBinding(resource);
    for (const resource of this.ofType('confluent_kafka_acl')) this.takeAcl(resource);
    const groupMappings = this.ofType('confluent_group_mapping').map((resource) => this.mapping(resource));
    const problems = [...this.ownerless.values()].map(problemOfOwner);
    return { groupMappings, looseRoleBindings: this.looseRoleBindings, problems };
  }

  private ofType(type: string): readonly ShownResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  private mapping({ address, index, node, values }: ShownResource): GroupMapping {
    const { path } = this.source;
    const name = textOf(path, values, 'display_name');
    const filter = scalarOf(values, 'filter');
    const grants = this.grants.get(address);
    const place = { file: path, range: scalarOf(node, 'address')?.range ?? node.range };
    return {
      file: path,
      range: node.range,
      displayName: name?.value ?? '',
      displayNameAt: name,
      id: textOf(path, values, 'id'),
      description: textOf(path, values, 'description'),
      filter: filter?.text ?? null,
      group: null,
      roleBindings: grants?.roleBindings ?? [],
      acls: grants?.acls ?? [],
      ...(this.hasUnknownGrants ? { mayGrantMore: true } : {}),
      partlyKnown: filter ? null : { reason: `the filter of ${address} is known only after apply`, place },
      shapeProblem: null,
      isExported: true,
      line: this.lines.positionAt(node.range.start).line + 1,
      instance: index === null ? null : address,
    };
  }

  private takeBinding(resource: ShownResource): void {
    const { values, node } = resource;
    const roleName = this.text(resource, 'role_name');
    const crnPattern = this.text(resource, 'crn_pattern');
    const isPartlyKnown = !scalarOf(values, 'role_name') || !scalarOf(values, 'crn_pattern');
    const binding: RoleBinding = {
      file: this.source.path,
      range: node.range,
      roleName,
      crnPattern,
      ...(isPartlyKnown ? { isPartlyKnown } : {}),
    };
    const principal = textOf(this.source.path, values, 'principal');
    if (principal && !this.byPrincipal.has(principal.value)) {
      this.looseRoleBindings.push({ principal, binding });
      return;
    }
    const owner = this.ownerOf(resource, principal?.value);
    if (owner !== null) this.grantsOf(owner).roleBindings.push(binding);
  }

  private takeAcl(resource: ShownResource): void {
    const { values, node } = resource;
    const owner = this.ownerOf(resource, textOf(this.source.path, values, 'principal')?.value);
    if (owner === null) return;
    const known: Record<string, string> = {};
    const [cluster] = itemsOf(values, 'kafka_cluster');
    const clusterId = stringOf(cluster, 'id');
    if (clusterId !== '') known['kafka_cluster'] = clusterId;
    for (const key of aclArguments) {
      const value = stringOf(values, key);
      if (value !== '') known[key] = value;
    }
    const isPartlyKnown = aclArguments.some((key) => !scalarOf(values, key));
    const acl: KafkaAcl = { file: this.source.path, range: node.range, values: known, ...(isPartlyKnown ? { isPartlyKnown } : {}) };
    this.grantsOf(owner).acls.push(acl);
  }

  /** The address of the mapping that a principal names; null when it is somebody else, or, which is said, when it cannot be told. */
  private ownerOf(resource: ShownResource, principal: string | undefined): string | null {
    if (principal !== undefined) return this.byPrincipal.get(principal) ?? null;
    const owner = this.references.ownerOf(resource);
    if (owner.kind === 'mapping') return owner.address;
    if (owner.kind === 'unknown') this.noteOwnerless(resource);
    return null;
  }

  private noteOwnerless(resource: ShownResource): void {
    this.hasUnknownGrants = true;
    const key = JSON.stringify([resource.module, resource.type, resource.name]);
    const known = this.ownerless.get(key);
    if (known) known.count++;
    else this.ownerless.set(key, { first: resource, count: 1 });
  }

  private text({ node, values }: ShownResource, key: string): Located<string> {
    return textOf(this.source.path, values, key) ?? { file: this.source.path, range: node.range, value: afterApply, isPartlyKnown: true };
  }

  private grantsOf(address: string): Grants {
    let grants = this.grants.get(address);
    if (!grants) this.grants.set(address, (grants = { roleBindings: [], acls: [] }));
    return grants;
  }
}

const aclArguments = ['resource_type', 'resource_name', 'pattern_type', 'operation', 'permission', 'host'] as const;

/** Once a resource, however many instances it has. */
function problemOfOwner({ first: { address, node }, count }: { readonly first: ShownResource; readonly count: number }): Problem {
  const others = count === 1 ? '' : count === 2 ? ' and of one more instance' : ` and of ${count - 1} more instances`;
  return {
    code: 'partly-known',
    message:
      `The principal of ${address}${others} is known only after apply, and the plan does not tell which group mapping it belongs to, if any: ` +
      `what ${count === 1 ? 'it grants' : 'they grant'} is left out. The state after the apply tells it.`,
    range: scalarOf(node, 'address')?.range ?? node.range,
    fixes: [],
  };
}
