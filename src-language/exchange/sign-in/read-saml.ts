import { listed, quoted } from '../../text/quoted-name.js';
import { readXml, undeclaredPrefix, type XmlElement } from './read-xml.js';
import { unreadable, type SignInContent, type SignInProblem } from './sign-in.js';

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion';
const instance = 'http://www.w3.org/2001/XMLSchema-instance';
const successful = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** Attributes by which Entra says that it left the groups out, since there are too many of them. */
const groupsLeftOut: ReadonlySet<string> = new Set([
  'http://schemas.microsoft.com/claims/groups.link',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups.link',
]);

/** Messages that are no response, by their root: what they are, and what to paste instead. */
const otherMessages: ReadonlyMap<string, string> = new Map([
  ['AuthnRequest', 'This is a SAML request: what Confluent Cloud sends to the identity provider, without any groups.'],
  ['LogoutRequest', 'This is a SAML logout request, which has no groups.'],
  ['LogoutResponse', 'This is the response to a SAML logout request, which has no groups.'],
  ['ArtifactResolve', 'This is a SAML artifact request, which has no groups.'],
  ['EntityDescriptor', 'This is SAML metadata: it describes an identity or service provider, not a person who signs in.'],
  ['EntitiesDescriptor', 'This is SAML metadata: it describes identity or service providers, not a person who signs in.'],
]);
const pasteResponse = 'Paste the SAML response: the field SAMLResponse that the browser posts back after the sign-in.';

/**
 * Reads a SAML 2.0 response or assertion (OASIS SAML Core, sections 2 and 3): the name, and every attribute of every attribute statement with
 * its values exactly as they are. Neither signature nor dates are checked: this shows what is sent, not whether to believe it.
 */
export function readSaml(xml: string): SignInContent {
  const document = readXml(xml);
  if (document.root === null) return unreadable('XML', document.mistake, document.range);
  const root = messageIn(document.root);
  const is = (element: XmlElement, namespace: string, name: string) =>
    element.localName === name && (element.namespace === namespace || isUndeclared(element));
  if (is(root, assertion, 'Assertion')) return readAssertion(root, 'saml-assertion');
  if (is(root, assertion, 'EncryptedAssertion')) return encrypted(root, 'assertion');
  if (is(root, protocol, 'Response')) return readResponse(root);
  const other = otherMessages.get(root.localName);
  const at = rangeOf(root);
  if (other) return unreadable('SAML message', `${other} ${pasteResponse}`, at);
  if (root.namespace?.startsWith('urn:oasis:names:tc:SAML:1.')) {
    return unreadable(
      'SAML 1.1 message',
      `This is SAML 1.1 (as WS-Federation sends it), and groups are mapped from SAML 2.0. ${pasteResponse}`,
      at,
    );
  }
  return unreadable('XML', `This XML is no SAML: it begins with the element ${quoted(root.localName)}. ${pasteResponse}`, at);
}

/** The message itself, taken out of a SOAP envelope, an artifact response or a WS-Trust response. */
function messageIn(root: XmlElement): XmlElement {
  if (
    !['Envelope', 'ArtifactResponse', 'RequestSecurityTokenResponse', 'RequestSecurityTokenResponseCollection'].includes(root.localName)
  ) {
    return root;
  }
  const waiting = [...root.children];
  for (let element = waiting.shift(); element; element = waiting.shift()) {
    if (element.namespace === protocol && element.localName !== 'ArtifactResponse' && element.localName !== 'Status') return element;
    if (/^urn:oasis:names:tc:SAML:[12]\.0:assertion$/.test(element.namespace ?? '')) return element;
    waiting.push(...element.children);
  }
  return root;
}

function readResponse(response: XmlElement): SignInContent {
  const what = 'SAML response';
  const plain = childrenOf(response, 'Assertion');
  const hidden = childrenOf(response, 'EncryptedAssertion');
  const [only] = plain;
  if (plain.length + hidden.length > 1) {
    const message =
      `This response holds ${String(plain.length + hidden.length)} assertions, and which of them Confluent Cloud reads is not known. ` +
      'Paste one assertion alone, from its <Assertion to its </Assertion>.';
    return unreadable(what, message, rangeOf(plain[1] ?? hidden[hidden.length - 1] ?? response));
  }
  if (hidden[0]) return encrypted(hidden[0], 'response');
  if (only) return { ...readAssertion(only, 'saml-response'), what };
  const status = childrenOf(response, 'Status')[0];
  const codes = status ? codesOf(status) : [];
  const said = status && childrenOf(status, 'StatusMessage')[0]?.text.trim();
  if (codes.length > 0 && codes[0] !== successful) {
    const names = codes.map((code) => code.slice(code.lastIndexOf(':') + 1)).join(', ');
    const message =
      `The identity provider refused this sign-in: its status is ${names}${said ? ` (${quoted(said)})` : ''}, and no assertion follows. ` +
      'Paste the response of a sign-in that worked.';
    return unreadable(what, message, rangeOf(status ?? response));
  }
  return unreadable(
    what,
    'This response holds no assertion, so that it says nothing of anybody. Paste the response of a sign-in that worked.',
    rangeOf(response),
  );
}

function codesOf(status: XmlElement): readonly string[] {
  const code = childrenOf(status, 'StatusCode')[0];
  return code ? [code.attributes.get('Value') ?? '', ...codesOf(code)] : [];
}

function encrypted(element: XmlElement, where: 'response' | 'assertion'): SignInContent {
  const message =
    (where === 'response' ? 'The assertion of this response is encrypted' : 'This assertion is encrypted') +
    ', and only Confluent Cloud has the key. Take the groups from the identity provider instead (in Entra: Test sign-in, without token encryption), or type them.';
  return unreadable(where === 'response' ? 'SAML response' : 'SAML assertion', message, rangeOf(element));
}

function readAssertion(element: XmlElement, kind: 'saml-response' | 'saml-assertion'): SignInContent {
  const problems: SignInProblem[] = [];
  const remark = (severity: 'warning' | 'information', message: string, at: XmlElement) =>
    problems.push({ severity, message, place: { in: 'decoded', range: rangeOf(at) } });
  if (isUndeclared(element)) {
    const prefix = element.namespace?.slice(undeclaredPrefix.length) ?? '';
    const what = prefix ? `Nothing declares the prefix ${quoted(prefix)} here` : 'Nothing declares the namespace here';
    remark('information', `${what}, as happens when an assertion is cut out of its response. It is read as SAML 2.0.`, element);
  }
  const attributes = new Map<string, string[]>();
  for (const statement of childrenOf(element, 'AttributeStatement')) {
    for (const hidden of childrenOf(statement, 'EncryptedAttribute')) {
      remark('warning', 'An attribute is encrypted, and only Confluent Cloud has the key: it is missing here.', hidden);
    }
    for (const attribute of childrenOf(statement, 'Attribute')) {
      const name = attribute.attributes.get('Name');
      if (name === undefined) {
        remark('warning', 'An attribute has no Name, which SAML requires: it is left out.', attribute);
        continue;
      }
      if (groupsLeftOut.has(name)) {
        remark(
          'warning',
          'Entra left the groups out, since this person is in more than 150 of them: a link stands for them, which Confluent Cloud is not known to follow.',
          attribute,
        );
      }
      const values = attributes.get(name) ?? [];
      attributes.set(name, values);
      for (const value of childrenOf(attribute, 'AttributeValue')) {
        if (/^\s*(?:true|1)\s*$/.test(value.attributes.get(`{${instance}}nil`) ?? '')) continue;
        if (value.children.length > 0) {
          const names = listed([...new Set(value.children.map((child) => child.localName))]);
          remark('information', `A value of ${quoted(name)} is XML (${names}); its text is shown.`, value);
        }
        values.push(valueOf(value));
      }
    }
  }
  const subject = childrenOf(element, 'Subject')[0];
  const nameId = subject && childrenOf(subject, 'NameID')[0];
  const hiddenId = subject && childrenOf(subject, 'EncryptedID')[0];
  if (hiddenId) remark('warning', 'The name of the person (NameID) is encrypted, and only Confluent Cloud has the key.', hiddenId);
  if (attributes.size === 0) {
    remark(
      'warning',
      'This assertion has no attributes, and so no groups. Add a group claim (Entra) or a group attribute statement (Okta) to the application.',
      element,
    );
  }
  return {
    what: 'SAML assertion',
    kind,
    name: nameId ? valueOf(nameId) : null,
    nameFrom: nameId ? 'NameID' : null,
    issuer: childrenOf(element, 'Issuer')[0]?.text.trim() || null,
    attributes,
    problems,
  };
}

/** Children by local name: in SAML's own namespaces, or in none that is declared. */
function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter(
    (child) => child.localName === name && (child.namespace === protocol || child.namespace === assertion || isUndeclared(child)),
  );
}

function isUndeclared(element: XmlElement): boolean {
  return element.namespace === null || element.namespace.startsWith(undeclaredPrefix);
}

/** A value that is text exactly as it is; of one that is XML the text, without the blanks that indent it. */
function valueOf(element: XmlElement): string {
  return element.children.length === 0 ? element.text : deepText(element).trim();
}

function deepText({ content }: XmlElement): string {
  return content.map((child) => (typeof child === 'string' ? child : deepText(child))).join('');
}

function rangeOf(element: XmlElement): { readonly start: number; readonly end: number } {
  return { start: element.start, end: element.start + 1 + element.localName.length };
}
