import { describe, expect, it } from 'vitest';
import { codeLenses } from '../../src-language/editing/code-lenses.js';
import { definitionsAt } from '../../src-language/editing/definition.js';
import { documentSymbols, type DocumentSymbol } from '../../src-language/editing/document-symbols.js';
import { foldingRanges } from '../../src-language/editing/folding.js';
import { highlightsAt } from '../../src-language/editing/highlights.js';
import { hoverAt } from '../../src-language/editing/hover.js';
import { inlayHints } from '../../src-language/editing/inlay-hints.js';
import { referencesAt } from '../../src-language/editing/references.js';
import { selectionRangesAt } from '../../src-language/editing/selection-ranges.js';
import { workspaceSymbols } from '../../src-language/editing/workspace-symbols.js';
import type { OffsetRange } from '../../src-language/text/range.js';
import { computed, mark, plain, readMarkedTerraform } from './terraform-set.js';

type Files = Readonly<Record<string, string>>;

const at = ({ texts, file }: { texts: Files; file: string }, { start, end }: OffsetRange) => texts[file]?.slice(start, end);
const placed = (texts: Files, places: readonly { file: string; range: OffsetRange }[]) =>
  places.map(({ file, range }) => `${file}: ${texts[file]?.slice(range.start, range.end) ?? ''}`);

describe('in Terraform, hover', () => {
  const hover = (files: Files) => {
    const set = readMarkedTerraform(files);
    const shown = hoverAt(set.context, set.file, set.offset);
    return shown && [at(set, shown.range), shown.markdown.split('\n')[0]];
  };
  it('tells of a group where it is written: in a filter, a heredoc, a map of groups', () => {
    expect(hover(mark(plain, 'main.tf', '\\"on<|>call\\"'))).toEqual(['oncall', '**Group** `oncall`']);
    expect(hover(mark(plain, 'main.tf', '"da<|>ta" in groups'))).toEqual(['data', '**Group** `data`']);
    expect(hover(mark(computed, 'locals.tf', 'platform-<|>admins = '))).toEqual(['platform-admins', '**Group** `platform-admins`']);
    expect(hover(mark(computed, 'locals.tf', '"data sc<|>ience"'))).toEqual(['data science', '**Group** `data science`']);
  });
  it('tells of operators, roles and names where they are written, whichever file that is', () => {
    expect(hover(mark(computed, 'main.tf', '\\" i<|>n groups'))?.[0]).toBe('in');
    expect(hover(mark(plain, 'main.tf', '|<|>| '))?.[0]).toBe('||');
    expect(hover(mark(computed, 'locals.tf', '"DataDis<|>covery"'))?.[1]).toContain('DataDiscovery');
    expect(hover(mark(computed, 'locals.tf', '"Platform ad<|>mins"'))).toEqual(['Platform admins', '**Group mapping** `Platform admins`']);
    expect(hover(mark(plain, 'main.tf', '"CloudCluster<|>Admin"'))?.[1]).toContain('CloudClusterAdmin');
    expect(hover(mark(plain, 'main.tf', 'environment=env-1/cloud<|>-cluster'))?.[1]).toContain('lkc-1');
  });
  it('says how many mappings a shared text is the filter of', () => {
    const set = readMarkedTerraform(mark(computed, 'main.tf', '${each<|>.key}\\" in groups'));
    expect(hoverAt(set.context, set.file, set.offset)?.markdown).toContain('The filter of 1 other group mapping is written here too.');
  });
  it('tells of the mapping at its block and at the principal of its role binding', () => {
    expect(hover(mark(plain, 'main.tf', 'confluent_group_mapping" "o<|>ps"'))?.[1]).toBe('**Group mapping** `Operations`');
    expect(hover(mark(plain, 'main.tf', 'confluent_group_mapping.o<|>ps.id'))).toEqual([
      '"User:${confluent_group_mapping.ops.id}"',
      '**Group mapping** `Operations`',
    ]);
  });
});

describe('in Terraform, navigation', () => {
  const definitions = (files: Files) => {
    const { context, file, offset, texts } = readMarkedTerraform(files);
    return placed(
      texts,
      definitionsAt(context, file, offset).map(({ file: target, nameRange }) => ({ file: target, range: nameRange })),
    );
  };
  const references = (files: Files) => {
    const { context, file, offset, texts } = readMarkedTerraform(files);
    return placed(texts, referencesAt(context, file, offset));
  };
  it('goes from a principal to its mapping, with and without instances', () => {
    expect(definitions(mark(plain, 'main.tf', 'confluent_group_mapping.o<|>ps.id'))).toEqual(['main.tf: "Operations"']);
    expect(definitions(mark(computed, 'main.tf', 'confluent_group_mapping.te<|>am['))).toEqual([
      'main.tf: resource "confluent_group_mapping" "team"',
    ]);
  });
  it('goes from a group of a local to the known groups', () => {
    expect(definitions(mark(computed, 'locals.tf', 'platform-<|>admins = '))).toEqual(['users.groupmap.yaml: platform-admins']);
  });
  it('finds every principal of a mapping, from its block and from its name', () => {
    const binding = 'main.tf: "User:${confluent_group_mapping.ops.id}"';
    expect(references(mark(plain, 'main.tf', 'confluent_group_mapping" "o<|>ps"'))).toEqual([
      'main.tf: resource "confluent_group_mapping" "ops"',
      binding,
    ]);
    expect(references(mark(plain, 'main.tf', '"Oper<|>ations"'))).toEqual(['main.tf: Operations', binding]);
  });
  it('finds a group in every file that names it, once for each place', () => {
    expect(references(mark(computed, 'users.groupmap.yaml', '[data sci<|>ence] '))).toEqual([
      'locals.tf: data science',
      'users.groupmap.yaml: data science',
      'users.groupmap.yaml: data science',
      'users.groupmap.yaml: data science',
    ]);
  });
  it('marks only what stands in the file', () => {
    const set = readMarkedTerraform(mark(plain, 'main.tf', '\\"o<|>ps\\" in groups |'));
    expect(highlightsAt(set.context, set.file, set.offset).map(({ range }) => at(set, range))).toEqual(['ops', 'ops']);
    const other = readMarkedTerraform(mark(computed, 'main.tf', '\\" i<|>n groups'));
    expect(highlightsAt(other.context, other.file, other.offset).map(({ range }) => at(other, range))).toEqual(['in']);
  });
});

describe('in Terraform, the outline', () => {
  const outline = (symbols: readonly DocumentSymbol[], text = ''): unknown[] =>
    symbols.map(({ name, selectionRange, children }) => [
      name,
      text.slice(selectionRange.start, selectionRange.end),
      ...(children.length > 0 ? [outline(children, text)] : []),
    ]);
  it('has a symbol for each block, and in it one for each of several instances', () => {
    const { context, texts } = readMarkedTerraform(computed);
    const header = 'resource "confluent_group_mapping" "team"';
    const [mappings, bindings] = outline(documentSymbols(context, 'main.tf'), texts['main.tf']) as [unknown[], unknown[]];
    expect(mappings).toEqual([
      '2 group mappings',
      header,
      [
        ['Data science', header],
        ['Platform admins', header],
      ],
    ]);
    expect(bindings[0]).toBe('3 role bindings');
    expect(documentSymbols(context, 'locals.tf')).toEqual([]);
  });
  it('selects names where they stand', () => {
    const { context, texts } = readMarkedTerraform(plain);
    expect(outline(documentSymbols(context, 'main.tf'), texts['main.tf'])).toEqual([
      ['Operations', '"Operations"'],
      ['Data', '"Data"'],
      ['CloudClusterAdmin', '"CloudClusterAdmin"'],
    ]);
  });
  it('finds mappings of the workspace at their names', () => {
    const { context, texts } = readMarkedTerraform(computed);
    expect(
      placed(
        texts,
        workspaceSymbols(context, 'datascience').filter(({ kind }) => kind === 'mapping'),
      ),
    ).toEqual(['locals.tf: Data science']);
  });
});

describe('in Terraform, hints and lenses', () => {
  it('say who matches at each name of a shared block, and of all at the block', () => {
    const { context, texts } = readMarkedTerraform(computed);
    const lenses = (path: string) =>
      codeLenses(context, path).map(({ range, title }) => [texts[path]?.slice(range.start, range.end), title]);
    expect(lenses('main.tf')).toEqual([['resource "confluent_group_mapping" "team"', '2 group mappings, 3 of 3 users match · simulate']]);
    expect(lenses('locals.tf')).toEqual([
      ['Platform admins', '2 of 3 users match · simulate'],
      ['Data science', '2 of 3 users match · simulate'],
    ]);
  });
  it('stand behind what makes a filter differ from others', () => {
    const hints = (files: Files, path: string) => {
      const { context, texts } = readMarkedTerraform(files);
      const text = texts[path] ?? '';
      return inlayHints(context, path, { start: 0, end: text.length }).map(({ offset, label }) => [text.slice(offset - 6, offset), label]);
    };
    expect(hints(computed, 'main.tf')).toEqual([]);
    expect(hints(computed, 'locals.tf')).toEqual([
      ['admins', '2 users'],
      ['cience', '2 users'],
    ]);
    expect(hints(plain, 'main.tf')).toEqual([
      ['roups"', '2 users'],
      ['\n  CEL', '1 user'],
    ]);
  });
});

describe('in Terraform, selecting and folding', () => {
  it('grows from the name of a group to its block', () => {
    const set = readMarkedTerraform(mark(plain, 'main.tf', '\\"on<|>call\\"'));
    const grown = selectionRangesAt(set.context, set.file, set.offset).map((range) => at(set, range));
    const filter = '"\\"ops\\" in groups || \\"oncall\\" in groups"';
    expect(grown.slice(0, 6)).toEqual([
      'oncall',
      '\\"oncall\\"',
      '\\"oncall\\" in groups',
      filter.slice(1, -1),
      filter,
      `filter       = ${filter}`,
    ]);
    expect(grown[6]).toMatch(/^resource "confluent_group_mapping" "ops" \{[^{]*\}$/);
    expect(grown.at(-1)).toBe(set.texts['main.tf']);
  });
  it('grows from a key of a map to its entry and the map', () => {
    const set = readMarkedTerraform(mark(computed, 'locals.tf', 'platform-<|>admins = '));
    const grown = selectionRangesAt(set.context, set.file, set.offset).map((range) => at(set, range));
    expect(grown[0]).toBe('platform-admins');
    expect(grown[1]).toBe('platform-admins = { name = "Platform admins", roles = ["EnvironmentAdmin"] }');
  });
  it('folds blocks and what else takes several lines', () => {
    const { context } = readMarkedTerraform(computed);
    const folds = foldingRanges(context, 'locals.tf').map(({ startLine, endLine }) => [startLine, endLine]);
    expect(folds).toContainEqual([0, 10]);
    expect(folds).toContainEqual([2, 4]);
    expect(folds).toContainEqual([6, 9]);
  });
});
