import { describe, expect, it } from 'vitest';
import { expectInFile, fixedFiles } from './rule-cases.js';

const code = 'jit-open-door';

describe(code, () => {
  it('reports what is written, and sets it', () => {
    const text = 'sso:\n  application:\n    assignment_required: false # for now\n';
    expectInFile(code, text.replace('false', '<|false|>'));
    expect(fixedFiles(code, text)).toEqual([text.replace('false', 'true')]);
  });
  it('reports it for Azure Marketplace once JIT is on', () => {
    const sso = 'sso: { application: { assignment_required: <|false|> } }\n';
    expectInFile(code, `organization: { marketplace: azure, jit_enabled: true }\n${sso}`);
    expectInFile(code, `organization: { marketplace: azure }\n${sso.replace(/<\||\|>/g, '')}`);
  });
  it.each([
    ['the default', 'organization: { jit_enabled: true }\n'],
    ['assignment required', 'sso: { application: { assignment_required: true } }\n'],
    ['JIT off', 'organization: { jit_enabled: false }\nsso: { application: { assignment_required: false } }\n'],
    ['sign-in disabled for all', 'sso: { application: { assignment_required: false, enabled_for_users_to_sign_in: false } }\n'],
  ])('not %s', (_what, text) => expectInFile(code, text));
});
