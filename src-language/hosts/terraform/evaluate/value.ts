import { compareCodePoints, sortByCodePoints } from '../../../text/compare-code-points.js';
import type { OffsetRange } from '../../../text/range.js';
import type { HostText } from '../../host-text.js';
import { composeParts } from './compose-parts.js';

/** What an expression comes to, with the literals that its texts came from. Maps and objects are one kind, and so are lists and tuples. */
export type Value = TextValue | NumberValue | BooleanValue | NullValue | SequenceValue | MapValue | InstanceValue | UnknownValue;

/** A text, possibly with parts that are not known. */
export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly TextPart[];
}
export type TextPart = KnownPart | UnknownValue;
export interface KnownPart {
  readonly kind: 'known';
  readonly text: string;
  readonly source: TextSource | null;
}
/**
 * A text that is all of what one literal says. Its parts are made when somebody asks for them: a module has tens of thousands of such
 * texts, and hardly any is looked at more closely.
 */
export abstract class WrittenText implements TextValue {
  readonly kind = 'text';
  private made: readonly TextPart[] | null = null;

  constructor(
    readonly written: string,
    private readonly file: string,
  ) {}

  get parts(): readonly TextPart[] {
    return (this.made ??= [{ kind: 'known', text: this.written, source: { file: this.file, literal: this.literal(), from: 0 } }]);
  }

  protected abstract literal(): HostText;
}
/** Where a known part was written: a slice of a literal. */
export interface TextSource {
  readonly file: string;
  readonly literal: HostText;
  /** Where in the literal's value the part begins; null when it was made of the literal by changing it. */
  readonly from: number | null;
}
export interface NumberValue {
  readonly kind: 'number';
  readonly value: number;
  /** It is that number only nearly, since Terraform counts with more digits; this says so where its digits are asked for. */
  readonly rounded?: UnknownValue;
}
export interface BooleanValue {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface NullValue {
  readonly kind: 'null';
}
export interface SequenceValue {
  readonly kind: 'sequence';
  /** A set's elements are distinct, and in Terraform's order where that is known: texts by code point, numbers by size. */
  readonly isSet: boolean;
  readonly items: readonly Value[];
}
export interface MapValue {
  readonly kind: 'map';
  /** In the order in which Terraform goes through them: by key. */
  readonly entries: ReadonlyMap<string, MapEntry>;
  /** The value of a key. */
  get(name: string): Value | undefined;
}
export interface MapEntry {
  /** The key with where it was written. */
  readonly key: TextValue;
  readonly value: Value;
}
/** A resource or data source, or one instance of it: its attributes are looked up when they are asked for. */
export interface InstanceValue {
  readonly kind: 'instance';
  readonly address: string;
  attribute(name: string, at: ReferencePlace): Value;
}
/** What the files do not tell, or what is no valid value. */
export interface UnknownValue {
  readonly kind: 'unknown';
  /** A clause: `data.x.y is read when Terraform runs`. */
  readonly reason: string;
  /** Where what is not known stands. */
  readonly place: ValuePlace;
  /** The expression as it is written there. */
  readonly source: string;
  /** Terraform itself would refuse it: `try` goes on to the next. */
  readonly isError: boolean;
  /** It could not be read, which its file's problems tell. */
  readonly isUnreadable?: boolean;
  /** The address of the group mapping whose id this is. */
  readonly idOf?: string;
  /** The resource whose instances these are, where it is not known which there are. */
  readonly instancesOf?: string;
  /** The type of the resource or data source that would tell, when it is one. */
  readonly resourceType?: string;
}
export interface ValuePlace {
  readonly file: string;
  readonly range: OffsetRange;
}

/** A place with the characters that stand there. */
export interface ReferencePlace extends ValuePlace {
  readonly source: string;
}

export const nullValue: NullValue = { kind: 'null' };
export const emptyText: TextValue = { kind: 'text', parts: [] };

export function numberValue(value: number): NumberValue {
  return { kind: 'number', value };
}

export function booleanValue(value: boolean): BooleanValue {
  return { kind: 'boolean', value };
}

/** A text that was written nowhere. */
export function plainText(text: string, source: TextSource | null = null): TextValue {
  return { kind: 'text', parts: [{ kind: 'known', text, source }] };
}

export function listOf(items: readonly Value[]): SequenceValue {
  return { kind: 'sequence', isSet: false, items };
}

/** A map of entries in any order; of several with one key the last counts. */
export function mapOf(entries: Iterable<MapEntry>): MapValue {
  const byKey = new Map<string, MapEntry>();
  let last: string | null = null;
  let isSorted = true;
  for (const entry of entries) {
    const key = knownText(entry.key) ?? '';
    if (last !== null && compareCodePoints(last, key) >= 0) isSorted = false;
    last = key;
    byKey.set(key, entry);
  }
  if (isSorted) return new EntryMap(byKey);
  const sorted = new Map<string, MapEntry>();
  for (const key of sortByCodePoints([...byKey.keys()])) {
    const entry = byKey.get(key);
    if (entry) sorted.set(key, entry);
  }
  return new EntryMap(sorted);
}

class EntryMap implements MapValue {
  readonly kind = 'map';

  constructor(readonly entries: ReadonlyMap<string, MapEntry>) {}

  get(name: string): Value | undefined {
    return this.entries.get(name)?.value;
  }
}

/** The text when all of it is known, else null. */
export function knownText(value: TextValue): string | null {
  if (value instanceof WrittenText) return value.written;
  const [first] = value.parts;
  if (value.parts.length === 1 && first?.kind === 'known') return first.text;
  let text = '';
  for (const part of value.parts) {
    if (part.kind === 'unknown') return null;
    text += part.text;
  }
  return text;
}

/** The first thing in a value that is not known: of a map or list, in any element. */
export function firstUnknown(value: Value): UnknownValue | null {
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'text':
      return value instanceof WrittenText ? null : (value.parts.find((part) => part.kind === 'unknown') ?? null);
    case 'number':
      return value.rounded ?? null;
    case 'sequence':
      for (const item of value.items) {
        const unknown = firstUnknown(item);
        if (unknown) return unknown;
      }
      return null;
    case 'map':
      for (const { value: item } of value.entries.values()) {
        const unknown = firstUnknown(item);
        if (unknown) return unknown;
      }
      return null;
    default:
      return null;
  }
}

/** The first thing in a value that Terraform would refuse: it refuses all of the value then. */
export function firstMistake(value: Value): UnknownValue | null {
  switch (value.kind) {
    case 'unknown':
      return value.isError ? value : null;
    case 'text':
      return value instanceof WrittenText
        ? null
        : ((value.parts.find((part) => part.kind === 'unknown' && part.isError) as UnknownValue | undefined) ?? null);
    case 'sequence':
      return firstOf(value.items);
    case 'map':
      return firstOf([...value.entries.values()].map((entry) => entry.value));
    default:
      return null;
  }
}

function firstOf(values: readonly Value[]): UnknownValue | null {
  for (const value of values) {
    const mistake = firstMistake(value);
    if (mistake) return mistake;
  }
  return null;
}

/** A number, boolean or text as a text, as Terraform converts them; null for anything else. */
export function asText(value: Value): TextValue | null {
  switch (value.kind) {
    case 'text':
      return value;
    case 'number':
      return value.rounded ? { kind: 'text', parts: [value.rounded] } : plainText(formatNumber(value.value));
    case 'boolean':
      return plainText(String(value.value));
    case 'unknown':
      return { kind: 'text', parts: [value] };
    default:
      return null;
  }
}

/** A number in decimal digits, without an exponent: as few as tell it, and zeros. */
export function formatNumber(value: number): string {
  const written = Object.is(value, -0) ? '-0' : String(value);
  const [, sign = '', whole = '', fraction = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(written) ?? [];
  if (exponent === undefined) return written;
  const by = Number(exponent);
  return by > 0 ? sign + (whole + fraction).padEnd(by + 1, '0') : `${sign}0.${'0'.repeat(-by - 1)}${whole}${fraction}`;
}

/** A slice of a text by UTF-16 offsets, each part still with its source. Unknown parts have no length. */
export function sliceText(value: TextValue, start: number, end: number): TextValue {
  const parts: TextPart[] = [];
  let at = 0;
  for (const part of value.parts) {
    if (part.kind === 'unknown') continue;
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, part.text.length);
    if (from < to) parts.push({ kind: 'known', text: part.text.slice(from, to), source: part.source && sourceFrom(part.source, from) });
    at += part.text.length;
  }
  return { kind: 'text', parts };
}

function sourceFrom(source: TextSource, by: number): TextSource {
  return source.from === null || by === 0 ? source : { ...source, from: source.from + by };
}

export function joinTexts(texts: Iterable<TextValue>): TextValue {
  const parts: TextPart[] = [];
  for (const text of texts) parts.push(...text.parts);
  return { kind: 'text', parts: composeParts(parts) };
}

/** The same where it is called by what is written in another place. */
export function calledBy(value: UnknownValue, source: string): UnknownValue {
  const { kind, reason, place, isError, isUnreadable, idOf, instancesOf, resourceType } = value;
  // Written out: spreading is several times slower, and a module may have thousands of these.
  return { kind, reason, place, source, isError, isUnreadable, idOf, instancesOf, resourceType };
}

/** The same for a value that depends on it without being it: whose id it was says nothing of that value. */
export function withoutIdentity(value: UnknownValue): UnknownValue {
  if (value.idOf === undefined && value.instancesOf === undefined && value.resourceType === undefined) return value;
  const { idOf: _, instancesOf: __, resourceType: ___, ...rest } = value;
  return rest;
}

/** What is not known of a text that is computed with. */
export function unknownPart(text: TextValue): UnknownValue | null {
  const part = text instanceof WrittenText ? undefined : text.parts.find((candidate) => candidate.kind === 'unknown');
  return part ? withoutIdentity(part) : null;
}

/** What a value is called in a message. */
export function nameOfKind(value: Value): string {
  switch (value.kind) {
    case 'text':
      return 'a text';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'sequence':
      return value.isSet ? 'a set' : 'a list';
    case 'map':
      return 'a map';
    case 'instance':
      return value.address;
    case 'unknown':
      return 'unknown';
  }
}

/** Whether two known values are equal; null when that depends on something unknown. */
export function areEqual(a: Value, b: Value): boolean | null {
  if (a.kind === 'unknown' || b.kind === 'unknown') return a === b ? true : null;
  if (a.kind === 'text' && b.kind === 'text') {
    const first = knownText(a);
    const second = knownText(b);
    return first === null || second === null ? null : first === second;
  }
  if (a.kind === 'sequence' && b.kind === 'sequence') {
    if (a.isSet !== b.isSet) return false;
    if (a.items.length !== b.items.length) return firstUnknown(a) || firstUnknown(b) ? null : false;
    return allEqual(a.items.map((item, index) => areEqual(item, b.items[index] ?? nullValue)));
  }
  if (a.kind === 'map' && b.kind === 'map') {
    if (a.entries.size !== b.entries.size || [...a.entries.keys()].some((key) => !b.entries.has(key))) return false;
    return allEqual([...a.entries].map(([key, { value }]) => areEqual(value, b.entries.get(key)?.value ?? nullValue)));
  }
  if (a.kind !== b.kind) return false;
  if (a.kind === 'null') return true;
  if (a.kind === 'number' && b.kind === 'number' && (a.rounded ?? b.rounded)) return areNear(a.value, b.value) ? null : false;
  return (a.kind === 'number' || a.kind === 'boolean') && (b.kind === 'number' || b.kind === 'boolean') && a.value === b.value;
}

/** Whether two numbers that were rounded could be the same. */
export function areNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function allEqual(results: readonly (boolean | null)[]): boolean | null {
  if (results.includes(false)) return false;
  return results.includes(null) ? null : true;
}
