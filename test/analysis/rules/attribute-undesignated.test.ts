import { describe, it } from 'vitest';
import { expectInFile } from './rule-cases.js';

const code = 'attribute-undesignated';
const mapping = 'group_mappings: [{ display_name: A, group: eng }]\n';

describe(code, () => {
  it('stands at the first user who comes with attributes, once', () =>
    expectInFile(
      code,
      `${mapping}users:
  - { name: ana, groups: [eng] }
  - { name: <|ben|>, attributes: { memberOf: [eng] } }
  - { name: cid, attributes: { memberOf: [eng] } }
`,
    ));
  it('stands at an empty designation', () =>
    expectInFile(code, `sso: { group_attribute: <|""|> }\n${mapping}users: [{ name: ben, attributes: { memberOf: [eng] } }]\n`));
  it.each([
    ['an attribute designated', `sso: { group_attribute: memberOf }\n${mapping}users: [{ name: ben, attributes: { memberOf: [eng] } }]\n`],
    ['no mappings', 'users: [{ name: ben, attributes: { memberOf: [eng] } }]\n'],
    ['no attributes', `${mapping}users: [{ name: ben, groups: [eng] }, { name: cid, member_of: [eng] }, { name: dee }]\n`],
  ])('not with %s', (_what, text) => expectInFile(code, text));
});
