import type { ModuleAttribute, ModuleBlock } from '../../hosts/terraform/module-file.js';
import type { ResourceInstance, TerraformModule } from '../../hosts/terraform/evaluate/terraform-module.js';
import type { UnknownValue, Value } from '../../hosts/terraform/evaluate/value.js';
import { LineIndex } from '../../text/line-index.js';
import type { Problem } from '../../text/problem.js';
import type { GroupMapping, KafkaAcl, LooseRoleBinding, RoleBinding, SourceFile } from '../mapping-set.js';
import { importedIds } from './imported-ids.js';
import { locateText, type LocatedText } from './locate.js';

/** What one file of a module gives the set. */
export interface TerraformPart {
  readonly groupMappings: GroupMapping[];
  readonly looseRoleBindings: LooseRoleBinding[];
  readonly problems: Problem[];
}

/** What is granted to a group mapping, by the mapping's address. */
interface Grants {
  readonly roleBindings: RoleBinding[];
  readonly acls: KafkaAcl[];
}

type Owner =
  | { readonly kind: 'mapping'; readonly address: string }
  | { readonly kind: 'principal'; readonly principal: LooseRoleBinding['principal'] }
  | { readonly kind: 'nobody' };

/** Turns the resources of a module into group mappings with what they grant. */
export class MappingCollector {
  private readonly parts = new Map<string, TerraformPart>();
  private readonly grants = new Map<string, Grants>();
  private readonly lines = new Map<string, LineIndex>();
  private readonly reported = new Set<string>();
  /** Some role binding or ACL may belong to any mapping: to which is not known. */
  private hasUnknownGrants = false;
  private readonly texts: ReadonlyMap<string, string>;
  /** Addresses of the mappings of which it is not known what instances there are. */
  private readonly unknownMappings: ReadonlySet<string>;

  constructor(
    private readonly module: TerraformModule,
    sources: readonly SourceFile[],
  ) {
    this.texts = new Map(sources.map(({ path, text }) => [path, text]));
    const mappings = module.resourcesOf('confluent_group_mapping').flatMap((block) => module.instancesOf(block));
    this.unknownMappings = new Set(mappings.flatMap(({ address, unknown }) => (unknown ? [address] : [])));
  }

  /** By the paths of the files that the resources stand in. */
  collect(): ReadonlyMap<string, TerraformPart> {
    for (const block of this.module.resourcesOf('confluent_role_binding'))
      for (const instance of this.module.instancesOf(block)) this.addRoleBinding(instance);
    for (const block of this.module.resourcesOf('confluent_kafka_acl'))
      for (const instance of this.module.instancesOf(block)) this.addAcl(instance);
    const ids = importedIds(this.module);
    for (const block of this.module.resourcesOf('confluent_group_mapping'))
      for (const instance of this.module.instancesOf(block))
        this.partOf(block.file).groupMappings.push(this.mapping(instance, ids.get(instance.address) ?? null));
    return this.parts;
  }

  private mapping(instance: ResourceInstance, id: GroupMapping['id']): GroupMapping {
    const { block, address } = instance;
    const name = this.text(instance, 'display_name');
    const filter = this.text(instance, 'filter');
    const description = this.text(instance, 'description');
    this.reportMapping(block, name, filter);
    const grants = this.grants.get(address);
    const located = 'located' in name ? name.located : null;
    const missing = instance.unknown ?? (filter.kind === 'partly' ? filter.unknown : null);
    const unknown = missing?.isUnreadable ? null : missing;
    return {
      file: block.file,
      range: block.range,
      displayName: located?.value ?? '',
      displayNameAt: located,
      isNamePartlyKnown: name.kind === 'partly',
      id,
      description: description.kind === 'known' ? description.located : null,
      filter: 'located' in filter && !missing?.isUnreadable ? filter.text : null,
      group: null,
      roleBindings: grants?.roleBindings ?? [],
      acls: grants?.acls ?? [],
      mayGrantMore: this.hasUnknownGrants,
      partlyKnown: unknown && {
        reason: instance.unknown ? reasonOfInstances(instance.unknown) : unknown.reason,
        place: this.placeOfUnknown(instance, unknown),
      },
      shapeProblem: unknown ? null : missing ? unreadableFilter : shapeProblem(filter),
      line: this.lineOf(block),
      headerRange: headOf(block),
      instance: instance.key === null && !instance.unknown ? null : address,
    };
  }

  /** What is not known is pointed at where the value is written; instances, at what makes them. */
  private placeOfUnknown(
    { block, unknown }: ResourceInstance,
    { place }: UnknownValue,
  ): { readonly file: string; readonly range: { readonly start: number; readonly end: number } } {
    const maker = unknown && (block.attributes.get('for_each') ?? block.attributes.get('count'));
    return maker ? { file: block.file, range: maker.range } : place;
  }

  private reportMapping(block: ModuleBlock, name: LocatedText, filter: LocatedText): void {
    const absent = [name.kind === 'absent' ? '`display_name`' : '', filter.kind === 'absent' ? '`filter`' : ''].filter(Boolean);
    if (absent.length > 0)
      this.report(
        block,
        'missing-key',
        block.header,
        `This group mapping has no ${absent.join(' and no ')}. Terraform requires both: add ${absent.length > 1 ? 'them' : 'it'}.`,
      );
    for (const [key, text] of [
      ['display_name', name],
      ['filter', filter],
    ] as const) {
      const attribute = block.attributes.get(key);
      if (text.kind === 'wrong' && attribute)
        this.report(block, 'wrong-type', attribute.range, `\`${key}\` must be text, and is ${text.is}.`);
    }
  }

  private addRoleBinding(instance: ResourceInstance): void {
    const { block } = instance;
    const role = this.text(instance, 'role_name');
    const crn = this.text(instance, 'crn_pattern');
    this.requireArguments(block, 'role binding', ['principal', 'role_name', 'crn_pattern']);
    if (!('located' in role) || !('located' in crn)) return;
    const isPartlyKnown = role.kind === 'partly' || crn.kind === 'partly' || instance.unknown !== null;
    const binding: RoleBinding = {
      file: block.file,
      range: block.range,
      roleName: role.located,
      crnPattern: crn.located,
      ...principalOf(block),
      ...(isPartlyKnown ? { isPartlyKnown: true } : {}),
      ...(instance.unknown ? { mayBeAbsent: true } : {}),
    };
    const owner = this.ownerOf(instance);
    this.reportUnknownInstances(instance, 'a role binding', owner);
    if (owner.kind === 'mapping') this.grantsOf(owner.address).roleBindings.push(binding);
    else if (owner.kind === 'principal') this.partOf(block.file).looseRoleBindings.push({ principal: owner.principal, binding });
  }

  private addAcl(instance: ResourceInstance): void {
    const { block } = instance;
    this.requireArguments(block, 'ACL', ['principal']);
    const owner = this.ownerOf(instance);
    if (owner.kind !== 'mapping') return;
    this.reportUnknownInstances(instance, 'an ACL', owner);
    const values: Record<string, string> = {};
    let isPartlyKnown = instance.unknown !== null;
    const add = (key: string, text: LocatedText): void => {
      if (text.kind === 'partly') isPartlyKnown = true;
      if ('located' in text) values[key] = text.located.value;
    };
    const cluster = block.blocks.find(({ type }) => type === 'kafka_cluster')?.attributes.get('id');
    if (cluster) add('kafka_cluster', locateText(cluster, this.module.evaluate(cluster, instance.scope)));
    for (const key of aclArguments) add(key, this.text(instance, key));
    this.grantsOf(owner.address).acls.push({
      file: block.file,
      range: block.range,
      values,
      ...principalOf(block),
      ...(isPartlyKnown ? { isPartlyKnown } : {}),
      ...(instance.unknown ? { mayBeAbsent: true } : {}),
    });
  }

  /** Whom a resource's principal names: a mapping of the module, somebody by a written id, or nobody that the files tell. */
  private ownerOf(instance: ResourceInstance): Owner {
    const attribute = instance.block.attributes.get('principal');
    const value = attribute ? this.module.evaluate(attribute, instance.scope) : null;
    const text = locateText(attribute, value);
    if (text.kind === 'known') return { kind: 'principal', principal: text.located };
    if (text.kind === 'wrong' && attribute)
      this.report(instance.block, 'wrong-type', attribute.range, `\`principal\` must be text, and is ${text.is}.`);
    if (text.kind !== 'partly' || !attribute || !value) return { kind: 'nobody' };
    const { prefix, rest } = splitPrincipal(value);
    if (prefix === 'User:' && rest?.idOf !== undefined) return { kind: 'mapping', address: rest.idOf };
    // Without its prefix it is nobody's, whoever it was meant for.
    if ((prefix === '' && rest?.idOf !== undefined) || (prefix !== '' && !'User:'.startsWith(prefix) && !prefix.startsWith('User:')))
      return { kind: 'principal', principal: text.located };
    if (mayBeMapping(text.unknown)) this.reportUnknownPrincipal(instance, attribute, text.unknown);
    return { kind: 'nobody' };
  }

  /** A grant whose `count` or `for_each` is not known: it may be there or not. Of a mapping of which the same is said, that says it all. */
  private reportUnknownInstances({ block, address, unknown }: ResourceInstance, what: string, owner: Owner): void {
    if (owner.kind === 'nobody' || (owner.kind === 'mapping' && this.unknownMappings.has(owner.address))) return;
    const maker = block.attributes.get('for_each') ?? block.attributes.get('count');
    if (!unknown || unknown.isUnreadable || !maker) return;
    this.report(
      block,
      'partly-known',
      maker.range,
      `${address} is ${what} that is known only in part: ${reasonOfInstances(unknown)}. Whether its group mapping grants it is unknown.`,
    );
  }

  private reportUnknownPrincipal({ block, address }: ResourceInstance, attribute: ModuleAttribute, unknown: UnknownValue): void {
    this.hasUnknownGrants = true;
    this.report(
      block,
      'partly-known',
      attribute.range,
      `The principal of ${address} is not known: ${unknown.reason}. Which group mapping it belongs to, if any, is unknown.`,
    );
  }

  private requireArguments(block: ModuleBlock, what: string, names: readonly string[]): void {
    const absent = names.filter((name) => !block.attributes.has(name)).map((name) => `\`${name}\``);
    if (absent.length > 0)
      this.report(
        block,
        'missing-key',
        block.header,
        `This ${what} has no ${absent.join(' and no ')}. Terraform requires ${absent.length > 1 ? 'them: add them' : 'it: add it'}.`,
      );
  }

  private text({ block, scope }: ResourceInstance, name: string): LocatedText {
    const attribute = block.attributes.get(name);
    return locateText(attribute, attribute ? this.module.evaluate(attribute, scope) : null);
  }

  private grantsOf(address: string): Grants {
    let grants = this.grants.get(address);
    if (!grants) this.grants.set(address, (grants = { roleBindings: [], acls: [] }));
    return grants;
  }

  private partOf(file: string): TerraformPart {
    let part = this.parts.get(file);
    if (!part) this.parts.set(file, (part = { groupMappings: [], looseRoleBindings: [], problems: [] }));
    return part;
  }

  /** Once for a block, however many instances it has. */
  private report({ file }: ModuleBlock, code: Problem['code'], range: Problem['range'], message: string): void {
    const key = `${code} ${range.start} ${range.end} ${file}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.partOf(file).problems.push({ code, message, range: { start: range.start, end: range.end }, fixes: [] });
  }

  private lineOf({ file, range }: ModuleBlock): number {
    let lines = this.lines.get(file);
    if (!lines) this.lines.set(file, (lines = new LineIndex(this.texts.get(file) ?? '')));
    return lines.positionAt(range.start).line + 1;
  }
}

const aclArguments = ['resource_type', 'resource_name', 'pattern_type', 'operation', 'permission', 'host'] as const;

/** Where a resource says whom it is for. */
function principalOf({ attributes, file }: ModuleBlock): Pick<RoleBinding, 'principalAt'> {
  const principal = attributes.get('principal');
  return principal ? { principalAt: { file, range: principal.range } } : {};
}

/** What a block begins with, up to its labels. */
function headOf({ header, labels }: ModuleBlock): GroupMapping['headerRange'] {
  const end = labels.at(-1)?.range.end;
  return end !== undefined && header.start < end && end < header.end ? { start: header.start, end } : header;
}

const unreadableFilter: GroupMapping['shapeProblem'] = {
  code: 'host-syntax',
  message: 'Terraform cannot read what the filter of this mapping is made of.',
};

function shapeProblem(filter: LocatedText): GroupMapping['shapeProblem'] {
  switch (filter.kind) {
    case 'absent':
      return { code: 'missing-key', message: 'The mapping has no filter; Terraform requires it.' };
    case 'wrong':
      return { code: 'wrong-type', message: `The filter is no text, but ${filter.is}.` };
    case 'unreadable':
      return unreadableFilter;
    default:
      return null;
  }
}

function reasonOfInstances({ reason }: UnknownValue): string {
  return `which instances it has is not known, since ${reason}`;
}

/** What a principal begins with, and the unknown value that is all the rest of it. */
function splitPrincipal(value: Value): { readonly prefix: string; readonly rest: UnknownValue | null } {
  const parts = value.kind === 'text' ? value.parts : value.kind === 'unknown' ? [value] : [];
  const prefix: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'unknown') return { prefix: prefix.join(''), rest: index === parts.length - 1 ? part : null };
    prefix.push(part.text);
  }
  return { prefix: prefix.join(''), rest: null };
}

/** Another resource, a service account say, is no group mapping; whatever else is not known may be one. */
function mayBeMapping({ resourceType }: UnknownValue): boolean {
  return resourceType === undefined || resourceType === 'confluent_group_mapping';
}
