/**
 * A static type of CEL (cel-spec, langdef "Gradual Type Checking"). `parameter` stands for a type still to be found, as in
 * the signature `in(A, list(A))` or for the elements of `[]`; `error` is the type of what has been reported already and
 * agrees with everything, so that one mistake is reported once.
 */
export type CelType =
  | { readonly kind: SimpleTypeName | 'dyn' | 'error' }
  | { readonly kind: 'list'; readonly element: CelType; readonly size: number }
  | { readonly kind: 'map'; readonly key: CelType; readonly value: CelType; readonly size: number }
  | { readonly kind: 'type'; readonly of: CelType | null; readonly size: number }
  | { readonly kind: 'parameter'; readonly id: number };

export type SimpleTypeName = 'bool' | 'int' | 'uint' | 'double' | 'string' | 'bytes' | 'null' | 'timestamp' | 'duration';

export const simpleTypeNames: readonly SimpleTypeName[] = [
  'bool',
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'null',
  'timestamp',
  'duration',
];

export const dynType: CelType = { kind: 'dyn' };
export const errorType: CelType = { kind: 'error' };
export const boolType: CelType = { kind: 'bool' };
export const intType: CelType = { kind: 'int' };
export const stringType: CelType = { kind: 'string' };

/** A type of more parts than this is taken as `dyn`: macros over macros could otherwise double it at every step. */
const largestType = 2000;

export function listOf(element: CelType): CelType {
  const size = 1 + sizeOf(element);
  return size > largestType ? dynType : { kind: 'list', element, size };
}

export function mapOf(key: CelType, value: CelType): CelType {
  const size = 1 + sizeOf(key) + sizeOf(value);
  return size > largestType ? dynType : { kind: 'map', key, value, size };
}

export function typeOf(of: CelType | null): CelType {
  const size = 1 + (of ? sizeOf(of) : 0);
  return size > largestType ? dynType : { kind: 'type', of, size };
}

function sizeOf(type: CelType): number {
  return 'size' in type ? type.size : 1;
}

/** A type as an author reads it: `list(string)`, `map(string, int)`. */
export function formatType(type: CelType): string {
  switch (type.kind) {
    case 'list':
      return `list(${formatType(type.element)})`;
    case 'map':
      return `map(${formatType(type.key)}, ${formatType(type.value)})`;
    case 'type':
      return type.of ? `type(${formatType(type.of)})` : 'type';
    case 'parameter':
    case 'error':
      return 'dyn';
    default:
      return type.kind;
  }
}

/**
 * Decides whether types agree, and remembers what the parameters turned out to be. The rules are those of the reference
 * implementation's checker: a parameter takes the more general of the types it met, `dyn` and `error` agree with anything,
 * `null` is a value of nothing but messages, timestamps and durations, and all types of types are one.
 */
export class TypeUnifier {
  private readonly bindings = new Map<number, CelType>();
  /** What to undo when a signature turns out not to fit: the binding a parameter had before. */
  private trail: { readonly id: number; readonly before: CelType | undefined }[] = [];
  private parameterCount = 0;

  newParameter(): CelType {
    return { kind: 'parameter', id: this.parameterCount++ };
  }

  /** True when each of `from` can stand where the type of the same place in `to` is wanted; else nothing is remembered. */
  areAssignable(from: readonly CelType[], to: readonly CelType[]): boolean {
    if (from.length !== to.length) return false;
    this.trail = [];
    const fits = from.every((type, index) => {
      const wanted = to[index];
      return wanted !== undefined && this.agree(type, wanted);
    });
    if (!fits) {
      for (const { id, before } of this.trail.reverse()) {
        if (before === undefined) this.bindings.delete(id);
        else this.bindings.set(id, before);
      }
    }
    this.trail = [];
    return fits;
  }

  isAssignable(from: CelType, to: CelType): boolean {
    return this.areAssignable([from], [to]);
  }

  /** The type of a list literal's elements after one more: what both are, or `dyn` where they differ. */
  join(previous: CelType | null, next: CelType): CelType {
    if (!previous) return next;
    return this.isAssignable(previous, next) ? mostGeneral(previous, next) : dynType;
  }

  /** The type with everything known about its parameters put in; `unboundAsDyn` makes the others `dyn`. */
  substitute(type: CelType, unboundAsDyn = false): CelType {
    switch (type.kind) {
      case 'parameter': {
        const bound = this.bindings.get(type.id);
        if (bound) return this.substitute(bound, unboundAsDyn);
        return unboundAsDyn ? dynType : type;
      }
      case 'list':
        return listOf(this.substitute(type.element, unboundAsDyn));
      case 'map':
        return mapOf(this.substitute(type.key, unboundAsDyn), this.substitute(type.value, unboundAsDyn));
      case 'type':
        return typeOf(type.of && this.substitute(type.of, unboundAsDyn));
      default:
        return type;
    }
  }

  private agree(from: CelType, to: CelType): boolean {
    if (to.kind === 'parameter') {
      const { isValid, wasBound } = this.bind(from, to);
      if (isValid) return true;
      if (wasBound) return false;
    }
    if (from.kind === 'parameter') return this.bind(to, from).isValid;
    if (isDynOrError(from) || isDynOrError(to)) return true;
    if (from.kind === 'null') return to.kind === 'null' || to.kind === 'timestamp' || to.kind === 'duration';
    if (from.kind === 'list' && to.kind === 'list') return this.agree(from.element, to.element);
    if (from.kind === 'map' && to.kind === 'map') return this.agree(from.key, to.key) && this.agree(from.value, to.value);
    return from.kind === to.kind;
  }

  private bind(type: CelType, parameter: { readonly kind: 'parameter'; readonly id: number }): { isValid: boolean; wasBound: boolean } {
    const bound = this.bindings.get(parameter.id);
    if (bound) {
      if (bound === type) return { isValid: true, wasBound: true };
      const isValid = this.agree(type, bound);
      if (isValid) this.set(parameter.id, mostGeneral(type, bound));
      return { isValid, wasBound: true };
    }
    if (this.mentions(type, parameter.id)) return { isValid: type.kind === 'parameter', wasBound: false };
    this.set(parameter.id, type);
    return { isValid: true, wasBound: false };
  }

  private set(id: number, type: CelType): void {
    this.trail.push({ id, before: this.bindings.get(id) });
    this.bindings.set(id, type);
  }

  private mentions(type: CelType, id: number): boolean {
    switch (type.kind) {
      case 'parameter': {
        if (type.id === id) return true;
        const bound = this.bindings.get(type.id);
        return bound !== undefined && this.mentions(bound, id);
      }
      case 'list':
        return this.mentions(type.element, id);
      case 'map':
        return this.mentions(type.key, id) || this.mentions(type.value, id);
      default:
        return false;
    }
  }
}

function isDynOrError(type: CelType): boolean {
  return type.kind === 'dyn' || type.kind === 'error';
}

function mostGeneral(a: CelType, b: CelType): CelType {
  return isEqualOrLessSpecific(a, b) ? a : b;
}

function isEqualOrLessSpecific(a: CelType, b: CelType): boolean {
  if (a.kind === 'dyn' || a.kind === 'parameter') return true;
  if (b.kind === 'dyn' || b.kind === 'parameter') return false;
  if (a.kind === 'list' && b.kind === 'list') return isEqualOrLessSpecific(a.element, b.element);
  if (a.kind === 'map' && b.kind === 'map') return isEqualOrLessSpecific(a.key, b.key) && isEqualOrLessSpecific(a.value, b.value);
  return a.kind === b.kind;
}
