import type { ModuleAttribute, ModuleBlock } from '../../hosts/terraform/module-file.js';
import type { ResourceInstance, TerraformModule } from '../../hosts/terraform/evaluate/terraform-module.js';
import type { UnknownValue } from '../../hosts/terraform/evaluate/value.js';
import { LineIndex } from '../../text/line-index.js';
import type { Problem } from '../../text/problem.js';
import type { GroupMapping, KafkaAcl, LooseRoleBinding, RoleBinding, SourceFile } from '../mapping-set.js';
import { problemOfAclWord } from './acl-problems.js';
import { importedIds } from './imported-ids.js';
import { addressOf, duplicateResources } from './duplicate-resources.js';
import { ownerOf, type Owner } from './principal-owner.js';
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
    for (const { block, first } of duplicateResources(this.module))
      this.report(
        block,
        'host-syntax',
        block.header,
        `There is a resource ${addressOf(block)} already, in ${first.file} line ${this.lineOf(first)}. Terraform takes each name once: rename one of the two.`,
      );
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
    const refused = instance.isRefused ? instance.unknown : null;
    this.reportRefusedInstances(instance);
    return {
      file: block.file,
      range: block.range,
      displayName: located?.value ?? '',
      displayNameAt: located,
      isNamePartlyKnown: name.kind === 'partly',
      id,
      description: description.kind === 'known' ? description.located : null,
      filter: 'located' in filter && !missing?.isUnreadable ? filter.ownText : null,
      group: null,
      roleBindings: grants?.roleBindings ?? [],
      acls: grants?.acls ?? [],
      mayGrantMore: this.hasUnknownGrants,
      partlyKnown:
        unknown && !refused
          ? {
              reason: instance.unknown ? reasonOfInstances(instance.unknown) : unknown.reason,
              place: this.placeOfUnknown(instance, unknown),
            }
          : null,
      shapeProblem: refused
        ? { code: 'wrong-type', message: sentenceOf(refused) }
        : unknown
          ? null
          : missing
            ? unreadableFilter
            : shapeProblem(filter),
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
    const maker = unknown && makerOf(block);
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
    if (cluster) add('kafka_cluster', locateText(cluster, this.module.evaluate(cluster, instance.scope), instance.scope));
    for (const key of aclArguments) {
      const text = this.text(instance, key);
      const problem = problemOfAclWord(block, key, text);
      if (problem) this.reportOnce(block, problem);
      add(key, text);
    }
    this.grantsOf(owner.address).acls.push({
      file: block.file,
      range: block.range,
      values,
      ...principalOf(block),
      ...(isPartlyKnown ? { isPartlyKnown } : {}),
      ...(instance.unknown ? { mayBeAbsent: true } : {}),
    });
  }

  /** Whom a resource's principal names; what is not known of it is told. */
  private ownerOf(instance: ResourceInstance): Owner {
    const owner = ownerOf(this.module, instance);
    if (owner.kind === 'unknown') this.reportUnknownPrincipal(instance, owner.attribute, owner.unknown);
    if (owner.kind === 'wrong')
      this.report(instance.block, 'wrong-type', owner.attribute.range, `\`principal\` must be text, and is ${owner.is}.`);
    return owner;
  }

  /** A grant whose `count` or `for_each` is not known: it may be there or not. Of a mapping of which the same is said, that says it all. */
  private reportUnknownInstances(instance: ResourceInstance, what: string, owner: Owner): void {
    const { block, address, unknown, isRefused } = instance;
    this.reportRefusedInstances(instance);
    if (!('address' in owner || 'principal' in owner) || (owner.kind === 'mapping' && this.unknownMappings.has(owner.address))) return;
    const maker = makerOf(block);
    if (!unknown || unknown.isUnreadable || !maker || isRefused) return;
    this.report(
      block,
      'partly-known',
      maker.range,
      `${address} is ${what} that is known only in part: ${reasonOfInstances(unknown)}. Whether its group mapping grants it is unknown.`,
    );
  }

  /** A `count` or `for_each` that Terraform does not take. */
  private reportRefusedInstances({ block, unknown, isRefused }: ResourceInstance): void {
    const maker = makerOf(block);
    if (unknown && isRefused && maker) this.report(block, 'wrong-type', maker.range, sentenceOf(unknown));
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
    return locateText(attribute, attribute ? this.module.evaluate(attribute, scope) : null, scope);
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
  private report(block: ModuleBlock, code: Problem['code'], { start, end }: Problem['range'], message: string): void {
    this.reportOnce(block, { code, message, range: { start, end }, fixes: [] });
  }

  private reportOnce({ file }: ModuleBlock, problem: Problem): void {
    const { code, range } = problem;
    const key = `${code} ${range.start} ${range.end} ${file}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.partOf(file).problems.push(problem);
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

/** What says how many instances of a resource there are. */
function makerOf({ attributes }: ModuleBlock): ModuleAttribute | undefined {
  return attributes.get('for_each') ?? attributes.get('count');
}

function sentenceOf({ reason }: UnknownValue): string {
  return `${reason.replace(/^(?:count|for_each)\b/, '`$&`')}.`;
}

function reasonOfInstances({ reason }: UnknownValue): string {
  return `which instances it has is not known, since ${reason}`;
}
