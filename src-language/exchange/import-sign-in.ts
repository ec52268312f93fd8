import { counted } from '../provisioning/wording.js';
import { listed, quoted } from '../text/quoted-name.js';
import type { ImportedYaml } from './imported-yaml.js';
import { findOtherContent } from './recognise-content.js';
import { readSignIn } from './sign-in/read-sign-in.js';
import type { SignIn } from './sign-in/sign-in.js';
import { Noted, writeYaml, type YamlValue } from './write-yaml.js';

/** Claims about a token and not about a person (OpenID Connect Core, RFC 7519, Entra's token reference): of no use in a sample user. */
const tokenClaims: ReadonlySet<string> = new Set(
  'iss aud exp nbf iat nonce jti ver aio rh uti at_hash c_hash s_hash sid azp acr amr auth_time _claim_names _claim_sources hasgroups'.split(
    ' ',
  ),
);

/** A pasted SAML response, assertion or ID token as a sample user with its attributes, ready to be kept beside a mapping set. */
export function importSignIn(text: string, source: string): ImportedYaml {
  const other = findOtherContent(text, 'saml');
  if (other !== null) return { yaml: null, mistake: other };
  const signIn = readSignIn(text);
  if (signIn.kind === null) return { yaml: null, mistake: signIn.problems[0]?.message ?? '' };
  const remarks = signIn.problems.map(({ message }) => message);
  const names = [...signIn.attributes.keys()].filter((name) => signIn.kind !== 'id-token' || !tokenClaims.has(name));
  const leftOut = [...signIn.attributes.keys()].filter((name) => !names.includes(name));
  if (leftOut.length > 0) remarks.push(`Claims about the token itself are left out: ${leftOut.join(', ')}.`);
  if (signIn.name === null) remarks.push('It does not say who signs in: give the user a name.');
  const groupAttributes = likelyGroupAttributes(signIn);
  const attributes = new Map<string, YamlValue>(
    names.map((name) => {
      const values = signIn.attributes.get(name) ?? [];
      return [
        name,
        groupAttributes.includes(name) ? new Noted(values, { before: [`Likely the groups: ${counted(values.length, 'value')}`] }) : values,
      ];
    }),
  );
  const name = signIn.name ?? 'someone';
  const user = { name: signIn.nameFrom === null ? name : new Noted(name, { after: signIn.nameFrom }), attributes };
  const head = [
    `A sample user from ${source}: ${signIn.form}${signIn.issuer === null ? '' : `, issued by ${signIn.issuer}`}.`,
    'Values are exactly what the identity provider sent. Neither signature nor dates are checked.',
    ...adviceOn(groupAttributes),
    ...remarks,
  ];
  return { yaml: writeYaml({ users: [user] }, head), remarks };
}

/**
 * The attributes that probably carry groups, best first: Entra's group claim, then what is commonly chosen as a name. Only a guess: which one
 * counts is designated in Confluent Cloud.
 */
export function likelyGroupAttributes(signIn: Pick<SignIn, 'attributes'>): readonly string[] {
  const rank = (name: string): number => {
    const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1).toLowerCase();
    const order = ['groups', 'group', 'memberof', 'roles', 'role'].indexOf(last);
    return order < 0 ? Infinity : order;
  };
  return [...signIn.attributes.keys()].filter((name) => rank(name) < Infinity).sort((a, b) => rank(a) - rank(b));
}

function adviceOn(groupAttributes: readonly string[]): readonly string[] {
  const [best] = groupAttributes;
  if (best === undefined) {
    return [
      'No attribute looks like groups. Confluent Cloud reads them from the one that is designated there: write it as sso.group_attribute.',
    ];
  }
  const others = groupAttributes.length > 1 ? ` (or ${listed(groupAttributes.slice(1))})` : '';
  return [
    `If groups are read from ${quoted(best)}${others}, as designated in Confluent Cloud, write that as sso.group_attribute of the set.`,
  ];
}
