import { describe, expect, it } from 'vitest';
import { documentSelectorOf, isMappingFile, isTerraformFile, isTerraformModule } from '../../client/document-selector.js';
import { hostKindOf } from '../../src-language/mapping-set/hosts-by-kind.js';
import { isVariableFile } from '../../src-language/mapping-set/terraform/read-terraform.js';

describe('which documents are ours', () => {
  it.each(['/a/x.groupmap.yaml', 'x.groupmap.yml', '/x.groupmap.json'])('takes %s for a mapping file', (path) => {
    expect(isMappingFile(path)).toBe(true);
  });

  it.each(['/a/groupmap.yaml', '/x.groupmap.yaml.bak', '/x.yaml', '/x.groupfilter', '/x.groupmap.toml'])(
    'does not take %s for one',
    (path) => {
      expect(isMappingFile(path)).toBe(false);
    },
  );

  it('takes for Terraform what is read as Terraform', () => {
    const names = ['main.tf', 'a.tf.json', 'terraform.tfvars', 'terraform.tfvars.json', 'x.auto.tfvars', 'x.auto.tfvars.json'];
    const others = ['prod.tfvars', 'my-terraform.tfvars', 'x.tfvars.json', 'main.tf.bak', 'x.tfstate', 'x.hcl', 'tf', 'auto.tfvars'];
    expect([...names, ...others].filter(isTerraformFile)).toEqual(names);
    for (const path of [...names, ...others].flatMap((name) => [name, `/a b/${name}`])) {
      const isModule = hostKindOf(path, { named: false }) === 'terraform';
      expect([path, isTerraformModule(path), isTerraformFile(path)]).toEqual([path, isModule, isModule || isVariableFile(path)]);
    }
  });

  it('selects files by name and filters by language, once for each scheme', () => {
    const patterns = [
      '**/*.groupmap.{yaml,yml,json}',
      '**/*.{tf,tf.json}',
      '**/terraform.{tfvars,tfvars.json}',
      '**/*.auto.{tfvars,tfvars.json}',
    ];
    expect(documentSelectorOf(['file', 'untitled', 'file'])).toEqual(
      ['file', 'untitled'].flatMap((scheme) => [...patterns.map((pattern) => ({ scheme, pattern })), { scheme, language: 'groupfilter' }]),
    );
  });
});
