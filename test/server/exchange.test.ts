import { describe, expect, it } from 'vitest';
import {
  exportRequest,
  importRequest,
  jitRequestRequest,
  mappingCommandRequest,
  type ExportResult,
  type ImportResult,
  type JitRequestResult,
  type MappingCommandResult,
} from '../../protocol.js';
import { makeDirectory, runGroupmap } from '../cli/run-groupmap.js';
import { base64, entraResponse } from '../exchange/sign-ins.js';
import { startSession } from './editor-session.js';

const mappings = `organization: { id: 1111aaaa-11aa-11aa-11aa-111111aaaaaa }
group_mappings:
  - display_name: One
    filter: '"a" in groups'
<|>  - display_name: Two
    group: b
  - display_name: Three
`;

describe('imports', () => {
  it('give the text that the command line prints', async () => {
    const { client } = await startSession({ 'a.groupmap.yaml': 'users: []\n' });
    const text = base64(entraResponse(['00123', 'R&D']));
    const result = await client.request<ImportResult>(importRequest, { kind: 'saml', text, name: 'response.txt' });
    const printed = await runGroupmap(['import', 'saml', 'response.txt'], { cwd: makeDirectory({ 'response.txt': text }) });
    expect(result.yaml).toBe(printed.stdout);
  });

  it('read exported mappings whatever their name', async () => {
    const { client } = await startSession({ 'a.groupmap.yaml': 'users: []\n' });
    const text = '- id: group-1\n  name: Ops\n  filter: "true"\n';
    const result = await client.request<ImportResult>(importRequest, { kind: 'mappings', text, name: 'clipboard' });
    expect(result.yaml).toContain('# clipboard:1\n  - display_name: Ops\n');
  });

  it('ask for the column that names users, and take the answer', async () => {
    const { client } = await startSession({ 'a.groupmap.yaml': 'users: []\n' });
    const params = { kind: 'users', text: 'Alias,Groups\nana,x\n', name: 'people.csv' };
    const asked = await client.request<ImportResult>(importRequest, params);
    expect(asked).toMatchObject({ yaml: null, columns: ['Alias', 'Groups'] });
    const answered = await client.request<ImportResult>(importRequest, { ...params, nameColumn: 'Alias' });
    expect(answered.yaml).toContain('- name: ana # people.csv:2');
  });
});

describe('exports', () => {
  it.each(['terraform', 'cli', 'api', 'yaml'])(
    'to %s give the text that the command line prints, unsaved edits included',
    async (format) => {
      const { client, uri, document, directory } = await startSession({ 'a.groupmap.yaml': mappings });
      const { text } = await client.request<ExportResult>(exportRequest, { uri: uri('a.groupmap.yaml'), format });
      const printed = await runGroupmap(['export', format, '.'], { cwd: directory });
      expect(text).toBe(printed.stdout);
      const open = document('a.groupmap.yaml');
      const at = open.text.indexOf('One');
      client.edit(open, at, at + 3, 'Eleven');
      const edited = await client.request<ExportResult>(exportRequest, { uri: uri('a.groupmap.yaml'), format });
      expect(edited.text).toContain('Eleven');
    },
  );

  it('of one mapping are the commands of the mapping at the cursor', async () => {
    const { client, cursor, uri } = await startSession({ 'a.groupmap.yaml': mappings });
    const { position } = cursor;
    const two = await client.request<MappingCommandResult>(mappingCommandRequest, { uri: uri('a.groupmap.yaml'), position });
    expect([two.groupMapping, two.text]).toEqual([
      'Two',
      `# Two\nconfluent iam group-mapping create Two --filter '"b" in groups' -o json\n`,
    ]);
    const three = await client.request<MappingCommandResult>(mappingCommandRequest, {
      uri: uri('a.groupmap.yaml'),
      position: { line: 6, character: 8 },
    });
    expect([three.text, three.leftOut]).toEqual(['', [expect.stringContaining('"Three"')]]);
    const none = await client.request<MappingCommandResult | null>(mappingCommandRequest, {
      uri: uri('a.groupmap.yaml'),
      position: { line: 0, character: 3 },
    });
    expect(none).toBeNull();
  });

  it('of a block of Terraform are the commands of all that it makes', async () => {
    const { client, cursor, uri } = await startSession({
      'main.tf': `resource "confluent_group_mapping" "team" {
  for_each     = { orders = "a", billing = "b" }
  display_name = "Team \${each.key}"
<|>  filter       = "\\"\${each.value}\\" in groups"
}
resource "confluent_group_mapping" "other" {
  display_name = "Other"
  filter       = "true"
}
`,
    });
    const result = await client.request<MappingCommandResult>(mappingCommandRequest, { uri: uri('main.tf'), position: cursor.position });
    expect(result).toEqual({
      groupMapping: 'Team billing',
      others: 1,
      remarks: [],
      leftOut: [],
      text: `# Team billing
confluent iam group-mapping create 'Team billing' --filter '"b" in groups' -o json

# Team orders
confluent iam group-mapping create 'Team orders' --filter '"a" in groups' -o json
`,
    });
  });

  it('of the JIT switch are the request', async () => {
    const { client, uri, directory } = await startSession({ 'a.groupmap.yaml': mappings });
    const { text } = await client.request<JitRequestResult>(jitRequestRequest, { uri: uri('a.groupmap.yaml'), isEnabled: false });
    expect(text).toBe((await runGroupmap(['jit', '.', '--disable'], { cwd: directory })).stdout);
  });

  it('of a file of no set are nothing', async () => {
    const { client } = await startSession({ 'a.groupmap.yaml': 'users: []\n' });
    expect(await client.request(exportRequest, { uri: 'file:///nowhere/x.txt', format: 'yaml' })).toBeNull();
  });
});
