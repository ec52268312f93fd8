import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parseMarkedText } from '../../../support/marked-text.js';
import { expectFindings, findingsOf, open, replace, write } from './editor.js';

describe('findings', () => {
  const yaml = (filter: string) => `known_groups: [cc-engineering, cc-orders]
group_mappings:
  - display_name: Engineering
    description: Run the cluster
    filter: ${filter}
    role_bindings:
      - role_name: MetricsViewer
        crn_pattern: crn://confluent.cloud/organization=2222bbbb-22bb-22bb-22bb-222222bbbbbb
organization: { id: 2222bbbb-22bb-22bb-22bb-222222bbbbbb }
`;
  const scalars = {
    plain: '("cc-orders" in groups || "cc-engineering" in <|group|>)',
    'single-quoted': `'''cc-orders'' in groups || "cc-engineering" in <|group|>'`,
    'double-quoted': '"\\"cc-\\u006frders\\" in groups || \\"cc-engineering\\" in <|group|>"',
    literal: '|-\n      "cc-orders" in groups ||\n      "cc-engineering" in <|group|>',
    folded: '>-\n      "cc-orders" in groups\n\n      || "cc-engineering" in <|group|>',
  };
  for (const [style, filter] of Object.entries(scalars))
    it(`stand on the exact characters of a ${style} YAML scalar, as they are typed`, async () => {
      const document = await open('alone/alone.groupmap.yaml');
      await write(document, yaml(filter));
      await expectFindings(document, yaml(filter));
    });

  it('stand on the exact characters of a JSON string', async () => {
    const document = await open('initech/initech.groupmap.json');
    const filter = '"filter": "\\"cc-\\u0061dmins\\" in <|group|>"';
    await replace(document, '"filter": "\\"cc-admins\\" in groups"', filter);
    await expectFindings(document, document.getText().replace(parseMarkedText(filter).text, filter));
  });

  it('stand on the exact characters of a filter in its own file', async () => {
    const document = await open('filters/team.groupfilter');
    await write(document, '"cc-admins" in <|group|>\n');
    await expectFindings(document, '"cc-admins" in <|group|>\n');
  });

  it('go when the mistake is mended', async () => {
    const document = await open('globex/mappings.groupmap.yaml');
    const clean = document.getText();
    await replace(document, `'"cc-engineering" in groups'`, `'"cc-engineering" in <|group|>'`);
    await expectFindings(document, clean.replace(`'"cc-engineering" in groups'`, `'"cc-engineering" in <|group|>'`));
    await write(document, clean);
    await expectFindings(document, clean);
  });

  it('follow unsaved edits in the other files of the set', async () => {
    const mappings = await open('globex/mappings.groupmap.yaml');
    const organization = await open('globex/organization.groupmap.yaml');
    await replace(organization, '  - cc-orders\n', '');
    await expectFindings(mappings, mappings.getText().replace('"cc-orders" in groups', '<|"cc-orders"|> in groups'));
    await write(organization, organization.getText().replace('  - cc-support\n', '  - cc-support\n  - cc-orders\n'));
    await expectFindings(mappings, mappings.getText());
  });

  it('follow the settings of the set as they are typed', async () => {
    const mappings = await open('globex/mappings.groupmap.yaml');
    const organization = await open('globex/organization.groupmap.yaml');
    const text = organization.getText().replace('  - cc-orders\n', '');
    const marked = mappings.getText().replace('"cc-orders" in groups', '<|"cc-orders"|> in groups');
    await write(organization, text);
    await expectFindings(mappings, marked);
    await write(organization, `${text}settings:\n  severity: { group-unknown: off }\n`);
    await expectFindings(mappings, mappings.getText());
    await write(organization, `${text}settings:\n  severity: { group-unknown: error }\n`);
    await expectFindings(mappings, marked);
    assert.deepEqual(
      findingsOf(mappings).map(({ severity, code }) => [severity, typeof code === 'object' ? code.value : code]),
      [[vscode.DiagnosticSeverity.Error, 'group-unknown']],
    );
  });

  it('warn of commands in scripts, with quick fixes, and leave the rest to the languages’ own extensions', async () => {
    const script = await open('scripts/deploy.sh');
    await expectFindings(script, script.getText().replace('confluent iam group-mapping create', '<|$&|>'));
    const build = await open('scripts/build.yml');
    await expectFindings(build, build.getText().replace('confluent iam group-mapping update', '<|$&|>'));
    const [finding] = findingsOf(build);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      build.uri,
      finding?.range,
    );
    const titles = actions.map(({ title }) => title).filter((title) => title.includes('filter'));
    assert.deepEqual(titles, ['Add --filter for one group', 'Add --filter true: everyone is meant', 'Ignore cli-filter-missing here']);
    const formatting = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
      'vscode.executeFormatDocumentProvider',
      build.uri,
      {},
    );
    assert.deepEqual(formatting ?? [], []);
  });
});
