import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, Registry, parseRawGrammar, type IGrammar } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Our own grammars and the real ones of the hosts, by scope. */
const grammars: Readonly<Record<string, string>> = {
  'source.groupfilter': `${root}syntaxes/groupfilter.tmLanguage.json`,
  'injection.yaml.groupfilter': `${root}syntaxes/yaml-groupfilter.tmLanguage.json`,
  'injection.json.groupfilter': `${root}syntaxes/json-groupfilter.tmLanguage.json`,
  'injection.terraform.groupfilter': `${root}syntaxes/terraform-groupfilter.tmLanguage.json`,
  'source.yaml': require.resolve('tm-grammars/grammars/yaml.json'),
  'source.json': require.resolve('tm-grammars/grammars/json.json'),
  'source.json.comments': require.resolve('tm-grammars/grammars/jsonc.json'),
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

/** The tokens of a text, one line each: its characters and its scopes from the outside in, the root scope left out. */
export async function highlight(scope: string, text: string, options: { readonly injected?: boolean } = {}): Promise<string[]> {
  shared ??= (async () => ({ with: await createRegistry(true), without: await createRegistry(false) }))();
  const registry = (await shared)[options.injected === false ? 'without' : 'with'];
  const grammar: IGrammar | null = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`no grammar for ${scope}`);
  const tokens: string[] = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, state);
    for (const token of result.tokens) tokens.push(`${line.slice(token.startIndex, token.endIndex)} → ${token.scopes.slice(1).join(' ')}`);
    state = result.ruleStack;
  }
  return tokens;
}
