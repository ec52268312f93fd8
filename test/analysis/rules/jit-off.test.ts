import { describe, expect, it } from 'vitest';
import { expectInFile, messageOf } from './rule-cases.js';

const code = 'jit-off';
const newcomer = 'users: [{ name: ana, account: new, groups: [] }, { name: ben, account: existing, groups: [] }]\n';

describe(code, () => {
  it('stands at the switch', () => expectInFile(code, `organization: { jit_enabled: <|false|> }\n${newcomer}`));
  it('stands at the marketplace whose default it is', () => {
    expectInFile(code, `organization: { marketplace: <|azure|> }\n${newcomer}`);
    expect(messageOf(code, `organization: { marketplace: azure }\n${newcomer}`)).toContain('the default for Azure Marketplace');
  });
  it('names who signs in for the first time, and nobody else', () => {
    const message = messageOf(code, `organization: { jit_enabled: false }\n${newcomer}`);
    expect(message).toContain('"ana"');
    expect(message).not.toContain('"ben"');
  });
  it.each([
    ['JIT on', newcomer],
    ['nobody new', 'organization: { jit_enabled: false }\nusers: [{ name: ben, account: existing, groups: [] }]\n'],
    ['nobody at all', 'organization: { jit_enabled: false }\n'],
    [
      'someone new whom the identity provider refuses first',
      `organization: { jit_enabled: false }\nsso: { application: { assignment_required: true } }\n${newcomer}`,
    ],
  ])('not with %s', (_what, text) => expectInFile(code, text));
});
