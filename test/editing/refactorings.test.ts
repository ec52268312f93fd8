import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeActionsAt } from '../../src-language/editing/code-actions.js';
import { testExpectations } from '../../src-language/provisioning/expectations.js';
import { simulateSet } from '../../src-language/provisioning/simulator.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { applyFileEdits, readMarkedSet } from './marked-set.js';

type Files = Readonly<Record<string, string>>;

const crn = 'crn://confluent.cloud/organization=o/environment=env-1';
const roles = `role_bindings: [{ role_name: DeveloperRead, crn_pattern: ${crn} }]`;

function refactoringsAt(files: Files) {
  const { context, texts, file, offset } = readMarkedSet(files);
  const actions = codeActionsAt(
    context,
    file,
    { start: offset, end: offset },
    (kind) => kind.startsWith('refactor') && kind !== 'refactor.rewrite.shrink',
  );
  return { actions, texts };
}

function after(files: Files, title: string): Record<string, string> {
  const { actions, texts } = refactoringsAt(files);
  const matching = actions.filter((action) => action.title.startsWith(title));
  expect(matching.map((action) => action.title)).toHaveLength(1);
  return applyFileEdits(texts, matching[0]?.edits ?? []);
}

function expectAfter(file: string, marked: string, title: string, expected: string): void {
  expect(after({ [file]: marked }, title)).toEqual({ [file]: expected });
}

describe('filter of one group and literal group', () => {
  const inYaml = (condition: string, tail = '') => `group_mappings:\n  - display_name: A # keep\n    ${condition}\n    ${roles}${tail}\n`;

  it.each([
    [`filter<|>: '"a" in groups'`, `group: a`],
    [`filter: '"it''s" in<|> groups' # why`, `group: it's # why`],
    [`filter: "\\"a: b\\" in groups<|>"`, `group: 'a: b'`],
    [`filter: '("00123"<|> in groups)'`, `group: '00123'`],
    [`"filter": '"a"<|> in .groups'`, `"group": a`],
    [`filter: |\n      "a"<|> in groups`, `group: a`],
  ])('%s becomes %s', (filter, group) => {
    expectAfter('a.groupmap.yaml', inYaml(filter), 'Convert to a literal group mapping', inYaml(group));
  });

  it.each([
    [`group: <|>a`, `filter: '"a" in groups'`],
    [`group: 'it''s<|>'`, `filter: '"it''s" in groups'`],
    [`group: say "<|>x"`, `filter: '''say "x"'' in groups'`],
    [`group<|>: "a\\\\b" # why`, `filter: '"a\\\\b" in groups' # why`],
  ])('%s becomes %s', (group, filter) => {
    expectAfter('a.groupmap.yaml', inYaml(group), 'Convert to a filter', inYaml(filter));
  });

  it('does so in JSON and in braces', () => {
    expectAfter(
      'a.groupmap.json',
      String.raw`{"group_mappings": [{"display_name": "A", "filter": "\"a\\\\b\"<|> in groups"}]}`,
      'Convert',
      String.raw`{"group_mappings": [{"display_name": "A", "group": "a\\b"}]}`,
    );
    expectAfter(
      'a.groupmap.yaml',
      `group_mappings: [{ display_name: A, group: <|>x }]\n`,
      'Convert',
      `group_mappings: [{ display_name: A, filter: '"x" in groups' }]\n`,
    );
  });

  it('is not offered where it would lose or change something', () => {
    const conversions = (files: Files) => refactoringsAt(files).actions.filter(({ title }) => title.startsWith('Convert'));
    for (const condition of [
      `filter: '"a" in groups<|> || "b" in groups'`,
      `filter: '!("a" in groups<|>)'`,
      `filter: '"a" in groups<|> and'`,
      `filter: |\n      "a" in<|> groups // why`,
      `filter: &f '"a" in<|> groups'`,
    ])
      expect(conversions({ 'a.groupmap.yaml': inYaml(condition) }), condition).toEqual([]);
    expect(
      refactoringsAt({
        'a.groupmap.yaml': `organization: { limits: { filter_length: 10 } }\n${inYaml('group: long<|>-name')}`,
      }).actions,
    ).toEqual([]);
    expect(refactoringsAt({ 'a.group-mappings.yaml': `- name: A\n  filter: '"a" in<|> groups'\n` }).actions).toEqual([]);
  });
});

describe('extracting an operand', () => {
  it('makes a mapping of it below, with the same role bindings, comments and layout', () => {
    expectAfter(
      'a.groupmap.yaml',
      `group_mappings:
  # ours
  - display_name: A # a name
    id: group-1
    filter: '"x" in groups || "y" in<|> groups' # who
    role_bindings:
      # what
      - role_name: DeveloperRead
        crn_pattern: ${crn}

  - display_name: B
    group: z
known_groups: [x, { id: y, display_name: Why }]
`,
      'Extract "y" in groups',
      `group_mappings:
  # ours
  - display_name: A # a name
    id: group-1
    filter: '"x" in groups' # who
    role_bindings:
      # what
      - role_name: DeveloperRead
        crn_pattern: ${crn}

  - display_name: A (Why) # a name
    filter: '"y" in groups' # who
    role_bindings:
      # what
      - role_name: DeveloperRead
        crn_pattern: ${crn}

  - display_name: B
    group: z
known_groups: [x, { id: y, display_name: Why }]
`,
    );
  });

  it('keeps each scalar style, and takes parentheses off', () => {
    expectAfter(
      'a.groupmap.yaml',
      `group_mappings:\r\n  - display_name: A\r\n    filter: |\r\n      ("x" in<|> groups && "y" in groups)\r\n      || "z" in groups\r\n      || "w" in groups\r\n`,
      'Extract',
      `group_mappings:\r\n  - display_name: A\r\n    filter: |\r\n      "z" in groups\r\n      || "w" in groups\r\n  - display_name: A 2\r\n    filter: |\r\n      "x" in groups && "y" in groups\r\n`,
    );
    expectAfter(
      'a.groupmap.json',
      `{\n  "group_mappings": [\n    {\n      "display_name": "A",\n      "filter": "\\"x\\"<|> in groups || \\"y\\" in groups"\n    }\n  ]\n}\n`,
      'Extract',
      `{\n  "group_mappings": [\n    {\n      "display_name": "A",\n      "filter": "\\"y\\" in groups"\n    },\n    {\n      "display_name": "A (x)",\n      "filter": "\\"x\\" in groups"\n    }\n  ]\n}\n`,
    );
  });

  it('changes what users are expected to match', () => {
    const users = (ana: string, ben: string, cem: string) => `users:
  - { name: ana, groups: [x], expect: { group_mappings: [${ana}] } }
  - name: ben
    groups: [x, y]
    expect:
      group_mappings:
        - ${ben}
  - { name: cem, groups: [y], expect: { group_mappings: [${cem}] } }
`;
    expectAfter(
      'a.groupmap.yaml',
      `${users('A', 'A', 'A')}group_mappings:\n  - display_name: A\n    filter: '"x" in groups || "y" in<|> groups'\n`,
      'Extract',
      `${users('A', 'A\n        - A (y)', 'A (y)')}group_mappings:\n  - display_name: A\n    filter: '"x" in groups'\n  - display_name: A (y)\n    filter: '"y" in groups'\n`,
    );
  });

  it('is not offered beyond the number of mappings that a set may have, nor for what is shared by an anchor', () => {
    const mapping = `group_mappings:\n  - display_name: A\n    filter: '"x" in<|> groups || "y" in groups'\n`;
    expect(refactoringsAt({ 'a.groupmap.yaml': `organization: { limits: { group_mappings: 1 } }\n${mapping}` }).actions).toEqual([]);
    expect(refactoringsAt({ 'a.groupmap.yaml': `${mapping}    role_bindings: &r []\n` }).actions).toEqual([]);
  });
});

describe('merging mappings', () => {
  it('joins the filters, keeps the name and takes the other mapping away', () => {
    expectAfter(
      'a.groupmap.yaml',
      `group_mappings:
  # first
  - display_name: A<|>
    filter: '"x" in groups'
    ${roles}
  # second
  - display_name: B
    group: y
    ${roles}
  - display_name: C
    group: z
`,
      'Merge with "B"',
      `group_mappings:
  # first
  - display_name: A
    filter: '"x" in groups || "y" in groups'
    ${roles}
  # second
  - display_name: C
    group: z
`,
    );
  });

  it('makes a filter of a literal group, and puts && into parentheses', () => {
    expectAfter(
      'a.groupmap.json',
      `{"group_mappings": [\n  {"display_name": "A<|>", "group": "x", ${json}},\n  {"display_name": "B", "filter": "\\"y\\" in groups && \\"z\\" in groups", ${json}}\n]}`,
      'Merge',
      `{"group_mappings": [\n  {"display_name": "A", "filter": "\\"x\\" in groups || (\\"y\\" in groups && \\"z\\" in groups)", ${json}}\n]}`,
    );
    expectAfter(
      'a.groupmap.yaml',
      `group_mappings:\n  - { display_name: B, filter: 'true', ${roles} }\n  - display_name: A<|>\n    filter: |\n      "x" in groups\n      && "y" in groups\n    ${roles}\n`,
      'Merge',
      `group_mappings:\n  - display_name: A\n    filter: |\n      ("x" in groups\n      && "y" in groups) || true\n    ${roles}\n`,
    );
  });

  it('joins all of them across files, and expectations follow', () => {
    const files = {
      'a.groupmap.yaml': `group_mappings:\n  - { display_name: A<|>, group: a, ${roles} }\n  - { display_name: B, group: b, ${roles} }\n`,
      'b.groupmap.yaml': `group_mappings:\n  - { display_name: C, group: c, ${roles} }\nusers:\n  - { name: u, groups: [b, c], expect: { group_mappings: [C, B] } }\n  - { name: v, groups: [a, b], expect: { group_mappings: [A, B] } }\n`,
    };
    expect(after(files, 'Merge the 3')).toEqual({
      'a.groupmap.yaml': `group_mappings:\n  - { display_name: A, filter: '"a" in groups || "b" in groups || "c" in groups', ${roles} }\n`,
      'b.groupmap.yaml': `group_mappings:\nusers:\n  - { name: u, groups: [b, c], expect: { group_mappings: [A] } }\n  - { name: v, groups: [a, b], expect: { group_mappings: [A] } }\n`,
    });
  });

  it('is offered only for mappings that grant exactly the same, where the filter fits', () => {
    const two = (other: string, limit = 300) =>
      refactoringsAt({
        'a.groupmap.yaml': `organization: { limits: { filter_length: ${limit} } }\ngroup_mappings:\n  - { display_name: A<|>, group: a, ${roles} }\n  - { display_name: B, group: b, ${other} }\n`,
      }).actions.map(({ title }) => title);
    expect(two(roles)).toEqual(['Merge with "B", which grants the same']);
    expect(two(roles.replace('env-1', 'env-2'))).toEqual([]);
    expect(two(roles, 29)).toEqual([]);
    expect(two(`${roles}, acls: [{ resource_name: x }]`)).toEqual([]);
    expect(two('role_bindings: []')).toEqual([]);
  });
});

const json = `"role_bindings": [{"role_name": "DeveloperRead", "crn_pattern": "${crn}"}]`;

describe('every refactoring', () => {
  const examples = (['entra-azure-marketplace', 'okta'] as const).map((name): Files => {
    const directory = new URL(`../../examples/${name}/`, import.meta.url);
    const names = readdirSync(directory).filter((file) => file.endsWith('.yaml'));
    return Object.fromEntries(names.map((file) => [file, readFileSync(new URL(file, directory), 'utf8')]));
  });
  const sets: readonly Files[] = [
    ...examples,
    {
      'a.groupmap.yaml': `
users:
  - { name: u1, groups: [a], expect: { group_mappings: [A, D, J, K] } }
  - { name: u2, groups: [b, c], expect: { group_mappings: [B, A, D, J] } }
  - { name: u3, groups: [a, b, c, "it's \\"d\\""] }
  - { name: u4, groups: [], role_bindings: [{ role_name: X, crn_pattern: "crn://x" }] }
group_mappings:
  - display_name: A
    filter: >-
      ("a" in groups && true) ||
      "b" in groups
    ${roles}
  - { display_name: B, group: c, ${roles} }
  - display_name: C
    filter: "'it\\\\'s \\"d\\"' in groups"
    ${roles}
  - display_name: D
    filter: '"a" in groups||"c" in groups||false'
    role_bindings: []
`,
      'b.groupmap.json': `{"group_mappings": [ {"display_name": "J", "filter": "true", ${json}}, {"display_name": "K", "group": "a", ${json}} ]}`,
    },
  ];

  it('leaves everybody with the same access, no new error, and expectations that hold where they held', () => {
    let tried = 0;
    for (const files of sets) {
      const { context, set, services, texts } = readMarkedSet(files);
      for (const mapping of set.groupMappings) {
        const offsets = new Set([mapping.range.start]);
        const { filter, group } = mapping;
        if (group) offsets.add(group.range.start);
        for (let at = filter?.range.start ?? 1; at < (filter?.range.end ?? 0); at += 7) offsets.add(at);
        const seen = new Set<string>();
        for (const offset of offsets)
          for (const { title, edits } of codeActionsAt(context, mapping.file, { start: offset, end: offset }, (kind) =>
            kind.startsWith('refactor'),
          )) {
            if (seen.has(title)) continue;
            seen.add(title);
            tried++;
            const changed = readMarkedSet(applyFileEdits(texts, edits ?? []));
            expect(accessIn(changed.set, services), title).toEqual(accessIn(set, services));
            const errors = (findings: typeof context.findings) => findings.filter(({ severity }) => severity === 'error').length;
            expect(errors(changed.context.findings), title).toBeLessThanOrEqual(errors(context.findings));
            expect(brokenExpectations(changed.set, services), title).toEqual(brokenExpectations(set, services));
          }
      }
    }
    expect(tried).toBeGreaterThan(20);
  });
});

type Services = ReturnType<typeof readMarkedSet>['services'];

function accessIn(set: MappingSet, services: Services) {
  return simulateSet(services.simulator(set)).outcomes.map(({ user, sign_in, access }) => ({
    user,
    sign_in,
    roles: access.sso_session.map(({ role_name, crn_pattern }) => `${role_name} ${crn_pattern}`).sort(),
    acls: access.acls.map((acl) => JSON.stringify({ ...acl, granted_by: [] })).sort(),
  }));
}

function brokenExpectations(set: MappingSet, services: Services): unknown {
  return testExpectations(set, services.simulator(set)).map(({ user, failures }) => ({ user, keys: failures.map(({ key }) => key) }));
}
