import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { loadHclParserFrom, type HclParser } from '../../src-language/hosts/terraform/hcl-parser.js';

const require = createRequire(import.meta.url);
const packages: Readonly<Record<string, string>> = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-hcl.wasm': '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm',
};

/** A file of the parser, from the package that the build copies it from. */
export function readParserFile(name: string): Promise<Uint8Array> {
  return readFile(require.resolve(packages[name] ?? name));
}

/** The parser of Terraform files. */
export function loadHclParser(): Promise<HclParser> {
  return loadHclParserFrom(readParserFile);
}
