/** A CEL value while evaluating. Strings are UTF-16; sizes and comparisons count code points, as CEL has it. */
export type CelValue =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array }
  | { readonly type: 'int' | 'uint'; readonly value: bigint }
  | { readonly type: 'double'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'null' }
  | { readonly type: 'list'; readonly elements: readonly CelValue[] }
  | { readonly type: 'map'; readonly entries: readonly (readonly [CelValue, CelValue])[] }
  | { readonly type: 'type'; readonly name: string };

/** A run-time error as a value: `evaluation-error` is CEL's own (index out of range, …), `not-evaluated` is what Groupmap leaves out. */
export interface EvaluationError {
  readonly type: 'error';
  readonly code: 'evaluation-error' | 'not-evaluated';
  readonly message: string;
  /** Start of the part that failed, UTF-16, in the filter text. */
  readonly offset: number;
}

export type EvaluationResult = CelValue | EvaluationError;
