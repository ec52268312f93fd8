import { describe, expect, it } from 'vitest';
import { readMappingFile } from '../../src-language/mapping-set/read-mapping-file.js';
import { applyEdits } from '../../src-language/text/range.js';
import { markRanges, parseMarkedText } from '../support/marked-text.js';
import { everything } from './complete-file.js';

interface Case {
  /** YAML with markers around each place where `code` is reported; there must be no other problem. */
  readonly marked: string;
  readonly code: string;
  /** Words that the message holds. */
  readonly says?: string;
  /** Each fix by title, with the text it leaves. */
  readonly fixes?: Readonly<Record<string, string>>;
  readonly json?: boolean;
}

const filter = '"a" in groups';
const mapping = (body: string) => `group_mappings:\n  - ${body.split('\n').join('\n    ')}\n`;

const cases: Readonly<Record<string, Case>> = {
  'a section that does not exist': {
    marked: '<|group_mapings|>: []\n',
    code: 'unknown-key',
    says: 'Did you mean `group_mappings`?',
    fixes: { 'Change to `group_mappings`': 'group_mappings: []\n' },
  },
  'a key of another section': {
    marked: '<|jit_enabled|>: true\n',
    code: 'unknown-key',
    says: 'It belongs in `organization`.',
    fixes: {},
  },
  'a key that is like none': {
    marked: 'organization: { <|colour|>: red }\n',
    code: 'unknown-key',
    says: '`id`, `display_name`, `marketplace`, `jit_enabled` and `limits`',
    fixes: {},
  },
  'a key in camel case, quoted in JSON': {
    marked: '{ "group_mappings": [{ <|"displayName"|>: "A", "group": "a" }] }',
    json: true,
    code: 'unknown-key',
    fixes: { 'Change to `display_name`': '{ "group_mappings": [{ "display_name": "A", "group": "a" }] }' },
  },
  'a misspelt key that is there already': {
    marked: mapping('display_name: A\n<|display_names|>: A\ngroup: a'),
    code: 'unknown-key',
    says: 'It is there already.',
    fixes: {},
  },
  'the key that exports use for the name': {
    marked: mapping('<|name|>: A\ngroup: a'),
    code: 'unknown-key',
    says: 'Did you mean `display_name`?',
    fixes: { 'Change to `display_name`': mapping('display_name: A\ngroup: a') },
  },
  'a mapping without a name': {
    marked: mapping(`<|filter|>: '${filter}'\nrole_bindings: []`),
    code: 'missing-key',
    says: '`display_name`',
    fixes: { 'Add `display_name`': mapping(`display_name: ''\nfilter: '${filter}'\nrole_bindings: []`) },
  },
  'a mapping in flow style without a name': {
    marked: `group_mappings: [{ <|group|>: a }]\n`,
    code: 'missing-key',
    fixes: { 'Add `display_name`': 'group_mappings: [{ "display_name": "", group: a }]\n' },
  },
  'a JSON mapping without a name': {
    marked: '{\n  "group_mappings": [\n    {\n      <|"group"|>: "a"\n    }\n  ]\n}\n',
    json: true,
    code: 'missing-key',
    fixes: { 'Add `display_name`': '{\n  "group_mappings": [\n    {\n      "display_name": "",\n      "group": "a"\n    }\n  ]\n}\n' },
  },
  'a mapping with neither filter nor group': {
    marked: mapping('display_name: <|A|> # the first\nrole_bindings: []'),
    code: 'missing-key',
    says: 'neither `filter` nor `group`',
    fixes: {
      'Add `filter`': mapping(`display_name: A # the first\nfilter: '"GROUP" in groups'\nrole_bindings: []`),
      'Add `group`': mapping(`display_name: A # the first\ngroup: 'GROUP'\nrole_bindings: []`),
    },
  },
  'a misspelt filter is one mistake': { marked: mapping(`display_name: A\n<|filtr|>: '${filter}'`), code: 'unknown-key' },
  'filter and group together': {
    marked: mapping(`display_name: A\nfilter: '${filter}'\n<|group|>: a`),
    code: 'filter-and-group',
    fixes: {
      'Remove `group`': mapping(`display_name: A\nfilter: '${filter}'`),
      'Remove `filter`': mapping('display_name: A\ngroup: a'),
    },
  },
  'group and filter together in JSON': {
    marked: `{"group_mappings": [{"display_name": "A", "group": "a", <|"filter"|>: "true"}]}`,
    json: true,
    code: 'filter-and-group',
    fixes: {
      'Remove `group`': '{"group_mappings": [{"display_name": "A", "filter": "true"}]}',
      'Remove `filter`': '{"group_mappings": [{"display_name": "A", "group": "a"}]}',
    },
  },
  'a group that YAML reads as a number': {
    marked: mapping('display_name: A\ngroup: <|00123|>'),
    code: 'wrong-type',
    says: '`00123` without quotes is read as a number',
    fixes: { 'Quote `00123`': mapping('display_name: A\ngroup: "00123"') },
  },
  'a group that YAML reads as a boolean': {
    marked: 'users:\n  - name: ana\n    member_of: [<|true|>, b]\n',
    code: 'wrong-type',
    says: 'A group of `member_of`',
    fixes: { 'Quote `true`': 'users:\n  - name: ana\n    member_of: ["true", b]\n' },
  },
  'a group that YAML reads as nothing': {
    marked: 'known_groups:\n  - <|~|>\n',
    code: 'wrong-type',
    fixes: { 'Quote `~`': 'known_groups:\n  - "~"\n' },
  },
  'a group that is not there': {
    marked: mapping('display_name: A\n<|group|>:'),
    code: 'wrong-type',
    says: '`group` has no value',
    fixes: {},
  },
  'a filter that is a number': { marked: mapping('display_name: A\nfilter: <|12|>'), code: 'wrong-type', says: 'must be text', fixes: {} },
  'a filter that is a list': { marked: mapping('display_name: A\nfilter: <|[a, b]|>'), code: 'wrong-type', says: 'not a list', fixes: {} },
  'a word that is not among the choices': {
    marked: 'organization:\n  marketplace: <|azur|>\n',
    code: 'wrong-type',
    says: '`none`, `aws`, `azure` or `gcp`, not `azur`. Did you mean `azure`?',
    fixes: { 'Change to `azure`': 'organization:\n  marketplace: azure\n' },
  },
  'another name for one of the choices': {
    marked: 'sso: { identity_provider: <|azure_ad|> }\n',
    code: 'wrong-type',
    fixes: { 'Change to `entra`': 'sso: { identity_provider: entra }\n' },
  },
  'a boolean as YAML 1.1 wrote it': {
    marked: 'organization:\n  jit_enabled: <|yes|>\n',
    code: 'wrong-type',
    fixes: { 'Change to `true`': 'organization:\n  jit_enabled: true\n' },
  },
  'a limit in quotes': {
    marked: 'organization:\n  limits: { filter_length: <|"600"|> }\n',
    code: 'wrong-type',
    fixes: { 'Change to `600`': 'organization:\n  limits: { filter_length: 600 }\n' },
  },
  'limits that are no positive whole numbers': {
    marked: 'organization:\n  limits: { filter_length: <|0|>, group_mappings: <|1.5|> }\n',
    code: 'wrong-type',
    says: 'whole number of at least 1',
    fixes: {},
  },
  'one group where a list belongs': {
    marked: 'users: [{ name: ana, groups: <|cc-users|> }]\n',
    code: 'wrong-type',
    fixes: { 'Make it a list': 'users: [{ name: ana, groups: [cc-users] }]\n' },
  },
  'one group with a comma where a list belongs': {
    marked: 'users:\n  - name: ana\n    groups: <|Sales, East|>\n',
    code: 'wrong-type',
    fixes: { 'Make it a list': 'users:\n  - name: ana\n    groups: ["Sales, East"]\n' },
  },
  'a map where a list belongs': {
    marked: 'users: <|{ name: ana }|>\n',
    code: 'wrong-type',
    fixes: { 'Make it a list': 'users: [{ name: ana }]\n' },
  },
  'a severity that JSON has no word for': {
    marked: '{"settings": {"severity": {"syntax": <|false|>}}}',
    json: true,
    code: 'wrong-type',
    fixes: { 'Change to `off`': '{"settings": {"severity": {"syntax": "off"}}}' },
  },
  'mappings by name instead of a list': {
    marked: `group_mappings:\n  <|Data science:\n    filter: '${filter}'|>\n`,
    code: 'wrong-type',
    says: '`group_mappings` must be a list, not a map',
    fixes: {},
  },
  'a key before its colon is typed': { marked: mapping('display_name: A\n<|fil|>'), code: 'host-syntax' },
  'a line that is indented too little': {
    marked: 'users:\n  - name: ana\n    groups: [a]\n  <|a|>ccount: new\n',
    code: 'host-syntax',
  },
  'an alias without an anchor': { marked: mapping('display_name: A\ngroup: <|*nope|>'), code: 'host-syntax' },
  'an empty item': { marked: 'users:\n  - name: ana\n  -<|>\n', code: 'wrong-type' },
  'a user without a name': { marked: 'users: [{ <|account|>: new }]\n', code: 'missing-key', says: '`name`' },
  'an empty role binding': {
    marked: mapping('display_name: A\ngroup: a\nrole_bindings: [<|{}|>]'),
    code: 'missing-key',
    says: 'no `role_name` and no `crn_pattern`',
  },
  'a role binding on nothing': {
    marked: mapping('display_name: A\ngroup: a\nrole_bindings:\n  - <|role_name|>: DeveloperRead'),
    code: 'missing-key',
    says: 'no `crn_pattern`. Add the resource',
  },
  'a mapping with neither name nor condition': {
    marked: mapping('<|description|>: later'),
    code: 'missing-key',
    says: 'no `display_name`. Add it; it may be empty. It has neither `filter` nor `group`.',
  },
  'an empty mapping': { marked: 'group_mappings: [<|{}|>]\n', code: 'missing-key' },
  'a filter that is written as nothing': {
    marked: mapping('display_name: A\nfilter: <|~|>'),
    code: 'wrong-type',
    says: '`~` is read as nothing',
    fixes: {},
  },
  'an expected role on no resource': {
    marked: 'users: [{ name: ana, expect: { role_bindings: [{ <|role_name|>: DeveloperRead }] } }]\n',
    code: 'missing-key',
    says: '`crn_pattern`',
  },
  'two forms of groups': {
    marked: 'users:\n  - name: ana\n    member_of: [a]\n    <|groups|>: [a]\n',
    code: 'groups-and-attributes',
    fixes: { 'Remove `groups`': 'users:\n  - name: ana\n    member_of: [a]\n' },
  },
  'three forms of groups': {
    marked: 'users: [{ name: ana, groups: [], <|attributes|>: {}, <|member_of|>: [] }]\n',
    code: 'groups-and-attributes',
    says: '`groups` is used',
  },
  'no condition in the filter of the claim': {
    marked: 'sso: { group_claim: { filter: <|{}|> } }\n',
    code: 'wrong-type',
    says: 'exactly one',
  },
  'two conditions in the filter of the claim': {
    marked: 'sso: { group_claim: { filter: <|{ starts_with: a, contains: b }|> } }\n',
    code: 'wrong-type',
    says: 'exactly one',
  },
  'a regular expression that is none': { marked: 'sso: { group_claim: { filter: { matches: <|"cc-("|> } } }\n', code: 'wrong-type' },
  'a severity that is none': {
    marked: 'settings: { severity: { group-unmapped: <|warn|> } }\n',
    code: 'wrong-type',
    fixes: { 'Change to `warning`': 'settings: { severity: { group-unmapped: warning } }\n' },
  },
  'a code that is none': {
    marked: 'settings: { severity: { <|group-unmaped|>: off } }\n',
    code: 'unknown-key',
    fixes: { 'Change to `group-unmapped`': 'settings: { severity: { group-unmapped: off } }\n' },
  },
  'an ACL that neither allows nor denies': {
    marked: mapping('display_name: A\ngroup: a\nacls: [{ permission: <|allow|> }]'),
    code: 'wrong-type',
    fixes: { 'Change to `ALLOW`': mapping('display_name: A\ngroup: a\nacls: [{ permission: ALLOW }]') },
  },
  'a list instead of the file’s sections': {
    marked: '<|- display_name: A|>\n  filter: "true"\n',
    code: 'wrong-type',
    says: 'not a list',
    fixes: {},
  },
  'text instead of the file’s sections': { marked: '<|hello|>\n', code: 'wrong-type', says: 'not text' },
  'another value in a later document': {
    marked: 'organization: { marketplace: azure }\n---\norganization: { marketplace: <|aws|> }\n',
    code: 'conflicting-sections',
    says: 'in line 1',
    fixes: { 'Use `azure` here too': 'organization: { marketplace: azure }\n---\norganization: { marketplace: azure }\n' },
  },
};

describe('structural problems of a mapping file', () => {
  it.each(Object.entries(cases))('%s', (_title, { marked, code, says, fixes, json }) => {
    const { text } = parseMarkedText(marked);
    const { problems } = readMappingFile({ path: json ? 'a.groupmap.json' : 'a.groupmap.yaml', text });
    expect(
      markRanges(
        text,
        problems.map((problem) => problem.range),
      ),
    ).toBe(marked);
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set([code]));
    if (says !== undefined) expect(problems.map((problem) => problem.message).join('\n')).toContain(says);
    if (fixes) {
      const offered = problems.flatMap((problem) => problem.fixes);
      expect(Object.fromEntries(offered.map(({ title, edits }) => [title, applyEdits(text, edits)]))).toEqual(fixes);
      for (const fixed of Object.values(fixes))
        expect(readMappingFile({ path: json ? 'a.groupmap.json' : 'a.groupmap.yaml', text: fixed }).problems).toEqual([]);
    }
  });

  it('says nothing of the keys and values that the schema describes', () => {
    const { problems } = readMappingFile({ path: 'a.groupmap.yaml', text: everything });
    expect(problems).toEqual([]);
  });

  it('reports what stands behind an alias once', () => {
    const text =
      'x-bindings: &b\n  - { role: DeveloperRead, crn_pattern: crn://x }\n' +
      'group_mappings:\n' +
      '  - { display_name: A, group: a, role_bindings: *b }\n'.repeat(3);
    expect(readMappingFile({ path: 'a.groupmap.yaml', text }).problems.map((problem) => problem.code)).toEqual(['unknown-key']);
  });

  it('offers edits that keep Windows line ends', () => {
    const text = 'group_mappings:\r\n  - group: a\r\n';
    const [problem] = readMappingFile({ path: 'a.groupmap.yaml', text }).problems;
    expect(applyEdits(text, problem?.fixes[0]?.edits ?? [])).toBe("group_mappings:\r\n  - display_name: ''\r\n    group: a\r\n");
  });
});
