import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ExpressionReader } from '../../../src-language/hosts/terraform/expression-reader.js';
import type { Expression } from '../../../src-language/hosts/terraform/expression.js';
import type { HclParser } from '../../../src-language/hosts/terraform/hcl-parser.js';
import { readSyntaxTree } from '../../../src-language/hosts/terraform/read-syntax-tree.js';
import { loadHclParser } from '../../support/hcl-parser.js';
import { hashiCorp, type HashiCorpNode } from './hashicorp.js';

let parser: HclParser;
let reader: ExpressionReader;
beforeAll(async () => {
  parser = await loadHclParser();
  reader = new ExpressionReader(parser);
});

function read(source: string): Expression {
  return reader.read(source, { start: 0, end: source.length });
}

/** By the grammar alone, without the reader of plain expressions. */
function readByGrammar(source: string): Expression {
  const text = `a = ${source}\n`;
  return parser.parse(text, (root) => {
    const expression = root.children[0]?.children[0]?.children.at(-1);
    if (!expression || root.hasError) throw new Error(`The grammar does not read ${source}`);
    return readSyntaxTree(expression, text, 4);
  });
}

/** A tree whose parts all count their offsets from the start of the whole. */
function absolute(value: unknown, by = 0): unknown {
  if (Array.isArray(value)) return value.map((item) => absolute(item, by));
  if (typeof value !== 'object' || value === null) return value;
  const { at, expression, ...rest } = value as Record<string, unknown>;
  if (typeof at === 'number' && expression !== undefined) return absolute(expression, by + at);
  const shifted = Object.entries(expression === undefined ? rest : { ...rest, expression }).map(([key, item]) =>
    (key === 'start' || key === 'end') && typeof item === 'number' ? [key, item + by] : [key, absolute(item, by)],
  );
  return Object.fromEntries(shifted) as unknown;
}

const name = fc.constantFrom('each', 'local', 'var', 'a', 'orders-x', 'for_each', 'confluent_group_mapping');
const blank = fc.constantFrom('', ' ', '  ');
const lines = fc.constantFrom(' ', '\n', '\n  # why\n  ', ' /* x */ ');
// The grammar, unlike HashiCorp, does not know an escape after the same sign; the tests of templates have it.
const literalText = fc
  .array(fc.constantFrom('a', ' ', '\\"', '\\n', '$ ', '% ', '$${', '%%{', '\\\\', 'é', '😀', '#', ','), { maxLength: 5 })
  .map((parts) => parts.join(''));

const { expression } = fc.letrec<{ expression: string; reference: string; template: string; key: string }>((tie) => ({
  reference: fc
    .tuple(
      name,
      fc.array(
        fc.oneof(
          name.map((part) => `.${part}`),
          fc.constantFrom('["x"]', '[0]', '[each.key]', '["a b"].c'),
        ),
        { maxLength: 3 },
      ),
    )
    .map(([root, steps]) => root + steps.join('')),
  template: fc
    .array(
      fc.oneof(
        literalText,
        fc.tuple(blank, tie('reference'), blank).map(([before, inside, after]) => `\${${before}${inside}${after}}`),
      ),
      { maxLength: 4 },
    )
    .map((parts) => `"${parts.join('')}"`),
  key: fc.oneof(
    name,
    tie('template'),
    tie('reference').map((inside) => `(${inside})`),
  ),
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('template'),
    tie('reference'),
    fc.constantFrom('true', 'false', 'null', '0', '12', '1.5'),
    fc.array(tie('expression'), { maxLength: 3 }).chain((items) => lines.map((gap) => `[${gap}${items.join(`,${gap}`)}${gap}]`)),
    fc.array(fc.tuple(tie('key'), fc.constantFrom(' = ', '=', ' : ', ': '), tie('expression')), { maxLength: 3 }).chain((entries) =>
      fc.constantFrom(', ', '\n', ',\n  ').map((separator) => {
        // To the grammar a bracket in the next line belongs to what stands before it; HashiCorp ends the entry with its line.
        const gap = entries.some(([entryKey]) => entryKey.startsWith('(')) ? ', ' : separator;
        return `{${gap.replace(',', '')}${entries.map((entry) => entry.join('')).join(gap)}${gap.replace(',', '')}}`;
      }),
    ),
    fc
      .tuple(tie('expression'), tie('expression'), fc.constantFrom('', '...'))
      .map(([first, second, end]) => `merge(${first}, ${second}${end})`),
    fc.tuple(tie('reference'), tie('expression'), tie('expression')).map(([condition, yes, no]) => `(${condition} ? ${yes} : ${no})`),
    fc.tuple(tie('reference'), tie('expression')).map(([of, item]) => `[for k, v in ${of} : ${item} if k != null]`),
  ),
}));

describe('expressions', () => {
  it('are the same whether the grammar reads them or the quick reader', () => {
    fc.assert(
      fc.property(expression, (source) => {
        expect(absolute(read(source))).toEqual(absolute(readByGrammar(source)));
      }),
      { numRuns: 1500 },
    );
  });

  it('are grouped as HashiCorp groups them', async () => {
    const operand = fc.constantFrom('a', 'b', '!c', '-d', '1', 'e["f"].g');
    const operator = fc.constantFrom('||', '&&', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%');
    const chain = fc
      .tuple(operand, fc.array(fc.tuple(operator, operand), { minLength: 1, maxLength: 6 }), fc.boolean())
      .map(([first, rest, isConditional]) => {
        const text = [first, ...rest.flat()].join(' ');
        return isConditional ? `${text} ? x : y + z` : text;
      });
    for (const source of fc.sample(chain, 300)) {
      const oracle = await hashiCorp.getExpressionAst('main.tf', source);
      expect(groupsOfOurs(read(source), source)).toEqual(oracle && groupsOfOracle(oracle));
    }
  });

  it.each([
    ['1e3', 1000],
    ['"x', /not closed/],
    ['""a" in groups"', /quote inside a string/],
    ['[1, 2', /bracket is not closed/],
    ['f(', /bracket is not closed/],
    ['<<EOT\nx\n', /heredoc is not closed/],
    ['"a\nb"', /not closed/],
    ['a b', /from here on/],
    ['{ a = 1 b = 2 }', /from here on/],
    ['a ? b', /from here on/],
    ['+', /from here on/],
  ])('%s is read, or it is said why not', (source, expected) => {
    const found = read(source);
    if (typeof expected === 'number') expect(found).toMatchObject({ kind: 'literal', value: expected });
    else expect(JSON.stringify(found)).toMatch(expected);
  });

  it('never throw, whatever stands there', () => {
    const token = fc.constantFrom(
      'a',
      '.',
      '[',
      ']',
      '{',
      '}',
      '(',
      ')',
      '"',
      '${',
      '%{',
      '=',
      '=>',
      ':',
      ',',
      '?',
      '\n',
      ' ',
      '...',
      'for',
      'in',
      'if',
      '*',
      '[*]',
      '<<E\n',
      'E\n',
      '#',
      '/*',
      '1',
      '\\',
      '~}',
      'endif',
      'x',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 25 }), (tokens) => {
        const source = tokens.join('');
        const found = read(source);
        expect(found.start).toBeGreaterThanOrEqual(0);
        expect(found.end).toBeLessThanOrEqual(Math.max(source.length, 1));
      }),
      { numRuns: 3000 },
    );
    for (const source of [
      '('.repeat(5000),
      '['.repeat(5000),
      '!'.repeat(20_000) + 'a',
      `${'a + '.repeat(20_000)}a`,
      `"${'${"'.repeat(3000)}`,
      '{a='.repeat(3000),
    ])
      expect(JSON.stringify(read(source))).toContain('"unreadable"');
  });
});

/** Every operation with its operands, as they are written, outermost first. */
function groupsOfOurs(found: Expression, source: string): unknown {
  const written = (part: Expression): string => source.slice(part.start, part.end);
  switch (found.kind) {
    case 'binary':
      return [written(found.left), written(found.right), groupsOfOurs(found.left, source), groupsOfOurs(found.right, source)];
    case 'conditional':
      return [found.condition, found.whenTrue, found.whenFalse].map((part) => [written(part), groupsOfOurs(part, source)]);
    case 'unary':
      return [written(found.operand)];
    default:
      return written(found);
  }
}

function groupsOfOracle({ type, meta, children }: HashiCorpNode): unknown {
  const written = (key: string): string => String(meta[key]);
  const [first, second, third] = children;
  if (type === 'binaryOp' && first && second)
    return [written('lhsExpression'), written('rhsExpression'), groupsOfOracle(first), groupsOfOracle(second)];
  if (type === 'conditional' && first && second && third)
    return [
      [written('conditionExpression'), groupsOfOracle(first)],
      [written('trueExpression'), groupsOfOracle(second)],
      [written('falseExpression'), groupsOfOracle(third)],
    ];
  return type === 'unaryOp' ? [written('valueExpression')] : written('value');
}
