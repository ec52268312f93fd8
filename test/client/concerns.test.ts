import { describe, expect, it } from 'vitest';
import { concernsGroupMappings, holdsFilters, mayComeToConcern } from '../../client/concerns.js';

const document = (path: string, text: string, languageId = 'plaintext') => ({ uri: { path }, languageId, getText: () => text });
const mapping = 'resource "confluent_group_mapping" "a" {}\n';
const hazard = 'confluent iam group-mapping create everyone\n';

describe('what the language server is started for', () => {
  it.each([
    ['a mapping file, whatever is in it', document('/a.groupmap.yaml', '', 'yaml')],
    ['a filter that has no file yet', document('Untitled-1', '', 'groupfilter')],
    ['Terraform with a group mapping, whatever its language is called', document('/main.tf', mapping)],
    ['Terraform in JSON with a group mapping', document('/main.tf.json', '{"resource": {"confluent_group_mapping": {}}}', 'json')],
    ['a shell script with a command', document('/deploy', hazard, 'shellscript')],
    ['a command over several lines', document('/deploy.sh', 'confluent iam \\\n  group-mapping create x\n')],
    ['a build service’s YAML with a command', document('/.gitlab-ci.yml', `a:\n  script: ${hazard}`, 'yaml')],
  ])('is %s', (_what, it) => {
    expect(concernsGroupMappings(it)).toBe(true);
  });

  it.each([
    ['other Terraform', document('/main.tf', 'resource "aws_s3_bucket" "a" {}\n', 'terraform')],
    ['Terraform’s variable values', document('/terraform.tfvars', 'a = "confluent_group_mapping"\n', 'terraform-vars')],
    ['other shell scripts', document('/deploy.sh', 'confluent kafka topic list\n', 'shellscript')],
    ['other YAML', document('/deployment.yaml', 'group-mapping: yes\n', 'yaml')],
    ['a text that names the resource', document('/notes.md', mapping + hazard, 'markdown')],
  ])('is not %s', (_what, it) => {
    expect(concernsGroupMappings(it)).toBe(false);
  });

  it('is what may be typed into Terraform and scripts, and nowhere else', () => {
    const may = [document('/a.tf', ''), document('/a.sh', ''), document('/a.yml', '', 'yaml'), document('/notes.md', '', 'markdown')];
    expect(may.map(mayComeToConcern)).toEqual([true, true, true, false]);
  });

  it('has filters where it is no script', () => {
    expect([document('/main.tf', mapping), document('/deploy.sh', hazard)].map(holdsFilters)).toEqual([true, false]);
  });
});
