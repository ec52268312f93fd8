import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diffAccess } from '../../../src-language/review/diff-access.js';
import type { MappingSet } from '../../../src-language/mapping-set/mapping-set.js';
import { simulateSet } from '../../../src-language/provisioning/simulator.js';
import { createTerraformServices, setOf } from '../../support/read-terraform.js';

const services = await createTerraformServices();
const exampleUrl = new URL('../../../examples/terraform/', import.meta.url);
const example = Object.fromEntries(readdirSync(exampleUrl).map((name) => [name, readFileSync(new URL(name, exampleUrl), 'utf8')]));
const shown = (name: string) => readFileSync(new URL(`../../data/terraform-show/${name}`, import.meta.url), 'utf8');
const people = (groups: readonly string[]) => groups.map((group) => `  - { name: ${group}, groups: [${group}] }\n`).join('');

/** The example's own users, and one for each group alone and for all of them. */
const groups = ['cc-platform', 'cc-streaming', 'cc-billing', 'cc-on-call'];
const users = `${example['users.groupmap.yaml'] ?? ''}${people(groups)}  - { name: all, account: existing, groups: [${groups.join(', ')}] }\n`;

/** A plan when some teams are there already: their ids, and the principals made of them, are known. */
function partlyApplied(team: string): string {
  interface Shown {
    readonly resources: { readonly address: string }[];
  }
  const plan = JSON.parse(shown('initech.plan.json')) as { planned_values: { root_module: Shown } };
  const state = JSON.parse(shown('initech.state.json')) as { values: { root_module: Shown } };
  const applied = state.values.root_module.resources.filter(({ address }) => address.includes(team));
  const root = plan.planned_values.root_module;
  const resources = root.resources.map((resource) => applied.find(({ address }) => address === resource.address) ?? resource);
  return JSON.stringify({ ...plan, planned_values: { root_module: { resources } } });
}

const sets: Readonly<Record<string, MappingSet>> = {
  'the directory': setOf(services, { ...example, 'users.groupmap.yaml': users }),
  'YAML that says the same': setOf(services, { 'users.groupmap.yaml': users, 'set.groupmap.yaml': shown('initech.groupmap.yaml') }),
  'terraform show -json of the plan': setOf(services, {
    'users.groupmap.yaml': users,
    'plan.group-mappings.json': shown('initech.plan.json'),
  }),
  'terraform show -json of the state': setOf(services, {
    'users.groupmap.yaml': users,
    'state.group-mappings.json': shown('initech.state.json'),
  }),
  'a plan of which a team is applied': setOf(services, {
    'users.groupmap.yaml': users,
    'plan.group-mappings.json': partlyApplied('cc-streaming'),
  }),
  'a plan of which one resource is applied': setOf(services, {
    'users.groupmap.yaml': users,
    'plan.group-mappings.json': partlyApplied('on_call'),
  }),
};

/** Outcomes user by user, without what tells where a mapping was written, and in which order. */
function outcomesOf(set: MappingSet): unknown {
  const sorted = <Item>(items: readonly Item[]) => items.map((item) => JSON.stringify(item)).sort();
  return simulateSet(services.simulator(set)).outcomes.map(({ group_mappings, access, steps: _, notes, ...outcome }) => ({
    ...outcome,
    group_mappings: sorted(group_mappings.map(({ file: _file, line: _line, ...mapping }) => mapping)),
    access: {
      sso_session: sorted(access.sso_session),
      api_keys: access.api_keys,
      acls: sorted(access.acls.map((acl) => Object.entries(acl).sort())),
    },
    notes: sorted(notes.map(({ code, ...note }) => [code, note.group_mapping])),
  }));
}

describe.each(Object.entries(sets))('the example in Terraform, read from %s', (_, set) => {
  it('has no error and no warning', () => {
    const serious = services.findings(set).filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(serious.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });

  it('signs everybody in to the same', () => {
    const outcomes = outcomesOf(set) as { user: string; access: { sso_session: readonly string[]; acls: readonly string[] } }[];
    expect(outcomes.map(({ user, access }) => [user, access.sso_session.length, access.acls.length])).toEqual([
      ['ana@initech.example', 1, 0],
      ['ben@initech.example', 4, 1],
      ['cem@initech.example', 1, 0],
      ['cc-platform', 1, 0],
      ['cc-streaming', 3, 0],
      ['cc-billing', 1, 0],
      ['cc-on-call', 0, 0],
      ['all', 6, 1],
    ]);
    expect(outcomes).toEqual(outcomesOf(sets['YAML that says the same'] as MappingSet));
  });

  it('gives and takes nothing of anyone else either', () => {
    const other = sets['the directory'] as MappingSet;
    const { users: changed, role_bindings, acls, group_mappings, unknown_group_mappings } = diffAccess(other, set, services);
    expect([changed, role_bindings, acls, group_mappings, unknown_group_mappings]).toEqual([[], [], [], [], []]);
  });
});
