import { describe, expect, it } from 'vitest';
import { importMappings, exportedFile } from '../../src-language/exchange/import-mappings.js';
import { importSignIn } from '../../src-language/exchange/import-sign-in.js';
import { importUsers } from '../../src-language/exchange/directory/import-users.js';
import { findOtherContent, type ImportKind } from '../../src-language/exchange/recognise-content.js';
import { services } from './reading-back.js';
import { entraResponse } from './sign-ins.js';

const texts = {
  listing: '[{"id":"group-1","name":"Eng","description":"","filter":"\\"eng\\" in groups","principal":"group-1","state":"ENABLED"}]',
  page: '{"api_version":"iam/v2","kind":"GroupMappingList","metadata":{},"data":[{"id":"group-1","display_name":"E","filter":"true"}]}',
  bindings: '[{"id":"rb-1","principal":"User:group-1","role_name":"EnvironmentAdmin","crn_pattern":"crn://x"}]',
  yaml: '- id: group-1\n  name: Eng\n  filter: \'"eng" in groups\'\n',
  state: '{"format_version":"1.0","terraform_version":"1.9.0","values":{"root_module":{"resources":[]}}}',
  mappingFile: '# ours\ngroup_mappings:\n  - display_name: A\n    filter: "true"\n',
  sampleUsers: 'users:\n  - name: ana\n    member_of: [a]\n',
  saml: entraResponse(['eng']),
  page_of_a_browser: '<!DOCTYPE html>\n<html><body>Sign in</body></html>',
  graph: '{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users","value":[{"userPrincipalName":"ana"}]}',
  okta: '[{"id":"00u1","status":"ACTIVE","profile":{"login":"ana"}}]',
  csv: 'userPrincipalName,displayName\nana@x.example,Ana\n',
  graphError: '{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired."}}',
} as const;
type Name = keyof typeof texts;

function mistakeOf(kind: ImportKind, text: string): string | null {
  const file = exportedFile('given', text);
  const result =
    kind === 'saml'
      ? importSignIn(text, 'given')
      : kind === 'users'
        ? importUsers(text, 'given')
        : importMappings(services.assemble([services.readFile(file)]), [file]);
  return result.yaml === null ? result.mistake : null;
}

describe('a text that another import reads', () => {
  it.each<[ImportKind, Name, RegExp]>([
    ...(['listing', 'page', 'bindings', 'yaml', 'state'] as const).map((name): [ImportKind, Name, RegExp] => [
      'users',
      name,
      /no users: groupmap import mappings .* reads it\.$/,
    ]),
    ...(['listing', 'page', 'bindings', 'yaml', 'state'] as const).map((name): [ImportKind, Name, RegExp] => [
      'saml',
      name,
      /no sign-in: groupmap import mappings .* reads it\.$/,
    ]),
    ['users', 'saml', /SAML message: groupmap import saml/],
    ['mappings', 'saml', /SAML message: groupmap import saml/],
    ['users', 'page_of_a_browser', /web page/],
    ['mappings', 'page_of_a_browser', /web page/],
    ['saml', 'graph', /lists users and is no sign-in: groupmap import users/],
    ['saml', 'okta', /lists users and is no sign-in: groupmap import users/],
    ['saml', 'csv', /lists users and is no sign-in: groupmap import users/],
    ['mappings', 'graph', /lists users and is no export of group mappings: groupmap import users/],
    ['mappings', 'okta', /lists users and is no export of group mappings: groupmap import users/],
    ['mappings', 'csv', /lists users and is no export of group mappings: groupmap import users/],
    ['users', 'mappingFile', /is a mapping file already/],
    ['users', 'sampleUsers', /is a mapping file already/],
    ['saml', 'mappingFile', /is a mapping file already/],
    ['users', 'graphError', /error of the directory: "Access token has expired\."/],
  ])('import %s of %s says which', (kind, name, message) => expect(mistakeOf(kind, texts[name])).toMatch(message));

  it.each<[ImportKind, Name]>([
    ['users', 'graph'],
    ['users', 'okta'],
    ['users', 'csv'],
    ['saml', 'saml'],
    ['mappings', 'listing'],
    ['mappings', 'page'],
    ['mappings', 'yaml'],
  ])('import %s of %s reads it', (kind, name) => expect(mistakeOf(kind, texts[name])).toBeNull());

  it('is not looked for in the claims of one person, nor in users with unusual attributes', () => {
    expect(mistakeOf('saml', '{"email":"ana@x.example","name":"Ana","groups":["a"],"principal":"x"}')).toBeNull();
    expect(findOtherContent('[{"userPrincipalName":"ana","filter":"x","principal":"y"}]', 'users')).toBeNull();
    expect(findOtherContent('[]', 'users')).toBeNull();
  });
});
