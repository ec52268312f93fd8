import { nearestName } from '../../../text/nearest-name.js';
import { compareCodePoints } from '../../../text/compare-code-points.js';
import type { Expression } from '../expression.js';
import type { Origin } from '../origin.js';
import type { ModuleAttribute, ModuleBlock, ModuleFile } from '../module-file.js';
import { convertToType } from './convert-type.js';
import { ExpressionEvaluator } from './evaluate-expression.js';
import type { FunctionContext } from './functions/function-definition.js';
import { InstanceNames } from './instance-names.js';
import { mistake, noNames, unknown, withName, type ModuleNames, type ReferencePlace, type Scope } from './scope.js';
import {
  asText,
  firstUnknown,
  formatNumber,
  knownText,
  listOf,
  mapOf,
  nameOfKind,
  numberValue,
  plainText,
  type InstanceValue,
  type MapEntry,
  type TextValue,
  type UnknownValue,
  type Value,
} from './value.js';

/** One instance of a resource: what one of `for_each` or `count` makes, or the only one. */
export interface ResourceInstance {
  readonly address: string;
  readonly block: ModuleBlock;
  /** The key of `for_each`, with where it was written; the index of `count`; null for a resource without either. */
  readonly key: TextValue | number | null;
  /** Why it is not known how many instances there are: this one stands for all of them. */
  readonly unknown: UnknownValue | null;
  /** Terraform refuses its `count` or `for_each`: what `unknown` says. */
  readonly isRefused?: boolean;
  readonly scope: Scope;
}

/** The greatest number of instances that one resource is given. */
const mostInstances = 20_000;

/** A module: the files of one directory, with the values that variables are given, evaluated as far as they tell. */
export class TerraformModule implements ModuleNames {
  private readonly evaluator: ExpressionEvaluator;
  private readonly locals = new Map<string, ModuleAttribute>();
  private readonly variables = new Map<string, ModuleBlock>();
  private readonly resources = new Map<string, ModuleBlock>();
  private readonly modules = new Set<string>();
  private readonly given = new Map<string, ModuleAttribute>();
  private readonly known = new Map<string, Value>();
  private readonly instances = new Map<ModuleBlock, readonly ResourceInstance[]>();
  /** What is being worked out: whoever asks for it again goes in a circle. */
  private readonly open = new Set<unknown>();

  /** `values` are the files of variable values, the ones that win last. */
  constructor(
    private readonly files: readonly ModuleFile[],
    values: readonly ModuleFile[],
    functions: FunctionContext,
  ) {
    this.evaluator = new ExpressionEvaluator(this, functions);
    for (const file of files)
      for (const block of file.blocks) {
        const [first, second] = block.labels;
        if (block.type === 'locals') for (const [name, attribute] of block.attributes) addOnce(this.locals, name, attribute);
        else if (block.type === 'variable' && first) addOnce(this.variables, first.name, block);
        else if (block.type === 'module' && first) this.modules.add(first.name);
        else if (block.type === 'resource' && first && second) addOnce(this.resources, `${first.name}.${second.name}`, block);
        else if (block.type === 'data' && first && second) addOnce(this.resources, `data.${first.name}.${second.name}`, block);
      }
    for (const file of values) for (const [name, attribute] of file.attributes) this.given.set(name, attribute);
  }

  /** The blocks of a type that is no resource's, in the order of files and lines. */
  blocksOf(type: string): readonly ModuleBlock[] {
    return this.files.flatMap((file) => file.blocks.filter((block) => block.type === type));
  }

  /** The blocks of a resource type, in the order of files and lines. */
  resourcesOf(type: string): readonly ModuleBlock[] {
    return this.files.flatMap((file) =>
      file.blocks.filter((block) => block.type === 'resource' && block.labels.length === 2 && block.labels[0]?.name === type),
    );
  }

  /** The value of an argument of an instance. */
  evaluate(attribute: ModuleAttribute, scope: Scope): Value {
    return this.evaluator.evaluate(attribute.expression, attribute.origin, scope);
  }

  /** A constant key of a reference that is not evaluated itself; null when it is no known text. */
  evaluateKey(key: Expression, origin: Origin): string | null {
    const value = this.evaluator.evaluate(key, origin, noNames);
    return value.kind === 'text' ? knownText(value) : null;
  }

  /** An argument's value as a place in its file. */
  placeOf({ expression, origin }: ModuleAttribute): ReferencePlace {
    return this.evaluator.placeOf(expression, origin);
  }

  instancesOf(block: ModuleBlock): readonly ResourceInstance[] {
    let result = this.instances.get(block);
    if (!result) this.instances.set(block, (result = this.expand(block)));
    return result;
  }

  resolve(names: readonly string[], at: ReferencePlace): { readonly value: Value; readonly taken: number } {
    const [root = '', second, third] = names;
    switch (root) {
      case 'local':
        return second === undefined ? this.incomplete(at) : { value: this.local(second, at), taken: 2 };
      case 'var':
        return second === undefined ? this.incomplete(at) : { value: this.variable(second, at), taken: 2 };
      case 'path':
        if (second === 'module' || second === 'root') return { value: plainText('.'), taken: 2 };
        return { value: unknown(`${at.source} is known only when Terraform runs`, at), taken: names.length };
      case 'terraform':
        return { value: unknown(`${at.source} is known only when Terraform runs`, at), taken: names.length };
      case 'module':
        return { value: this.moduleOutput(second, at), taken: names.length };
      case 'each':
        return { value: mistake('each has a value only where there is a for_each', at), taken: names.length };
      case 'count':
        return { value: mistake('count has a value only where there is a count', at), taken: names.length };
      case 'self':
        return { value: unknown('self is known only when Terraform runs', at), taken: names.length };
      case 'data':
        if (second === undefined || third === undefined) return this.incomplete(at);
        return { value: this.resource(`data.${second}.${third}`, at), taken: 3 };
    }
    if (second !== undefined) return { value: this.resource(`${root}.${second}`, at), taken: 2 };
    return { value: mistake(`nothing is called ${root} here`, at), taken: 1 };
  }

  private incomplete(at: ReferencePlace): { readonly value: Value; readonly taken: number } {
    return { value: mistake(`${at.source} is no complete reference`, at), taken: 99 };
  }

  private local(name: string, at: ReferencePlace): Value {
    const attribute = this.locals.get(name);
    if (!attribute) return mistake(`there is no local.${name} in this directory${suggestion(name, this.locals.keys(), 'local.')}`, at);
    return this.remembered(`local.${name}`, at, () => this.evaluate(attribute, noNames));
  }

  private variable(name: string, at: ReferencePlace): Value {
    const block = this.variables.get(name);
    if (!block) return mistake(`there is no variable ${name} in this directory${suggestion(name, this.variables.keys(), 'var.')}`, at);
    return this.remembered(`var.${name}`, at, () => {
      const attribute = this.given.get(name) ?? block.attributes.get('default');
      if (!attribute)
        return unknown(
          `var.${name} has no value in the files: it has no default, and neither terraform.tfvars nor a file named *.auto.tfvars gives it one`,
          at,
        );
      const value = this.evaluate(attribute, noNames);
      const type = block.attributes.get('type');
      if (!type) return value;
      return convertToType(value, type.expression, {
        origin: type.origin,
        place: this.placeOf(attribute),
        evaluate: (expression, origin) => this.evaluator.evaluate(expression, origin, noNames),
      });
    });
  }

  private moduleOutput(name: string | undefined, at: ReferencePlace): Value {
    if (name !== undefined && !this.modules.has(name)) return mistake(`there is no module ${name} in this directory`, at);
    return unknown(`${at.source} comes from a module, and other directories are not read`, at);
  }

  private resource(address: string, at: ReferencePlace): Value {
    const block = this.resources.get(address);
    if (!block) return mistake(`there is no ${address} in this directory${suggestion(address, this.resources.keys(), '')}`, at);
    return this.remembered(address, at, () => {
      const instances = this.instancesOf(block);
      const [first] = instances;
      if (first?.unknown) return { ...first.unknown, instancesOf: first.address };
      if (block.attributes.has('count')) return listOf(instances.map((instance) => this.instanceValue(instance)));
      if (block.attributes.has('for_each'))
        return mapOf(
          instances.flatMap((instance): MapEntry[] =>
            typeof instance.key === 'object' && instance.key ? [{ key: instance.key, value: this.instanceValue(instance) }] : [],
          ),
        );
      return first ? this.instanceValue(first) : unknown(`${address} is not known`, at);
    });
  }

  private instanceValue(instance: ResourceInstance): InstanceValue {
    const { address, block, scope } = instance;
    const isData = block.type === 'data';
    return {
      kind: 'instance',
      address,
      attribute: (name, at) => {
        const resourceType = block.labels[0]?.name ?? '';
        if (name === 'id' && !isData && resourceType === 'confluent_group_mapping')
          return unknown(`${address}.id is known only after Terraform has created it`, at, { idOf: address, resourceType });
        const attribute = block.attributes.get(name);
        if (attribute && !metaArguments.has(name)) return this.remembered(`${address}.${name}`, at, () => this.evaluate(attribute, scope));
        const when = isData ? 'when Terraform reads it' : 'after Terraform has created it';
        return unknown(`${address}.${name} is known only ${when}`, at, { resourceType });
      },
    };
  }

  private expand(block: ModuleBlock): readonly ResourceInstance[] {
    const address = `${block.type === 'data' ? 'data.' : ''}${block.labels.map(({ name }) => name).join('.')}`;
    const count = block.attributes.get('count');
    const forEach = block.attributes.get('for_each');
    const one = (why: UnknownValue, name: string, isRefused = false): ResourceInstance[] => [
      { address, block, key: null, unknown: why, ...(isRefused ? { isRefused } : {}), scope: withName(noNames, name, why) },
    ];
    const tooMany = (number: number, at: ReferencePlace): UnknownValue =>
      unknown(`it makes ${number} instances, and no more than ${mostInstances} of one resource are read`, at);
    if (this.open.has(block)) {
      const attribute = forEach ?? count;
      return attribute ? one(mistake(`${address} refers to itself`, this.placeOf(attribute)), 'each') : [];
    }
    this.open.add(block);
    try {
      if (count) {
        const value = this.evaluate(count, noNames);
        const number =
          value.kind === 'number' ? value.value : Number(asText(value) ? (knownText(asText(value) ?? plainText('')) ?? NaN) : NaN);
        if (!Number.isInteger(number) || number < 0) {
          const why = firstUnknown(value);
          const is = value.kind === 'number' ? formatNumber(value.value) : nameOfKind(value);
          return one(why ?? mistake(`count is ${is}, and must be a whole number from 0 on`, this.placeOf(count)), 'count', !why);
        }
        if (number > mostInstances) return one(tooMany(number, this.placeOf(count)), 'count');
        return Array.from({ length: number }, (_, index) => ({
          address: `${address}[${index}]`,
          block,
          key: index,
          unknown: null,
          scope: withName(noNames, 'count', new InstanceNames({ index: numberValue(index) })),
        }));
      }
      if (!forEach) return [{ address, block, key: null, unknown: null, scope: noNames }];
      const elements = keysOfForEach(this.evaluate(forEach, noNames), this.placeOf(forEach));
      if ('kind' in elements) return one(elements, 'each', elements.isError && elements.reason.startsWith('for_each '));
      if (elements.length > mostInstances) return one(tooMany(elements.length, this.placeOf(forEach)), 'each');
      return elements.map(({ key, value }) => ({
        address: `${address}[${JSON.stringify(knownText(key) ?? '')}]`,
        block,
        key,
        unknown: null,
        scope: withName(noNames, 'each', new InstanceNames({ key, value })),
      }));
    } finally {
      this.open.delete(block);
    }
  }

  /** A value that is worked out once; whoever needs it for itself is told. */
  private remembered(name: string, at: ReferencePlace, make: () => Value): Value {
    const known = this.known.get(name);
    if (known) return known;
    if (this.open.has(name)) return mistake(`${name} refers to itself`, at);
    this.open.add(name);
    try {
      const value = make();
      this.known.set(name, value);
      return value;
    } finally {
      this.open.delete(name);
    }
  }
}

/** Arguments of every resource that are no attributes of it. */
const metaArguments: ReadonlySet<string> = new Set(['for_each', 'count', 'depends_on', 'provider', 'lifecycle']);

function keysOfForEach(value: Value, at: ReferencePlace): readonly MapEntry[] | UnknownValue {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'map') return [...value.entries.values()];
  if (value.kind !== 'sequence' || !value.isSet) {
    const advice = value.kind === 'sequence' ? ': wrap the list in toset()' : '';
    return mistake(`for_each takes a map or a set of texts, not ${nameOfKind(value)}${advice}`, at);
  }
  const entries: MapEntry[] = [];
  for (const item of value.items) {
    const text = item.kind === 'text' ? item : null;
    if (!text) return firstUnknown(item) ?? mistake('for_each takes a set of texts', at);
    entries.push({ key: text, value: text });
  }
  return entries.sort((a, b) => compareCodePoints(knownText(a.key) ?? '', knownText(b.key) ?? ''));
}

function suggestion(name: string, candidates: Iterable<string>, prefix: string): string {
  const meant = nearestName(name, [...candidates].slice(0, 500));
  return meant === undefined ? '' : `; did you mean ${prefix}${meant}?`;
}

function addOnce<T>(map: Map<string, T>, name: string, value: T): void {
  if (!map.has(name)) map.set(name, value);
}
