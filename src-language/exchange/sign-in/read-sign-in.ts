import { openToken, readClaims, tokenInside } from './read-id-token.js';
import { readSaml } from './read-saml.js';
import { unreadable, type SignIn, type SignInContent } from './sign-in.js';
import { unwrapSignIn } from './unwrap-sign-in.js';

/**
 * Reads what was pasted of a sign-in: a SAML response or assertion (XML, base64, deflated, URL-encoded, in a form body, an address or a page)
 * or an ID token (whole, its payload as JSON, or inside a token endpoint's answer). Never throws, sends nothing, and judges neither
 * signatures nor dates. The attributes can stand as a person's `claim: { from: 'attributes', attributes }` as they are.
 */
export function readSignIn(given: string): SignIn {
  const found = unwrapSignIn(given);
  if (found.content === null) return signIn(unreadable('', found.mistake, found.range, 'given'), [], null);
  const { text, wrappings } = found;
  if (found.content === 'xml') return signIn(readSaml(text), wrappings.length === 0 ? ['in XML'] : wrappings, text);
  const token = found.content === 'token' ? text : tokenInside(text);
  if (token === null) return signIn(readClaims(text, 'claims of an ID token'), ['in JSON', ...wrappings], text);
  const from = found.content === 'json' ? ['from the answer of a token endpoint', ...wrappings] : wrappings;
  const payload = openToken(token);
  if (payload.json === null) {
    const offset = found.content === 'token' ? given.indexOf(token) : -1;
    const range = offset < 0 ? null : { start: offset + payload.range.start, end: offset + payload.range.end };
    return signIn(unreadable('token', payload.mistake, range, 'given'), from, null);
  }
  return signIn(readClaims(payload.json, 'ID token'), from, payload.json);
}

function signIn({ what, ...content }: SignInContent, wrappings: readonly string[], decoded: string | null): SignIn {
  // `in base64` belongs to the noun; what comes after it is set off by commas.
  const [first, ...others] = wrappings;
  const form = [
    what === '' ? 'nothing that is known' : first?.startsWith('in ') ? `${what} ${first}` : [what, first].filter(Boolean).join(', '),
    ...others,
  ];
  return { ...content, form: form.join(', '), decoded };
}
