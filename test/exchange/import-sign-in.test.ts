import { describe, expect, it } from 'vitest';
import { importSignIn } from '../../src-language/exchange/import-sign-in.js';
import { readYaml, structureOf } from './reading-back.js';
import { assertion, attribute, base64, entraResponse, groupsAttribute, idToken, response, token } from './sign-ins.js';

function imported(text: string) {
  const result = importSignIn(text, 'response.txt');
  if (result.yaml === null) throw new Error(result.mistake);
  const set = readYaml(result.yaml);
  expect(structureOf(set)).toEqual([]);
  const claim = set.users[0]?.claim;
  const attributes =
    claim?.from === 'attributes' ? [...claim.attributes].map(([name, values]) => [name, values.map(({ value }) => value)]) : null;
  return { ...result, name: set.users[0]?.name.value, attributes };
}

describe('a SAML response as a sample user', () => {
  it('keeps every value exactly', () => {
    const groups = ['00123', 'true', ' padded ', 'R&D', '~', '# no comment', 'a: b', 'two\nlines'];
    const { name, attributes, remarks } = imported(base64(entraResponse(groups)));
    expect(name).toBe('ana@initech.example');
    expect(attributes).toEqual([
      ['http://schemas.microsoft.com/identity/claims/displayname', ['Ana Ng']],
      [groupsAttribute, groups],
    ]);
    expect(remarks).toEqual([]);
  });

  it('says where everything came from', () => {
    expect(imported(base64(entraResponse(['a', 'b']))).yaml).toBe(
      `# A sample user from response.txt: SAML response in base64, issued by https://sts.windows.net/11111111-2222-3333-4444-555555555555/.
# Values are exactly what the identity provider sent. Neither signature nor dates are checked.
# If groups are read from "${groupsAttribute}", as designated in Confluent Cloud, write that as sso.group_attribute of the set.

users:
  - name: ana@initech.example # NameID
    attributes:
      http://schemas.microsoft.com/identity/claims/displayname:
        - Ana Ng
      # Likely the groups: 2 values
      ${groupsAttribute}:
        - a
        - b
`,
    );
  });

  it('leaves out claims about the token, and says so', () => {
    const { attributes, remarks } = imported(token(idToken));
    expect(attributes).toEqual([
      ['sub', ['AAAAAbbbbb']],
      ['email', ['ana@initech.example']],
      ['groups', ['00123', 'true', ' padded ', 'R&D']],
    ]);
    expect(remarks).toEqual(['Claims about the token itself are left out: iss, aud.']);
  });

  it('names somebody without a name, and says so', () => {
    const { name, remarks } = imported(response(assertion(attribute('groups', ['a'])).replace(/<Subject>.*<\/Subject>/, '')));
    expect(name).toBe('someone');
    expect(remarks).toEqual(['It does not say who signs in: give the user a name.']);
  });

  it('cannot be broken out of by what is pasted', () => {
    const evil = 'x\nusers: []\n# ';
    const { attributes, name } = imported(
      response(
        assertion(attribute(evil, [evil]))
          .replace('ana@initech.example', evil)
          .replace('https://sts', `${evil}https://sts`),
      ),
    );
    expect([name, attributes]).toEqual([evil, [[evil.replaceAll('\n', ' '), [evil]]]]);
  });

  it('is refused with the reason when it cannot be read', () => {
    expect(importSignIn('<!DOCTYPE a><a/>', 'x')).toEqual({ yaml: null, mistake: expect.stringContaining('<!DOCTYPE') });
  });
});
