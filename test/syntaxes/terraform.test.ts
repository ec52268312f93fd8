import { describe, expect, it } from 'vitest';
import { expectHostUntouched, paint, unpaint } from './paint.js';

describe.each(['source.hcl.terraform', 'source.hcl'])('filters in Terraform (%s)', (scope) => {
  const inResource = (filter: string) =>
    `resource "confluent_group_mapping" "a" {\n  display_name = "A"\n  ${filter}\n  description  = "groups"\n}\n\nlocals {\n  b = "c"\n}\n`;

  it.each([
    'filter       = "«string \\"a\\"» «operator in» «groups groups» «operator &&» «string \'b\'» «operator in» «groups groups»"',
    'filter="«string \\"a»«escape \\\\\\"»«string \\"» «operator in» «groups groups»" # c',
    'filter = "«constant true»"',
    'filter = <<-EOT\n    «string "a"» «operator in» «groups groups»\n    «operator &&» «constant true»\n  EOT',
    'filter = <<EOT\n«string "a"» «operator in» «groups groups»\nEOT',
  ])('are coloured: %s', async (filter) => {
    expect(await paint(scope, unpaint(inResource(filter)))).toBe(inResource(filter));
  });

  it('leave the rest of the file as it is', async () => {
    for (const filter of ['filter = "<|\\"a\\" in groups|>" # c', 'filter       = <<-EOT\n<|    "a" in groups\n|>  EOT'])
      await expectHostUntouched(scope, inResource(filter));
  });

  it.each(['filter = "*.tf"', 'filters = "\\"a\\" in groups"', 'filter {\n    name = "groups"\n  }', 'filter = var.groups', 'filter = <<-EOT\n    .[]\n  EOT'])(
    'leave a file without filters as it is: %s',
    async (text) => {
      await expectHostUntouched(scope, inResource(text));
    },
  );
});
