import { describe, expect, it } from 'vitest';
import { createEditingContext } from '../../src-language/editing/editing-context.js';
import { watchStates, type Watch } from '../../src-language/evaluator/watches.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';

const services = createGroupFilterServices();

function answersOf(filter: string, watches: readonly Watch[]): readonly string[] {
  const text = `
group_mappings:
  - display_name: Watched
    filter: '${filter}'
    role_bindings: [{ role_name: EnvironmentAdmin, crn_pattern: crn://confluent.cloud/organization=1/environment=env-1 }]
users: [{ name: ana, groups: [a] }]
`;
  const set = services.assemble([services.readFile({ path: 'set.groupmap.yaml', text })]);
  return watchStates(createEditingContext(set, services), watches).map(({ answer }) => answer);
}

const role: Watch = {
  kind: 'role',
  user: 'ana',
  roleName: 'EnvironmentAdmin',
  crnPattern: 'crn://confluent.cloud/organization=1/environment=env-1',
};
const mapping: Watch = { kind: 'mapping', user: 'ana', displayName: 'Watched' };

describe('what is watched', () => {
  it.each([
    ['"a" in groups', 'yes'],
    ['"b" in groups', 'no'],
    ['"a" in', 'unknown'],
  ])('is, with %s, %s', (filter, answer) => {
    expect(answersOf(filter, [role, mapping])).toEqual([answer, answer]);
  });

  it('is gone with its user or its mapping', () => {
    const gone: readonly Watch[] = [
      { ...role, user: 'ben' },
      { ...mapping, user: 'ben' },
      { ...mapping, displayName: 'Other' },
    ];
    expect(answersOf('true', gone)).toEqual(['gone', 'gone', 'gone']);
  });
});
