import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import { errorsAmong, markDiagnostics, startSession } from './editor-session.js';
import { parseMarkedText } from '../support/marked-text.js';

/** A way of writing a filter in a host file: the mapping's text with the filter in it, or null where the style cannot hold it. */
type Style = (before: string, wrong: string, after: string) => string | null;

const single = (text: string): string => text.replaceAll("'", "''");
const double = (text: string): string => JSON.stringify(text).slice(1, -1);
const escaped = (text: string): string =>
  [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const mark = (before: string, wrong: string, after: string, encode: (text: string) => string): string =>
  wrong === '' && before + after === '' ? '' : `${encode(before)}<|${encode(wrong)}|>${encode(after)}`;
/** Breaks the line at the first lone blank before the mistake: folding makes a blank of it again. */
const brokenAtBlank = (before: string): string | null => {
  const folded = before.replace(/(?<=\S) (?=[^\s#&|*-])/, '\n      ');
  return folded === before ? null : folded;
};
const isPlain = (filter: string): boolean =>
  /^[\w(]/.test(filter) && !/: |:$| #|\s$|\n/.test(filter) && !/^(?:true|false|null)$/i.test(filter);
const folding =
  (write: (content: string) => string, encode: (text: string) => string = (text) => text): Style =>
  (before, wrong, after) => {
    const folded = brokenAtBlank(encode(before));
    return folded === null ? null : write(`${folded}<|${encode(wrong)}|>${encode(after)}`);
  };
const item = (filter: string): string => `  - display_name: It\n    filter: ${filter}\n    role_bindings: *roles\n`;
const block =
  (header: string): Style =>
  (before, wrong, after) =>
    item(`${header}\n      ${mark(before, wrong, after, (text) => text)}`);

const yamlStyles: Readonly<Record<string, Style>> = {
  plain: (before, wrong, after) => (isPlain(before + wrong + after) ? item(mark(before, wrong, after, (text) => text)) : null),
  'single-quoted': (...parts) => item(`'${mark(...parts, single)}'`),
  'double-quoted': (...parts) => item(`"${mark(...parts, double)}"`),
  'double-quoted, all escapes': (...parts) => item(`"${mark(...parts, escaped)}"`),
  literal: block('|'),
  'literal, stripped': block('|-'),
  'literal, kept': block('|+'),
  'literal, with an indentation indicator': block('|2'),
  folded: block('>'),
  'folded, stripped': block('>-'),
  'folded, over two lines': folding((content) => item(`>-\n      ${content}`)),
  'single-quoted, over two lines': folding((content) => item(`'${content}'`), single),
  'double-quoted, over two lines': folding((content) => item(`"${content}"`), double),
  'in a flow mapping, single-quoted': (...parts) =>
    `  - { display_name: It, filter: '${mark(...parts, single)}', role_bindings: *roles }\n`,
  'in a flow mapping, double-quoted': (...parts) =>
    `  - { display_name: It, filter: "${mark(...parts, double)}", role_bindings: *roles }\n`,
};

const yamlHead = `organization: { display_name: Acme }
group_mappings:
  - display_name: First
    filter: '"a" in groups || "b" in groups'
    role_bindings: &roles
      - role_name: DeveloperRead
        crn_pattern: crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1
`;

/** All styles in one file, sound ones around the one with the mistake. */
function yamlFile(wrongStyle: string, parts: readonly [string, string, string]): string | null {
  const wrong = yamlStyles[wrongStyle]?.(...parts);
  if (wrong === null || wrong === undefined) return null;
  const around = Object.values(yamlStyles).map((style) => {
    const sound = style('("a" in groups) ||', '', ' "b" in groups');
    return sound && parseMarkedText(sound).text;
  });
  const half = around.length >> 1;
  const file = yamlHead + around.slice(0, half).join('') + wrong + around.slice(half).join('');
  let count = 0;
  return file.replaceAll('display_name: It', () => `display_name: It ${count++}`);
}

function jsonFile(parts: readonly [string, string, string]): string {
  const mapping = (name: string, filter: string): string =>
    `    { "display_name": "${name}", "filter": "${filter}", "role_bindings": [{ "role_name": "DeveloperRead", "crn_pattern": "crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa" }] }`;
  const sound = double('"a" in groups || "b" in groups');
  return `{\n  "group_mappings": [\n${[mapping('One', sound), mapping('Two', mark(...parts, double)), mapping('Three', sound)].join(',\n')}\n  ]\n}\n`;
}

const services = createGroupFilterServices();
const recorded = JSON.parse(readFileSync(new URL('../data/filter-mistakes.json', import.meta.url), 'utf8')) as readonly {
  readonly id: string;
  readonly filter: string;
  readonly celGo: { readonly ok: boolean };
}[];

/** Each mistake that cel-go rejects, cut where the filter's own analysis, which has its own tests, marks it. */
const mistakes = recorded
  .filter(({ celGo, filter }) => !celGo.ok && !/[\r\n]/.test(filter))
  .flatMap(({ id, filter }) => {
    // An empty filter has no characters to mark.
    const problem = services.analyse(filter).problems.find(({ code }) => /^(?:syntax|type|unknown-variable)$/.test(code));
    if (!problem) return [];
    const { start, end } = problem.range;
    return [{ id, parts: [filter.slice(0, start), filter.slice(start, end), filter.slice(end)] as const }];
  });

describe('a mistake in a filter is one error on exactly its characters', () => {
  it('has mistakes to go by', () => {
    expect(mistakes.length).toBeGreaterThan(40);
  });

  describe.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
  ])('%s', (_, lineBreak) => {
    it.each(Object.keys(yamlStyles))('YAML, %s', async (style) => {
      await expectExactly(
        'a.groupmap.yaml',
        (parts) => yamlFile(style, parts),
        lineBreak,
        style.includes('two lines') ? 10 : style === 'plain' ? 5 : 40,
      );
    });

    it('JSON', async () => {
      await expectExactly('a.groupmap.json', jsonFile, lineBreak, 40);
    });
  });
});

/** Types each mistake into the file in turn; `least`: so many of them the style must be able to hold. */
async function expectExactly(
  path: string,
  write: (parts: readonly [string, string, string]) => string | null,
  lineBreak: string,
  least: number,
): Promise<void> {
  const { client, document } = await startSession({ [path]: '' });
  const open = document(path);
  let held = 0;
  for (const { id, parts } of mistakes) {
    const marked = write(parts)?.replaceAll('\n', lineBreak);
    if (marked === undefined) continue;
    held++;
    const { text, ranges } = parseMarkedText(marked);
    expect(ranges).toHaveLength(1);
    client.replace(open, text);
    const { diagnostics } = await client.diagnosticsOf(open);
    expect(markDiagnostics(text, errorsAmong(diagnostics)), id).toBe(marked.replace('<||>', '<|>'));
  }
  expect(held).toBeGreaterThanOrEqual(least);
}
