import { mapOf, plainText, type MapEntry, type MapValue, type Value } from './value.js';

/** What `each` or `count` is for one instance of a resource: one or two values by names that were written nowhere. */
export class InstanceNames implements MapValue {
  readonly kind = 'map';

  constructor(private readonly values: Readonly<Record<string, Value>>) {}

  get(name: string): Value | undefined {
    return Object.hasOwn(this.values, name) ? this.values[name] : undefined;
  }

  get entries(): ReadonlyMap<string, MapEntry> {
    return mapOf(Object.entries(this.values).map(([name, value]) => ({ key: plainText(name), value }))).entries;
  }
}
