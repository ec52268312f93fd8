import { describe, expect, it } from 'vitest';
import { findFindings } from '../../../src-language/analysis/find-findings.js';
import type { MappingSet } from '../../../src-language/mapping-set/mapping-set.js';
import { services, setOf } from './rule-cases.js';

/** A set whose only mapping has a filter that its host computes in part, as a host with templates would read it. */
function partlyKnownSet(): MappingSet {
  const set = setOf(`known_groups: [eng]\ngroup_mappings: [{ display_name: A, filter: '"\${var.team}" in groups and' }]\n`);
  const mappings = set.groupMappings.map((mapping) => ({
    ...mapping,
    partlyKnown: { reason: 'the variable team has no value', place: { file: mapping.file, range: mapping.filter?.range ?? mapping.range } },
  }));
  return { ...set, groupMappings: mappings };
}

describe('partly-known', () => {
  it('names what is missing, and nothing is said of the text as a filter', () => {
    const found = findFindings(partlyKnownSet(), services);
    expect(found.map(({ code }) => code)).toEqual(['mapping-grants-nothing', 'partly-known']);
    expect(found[1]).toMatchObject({ severity: 'information' });
    expect(found[1]?.message).toContain('the variable team has no value');
  });
});
