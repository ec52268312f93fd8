const attribute = (name: string, ...values: readonly string[]): string =>
  `<saml:Attribute Name="${name}">${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('')}</saml:Attribute>`;

/** What an identity provider would send for somebody of the acme set, unsigned. */
export const samlResponse = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">
<saml:Assertion><saml:Subject><saml:NameID>zoe@acme.example</saml:NameID></saml:Subject><saml:AttributeStatement>
${attribute(
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
  '3f0c51d2-7c1e-4a83-9b55-1c0a7f2e6d10',
  'b7a2e0c4-55d1-4f0e-8f4b-2d9c6a1e0f37',
  '5d1e8f60-02ab-4c6d-9a7e-7e4f1b2c3d48',
  '00123',
)}
${attribute('department', 'R&amp;D')}${attribute('role', ' User')}
</saml:AttributeStatement></saml:Assertion></samlp:Response>`;
