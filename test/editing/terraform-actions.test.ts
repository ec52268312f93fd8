import { describe, expect, it } from 'vitest';
import { codeActionsAt } from '../../src-language/editing/code-actions.js';
import { fixAllEdits } from '../../src-language/editing/fix-all.js';
import { formatFile } from '../../src-language/editing/format.js';
import { applyEdits } from '../../src-language/text/range.js';
import type { Texts } from '../support/read-terraform.js';
import { applyFileEdits } from './marked-set.js';
import { computed, mark, plain, readMarkedTerraform, services } from './terraform-set.js';

/** What each action at the cursor makes of the files that it changes. */
function actions(files: Texts): Record<string, string | null> {
  const { context, texts, file, offset } = readMarkedTerraform(files);
  return Object.fromEntries(
    codeActionsAt(context, file, { start: offset, end: offset }).map(({ title, edits }) => {
      if (!edits) return [title, null];
      const after = applyFileEdits(texts, edits);
      return [
        title,
        Object.keys(after)
          .filter((path) => after[path] !== texts[path])
          .map((path) => `${path}: ${changedLines(texts[path] ?? '', after[path] ?? '')}`)
          .join('\n'),
      ];
    }),
  );
}

function changedLines(before: string, after: string): string {
  const old = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter((line) => !old.has(line))
    .map((line) => line.trim())
    .join(' | ');
}

describe('in Terraform, actions', () => {
  it('repair a filter where it is written', () => {
    const files = { ...plain, 'main.tf': plain['main.tf'].replace('"data" in groups', '"data" in gr<|>oup') };
    expect(Object.values(actions(files))).toContain('main.tf: "data" in groups');
  });

  it('silence a finding by a comment above what begins the line', () => {
    const files = { ...plain, 'main.tf': plain['main.tf'].replace('\\"oncall\\" in', '\\"on<|>call \\" in') };
    expect(actions(files)).toMatchObject({ 'Ignore group-blank-edges here': 'main.tf: # groupmap-ignore group-blank-edges' });
    const local = { ...computed, 'locals.tf': computed['locals.tf'].replace('"data science" ', '"data sci<|>ence "') };
    const { context, texts, file, offset } = readMarkedTerraform(local);
    const silence = codeActionsAt(context, file, { start: offset, end: offset }).find(
      ({ title }) => title === 'Ignore group-blank-edges here',
    );
    const after = applyFileEdits(texts, silence?.edits ?? []);
    expect(after['locals.tf']).toContain('    # groupmap-ignore group-blank-edges\n    "data science "');
    const left = readMarkedTerraform(after).context.findings.filter(({ code }) => code === 'group-blank-edges' || code === 'ignore-unused');
    expect(left).toEqual([]);
  });

  it('shrink a filter unless others share its text', () => {
    const long = '(\\"ops\\" in groups || \\"ops\\" in groups)';
    const own = {
      'main.tf': plain['main.tf'].replace('\\"ops\\" in groups || \\"oncall\\" in groups', `${long.slice(0, 3)}<|>${long.slice(3)}`),
    };
    expect(Object.entries(actions(own)).find(([title]) => title.startsWith('Shrink Filter'))?.[1]).toBe(
      'main.tf: filter       = "\\"ops\\"in groups"',
    );
    const shared = {
      'main.tf': `resource "confluent_group_mapping" "x" {
  for_each     = { a = "a", b = "true || \\"b\\" in groups" }
  display_name = each.key
  filter       = "(\\"x\\" in gr<|>oups || \\"x\\" in groups) && \${each.value}"
}
`,
    };
    expect(Object.keys(actions(shared)).filter((title) => title.startsWith('Shrink Filter'))).toEqual([]);
  });

  it('fix everything of a file, a shared literal once', () => {
    const files = {
      'main.tf': computed['main.tf'],
      'locals.tf': computed['locals.tf'].replace('platform-admins', '" platform-admins"'),
      'users.groupmap.yaml': computed['users.groupmap.yaml'],
    };
    const { context, texts } = readMarkedTerraform(files);
    const fixed = applyFileEdits(texts, fixAllEdits(context, 'locals.tf'));
    expect(fixed['locals.tf']).toBe(files['locals.tf'].replace('" platform-admins"', '"platform-admins"'));
    expect(fixed['main.tf']).toBe(files['main.tf']);
  });

  it('add a group to the known groups and an example to the users, in the mapping file', () => {
    const files = { ...computed, 'users.groupmap.yaml': computed['users.groupmap.yaml'].replace('platform-admins, data', 'data') };
    const done = actions(mark(files, 'locals.tf', 'platform-<|>admins ='));
    expect(done).toMatchObject({
      'Add "platform-admins" to the known groups': 'users.groupmap.yaml: known_groups: [data science, platform-admins]',
    });
  });
});

describe('in Terraform, formatting', () => {
  it('lays out filters in strings, heredocs and locals, and nothing else', () => {
    const files = {
      'main.tf': `resource "confluent_group_mapping" "a" {
  display_name   =   "A"
  filter = "\\"a\\"   in groups&&\\"b\\" in groups"
}
resource "confluent_group_mapping" "b" {
  display_name = "B"
  filter = <<-CEL
    "a"  in groups||"b" in   groups
  CEL
}
resource "confluent_group_mapping" "c" {
  display_name = "C"
  filter = local.c
}
`,
      'locals.tf': 'locals {\r\n  c =   "\\"c\\"  in groups"\r\n}\r\n',
    };
    const { context, set } = readMarkedTerraform(files);
    const format = (path: keyof typeof files): string => {
      const file = context.fileOf(path);
      return file ? applyEdits(files[path], formatFile(file, services, { set }).edits) : '';
    };
    expect(format('main.tf')).toBe(
      files['main.tf']
        .replace('\\"a\\"   in groups&&', '\\"a\\" in groups && ')
        .replace('"a"  in groups||"b" in   groups', '"a" in groups || "b" in groups'),
    );
    expect(format('locals.tf')).toBe(files['locals.tf'].replace('\\"c\\"  in', '\\"c\\" in'));
  });
});

describe('in Terraform, advice', () => {
  it('names resources where a mapping grants nothing', () => {
    const { context } = readMarkedTerraform(plain);
    const messages = context.findings.filter(({ code }) => code === 'mapping-grants-nothing').map(({ message }) => message);
    expect(messages).toEqual([
      'The group mapping "Data" has no role binding and no ACL, so it grants nothing to whoever it matches. Add a confluent_role_binding or ' +
        'confluent_kafka_acl resource with its id as principal, or remove it.',
    ]);
  });
});
