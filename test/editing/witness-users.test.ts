import { beforeAll, describe, expect, it } from 'vitest';
import { exportSet } from '../../src-language/exchange/export/export-set.js';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import { type CodeAction, codeActionsAt } from '../../src-language/editing/code-actions.js';
import { createEditingContext } from '../../src-language/editing/editing-context.js';
import { personOf } from '../../src-language/provisioning/simulator.js';
import type { DiagnosticCode } from '../../src-language/text/problem.js';
import { createTerraformServices, setOf, type Texts } from '../support/read-terraform.js';
import { applyFileEdits } from './marked-set.js';

let services: GroupFilterServices;
beforeAll(async () => (services = await createTerraformServices()));

const crn = 'crn://confluent.cloud/organization=1111aaaa-11aa-11aa-11aa-111111aaaaaa/environment=env-1';
type Mapping = readonly [name: string, filter: string, role: string];
const any = (...groups: string[]) => groups.map((group) => `"${group}" in groups`).join(' || ');

/** The finding's code, mappings that it concerns, and those that its witness has to match, and no others. */
const cases: readonly (readonly [DiagnosticCode, readonly Mapping[], readonly string[]])[] = [
  [
    'mapping-duplicate',
    [
      ['One', '"x" in groups && "y" in groups', 'DeveloperRead'],
      ['Same', '"y" in groups && "x" in groups', 'DeveloperWrite'],
      ['Other', '"z" in groups', 'DeveloperManage'],
    ],
    ['One', 'Same'],
  ],
  [
    'mapping-same-roles',
    [
      ['One', '"x" in groups', 'DeveloperRead'],
      ['Other', `"it's \\"y\\" \${z}" in groups`, 'DeveloperRead'],
    ],
    ['Other'],
  ],
  [
    'mapping-shadowed',
    [
      ['Wide', any('x', 'y'), 'DeveloperRead'],
      ['Narrow', '"x" in groups && "z" in groups', 'DeveloperRead'],
      ['Other', '"z" in groups && "y" in groups', 'DeveloperWrite'],
    ],
    ['Wide', 'Narrow'],
  ],
  [
    'broad-admin',
    [
      ['Admins', any('a', 'b', 'c', 'd', 'e'), 'OrganizationAdmin'],
      ['Other', '"z" in groups', 'DeveloperRead'],
    ],
    ['Admins'],
  ],
];
const hosts = {
  YAML: (content: object) => ({ 'acme.groupmap.yaml': exportSet(jsonSet(content), 'yaml').text }),
  JSON: (content: object) => ({ 'acme.groupmap.json': JSON.stringify(content, null, 2) }),
  Terraform: (content: object) => ({ 'main.tf': exportSet(jsonSet(content), 'terraform').text }),
} satisfies Record<string, (content: object) => Texts>;

function jsonSet(content: object) {
  return services.assemble([services.readFile({ path: 'a.groupmap.json', text: JSON.stringify(content) })]);
}

/** Where a set says how people sign in. */
const signIns: Readonly<Record<string, object>> = {
  'as it is by default': {},
  'without JIT': { organization: { jit_enabled: false } },
  'with JIT for Azure Marketplace': { organization: { marketplace: 'azure', jit_enabled: true } },
};

function witnessAction(texts: Texts, code: DiagnosticCode): CodeAction | undefined {
  const context = createEditingContext(setOf(services, texts), services);
  const finding = context.findings.find((each) => each.code === code);
  expect(finding).toBeDefined();
  return codeActionsAt(context, finding?.file ?? '', finding?.range ?? { start: 0, end: 0 }).find(
    (action) => action.finding?.code === code && action.title.endsWith('to the sample users'),
  );
}

describe.each(Object.entries(hosts))('the example of a finding in %s', (_host, write) => {
  it.each(cases)('of %s becomes a sample user who matches what it tells of, and gets their roles', (code, mappings, matches) => {
    const group_mappings = mappings.map(([display_name, filter, role_name]) => ({
      display_name,
      filter,
      role_bindings: [{ role_name, crn_pattern: crn }],
    }));
    for (const signIn of Object.values(signIns))
      for (const people of [{}, { users: [] }, { users: [{ name: 'example-1@example.com', groups: ['q'] }] }]) {
        const texts: Texts = {
          ...write({ group_mappings }),
          'people.groupmap.yaml': `${JSON.stringify({ ...signIn, ...people })}\n`,
        };
        const action = witnessAction(texts, code);
        const created = (action?.edits ?? []).filter(({ file }) => !(file in texts));
        const known = { ...texts, ...Object.fromEntries(created.map(({ file }) => [file, ''])) };
        const after = setOf(services, applyFileEdits(known, action?.edits ?? []));
        const user = after.users.at(-1);
        expect(after.users.length).toBe(('users' in people ? (people.users?.length ?? 0) : 0) + 1);
        if (!user) return;
        const outcome = services.simulator(after).simulate(personOf(user));
        expect(outcome.group_mappings.filter(({ result }) => result === 'match').map(({ display_name }) => display_name)).toEqual(matches);
        const roles = mappings.flatMap(([name, , role]) => (matches.includes(name) ? [role] : []));
        expect(new Set(outcome.access.sso_session.map(({ role_name }) => role_name))).toEqual(new Set(roles));
        // Everything else is as it was.
        expect(after.groupMappings.map(({ displayName }) => displayName)).toEqual(mappings.map(([name]) => name));
      }
  });
});

it('is not offered where whoever signs in is refused by the application', () => {
  const [code, mappings] = cases[0] ?? [];
  const group_mappings = mappings?.map(([display_name, filter, role_name]) => ({
    display_name,
    filter,
    role_bindings: [{ role_name, crn_pattern: crn }],
  }));
  const texts = hosts.JSON({ sso: { application: { enabled_for_users_to_sign_in: false } }, group_mappings });
  expect(code && witnessAction(texts, code)).toBeUndefined();
});
