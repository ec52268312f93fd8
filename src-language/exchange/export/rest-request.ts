import { printable } from '../../text/printable.js';
import { singleQuoted } from './quote-shell.js';

/** Confluent Cloud's REST API. */
export const apiRoot = 'https://api.confluent.cloud';

/** The environment variables that credentials are taken from: those of Confluent's Terraform provider. */
export const credentials = { key: 'CONFLUENT_CLOUD_API_KEY', secret: 'CONFLUENT_CLOUD_API_SECRET' } as const;

type JsonObject = Readonly<Record<string, string | boolean>>;

export interface RestRequest {
  readonly method: 'POST' | 'PATCH';
  /** A word of the shell, quoted where it needs to be. */
  readonly url: string;
  /** The JSON body; a function where an id belongs into it that an earlier command leaves in the shell's variable `id`. */
  readonly body: JsonObject | ((id: string) => JsonObject);
  /** Variables that hold the key and the secret; those of the Cloud API when left out. */
  readonly credentials?: { readonly key: string; readonly secret: string };
}

/** A request as a `curl` command that fails with the server's answer, and that has no credentials in it. */
export function curlCommand({ method, url, body, credentials: { key, secret } = credentials }: RestRequest): string {
  return [
    `curl --fail-with-body --silent --show-error --user "$${key}:$${secret}"`,
    `  --request ${method} ${url}`,
    `  --header 'Content-Type: application/json'`,
    `  --data ${typeof body === 'function' ? quoteBodyWithId(body) : singleQuoted(toJson(body))}`,
  ].join(' \\\n');
}

/** JSON, indented for its place in the command, with every character escaped that has no picture. */
function toJson(body: JsonObject): string {
  const entries = Object.entries(body);
  if (entries.length === 1) return entries.map(([key, value]) => printable(`{${JSON.stringify(key)}: ${JSON.stringify(value)}}`)).join('');
  const [first = '', ...others] = JSON.stringify(body, null, 2).split('\n').map(printable);
  return [first, ...others.map((line) => `  ${line}`)].join('\n');
}

function quoteBodyWithId(body: (id: string) => JsonObject): string {
  // Something that the body does not hold already, so that only the id's own place is found again.
  let mark = 'ID';
  while (toJson(body('')).includes(mark)) mark += '_ID';
  return toJson(body(mark)).split(mark).map(singleQuoted).join('"${id:?}"');
}
