import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src-language/analysis/rules/rule-list.js';
import { createGroupFilterServices } from '../../src-language/group-filter-services.js';
import { simulateSet } from '../../src-language/provisioning/simulator.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly grammars: readonly { readonly scopeName: string; readonly path: string; readonly injectTo?: readonly string[] }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string }[] }[];
  };
}
const manifestText = read('package.json');
const manifest = JSON.parse(manifestText) as Manifest;
const strings = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const commands = manifest.contributes.commands.map(({ command }) => command);

describe('package.json as the editor reads it', () => {
  it('has a text for each %key%, and no text that nothing shows', () => {
    const used = new Set([...manifestText.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]));
    expect([...used].sort()).toEqual(Object.keys(strings).sort());
  });

  it('wakes the extension for mapping files, Terraform, filters, scripts and a panel that was left open, and for nothing else', () => {
    expect(manifest.activationEvents).toEqual([
      'workspaceContains:**/*.groupmap.*',
      'workspaceContains:**/*.tf',
      'workspaceContains:**/*.tf.json',
      'onLanguage:groupfilter',
      'onLanguage:terraform',
      'onLanguage:opentofu',
      'onLanguage:shellscript',
      'onLanguage:github-actions-workflow',
      'onWebviewPanel:groupmap.evaluator',
    ]);
  });

  it('offers in menus and the walkthrough only commands that exist', () => {
    const inMenus = Object.values(manifest.contributes.menus).flatMap((entries) => entries.map(({ command }) => command));
    const inSteps = Object.values(strings).flatMap((text) => [...text.matchAll(/\]\(command:([\w.]+)\)/g)].map((match) => match[1] ?? ''));
    expect([...inMenus, ...inSteps].filter((command) => !commands.includes(command))).toEqual([]);
  });

  it('registers exactly the commands that it contributes', () => {
    const registered = [...read('client/commands/create-commands.ts').matchAll(/^ {4}'(groupmap\.\w+)':/gm)].map((match) => match[1]);
    expect(registered.sort()).toEqual([...commands].sort());
  });

  it('keeps commands that need a mapping set out of the palette elsewhere', () => {
    const palette = new Map(manifest.contributes.menus.commandPalette?.map(({ command, when }) => [command, when]));
    const anywhere = commands.filter((command) => !palette.get(command));
    expect(anywhere).toEqual([
      'groupmap.createExample',
      'groupmap.importSaml',
      'groupmap.importUsers',
      'groupmap.importMappings',
      'groupmap.openWalkthrough',
    ]);
  });

  it('has editor settings for hints, lenses, marks and the panel, and none for what a mapping set says itself', () => {
    const settings = Object.keys(manifest.contributes.configuration.properties);
    expect(settings.filter((setting) => !/^groupmap\.(?:inlayHints|codeLens|changes|panel)\./.test(setting))).toEqual([]);
    for (const rule of rules) expect(settings.filter((setting) => setting.includes(rule.code))).toEqual([]);
  });

  it('names each grammar by the scope that its file has', () => {
    for (const { path, scopeName } of manifest.contributes.grammars)
      expect((JSON.parse(read(path)) as { scopeName: string }).scopeName).toBe(scopeName);
  });

  it('injects filters into each host that a grammar is for', () => {
    const hosts = Object.fromEntries(manifest.contributes.grammars.map(({ scopeName, injectTo }) => [scopeName, injectTo]));
    expect(hosts).toEqual({
      'source.groupfilter': undefined,
      'injection.yaml.groupfilter': ['source.yaml'],
      'injection.json.groupfilter': ['source.json', 'source.json.comments'],
      'injection.terraform.groupfilter': ['source.hcl', 'source.hcl.terraform'],
    });
  });
});

describe('the example that the editor writes', () => {
  const services = createGroupFilterServices();
  const names = ['mappings', 'organization', 'users'].map((name) => `${name}.groupmap.yaml`);
  const texts = names.map((name) => read(`media/example/${name}`));
  const asFiles = services.assemble(names.map((path, index) => services.readFile({ path, text: texts[index] ?? '' })));
  const asOneText = services.assemble([services.readFile({ path: 'example.groupmap.yaml', text: texts.join('\n') })]);

  it.each([
    ['as files of a folder', asFiles],
    ['as one untitled text', asOneText],
  ])('has nothing to complain about %s', (_how, set) => {
    expect(services.findings(set)).toEqual([]);
  });

  it.each([
    ['as files of a folder', asFiles],
    ['as one untitled text', asOneText],
  ])('shows each way that a sign-in goes %s', (_how, set) => {
    const { outcomes } = simulateSet(services.simulator(set));
    expect(outcomes.map(({ user, sign_in, account }) => `${user} ${sign_in} ${account}`)).toEqual([
      'ana@acme.example allowed created',
      'ben@acme.example allowed existing',
      'carla@acme.example allowed created',
      'dev@acme.example denied_by_identity_provider existing',
    ]);
  });
});
