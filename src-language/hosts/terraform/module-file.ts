import type { OffsetRange } from '../../text/range.js';
import type { Expression } from './expression.js';
import type { Origin } from './origin.js';

/** A file of a Terraform module, whichever of its two syntaxes it is written in. */
export interface ModuleFile {
  readonly path: string;
  /** Top-level blocks, in file order. */
  readonly blocks: readonly ModuleBlock[];
  /** Top-level arguments: what a file of variable values consists of. */
  readonly attributes: ReadonlyMap<string, ModuleAttribute>;
  /** What is no Terraform, without looking into expressions. */
  readonly faults: readonly SyntaxFault[];
}

export interface ModuleBlock {
  readonly file: string;
  readonly type: string;
  readonly labels: readonly ModuleName[];
  /** The whole block. */
  readonly range: OffsetRange;
  /** What it begins with, up to its body. */
  readonly header: OffsetRange;
  /** Between its braces. */
  readonly bodyRange: OffsetRange;
  /** By name; of several with one name the first. */
  readonly attributes: ReadonlyMap<string, ModuleAttribute>;
  readonly blocks: readonly ModuleBlock[];
  readonly faults: readonly SyntaxFault[];
}

export interface ModuleName {
  readonly name: string;
  readonly range: OffsetRange;
}

export interface ModuleAttribute {
  readonly name: string;
  readonly nameRange: OffsetRange;
  readonly file: string;
  /** The value; empty, after the `=`, when there is none. */
  readonly range: OffsetRange;
  /** The value's expression, read when it is first asked for. */
  readonly expression: Expression;
  readonly origin: Origin;
}

/** Something that Terraform cannot read. */
export interface SyntaxFault {
  readonly message: string;
  readonly range: OffsetRange;
}
