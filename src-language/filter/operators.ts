import {
  boolType,
  dynType,
  intType,
  listOf,
  mapOf,
  simpleTypeNames,
  stringType,
  typeOf,
  type CelType,
  type TypeUnifier,
} from './cel-type.js';
import { withoutParens, type Call, type Expression, type Identifier } from './expression.js';

/** How it is written: between operands, as `name(x)`, as `x.name()`, or as a method whose arguments are not evaluated first. */
export type CallForm = 'operator' | 'function' | 'method' | 'macro';

/**
 * Whether Confluent documents it for group mappings (docs.confluent.io, "Supported CEL filter operators", and the release
 * note of 2025-07-09). `unverified`: documented, but the form of the call could not be checked.
 */
export type DocumentedState = 'documented' | 'unverified' | 'undocumented';

/** One operator, function or macro of CEL (cel-spec, langdef "List of Standard Definitions"). */
export interface OperatorEntry {
  /** As written; unary operators are `!` and `-` with one operand, and the rest of the operators have two (`? :` three). */
  readonly name: string;
  readonly form: CallForm;
  readonly signatures: readonly Signature[];
  readonly documented: DocumentedState;
  /** False where Groupmap checks a call but does not compute it: its outcome is then unknown, never false. */
  readonly isEvaluated: boolean;
  /** One sentence for completion and hover. */
  readonly meaning: string;
  /** How tightly an operator binds, 1 (`? :`) to 8 (member access); null for what is called. */
  readonly precedence: number | null;
  /** For macros: how many arguments it takes. Other numbers make it an ordinary, unknown call. */
  readonly argumentCounts?: readonly number[];
}

export interface Signature {
  /** As the documentation writes it, e.g. `(A, list(A)) -> bool`; the first operand of a method is what stands before the dot. */
  readonly text: string;
  readonly operands: readonly TypePattern[];
  readonly result: TypePattern;
}

/** A type in a signature: names of types, and the letters A and B for "any type, the same everywhere". */
export type TypePattern =
  | { readonly name: string }
  | { readonly list: TypePattern }
  | { readonly map: readonly [TypePattern, TypePattern] }
  | { readonly type: TypePattern };

interface RawEntry {
  readonly signatures: readonly string[];
  readonly meaning: string;
  readonly documented?: DocumentedState;
  readonly isEvaluated?: boolean;
  readonly precedence?: number;
  readonly argumentCounts?: readonly number[];
}

/** `(x, x) -> result` for each of the types. */
function sameTypes(types: readonly string[], result: string | null): string[] {
  return types.map((type) => `(${type}, ${type}) -> ${result ?? type}`);
}

const orderedTypes = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration'];
const timeParts = ['(timestamp) -> int', '(timestamp, string) -> int'];

const operators: Record<string, RawEntry> = {
  '? :': {
    signatures: ['(bool, A, A) -> A'],
    meaning: 'Chooses the second operand when the first is true, otherwise the third.',
    precedence: 1,
  },
  '||': {
    signatures: ['(bool, bool) -> bool'],
    meaning: 'True when at least one side is true.',
    documented: 'documented',
    precedence: 2,
  },
  '&&': {
    signatures: ['(bool, bool) -> bool'],
    meaning: 'True when both sides are true. Binds tighter than ||.',
    documented: 'documented',
    precedence: 3,
  },
  in: {
    signatures: ['(A, list(A)) -> bool', '(A, map(A, B)) -> bool'],
    meaning: 'True when the value on the left is one of the list on the right, compared exactly: case and spaces count.',
    documented: 'documented',
    precedence: 4,
  },
  '==': { signatures: ['(A, A) -> bool'], meaning: 'True when both sides are equal; both have to be of one type.', precedence: 4 },
  '!=': { signatures: ['(A, A) -> bool'], meaning: 'True when the sides differ; both have to be of one type.', precedence: 4 },
  '<': { signatures: sameTypes(orderedTypes, 'bool'), meaning: 'True when the left side comes before the right one.', precedence: 4 },
  '<=': {
    signatures: sameTypes(orderedTypes, 'bool'),
    meaning: 'True when the left side does not come after the right one.',
    precedence: 4,
  },
  '>': { signatures: sameTypes(orderedTypes, 'bool'), meaning: 'True when the left side comes after the right one.', precedence: 4 },
  '>=': {
    signatures: sameTypes(orderedTypes, 'bool'),
    meaning: 'True when the left side does not come before the right one.',
    precedence: 4,
  },
  '+': {
    signatures: [
      ...sameTypes(['int', 'uint', 'double', 'string', 'bytes', 'list(A)', 'duration'], null),
      '(timestamp, duration) -> timestamp',
      '(duration, timestamp) -> timestamp',
    ],
    meaning: 'Adds numbers, or joins two texts or two lists.',
    precedence: 5,
  },
  '-': {
    signatures: [
      ...sameTypes(['int', 'uint', 'double', 'duration'], null),
      '(timestamp, timestamp) -> duration',
      '(timestamp, duration) -> timestamp',
    ],
    meaning: 'Subtracts the right number from the left one.',
    precedence: 5,
  },
  '*': { signatures: sameTypes(['int', 'uint', 'double'], null), meaning: 'Multiplies two numbers of one type.', precedence: 6 },
  '/': { signatures: sameTypes(['int', 'uint', 'double'], null), meaning: 'Divides the left number by the right one.', precedence: 6 },
  '%': { signatures: sameTypes(['int', 'uint'], null), meaning: 'The remainder of a division of whole numbers.', precedence: 6 },
  '[ ]': {
    signatures: ['(list(A), int) -> A', '(map(A, B), A) -> B'],
    meaning: 'The element of a list at a place counted from 0, or the value of a map for a key.',
    precedence: 8,
  },
};

/** The operators of one operand, apart, since `-` is both. */
const unaryOperators: Record<string, RawEntry> = {
  '!': {
    signatures: ['(bool) -> bool'],
    meaning: 'True when the operand is false. Binds tightest: write !("a" in groups).',
    precedence: 7,
  },
  '-': { signatures: ['(int) -> int', '(double) -> double'], meaning: 'The number with the opposite sign.', precedence: 7 },
};

const functions: Record<string, RawEntry> = {
  size: {
    signatures: ['(string) -> int', '(bytes) -> int', '(list(A)) -> int', '(map(A, B)) -> int'],
    meaning: 'The number of characters of a text, or of elements of a list or map.',
  },
  matches: {
    signatures: ['(string, string) -> bool'],
    meaning: 'True when a text holds a match of a regular expression (RE2).',
    isEvaluated: false,
  },
  type: { signatures: ['(A) -> type(A)'], meaning: 'The type of a value, to be compared with a type name such as string.' },
  dyn: { signatures: ['(A) -> dyn'], meaning: 'The same value, with its type left to run time.' },
  bool: { signatures: ['(bool) -> bool', '(string) -> bool'], meaning: 'Reads a text such as "true" as a bool.' },
  bytes: { signatures: ['(bytes) -> bytes', '(string) -> bytes'], meaning: 'The UTF-8 bytes of a text.' },
  double: {
    signatures: ['(double) -> double', '(int) -> double', '(uint) -> double', '(string) -> double'],
    meaning: 'A number or a text as a floating-point number.',
  },
  int: {
    signatures: ['(int) -> int', '(uint) -> int', '(double) -> int', '(string) -> int', '(timestamp) -> int', '(duration) -> int'],
    meaning: 'A number or a text as a whole number.',
  },
  uint: {
    signatures: ['(uint) -> uint', '(int) -> uint', '(double) -> uint', '(string) -> uint'],
    meaning: 'A number or a text as a whole number that is not negative.',
  },
  string: {
    signatures: ['string', 'bool', 'int', 'uint', 'double', 'bytes', 'timestamp', 'duration'].map((type) => `(${type}) -> string`),
    meaning: 'A value as text.',
  },
  duration: {
    signatures: ['(duration) -> duration', '(int) -> duration', '(string) -> duration'],
    meaning: 'A text such as "90m" as a length of time.',
    isEvaluated: false,
  },
  timestamp: {
    signatures: ['(timestamp) -> timestamp', '(int) -> timestamp', '(string) -> timestamp'],
    meaning: 'A text in the form of RFC 3339 as a point in time.',
    isEvaluated: false,
  },
};

const methods: Record<string, RawEntry> = {
  size: functions['size'] ?? { signatures: [], meaning: '' },
  contains: { signatures: ['(string, string) -> bool'], meaning: 'True when a text holds another one. Lists have no contains.' },
  startsWith: {
    signatures: ['(string, string) -> bool'],
    meaning: 'True when a text begins with another one. For one group: groups.exists(g, g.startsWith("eng-")).',
    documented: 'unverified',
  },
  endsWith: {
    signatures: ['(string, string) -> bool'],
    meaning: 'True when a text ends with another one. For one group: groups.exists(g, g.endsWith("-admins")).',
    documented: 'unverified',
  },
  matches: functions['matches'] ?? { signatures: [], meaning: '' },
  getFullYear: { signatures: timeParts, meaning: 'The year of a point in time.', isEvaluated: false },
  getMonth: { signatures: timeParts, meaning: 'The month of a point in time, from 0.', isEvaluated: false },
  getDayOfYear: { signatures: timeParts, meaning: 'The day of the year, from 0.', isEvaluated: false },
  getDayOfMonth: { signatures: timeParts, meaning: 'The day of the month, from 0.', isEvaluated: false },
  getDate: { signatures: timeParts, meaning: 'The day of the month, from 1.', isEvaluated: false },
  getDayOfWeek: { signatures: timeParts, meaning: 'The day of the week, from 0 for Sunday.', isEvaluated: false },
  getHours: { signatures: [...timeParts, '(duration) -> int'], meaning: 'The hours of a time.', isEvaluated: false },
  getMinutes: { signatures: [...timeParts, '(duration) -> int'], meaning: 'The minutes of a time.', isEvaluated: false },
  getSeconds: { signatures: [...timeParts, '(duration) -> int'], meaning: 'The seconds of a time.', isEvaluated: false },
  getMilliseconds: { signatures: [...timeParts, '(duration) -> int'], meaning: 'The milliseconds of a time.', isEvaluated: false },
};

const macros: Record<string, RawEntry> = {
  exists: {
    signatures: ['(list(A), name, bool) -> bool', '(map(A, B), name, bool) -> bool'],
    meaning: 'True when the condition holds for at least one element: groups.exists(g, g.startsWith("eng-")).',
    argumentCounts: [2],
  },
  all: {
    signatures: ['(list(A), name, bool) -> bool', '(map(A, B), name, bool) -> bool'],
    meaning: 'True when the condition holds for every element, and for an empty list.',
    argumentCounts: [2],
  },
  exists_one: {
    signatures: ['(list(A), name, bool) -> bool', '(map(A, B), name, bool) -> bool'],
    meaning: 'True when the condition holds for exactly one element.',
    argumentCounts: [2],
  },
  existsOne: {
    signatures: ['(list(A), name, bool) -> bool', '(map(A, B), name, bool) -> bool'],
    meaning: 'True when the condition holds for exactly one element: another spelling of exists_one.',
    argumentCounts: [2],
  },
  filter: {
    signatures: ['(list(A), name, bool) -> list(A)', '(map(A, B), name, bool) -> list(A)'],
    meaning: 'The elements for which the condition holds.',
    argumentCounts: [2],
  },
  map: {
    signatures: ['(list(A), name, B) -> list(B)', '(list(A), name, bool, B) -> list(B)'],
    meaning: 'The list of what the last argument makes of each element.',
    argumentCounts: [2, 3],
  },
  has: {
    signatures: ['(field) -> bool'],
    meaning: 'True when a map has a field: has(m.name). Not for lists.',
    argumentCounts: [1],
  },
};

/** Every operator, function, method and macro of CEL's standard library: the one table that everything else reads. */
export const operatorTable: readonly OperatorEntry[] = [
  ...entriesOf(operators, 'operator'),
  ...entriesOf(unaryOperators, 'operator'),
  ...entriesOf(functions, 'function'),
  ...entriesOf(methods, 'method'),
  ...entriesOf(macros, 'macro'),
];

const byOperands = new Map<string, OperatorEntry>();
for (const entry of operatorTable) {
  const operands = entry.form === 'operator' ? (entry.signatures[0]?.operands.length ?? 0) : 0;
  byOperands.set(`${entry.form} ${entry.name} ${String(operands)}`, entry);
}

/** An operator by how many operands it has: 1 for `!x` and `-x`, 2 for the others, 3 for `? :`. */
export function findOperator(name: string, operandCount: number): OperatorEntry | undefined {
  return byOperands.get(`operator ${name} ${String(operandCount)}`);
}

/** A function (`name(x)`), method (`x.name()`) or macro; macros only with a number of arguments they take. */
export function findCall(form: 'function' | 'method' | 'macro', name: string, argumentCount?: number): OperatorEntry | undefined {
  const entry = byOperands.get(`${form} ${name} 0`);
  if (entry?.argumentCounts && argumentCount !== undefined && !entry.argumentCounts.includes(argumentCount)) return undefined;
  return entry;
}

/** A macro call that declares a variable: `exists`, `all`, `exists_one`, `filter`, `map` with as many arguments as they take. */
export function isMacroCall(node: Expression): node is Call & { readonly target: Expression } {
  return (
    node.kind === 'call' && node.target !== null && node.name !== 'has' && findCall('macro', node.name, node.args.length) !== undefined
  );
}

/** The variable that a macro call declares; null for other calls, and for one whose first argument is not a name. */
export function macroVariable(node: Expression): Identifier | null {
  if (!isMacroCall(node) || !node.args[0]) return null;
  const variable = withoutParens(node.args[0]);
  return variable.kind === 'identifier' ? variable : null;
}

/** The names that mean a type when they stand alone, as in `type(x) == string`. */
export const typeNames: ReadonlyMap<string, CelType> = new Map<string, CelType>([
  ...(['bool', 'bytes', 'double', 'int', 'string', 'uint'] as const).map((name) => [name, typeOf({ kind: name })] as const),
  ['list', typeOf(listOf(dynType))],
  ['map', typeOf(mapOf(dynType, dynType))],
  ['null_type', typeOf({ kind: 'null' })],
  ['type', typeOf(typeOf(null))],
  ['google.protobuf.Timestamp', typeOf({ kind: 'timestamp' })],
  ['google.protobuf.Duration', typeOf({ kind: 'duration' })],
]);

/** The operand types and the result type of a signature, with fresh parameters for its letters. */
export function instantiate(signature: Signature, unifier: TypeUnifier): { operands: CelType[]; result: CelType } {
  const parameters = new Map<string, CelType>();
  const make = (pattern: TypePattern): CelType => {
    if ('list' in pattern) return listOf(make(pattern.list));
    if ('map' in pattern) return mapOf(make(pattern.map[0]), make(pattern.map[1]));
    if ('type' in pattern) return typeOf(make(pattern.type));
    const simple = simpleTypes.get(pattern.name);
    if (simple) return simple;
    const known = parameters.get(pattern.name) ?? unifier.newParameter();
    parameters.set(pattern.name, known);
    return known;
  };
  return { operands: signature.operands.map(make), result: make(signature.result) };
}

const simpleTypes = new Map<string, CelType>([
  ...simpleTypeNames.map((kind) => [kind, { kind }] as const),
  ['dyn', dynType],
  ['bool', boolType],
  ['int', intType],
  ['string', stringType],
]);

function entriesOf(raw: Record<string, RawEntry>, form: CallForm): OperatorEntry[] {
  return Object.entries(raw).map(([name, entry]) => ({
    name,
    form,
    signatures: entry.signatures.map(readSignature),
    documented: entry.documented ?? 'undocumented',
    isEvaluated: entry.isEvaluated ?? true,
    meaning: entry.meaning,
    precedence: entry.precedence ?? null,
    ...(entry.argumentCounts ? { argumentCounts: entry.argumentCounts } : {}),
  }));
}

/** Reads `(A, list(A)) -> bool`. The texts are those of the table above, so whatever does not fit is a slip in it. */
function readSignature(text: string): Signature {
  const tokens = text.match(/[A-Za-z]+|->|[(),]/g) ?? [];
  let at = 0;
  const next = (): string => tokens[at++] ?? '';
  const expect = (token: string): void => {
    if (next() !== token) throw new Error(`The operator table holds a signature that does not read: ${text}`);
  };
  const readType = (): TypePattern => {
    const name = next();
    if (tokens[at] !== '(') return { name };
    expect('(');
    const first = readType();
    if (name === 'map') {
      expect(',');
      const second = readType();
      expect(')');
      return { map: [first, second] };
    }
    expect(')');
    return name === 'list' ? { list: first } : { type: first };
  };
  expect('(');
  const operands: TypePattern[] = [];
  while (tokens[at] !== ')') {
    operands.push(readType());
    if (tokens[at] === ',') at++;
  }
  expect(')');
  expect('->');
  return { text, operands, result: readType() };
}
