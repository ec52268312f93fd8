import { describe, expect, it } from 'vitest';
import { codesOf, errorsAmong, markDiagnostics, startSession } from './editor-session.js';

const main = `resource "confluent_group_mapping" "x" {
  for_each     = var.teams
  display_name = each.key
  filter       = each.value
}
`;
const variables = 'variable "teams" {}\n';

describe('Terraform in the editor', () => {
  it('has its diagnostics in the file of the literal, and follows edits of any file of the directory', async () => {
    const session = await startSession({
      'main.tf': main,
      'variables.tf': variables,
      'terraform.tfvars': 'teams = {\n  a = "\\"a\\" in groups"\n}\n',
    });
    const values = session.document('terraform.tfvars');
    expect(errorsAmong((await session.client.diagnosticsOf(values)).diagnostics)).toEqual([]);
    const text = 'teams = {\n  a = "\\"a\\" in grops"\n}\n';
    session.client.replace(values, text);
    const errors = errorsAmong((await session.client.diagnosticsOf(values)).diagnostics);
    expect(markDiagnostics(text, errors)).toBe('teams = {\n  a = "\\"a\\" in <|grops|>"\n}\n');
    expect(errorsAmong((await session.client.diagnosticsOf(session.document('main.tf'))).diagnostics)).toEqual([]);
  });

  it('takes values from files that no editor has open, and sees them change', async () => {
    const session = await startSession(
      {
        'main.tf': main.replace('var.teams', 'yamldecode(file("data/teams.yaml"))'),
        'data/teams.yaml': 'a: \'"a" in groups\'\n',
      },
      { open: ['main.tf'] },
    );
    const document = session.document('main.tf');
    expect(errorsAmong((await session.client.diagnosticsOf(document)).diagnostics)).toEqual([]);
    const changed = session.client.nextDiagnostics(document.uri, ({ diagnostics }) => codesOf(diagnostics).includes('partly-known'));
    session.write('data/teams.yaml', 'a: [');
    expect(errorsAmong((await changed).diagnostics)).toEqual([]);
  });

  it('is silent in directories that have nothing to do with group mappings', async () => {
    const session = await startSession({ 'main.tf': 'resource "aws_s3_bucket" "x" {\n  bucket = "\n}\n' });
    expect(codesOf((await session.client.diagnosticsOf(session.document('main.tf'))).diagnostics)).toEqual([]);
  });
});
