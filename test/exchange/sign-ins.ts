/** The attribute that Entra sends groups in. */
export const groupsAttribute = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups';

export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '&#13;');
}

export function attribute(name: string, values: readonly string[]): string {
  const written = values.map((value) => `<AttributeValue>${escapeXml(value)}</AttributeValue>`).join('');
  return `<Attribute Name="${escapeXml(name)}">${written}</Attribute>`;
}

/** An assertion as Entra lays it out, without a signature. */
export function assertion(attributes: string): string {
  return (
    '<Assertion ID="_a1" IssueInstant="2026-01-02T03:04:05.678Z" Version="2.0" xmlns="urn:oasis:names:tc:SAML:2.0:assertion">' +
    '<Issuer>https://sts.windows.net/11111111-2222-3333-4444-555555555555/</Issuer>' +
    '<Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">ana@initech.example</NameID></Subject>' +
    '<Conditions NotBefore="2026-01-02T02:59:05.678Z" NotOnOrAfter="2026-01-02T04:04:05.678Z"/>' +
    `<AttributeStatement>${attributes}</AttributeStatement>` +
    '<AuthnStatement AuthnInstant="2026-01-02T03:04:05.000Z"/></Assertion>'
  );
}

/** A response as Entra lays it out, around assertions. */
export function response(assertions: string): string {
  return (
    '<samlp:Response ID="_r1" Version="2.0" IssueInstant="2026-01-02T03:04:05.678Z" Destination="https://confluent.example/login/callback" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">' +
    '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/11111111-2222-3333-4444-555555555555/</Issuer>' +
    `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${assertions}</samlp:Response>`
  );
}

export function entraResponse(groups: readonly string[]): string {
  const name = attribute('http://schemas.microsoft.com/identity/claims/displayname', ['Ana Ng']);
  return response(assertion(name + attribute(groupsAttribute, groups)));
}

export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

export const idToken = {
  iss: 'https://login.example/tenant/v2.0',
  aud: '22222222-3333-4444-5555-666666666666',
  sub: 'AAAAAbbbbb',
  email: 'ana@initech.example',
  groups: ['00123', 'true', ' padded ', 'R&D'],
};

/** A signed token as text; the signature is none that anything would accept. */
export function token(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT', kid: 'k1' })}.${part(claims)}.c2lnbmF0dXJl`;
}
