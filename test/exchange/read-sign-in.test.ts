import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSignIn } from '../../src-language/exchange/sign-in/read-sign-in.js';
import { assertion, attribute, base64, entraResponse, groupsAttribute, idToken, response, token } from './sign-ins.js';

/** The one error of a text that cannot be read. */
function mistakeIn(text: string): string {
  const { kind, attributes, problems } = readSignIn(text);
  expect({ kind, attributes: [...attributes] }).toEqual({ kind: null, attributes: [] });
  expect(problems.map((problem) => problem.severity)).toEqual(['error']);
  return problems[0]?.message ?? '';
}

const groupsIn = (text: string) => readSignIn(text).attributes.get(groupsAttribute);

describe('values', () => {
  const groups = [
    '00123',
    'true',
    ' padded ',
    'R&D',
    'ünïcode 🦊',
    'a\u00a0b',
    '<img src=x onerror=alert(1)>',
    'null',
    '-0',
    '1e3',
    '\u202eabc',
  ];

  it('come out exactly', () => {
    expect(groupsIn(entraResponse(groups))).toEqual(groups);
    expect(groupsIn(entraResponse(groups))).toContain('R&D');
    expect(entraResponse(groups)).toContain('R&amp;D');
  });

  it('come out exactly, whatever they are', () => {
    const text = fc
      .string({ unit: 'binary' })
      // What XML can carry at all (XML 1.0, production Char).
      .map((value) => value.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''));
    fc.assert(
      fc.property(
        fc.array(text),
        fc.constantFrom(
          (xml: string) => xml,
          base64,
          (xml: string) => deflateRawSync(xml).toString('base64'),
        ),
        (values, wrap) => {
          expect(groupsIn(wrap(entraResponse(values)))).toEqual(values);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are joined around comments and CDATA sections', () => {
    const value = '<AttributeValue>adm<!-- hidden -->ins<![CDATA[ & <co>]]>&#x21;&#33;&apos;&quot;</AttributeValue>';
    expect(groupsIn(response(assertion(`<Attribute Name="${groupsAttribute}">${value}</Attribute>`)))).toEqual([`admins & <co>!!'"`]);
  });

  it('are whole in a name that a comment parts', () => {
    const hidden = response(assertion(attribute('a', ['1']))).replace(
      'ana@initech.example',
      'ana@initech.example<!-- -->.attacker.example',
    );
    expect(readSignIn(hidden).name).toBe('ana@initech.example.attacker.example');
  });

  it('that are XML are its text in order, and that is said', () => {
    const value = '<AttributeValue>\n one <b>two <i>three</i></b> four\n</AttributeValue>';
    const read = readSignIn(response(assertion(`<Attribute Name="g">${value}</Attribute>`)));
    expect(read.attributes.get('g')).toEqual(['one two three four']);
    expect(read.problems.map(({ message }) => message)).toEqual(['A value of "g" is XML ("b"); its text is shown.']);
  });

  it('keep their line breaks as XML reads them', () => {
    const value = '<AttributeValue>\r\n  one\r\n</AttributeValue><AttributeValue>&#13;two</AttributeValue><AttributeValue/>';
    expect(groupsIn(response(assertion(`<Attribute Name="${groupsAttribute}">${value}</Attribute>`)))).toEqual(['\n  one\n', '\rtwo', '']);
  });

  it('leave out what is nil', () => {
    const nil = '<AttributeValue xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>';
    expect(
      groupsIn(response(assertion(`<Attribute Name="${groupsAttribute}">${nil}<AttributeValue>a</AttributeValue></Attribute>`))),
    ).toEqual(['a']);
  });

  it('add up over statements and repeated attributes', () => {
    const two = assertion(attribute('a', ['1'])).replace(
      '</AttributeStatement>',
      `</AttributeStatement><AttributeStatement>${attribute('b', ['2'])}${attribute('a', ['3', '1'])}</AttributeStatement>`,
    );
    expect([...readSignIn(response(two)).attributes]).toEqual([
      ['a', ['1', '3', '1']],
      ['b', ['2']],
    ]);
  });

  it('keep the names of attributes, those of objects too', () => {
    const names = ['__proto__', 'constructor', 'R&D "x"', ' a '];
    const written = names.map((name) => attribute(name, ['v'])).join('');
    expect([...readSignIn(response(assertion(written))).attributes.keys()]).toEqual(names);
  });
});

describe('the detected form', () => {
  const xml = entraResponse(['a']);
  const deflated = deflateRawSync(xml).toString('base64');
  it.each([
    ['SAML response in XML', xml],
    ['SAML response in XML', `\ufeff\n ${xml} \n`],
    ['SAML response in base64', base64(xml)],
    ['SAML response in base64', base64(`\ufeff${xml}`)],
    ['SAML response in base64', Buffer.from(`\ufeff${xml}`, 'utf16le').toString('base64')],
    ['SAML response in base64', Buffer.from(xml, 'utf16le').toString('base64')],
    ['SAML response in base64', Buffer.from(xml, 'utf16le').swap16().toString('base64')],
    ['SAML response in base64', base64(xml).replace(/.{76}/g, '$&\r\n')],
    ['SAML response in base64', base64(xml).replace(/.{76}/g, '$& ')],
    ['SAML response in base64', base64(xml).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')],
    ['SAML response in base64, URL-encoded', encodeURIComponent(base64(xml))],
    ['SAML response in base64, URL-encoded, URL-encoded', encodeURIComponent(encodeURIComponent(base64(xml)))],
    ['SAML response in base64, deflated', deflated],
    [
      'SAML response in base64, URL-encoded, from the field SAMLResponse of a form or an address',
      `SAMLResponse=${encodeURIComponent(base64(xml))}&RelayState=abc`,
    ],
    ['SAML response in base64, from the field SAMLResponse of a form or an address', `RelayState=abc&SAMLResponse=${base64(xml)}`],
    [
      'SAML response in base64, deflated, URL-encoded, from the field SAMLResponse of a form or an address',
      `https://confluent.example/login/callback?connection=x&SAMLResponse=${encodeURIComponent(deflated)}&RelayState=abc#top`,
    ],
    [
      'SAML response in base64, from the field SAMLResponse of a web page',
      `<html><body onload="document.forms[0].submit()"><form method="post"><input type="hidden" name="SAMLResponse" value="${base64(xml).replaceAll('+', '&#x2b;').replaceAll('=', '&#61;')}" /></form></body></html>`,
    ],
    ['SAML assertion in XML', assertion(attribute(groupsAttribute, ['a']))],
  ])('%s', (form, text) => {
    const read = readSignIn(text);
    expect([read.form, read.attributes.get(groupsAttribute), read.name]).toEqual([form, ['a'], 'ana@initech.example']);
    expect(read.problems).toEqual([]);
  });

  it.each([
    ['ID token', token(idToken)],
    ['ID token', `Bearer ${token(idToken)}`],
    ['ID token, from the field id_token of a form or an address', `https://app.example/callback#id_token=${token(idToken)}&state=1`],
    ['ID token, from the answer of a token endpoint', JSON.stringify({ token_type: 'Bearer', id_token: token(idToken) })],
    ['claims of an ID token in JSON', JSON.stringify(idToken, null, 2)],
    ['claims of an ID token in JSON, in base64', base64(JSON.stringify(idToken))],
  ])('%s', (form, text) => {
    const read = readSignIn(text);
    expect([read.form, read.kind, read.attributes.get('groups')]).toEqual([form, 'id-token', ['00123', 'true', ' padded ', 'R&D']]);
    expect([read.name, read.nameFrom, read.issuer]).toEqual(['ana@initech.example', 'email', 'https://login.example/tenant/v2.0']);
    expect(read.problems).toEqual([]);
  });
});

describe('SAML', () => {
  it('is read whatever its prefixes', () => {
    const prefixed = entraResponse(['a'])
      .replaceAll(/<(\/?)(Assertion|Issuer|Subject|NameID|Attribute\w*)/g, '<$1weird.prefix:$2')
      .replaceAll('xmlns="urn:oasis', 'xmlns:weird.prefix="urn:oasis');
    expect(prefixed).toContain('<weird.prefix:AttributeValue>');
    expect(groupsIn(prefixed)).toEqual(['a']);
  });

  it('is read where an assertion was cut out of its response, and that is said', () => {
    const cut = assertion(attribute(groupsAttribute, ['a']))
      .replace(/ xmlns="[^"]*"/, '')
      .replaceAll(/<(\/?)(\w)/g, '<$1saml:$2');
    const { problems, attributes } = readSignIn(cut);
    expect(attributes.get(groupsAttribute)).toEqual(['a']);
    expect(problems.map(({ severity, message }) => [severity, message])).toEqual([
      [
        'information',
        'Nothing declares the prefix "saml" here, as happens when an assertion is cut out of its response. It is read as SAML 2.0.',
      ],
    ]);
  });

  it('is taken out of a SOAP envelope', () => {
    const soap = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${entraResponse(['a'])}</s:Body></s:Envelope>`;
    expect(groupsIn(soap)).toEqual(['a']);
  });

  it('says that Entra left the groups out', () => {
    const read = readSignIn(response(assertion(attribute('http://schemas.microsoft.com/claims/groups.link', ['https://graph.example/x']))));
    expect(read.problems.map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', expect.stringContaining('more than 150')],
    ]);
  });

  it('says that there are no attributes', () => {
    expect(readSignIn(response(assertion(''))).problems.map((problem) => problem.severity)).toEqual(['warning']);
  });

  const encryptedAssertion =
    '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"/></EncryptedAssertion>';
  it.each([
    ['an encrypted assertion', response(encryptedAssertion), /assertion of this response is encrypted/],
    ['an encrypted assertion alone', encryptedAssertion, /This assertion is encrypted/],
    ['several assertions', response(assertion(attribute('g', ['a'])) + assertion(attribute('g', ['b']))), /holds 2 assertions/],
    ['an encrypted assertion beside a plain one', response(assertion(attribute('g', ['a'])) + encryptedAssertion), /holds 2 assertions/],
    ['a request', '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"/>', /This is a SAML request/],
    [
      'a deflated request',
      `https://login.example/saml2?SAMLRequest=${encodeURIComponent(deflateRawSync('<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"/>').toString('base64'))}`,
      /This is a SAML request/,
    ],
    ['metadata', '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"/>', /This is SAML metadata/],
    ['SAML 1.1', '<Assertion xmlns="urn:oasis:names:tc:SAML:1.0:assertion"/>', /SAML 1\.1/],
    ['other XML', '<project><name>x</name></project>', /no SAML: it begins with the element "project"/],
    ['a page without a field', '<html><body>Sign in</body></html>', /no SAML: it begins with the element "html"/],
    [
      'a refusal',
      response('').replace(
        'urn:oasis:names:tc:SAML:2.0:status:Success"/>',
        'urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode><samlp:StatusMessage>No access</samlp:StatusMessage>',
      ),
      /status is Responder, AuthnFailed \("No access"\)/,
    ],
    ['no assertion', response(''), /holds no assertion/],
    ['XML that is cut off', entraResponse(['a']).slice(0, -30), /^The XML ends too soon: the element "Assertion" is not closed\. Copy the/],
    ['XML that is cut off deep inside', '<a>'.repeat(30_000), /^The XML ends too soon: the element "a" is not closed\. Copy the/],
    [
      'XML in an old encoding',
      Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${assertion(attribute('g', ['Zürich']))}`, 'latin1').toString('base64'),
      /^This XML says that it is in "ISO-8859-1", and it is neither UTF-8 nor UTF-16/,
    ],
    ['a tag that is not closed', '<Assertion', /The XML is broken/],
    [
      'an unknown entity',
      response(assertion(attribute('g', ['&nbsp;']).replace('&amp;nbsp;', '&nbsp;'))),
      /"&nbsp;", which XML does not define/,
    ],
    ['a character that XML forbids', response(assertion(attribute('g', ['X'])).replace('X<', '&#0;<')), /"&#0;"/],
  ])('refuses %s with one message', (_, text, message) => {
    expect(mistakeIn(text)).toMatch(message);
  });

  it('points at the place that is broken', () => {
    const [problem] = readSignIn('<a>\n <b>\n</a>').problems;
    expect(problem?.message).toMatch(/^The XML is broken in line 3: /);
    expect(problem?.place).toEqual({ in: 'decoded', range: { start: 9, end: 10 } });
  });
});

describe('attacks', () => {
  const bomb =
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>';
  it.each([
    ['an entity bomb', `${bomb}<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">&c;</samlp:Response>`],
    ['an external entity', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
    ['a small doctype', '<!doctype Response><Response/>'],
    ['a doctype after a comment', '<!-- x --><!DOCTYPE a><a/>'],
    ['a doctype inside', '<a><!DOCTYPE a></a>'],
  ])('%s is refused for its <!DOCTYPE', (_, text) => {
    expect(mistakeIn(text)).toMatch(/has a <!DOCTYPE/);
    expect(mistakeIn(base64(text))).toMatch(/has a <!DOCTYPE/);
  });

  it('takes <!DOCTYPE in text for text', () => {
    expect(groupsIn(entraResponse(['x']).replace('>x<', '><![CDATA[<!DOCTYPE a>]]><!-- <!DOCTYPE b> --><'))).toEqual(['<!DOCTYPE a>']);
  });

  const ten = 10 * 1024 * 1024;
  it.each([
    ['10 MB of XML', `<a>${'x'.repeat(ten)}</a>`],
    ['10 MB of base64', 'A'.repeat(ten)],
    ['10 MB of blanks', ' '.repeat(ten)],
  ])('%s are refused', (_, text) => {
    expect(mistakeIn(text)).toMatch(/longer than 5 MB/);
  });

  it('refuses a few bytes that inflate to many', () => {
    expect(mistakeIn(deflateRawSync(Buffer.alloc(ten * 10, '<')).toString('base64'))).toMatch(/inflates to more than 5 MB/);
  });

  const million = 1_000_000;
  it.each([
    ['unclosed comments', '<!--'.repeat(million / 4)],
    ['doctype beginnings', '<!'.repeat(million / 2)],
    ['open tags', '<a>'.repeat(million / 3)],
    ['nested tags that are closed', '<a>'.repeat(50_000) + '</a>'.repeat(50_000)],
    ['attributes', `<a ${'b="" '.repeat(50_000)}/>`],
    ['blanks in a tag', `<a ${' '.repeat(million)}`],
    ['ampersands', `<a>${'&'.repeat(million)}</a>`],
    ['percent signs', '%'.repeat(million)],
    ['percent escapes', '%25'.repeat(million / 3)],
    ['fields', 'SAMLResponse=&'.repeat(million / 14)],
    ['inputs', `<html>${'<input name='.repeat(million / 12)}`],
    ['dots', '.'.repeat(million)],
    ['brackets', `{"a":${'['.repeat(million)}`],
    ['base64 blanks', 'QUFB '.repeat(million / 5)],
  ])('answers a million characters of %s, which a slow way of reading would never end with', (_, text) => {
    expect(mistakeIn(text)).toMatch(/[.]$/);
  });
});

describe('what is neither', () => {
  it.each([
    ['nothing', ' \n', /nothing to read/],
    ['prose', 'Hello, world!', /no SAML response and no ID token .* character 6: "," is no character of base64/],
    ['wrong base64', `${base64(entraResponse(['a'])).slice(0, 40)}§${base64('abc')}`, /character 41: "§"/],
    ['base64 that is cut off', base64(entraResponse(['a'])).slice(0, 41), /a part is missing/],
    ['base64 of something else', base64('Hello, world'), /neither XML nor JSON/],
    ['an empty field', 'SAMLResponse=&RelayState=x', /field SAMLResponse is empty/],
    ['a broken escape', 'abc%2Bdef%2', /% escapes is broken/],
    ['broken JSON', '{"groups": ["a"', /broken/],
    ['a token of two parts', token(idToken).split('.').slice(0, 2).join('.'), /2 parts between its dots/],
    ['an encrypted token', 'eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d', /token is encrypted/],
    ['a token without a payload', 'eyJhbGciOiJub25lIn0..c', /payload of this token is empty/],
    [
      'a token with a payload that is no JSON',
      `${base64('{}').replaceAll('=', '')}.${base64('hello').replaceAll('=', '')}.x`,
      /decodes to no JSON object/,
    ],
    [
      'a token with a broken payload',
      `${base64('{}').replaceAll('=', '')}.${base64('{"a":').replaceAll('=', '')}.x`,
      /decodes to broken JSON/,
    ],
    ['a token with a broken header', `a.${base64('{}').replaceAll('=', '')}.x`, /header of this token is no base64/],
  ])('%s', (_, text, message) => {
    expect(mistakeIn(text)).toMatch(message);
  });

  it('points at the character that is wrong', () => {
    expect(readSignIn('  QUFB§QUFB').problems[0]?.place).toEqual({ in: 'given', range: { start: 6, end: 7 } });
  });

  it('never throws', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      '&',
      ';',
      '<a',
      '/>',
      '</a>',
      '{',
      '}',
      '"',
      ':',
      '[',
      '.',
      '=',
      '%',
      '%3C',
      'SAMLResponse=',
      'eyJ',
      '<!--',
      '-->',
      'PD',
      '\ufeff',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'binary' })), { maxLength: 30 }), (parts) => {
        expect(readSignIn(parts.join('')).problems.every((problem) => problem.message.endsWith('.'))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('ID tokens', () => {
  it('show claims that are no texts as JSON has them', () => {
    const read = readSignIn('{"iss":"x","exp":1700000000123456789,"ok":true,"none":null,"groups":["a",00123,7],"nested":{"a": [1]}}');
    expect(read.problems.map((problem) => problem.severity)).toEqual(['error']);
    const valid = readSignIn('{"iss":"x","exp":1700000000123456789,"ok":true,"none":null,"groups":["a",7],"nested":{"a": [1]}}');
    expect([...valid.attributes]).toEqual([
      ['iss', ['x']],
      ['exp', ['1700000000123456789']],
      ['ok', ['true']],
      ['none', []],
      ['groups', ['a', '7']],
      ['nested', ['{"a": [1]}']],
    ]);
    expect(valid.problems.map(({ severity, message }) => [severity, message])).toEqual([
      ['information', 'The claim "groups" holds values that are no texts; they are shown as JSON has them.'],
    ]);
  });

  it('say that Entra left the groups out', () => {
    const claims = { iss: 'x', _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.example/x' } } };
    expect(readSignIn(JSON.stringify(claims)).problems.map((problem) => problem.message)).toEqual([
      expect.stringContaining('left the groups out'),
    ]);
    expect(readSignIn('{"iss":"x","hasgroups":"true"}').problems).toHaveLength(1);
  });

  it('are claims also when nothing marks them', () => {
    const { kind, problems } = readSignIn('{"groups":["a"]}');
    expect([kind, problems.map((problem) => problem.severity)]).toEqual(['id-token', ['information']]);
  });
});
