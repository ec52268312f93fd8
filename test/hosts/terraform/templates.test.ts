import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HostText } from '../../../src-language/hosts/host-text.js';
import { ExpressionReader } from '../../../src-language/hosts/terraform/expression-reader.js';
import { readHclFile } from '../../../src-language/hosts/terraform/read-hcl-file.js';
import { TemplateLiteral } from '../../../src-language/hosts/terraform/template-text.js';
import { applyEdits } from '../../../src-language/text/range.js';
import { loadHclParser } from '../../support/hcl-parser.js';
import { asOracleWrites, hashiCorp } from './hashicorp.js';

let reader: ExpressionReader;
beforeAll(async () => {
  reader = new ExpressionReader(await loadHclParser());
});

/** The texts of a file's arguments that are literal strings, by name; undefined for anything else. */
function literalsOf(text: string): Map<string, HostText | undefined> {
  const { attributes } = readHclFile('main.tf', text, reader);
  return new Map(
    [...attributes].map(([name, { expression, origin }]) => {
      const [part] = expression.kind === 'template' ? expression.parts : [];
      const isLiteral = expression.kind === 'template' && expression.parts.length === 1 && part?.kind === 'text';
      return [name, isLiteral ? new TemplateLiteral(origin, expression, part) : undefined];
    }),
  );
}

const filterPart = fc.oneof(
  fc.constantFrom('"data-science" in groups', ' || ', ' && ', '!', '(', ')', "'x' in groups", '"a\\"b" in groups', '\n', '\n  ', ' ', '\t'),
  fc.constantFrom('${', '%{', '$', '%', '$$', '}', '\\', '"', 'é', '😀', '\u2028', '#', '//', 'EOT', '<<EOT', '{'),
  fc.string({ maxLength: 6 }),
);
const filter = fc.array(filterPart, { maxLength: 14 }).map((parts) => parts.join(''));

/** Writes a text as Terraform users do, each form by its own rules and not by the code under test. */
const writers: readonly ((value: string) => string | null)[] = [
  (value) => {
    const literal = JSON.stringify(value)
      .replace(/\\(.)/g, (escape, letter: string) => (letter === 'b' ? '\\u0008' : letter === 'f' ? '\\u000c' : escape))
      .replace(/([$%])(?=\{)/g, '$1$1');
    return /\\ud[89a-f]/i.test(literal) ? null : literal;
  },
  (value) => (isPlainText(value) ? `<<EOF\n${value.replace(/([$%])(?=\{)/g, '$1$1')}EOF` : null),
  (value) => (isPlainText(value) ? `<<-EOF\n${indented(value.replace(/([$%])(?=\{)/g, '$1$1'))}  EOF` : null),
];

/** What a heredoc can hold: it ends with a line break, and has no line that would end it. */
function isPlainText(value: string): boolean {
  return value.endsWith('\n') && !/[\x00-\x08\x0b-\x1f\x7f]|\p{Cs}/u.test(value) && !/^\s*EOF\s*$/m.test(value);
}

function indented(value: string): string {
  return value.replace(/^(?!$)/gm, '    ').replace(/^ {4}$/gm, '');
}

describe('strings and heredocs', () => {
  it('decode 2,000 random filters as HashiCorp reads them', async () => {
    const written: [value: string, source: string][] = [];
    fc.assert(
      fc.property(
        fc.oneof(
          filter,
          filter.map((text) => `${text}\n`),
        ),
        fc.nat(writers.length - 1),
        (value, index) => {
          const source = writers[index]?.(value) ?? writers[0]?.(value);
          if (source) written.push([value, source]);
        },
      ),
      { numRuns: 2200 },
    );
    expect(written.length).toBeGreaterThan(2000);
    const text = written.map(([, source], index) => `a${index} = ${source}\n`).join('');
    const oracle = await hashiCorp.parse('main.tf', text);
    const ours = literalsOf(text);
    const wrong = written.filter((_, index) => {
      const value = ours.get(`a${index}`)?.value;
      return value === undefined || asOracleWrites(value) !== oracle[`a${index}`];
    });
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it('hold exactly what was written', () => {
    fc.assert(
      fc.property(filter, fc.nat(writers.length - 1), (value, index) => {
        const source = writers[index]?.(value);
        if (!source || source.startsWith('<<-')) return;
        expect(literalsOf(`a = ${source}\n`).get('a')?.value).toBe(value);
      }),
    );
  });

  it('are in the composed form that HashiCorp brings them into, and their places stay', async () => {
    const sign = fc.constantFrom(
      'e',
      'a',
      '\u0301',
      '\u0323',
      '\\u0301',
      '\u1100',
      '\u1161',
      '\u11a8',
      '\uac00',
      '\u212b',
      'é',
      '😀',
      '\\n',
      '$${b',
      ' ',
      '"x"',
    );
    const drawn = fc.sample(fc.array(sign, { maxLength: 10 }), 600).map((signs) => signs.join(''));
    const sources = drawn.flatMap((text) => [
      `"${text.replaceAll('"', '\\"')}"`,
      `<<EOF\n${text.replaceAll('\\', '')}\nEOF`,
      `<<-EOF\n    x\n      y${text.replaceAll('\\', '')}\n  EOF`,
    ]);
    const text = sources.map((source, index) => `a${index} = ${source}\n`).join('');
    const oracle = await hashiCorp.parse('main.tf', text);
    const ours = literalsOf(text);
    const wrong = sources.filter((_, index) => asOracleWrites(ours.get(`a${index}`)?.value ?? '') !== oracle[`a${index}`]);
    expect(wrong.slice(0, 5)).toEqual([]);
    const literal = literalsOf('a = "xe\u0301y\\u0301z"\n').get('a');
    expect(literal?.value).toBe('x\u00e9\u00fdz');
    expect([0, 1, 2, 3].map((start) => literal?.toHost({ start, end: start + 1 }))).toEqual([
      { start: 5, end: 6 },
      { start: 6, end: 8 },
      { start: 8, end: 15 },
      { start: 15, end: 16 },
    ]);
    expect(literal?.encodeEdits([{ range: { start: 3, end: 4 }, newText: 'e\u0301' }])).toBeNull();
  });

  it('are refused where HashiCorp refuses them, and read alike where it does not', async () => {
    const token = fc.constantFrom(
      'a',
      '"',
      '\\"',
      '\\\\',
      '\\',
      '$',
      '$$',
      '${',
      '$${',
      '%{',
      '%%{',
      '}',
      '\\n',
      '\\u00e9',
      '\\u12',
      '\\U0001F600',
      '\n',
      '\r\n',
      ' ',
      'x',
      '#',
      '\\q',
    );
    const quoted = fc.array(token, { maxLength: 8 }).map((parts) => `"${parts.join('')}"`);
    const line = fc
      .array(fc.constantFrom(' ', '  ', '\t', 'a', '"', '$', '$${', '%%{', '\\', '\\n', 'EOT', 'é', '\u00a0', '%'), { maxLength: 5 })
      .map((parts) => parts.join(''));
    const heredoc = fc
      .tuple(
        fc.constantFrom('<<EOT', '<<-EOT'),
        fc.array(line, { maxLength: 5 }),
        fc.constantFrom('EOT', '  EOT', '\tEOT', 'EOT '),
        fc.constantFrom('\n', '\r\n'),
      )
      .map(([mark, lines, end, lineBreak]) => [mark, ...lines, end].join(lineBreak));
    const sources = fc.sample(fc.oneof(quoted, heredoc), 1200);
    const wrong: unknown[] = [];
    for (const source of sources) {
      const text = `a = ${source}\n`;
      let oracle: unknown;
      try {
        oracle = (await hashiCorp.parse('main.tf', text))['a'];
      } catch {
        oracle = undefined;
      }
      const isTemplate = typeof oracle === 'string' && /(?<!\$)\$\{|(?<!%)%\{/.test(oracle);
      if (isTemplate) continue;
      const { attributes, faults } = readHclFile('main.tf', text, reader);
      const value = faults.length > 0 || attributes.size !== 1 ? undefined : literalsOf(text).get('a')?.value;
      const hasBadEscape = oracle === undefined && value !== undefined && source.startsWith('"');
      if (hasBadEscape) continue;
      if ((value === undefined ? undefined : asOracleWrites(value)) !== oracle) wrong.push({ source, oracle, value });
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});

describe('the map of a string', () => {
  const value = fc.oneof(
    filter,
    filter.map((text) => `${text}\n`),
  );
  const written = fc.tuple(value, fc.nat(writers.length - 1), fc.constantFrom('\n', '\r\n')).map(([text, index, lineBreak]) => {
    const source = writers[index]?.(text) ?? writers[0]?.(text) ?? '""';
    return `x = 1\na = ${source.startsWith('<<') ? source.replaceAll('\n', lineBreak) : source}\nz = 2\n`;
  });

  it('leads every range to its own characters, and every offset back', () => {
    fc.assert(
      fc.property(written, fc.nat(), fc.nat(), (text, from, length) => {
        const literal = literalsOf(text).get('a');
        if (!literal) return;
        const start = from % (literal.value.length + 1);
        const end = Math.min(literal.value.length, start + (length % 5));
        const range = literal.toHost({ start, end });
        if (range === null) return;
        expect(range.start).toBeGreaterThanOrEqual(literal.range.start);
        expect(range.end).toBeLessThanOrEqual(literal.range.end);
        for (let at = range.start; at <= range.end; at++) {
          const decoded = literal.toDecoded(at);
          expect(decoded).not.toBeNull();
          expect(decoded).toBeGreaterThanOrEqual(Math.min(start, decoded ?? 0));
        }
        const characters = text.slice(range.start, range.end);
        if (!/[\\$%\r\n]/.test(characters)) expect(characters).toBe(literal.value.slice(start, end));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes any edit: the file then reads as the edited text, and nothing else has changed', () => {
    fc.assert(
      fc.property(written, fc.nat(), fc.nat(), filter, (text, from, length, newText) => {
        const literal = literalsOf(text).get('a');
        if (!literal) return;
        const start = from % (literal.value.length + 1);
        const end = Math.min(literal.value.length, start + (length % 7));
        const wanted = applyEdits(literal.value, [{ range: { start, end }, newText }]);
        const edits = literal.encodeEdits([{ range: { start, end }, newText }]);
        expect(edits).not.toBeNull();
        const after = literalsOf(applyEdits(text, edits ?? []));
        if (isWellFormed(wanted)) expect(after.get('a')?.value).toBe(wanted);
        expect([...after.keys()]).toEqual(['x', 'a', 'z']);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the form: a word changed in a heredoc stays in it, with the indentation of its line', () => {
    const text = 'a = <<-EOT\n    "a" in groups\n      || "b" in groups\n  EOT\n';
    const literal = literalsOf(text).get('a');
    const value = literal?.value ?? '';
    expect(value).toBe('"a" in groups\n  || "b" in groups\n');
    const start = value.indexOf('"b"');
    const edits = literal?.encodeEdits([{ range: { start, end: start + 3 }, newText: '"c" in groups\n|| "d"' }]);
    expect(applyEdits(text, edits ?? [])).toBe('a = <<-EOT\n    "a" in groups\n      || "c" in groups\n    || "d" in groups\n  EOT\n');
  });
});

/** Whether a text can be stored as UTF-8. */
function isWellFormed(text: string): boolean {
  return !/\p{Cs}/u.test(text);
}
