import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { encodeJson } from '../../../src-language/hosts/terraform/evaluate/functions/encode-json.js';
import { ExpressionEvaluator } from '../../../src-language/hosts/terraform/evaluate/evaluate-expression.js';
import { mistake, noNames, type ModuleNames } from '../../../src-language/hosts/terraform/evaluate/scope.js';
import { firstMistake, type Value } from '../../../src-language/hosts/terraform/evaluate/value.js';
import { ExpressionReader } from '../../../src-language/hosts/terraform/expression-reader.js';
import { loadHclParser } from '../../support/hcl-parser.js';

/** What HashiCorp's own evaluator made of expressions: how it was recorded, the file says. */
const recorded = JSON.parse(readFileSync(new URL('../../data/terraform-expressions.json', import.meta.url), 'utf8')) as {
  readonly names: Readonly<Record<string, string>>;
  readonly expressions: readonly (readonly [source: string, json: string | null])[];
};

let reader: ExpressionReader;
beforeAll(async () => {
  reader = new ExpressionReader(await loadHclParser());
});

const locals: ModuleNames = {
  resolve([, name = ''], at) {
    const source = recorded.names[name];
    return { value: source === undefined ? mistake(`there is no local.${name}`, at) : evaluate(source), taken: 2 };
  },
};

function evaluate(source: string): Value {
  const evaluator = new ExpressionEvaluator(locals, {
    readFile: () => ({ reason: 'no files here' }),
    renderTemplate: (_text, _file, _names, place) => mistake('no files here', place),
  });
  // The line break behind a heredoc's word is part of it.
  const text = source.trimEnd();
  const expression = reader.read(text, { start: 0, end: text.length });
  return evaluator.evaluate(expression, { file: 'x.tf', text, offset: 0, host: null }, noNames);
}

it('values are those that HashiCorp found', () => {
  const found = recorded.expressions.map(([source]) => {
    const value = evaluate(source);
    return [source, value.kind === 'unknown' || firstMistake(value) ? null : encodeJson(value)];
  });
  expect(recorded.expressions.length).toBeGreaterThan(600);
  expect(found).toEqual(recorded.expressions);
});
