import { describe, expect, it } from 'vitest';
import { expectHostUntouched, paint, unpaint } from './paint.js';

describe.each(['source.json', 'source.json.comments'])('filters in JSON (%s)', (scope) => {
  it.each([
    '{ "filter": "«string \\"a\\"» «operator in» «groups groups»", "display_name": "groups" }',
    '{"filter":"«string \'a\'» «operator in» «groups groups»"}',
    '{\n  "filter" : "«constant true»",\n  "group": "a"\n}',
    '{ "filter": "«string \\"a»«escape \\\\\\"»«string b\\"» «operator in» «groups groups»" }',
    '{ "filter": "«string \\"a in groups»", "group": "a" }',
  ])('are coloured: %s', async (painted) => {
    expect(await paint(scope, unpaint(painted))).toBe(painted);
  });

  it('leave the rest of the file as it is', async () => {
    await expectHostUntouched(
      scope,
      '{\n  "group_mappings": [\n    { "filter": "<|\\"a\\" in groups|>", "display_name": "A", "n": [1, true] },\n    { "filter": "<|true|>" }\n  ],\n  "users": []\n}\n',
    );
  });

  it.each(['{ "filter": "*.json", "groups": ["a"] }', '{ "filters": "\\"a\\" in groups" }', '{ "filter": ["groups"], "b": "filter" }', '["filter", "groups"]'])(
    'leave a file without filters as it is: %s',
    async (text) => {
      await expectHostUntouched(scope, text);
    },
  );
});
