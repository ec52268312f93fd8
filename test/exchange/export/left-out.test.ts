import { describe, expect, it } from 'vitest';
import { exportSet } from '../../../src-language/exchange/export/export-set.js';
import { createGroupFilterServices } from '../../../src-language/group-filter-services.js';
import { loadHclParser } from '../../support/hcl-parser.js';
import { meaningOf, readYaml } from '../reading-back.js';

describe('what is not known', () => {
  const set = readYaml(`
group_mappings:
  - display_name: Both
    filter: 'true'
    group: a
  - display_name: Neither
  - display_name: Fine
    filter: 'true'
`);
  it.each(['terraform', 'cli', 'api'] as const)('is left out of %s, and said', (format) => {
    const { text, leftOut } = exportSet(set, format);
    expect(leftOut).toEqual([
      expect.stringMatching(/"Both" \(read\.groupmap\.yaml:3\) is left out: whom it matches is unknown/),
      expect.stringMatching(/"Neither"/),
    ]);
    for (const line of leftOut) expect(text).toContain(`# ${line}`);
    expect(text).toContain('Fine');
  });

  it('is left out when Terraform computes it, and said', async () => {
    const terraform = createGroupFilterServices({ loadHclParser });
    const text = `resource "confluent_group_mapping" "a" {
  display_name = "A"
  filter       = "true"
}
resource "confluent_kafka_acl" "b" {
  kafka_cluster {
    id = "lkc-1"
  }
  principal     = "User:\${confluent_group_mapping.a.id}"
  resource_type = "TOPIC"
  resource_name = var.topic
  pattern_type  = "LITERAL"
  operation     = "READ"
  permission    = "ALLOW"
  host          = "*"
}
`;
    const source = { path: 'main.tf', text };
    await terraform.prepare([source]);
    const computed = terraform.assemble([terraform.readFile(source)]);
    for (const format of ['terraform', 'cli', 'api', 'yaml'] as const) {
      const { text: written, leftOut } = exportSet(computed, format);
      expect(leftOut).toEqual([expect.stringMatching(/^An ACL of "A" \(main\.tf:5\) is left out/)]);
      expect(written).not.toContain('var.topic');
    }
  });

  it('stays as it is in YAML, where it can be written', () => {
    const { text, leftOut } = exportSet(set, 'yaml');
    expect(leftOut).toEqual([]);
    expect(meaningOf(readYaml(text))).toEqual(meaningOf(set));
  });
});
