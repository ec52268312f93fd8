import { mistake, withName, type ReferencePlace, type Scope } from './scope.js';
import { nameOfKind, numberValue, type UnknownValue, type Value } from './value.js';

/** The elements of a collection with their keys or indices, in Terraform's order; an unknown value where there are none. */
export function elementsOf(collection: Value, place: ReferencePlace): (readonly [Value, Value])[] | UnknownValue {
  switch (collection.kind) {
    case 'unknown':
      return collection;
    case 'sequence':
      return collection.items.map((item, index) => [collection.isSet ? item : numberValue(index), item] as const);
    case 'map':
      return [...collection.entries.values()].map(({ key, value }) => [key, value] as const);
    default:
      return mistake(`${nameOfKind(collection)} has no elements`, place);
  }
}

/** What one round of a loop sees. Of two names that are the same, the value's counts. */
export function withElement(
  scope: Scope,
  { keyName, valueName }: { readonly keyName: string | null; readonly valueName: string },
  key: Value,
  value: Value,
): Scope {
  return withName(keyName === null ? scope : withName(scope, keyName, key), valueName, value);
}
