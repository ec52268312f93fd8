import { describe, expect, it } from 'vitest';
import { expectInFile, messageOf } from './rule-cases.js';

const code = 'quota-mappings';
const mappings = (count: number, marked = -1) =>
  `group_mappings:\n${Array.from({ length: count }, (_, index) => `  - { display_name: ${index === marked ? `<|M${index}|>` : `M${index}`}, group: g${index} }\n`).join('')}`;

describe(code, () => {
  it('lets twelve mappings be, the default', () => expectInFile(code, mappings(12)));
  it('marks the first one beyond the limit, once', () => expectInFile(code, mappings(14, 12)));
  it("takes the organization's own limit", () => {
    const limit = (count: number) => `organization: { limits: { group_mappings: ${count} } }\n`;
    expectInFile(code, limit(2) + mappings(3, 2));
    expectInFile(code, limit(20) + mappings(20));
    expect(messageOf(code, limit(2) + mappings(5))).toContain('5 group mappings, and the limit is 2');
  });
});
