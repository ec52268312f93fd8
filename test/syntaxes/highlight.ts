import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, Registry, parseRawGrammar, type IGrammar } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** VS Code's own grammars, as it ships them. */
const vscode = `${root}test/data/vscode-grammars/`;

/** Our own grammars and the real ones of the hosts, by scope. */
const grammars: Readonly<Record<string, string>> = {
  'source.groupfilter': `${root}syntaxes/groupfilter.tmLanguage.json`,
  'injection.yaml.groupfilter': `${root}syntaxes/yaml-groupfilter.tmLanguage.json`,
  'injection.json.groupfilter': `${root}syntaxes/json-groupfilter.tmLanguage.json`,
  'injection.terraform.groupfilter': `${root}syntaxes/terraform-groupfilter.tmLanguage.json`,
  'source.yaml': `${vscode}yaml.tmLanguage.json`,
  ...Object.fromEntries(['1.0', '1.1', '1.2', '1.3', 'embedded'].map((part) => [`source.yaml.${part}`, `${vscode}yaml-${part}.tmLanguage.json`])),
  'source.json': `${vscode}JSON.tmLanguage.json`,
  'source.json.comments': `${vscode}JSONC.tmLanguage.json`,
  'source.hcl': require.resolve('tm-grammars/grammars/hcl.json'),
  'source.hcl.terraform': require.resolve('tm-grammars/grammars/terraform.json'),
};

const injections: Readonly<Record<string, string[]>> = {
  'source.yaml': ['injection.yaml.groupfilter'],
  'source.json': ['injection.json.groupfilter'],
  'source.json.comments': ['injection.json.groupfilter'],
  'source.hcl': ['injection.terraform.groupfilter'],
  'source.hcl.terraform': ['injection.terraform.groupfilter'],
};

async function createRegistry(withInjections: boolean): Promise<Registry> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM({ data: wasm });
  return new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: (scope) => {
      const path = grammars[scope];
      return Promise.resolve(path ? parseRawGrammar(readFileSync(path, 'utf8'), path) : null);
    },
    getInjections: (scope) => (withInjections ? injections[scope] : undefined),
  });
}

let shared: Promise<{ with: Registry; without: Registry }> | undefined;

/** A piece of a line, and its scopes from the outside in, the root scope left out. */
export interface ColouredToken {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** The tokens of a text, line by line, as an editor colours them: with our injections, or as if we were not there. */
export async function highlight(scope: string, text: string, options: { readonly injected?: boolean } = {}): Promise<ColouredToken[][]> {
  shared ??= (async () => ({ with: await createRegistry(true), without: await createRegistry(false) }))();
  const registry = (await shared)[options.injected === false ? 'without' : 'with'];
  const grammar: IGrammar | null = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`no grammar for ${scope}`);
  let state = INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes: scopes.slice(1) }));
  });
}
