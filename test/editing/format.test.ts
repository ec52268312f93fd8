import { describe, expect, it } from 'vitest';
import { formatFile } from '../../src-language/editing/format.js';
import { applyEdits } from '../../src-language/text/range.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import { parseMarkedText } from '../support/marked-text.js';

const services = createGroupFilterServices();

function formatted(path: string, marked: string, lengthLimit?: number): string {
  const { text, ranges } = parseMarkedText(marked);
  const [within] = ranges;
  return applyEdits(text, formatFile(services.readFile({ path, text }), services, { lengthLimit, within }).edits);
}

describe('formatting a file', () => {
  it('changes blanks in filters and nothing else, in each style', () => {
    expect(
      formatted(
        'a.groupmap.yaml',
        `group_mappings:\n-   {display_name:   A,  filter: '"a"   in groups||"b" in groups'}\n-   display_name: B\n    filter: >\n      "a"  in groups &&\n      "b" in groups\n`,
      ),
    ).toBe(
      `group_mappings:\n-   {display_name:   A,  filter: '"a" in groups || "b" in groups'}\n-   display_name: B\n    filter: >\n      "a" in groups &&\n      "b" in groups\n`,
    );
    expect(formatted('a.groupmap.json', String.raw`{"group_mappings":[{"filter":"\"a\"  in groups"}]}`)).toBe(
      String.raw`{"group_mappings":[{"filter":"\"a\" in groups"}]}`,
    );
    expect(formatted('a.groupfilter', '"a"in groups ||\r\n"b"in groups\r\n')).toBe('"a" in groups\r\n|| "b" in groups\r\n');
  });

  it('never pushes a filter over the limit', () => {
    const text = '"a"in groups';
    expect(formatted('a.groupfilter', text, text.length)).toBe(text);
    expect(formatted('a.groupfilter', text, text.length + 1)).toBe('"a" in groups');
    expect(formatted('a.groupfilter', text, 1)).toBe('"a" in groups');
  });

  it('leaves a file alone that does not parse', () => {
    const text = 'group_mappings:\n  - filter: "a\n';
    const { edits, leftAlone } = formatFile(services.readFile({ path: 'a.groupmap.yaml', text }), services);
    expect(edits).toEqual([]);
    expect(leftAlone).toMatchObject([{ what: 'file' }]);
  });
});

describe('formatting part of a file', () => {
  it('changes the filters in it', () => {
    expect(
      formatted(
        'a.groupmap.yaml',
        `group_mappings:\n  - filter: '"a"  in groups'\n<|  - filter: '"b"  in groups'\n|>  - filter: '"c"  in groups'\n`,
      ),
    ).toBe(`group_mappings:\n  - filter: '"a"  in groups'\n  - filter: '"b" in groups'\n  - filter: '"c"  in groups'\n`);
  });

  it('changes the part of a filter that is in it, and an operator moves whole or not at all', () => {
    expect(formatted('a.groupfilter', `"a"  in groups ||\n<|"b"  in groups|> ||\n"c"  in groups\n`)).toBe(
      `"a"  in groups ||\n"b" in groups ||\n"c"  in groups\n`,
    );
    expect(formatted('a.groupfilter', `<|"a"  in groups ||\n"b"  in groups|>\n|| "c"  in groups\n`)).toBe(
      `"a" in groups\n|| "b" in groups\n|| "c"  in groups\n`,
    );
  });

  it('heeds the limit for what it changes', () => {
    const text = `"a"in groups||   <|"b"in groups|>`;
    const length = text.length - 4;
    expect(formatted('a.groupfilter', text, length)).toBe(`"a"in groups||   "b"in groups`);
    expect(formatted('a.groupfilter', text, length + 1)).toBe(`"a"in groups||   "b" in groups`);
  });
});
