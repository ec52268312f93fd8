import { createRequire } from 'node:module';

/** What HashiCorp's own parser makes of a file: arguments by name; what is an expression comes as `${…}`. */
interface Hcl2Json {
  parse(filename: string, contents: string): Promise<Record<string, unknown>>;
  getExpressionAst(filename: string, expression: string): Promise<HashiCorpNode | null>;
}
export interface HashiCorpNode {
  readonly type: string;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly children: readonly HashiCorpNode[];
}

// It is CommonJS, and ready only once its WebAssembly has been unpacked.
export const hashiCorp = createRequire(import.meta.url)('@cdktn/hcl2json') as Hcl2Json;

/** A literal text as the oracle writes it: it escapes what would be a template again. */
export function asOracleWrites(value: string): string {
  return value.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
