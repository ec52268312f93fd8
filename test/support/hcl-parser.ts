import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createHclParser, type HclParser } from '../../src-language/hosts/terraform/hcl-parser.js';

const require = createRequire(import.meta.url);

/** The parser of Terraform files, from the packages that the bundles take it from. */
export function loadHclParser(): Promise<HclParser> {
  return createHclParser({
    runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm')),
  });
}
