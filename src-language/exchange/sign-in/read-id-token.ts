import type { HostMap, HostNode } from '../../hosts/host-tree.js';
import { readJsonTree } from '../../hosts/json/read-json-tree.js';
import { quoted } from '../../text/quoted-name.js';
import type { OffsetRange } from '../../text/range.js';
import { decodeBase64 } from './decode-base64.js';
import { decodeText } from './decode-bytes.js';
import { unreadable, type SignInContent, type SignInProblem } from './sign-in.js';

/** Claims that name a person, the one that Confluent Cloud reads first: e-mail address, then user principal name. */
const nameClaims = ['email', 'preferred_username', 'upn', 'unique_name', 'sub'] as const;
/** Claims that an ID token has (OpenID Connect Core, section 2). */
const tokenClaims = ['iss', 'sub', 'aud', 'exp', 'iat'];

const partNames = ['header', 'payload'] as const;

/** The JSON of an ID token's payload, or why there is none; a range is one of the token. */
export type TokenPayload =
  { readonly json: string; readonly mistake: null } | { readonly json: null; readonly mistake: string; readonly range: OffsetRange };

/** Opens a JSON Web Token (RFC 7519). The signature is not checked: this shows what is sent, not whether to believe it. */
export function openToken(token: string): TokenPayload {
  const whole = { start: 0, end: token.length };
  const parts = token.split('.');
  if (parts.length === 5) {
    return {
      json: null,
      mistake: 'This token is encrypted (it has 5 parts), and only its receiver has the key. Paste the claims as JSON.',
      range: whole,
    };
  }
  if (parts.length !== 3) {
    const count = parts.length === 1 ? '1 part' : `${String(parts.length)} parts`;
    const mistake = `This token has ${count} between its dots; an ID token has 3: header, payload and signature. Copy it whole.`;
    return { json: null, mistake, range: whole };
  }
  let json = '';
  for (const [index, name] of partNames.entries()) {
    const part = parts[index] ?? '';
    const start = index === 0 ? 0 : (parts[0]?.length ?? 0) + 1;
    const range = { start, end: start + part.length };
    const failed = (reason: string) =>
      ({ json: null, mistake: `The ${name} of this token ${reason}. Copy the token whole.`, range }) as const;
    if (part === '') return failed('is empty');
    const decoded = decodeBase64(part);
    if (decoded.bytes === null) return failed(`is no base64: it ${decoded.mistake}`);
    const text = decodeText(decoded.bytes);
    if (text === null) return failed('does not decode to text');
    if (!text.trim().startsWith('{')) return failed('decodes to no JSON object');
    const tree = readJsonTree(text);
    if (tree.problems.length > 0 && tree.problems.some((problem) => problem.code === 'host-syntax'))
      return failed('decodes to broken JSON');
    json = text;
  }
  return { json, mistake: null };
}

/** Reads the claims of an ID token from the JSON of its payload. */
export function readClaims(json: string, what: string): SignInContent {
  const tree = readJsonTree(json);
  const broken = tree.problems.find((problem) => problem.code === 'host-syntax');
  const [root] = tree.roots;
  if (broken || root?.kind !== 'map') {
    const message = `This begins as JSON, and it is broken: ${broken?.message ?? 'it is no object.'} Copy it whole.`;
    return unreadable('JSON', message, broken?.range ?? null);
  }
  const problems: SignInProblem[] = tree.problems.map((problem) => ({
    severity: 'warning',
    message: problem.message,
    place: { in: 'decoded', range: problem.range },
  }));
  const remark = (severity: 'warning' | 'information', message: string, range: OffsetRange) =>
    problems.push({ severity, message, place: { in: 'decoded', range } });
  const attributes = new Map<string, readonly string[]>();
  for (const { key, value, keyRange } of root.entries) {
    attributes.set(key, valuesOf(value, json));
    if (value?.kind === 'sequence' && value.items.some((item) => item.kind !== 'scalar' || typeof item.value !== 'string')) {
      remark('information', `The claim ${quoted(key)} holds values that are no texts; they are shown as JSON has them.`, keyRange);
    }
    if (namesGroupsElsewhere(key, value)) {
      remark(
        'warning',
        'Entra left the groups out of this token, since there are too many of them: a reference stands for them, which Confluent Cloud is not known to follow.',
        keyRange,
      );
    }
  }
  if (!tokenClaims.some((claim) => attributes.has(claim))) {
    remark(
      'information',
      `This has none of the claims that every ID token has (${tokenClaims.join(', ')}); it is read as claims all the same.`,
      {
        start: root.range.start,
        end: root.range.start + 1,
      },
    );
  }
  const nameFrom = nameClaims.find((claim) => attributes.get(claim)?.[0]) ?? null;
  return {
    what,
    kind: 'id-token',
    name: nameFrom && (attributes.get(nameFrom)?.[0] ?? null),
    nameFrom,
    issuer: attributes.get('iss')?.[0] ?? null,
    attributes,
    problems,
  };
}

/** The token inside a token endpoint's answer: `{"id_token": "eyJ…", …}`. */
export function tokenInside(json: string): string | null {
  const [root] = readJsonTree(json).roots;
  const value = root?.kind === 'map' ? root.entries.find((entry) => entry.key === 'id_token')?.value : null;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : null;
}

/** Entra's overage claims: `hasgroups`, or `_claim_names` with `groups`. */
function namesGroupsElsewhere(key: string, value: HostNode | null): boolean {
  if (key === 'hasgroups') return value?.kind === 'scalar' && value.text.value === 'true';
  return key === '_claim_names' && value?.kind === 'map' && hasKey(value, 'groups');
}

function hasKey(map: HostMap, key: string): boolean {
  return map.entries.some((entry) => entry.key === key);
}

function valuesOf(value: HostNode | null, json: string): readonly string[] {
  if (value === null || (value.kind === 'scalar' && value.value === null)) return [];
  return value.kind === 'sequence' ? value.items.map((item) => textOf(item, json)) : [textOf(value, json)];
}

function textOf(value: HostNode, json: string): string {
  return value.kind === 'scalar' ? value.text.value : json.slice(value.range.start, value.range.end);
}
