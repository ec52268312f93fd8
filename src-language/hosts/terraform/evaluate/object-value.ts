import { sortByCodePoints } from '../../../text/compare-code-points.js';
import type { ObjectExpression, ObjectName } from '../expression.js';
import type { Origin } from '../origin.js';
import type { MapEntry, MapValue, Value } from './value.js';
import { NameValue } from './written-text.js';

/** The names that an object's entries have, which all values of one expression share. */
export interface ObjectShape {
  /** In the order in which Terraform goes through them. */
  readonly names: readonly ObjectName[];
  /** Where the value of a name stands among those of the expression's entries. */
  readonly places: ReadonlyMap<string, number>;
}

/**
 * The value of an object whose keys are bare names. Modules hold thousands of them, most of which are asked for single values only: their
 * entries, with where each key was written, are made when somebody goes through them.
 */
export class ObjectValue implements MapValue {
  readonly kind = 'map';
  private made: ReadonlyMap<string, MapEntry> | null = null;

  constructor(
    private readonly shape: ObjectShape,
    private readonly origin: Origin,
    /** In the order of the expression's entries. */
    private readonly values: readonly Value[],
  ) {}

  get(name: string): Value | undefined {
    const place = this.shape.places.get(name);
    return place === undefined ? undefined : this.values[place];
  }

  get entries(): ReadonlyMap<string, MapEntry> {
    return (this.made ??= new Map(
      this.shape.names.flatMap((name): [string, MapEntry][] => {
        const value = this.get(name.name);
        return value ? [[name.name, { key: new NameValue(name, this.origin), value }]] : [];
      }),
    ));
  }
}

const shapes = new WeakMap<ObjectExpression, ObjectShape | null>();

/** The shape of an object's values; null when some key is no bare name, or stands there twice. */
export function shapeOf(expression: ObjectExpression): ObjectShape | null {
  let shape = shapes.get(expression);
  if (shape === undefined) shapes.set(expression, (shape = readShape(expression)));
  return shape;
}

function readShape({ entries }: ObjectExpression): ObjectShape | null {
  const byName = new Map<string, ObjectName>();
  const places = new Map<string, number>();
  for (const [place, { key }] of entries.entries()) {
    if (key.kind !== 'name' || places.has(key.name)) return null;
    places.set(key.name, place);
    byName.set(key.name, key);
  }
  const names = sortByCodePoints([...places.keys()]).flatMap((name) => byName.get(name) ?? []);
  return { names, places };
}
