import type { HostNode, HostTree } from '../hosts/host-tree.js';
import { readJsonTree } from '../hosts/json/read-json-tree.js';
import { readYamlTree } from '../hosts/yaml/read-yaml-tree.js';
import { looksLikeExport } from '../mapping-set/exports/read-export.js';
import { fileShape } from '../mapping-set/schema-keys.js';
import { quoted } from '../text/quoted-name.js';
import { findColumns } from './directory/directory-columns.js';
import { readDirectoryCsv } from './directory/read-directory-csv.js';
import { readDirectoryJson } from './directory/read-directory-json.js';

/** What can be imported, each by an import of its own. */
export type ImportKind = 'saml' | 'users' | 'mappings';

/**
 * Why a text is nothing that an import of this kind reads, in a sentence that names the import which does; null when it is not recognised as
 * anything else. An empty list is what it is asked for.
 */
export function findOtherContent(text: string, wanted: ImportKind): string | null {
  const start = text.slice(0, 1000).replace(/^\ufeff?\s*/, '');
  if (start.startsWith('<')) return markup(start, wanted);
  if (wanted !== 'mappings' && /["\s](?:filter|principal|format_version)["\s]*:/.test(text) && treeOf(text, start).some(looksLikeExport))
    return `This holds group mappings or role bindings and no ${wanted === 'users' ? 'users' : 'sign-in'}: ${advice.mappings}`;
  if (/\b(?:group_mappings|member_of|known_groups|sso|organization|settings)\b/.test(text) && treeOf(text, start).some(isMappingFile))
    return 'This is a mapping file already: put it into the directory of the mapping set as it is, named *.groupmap.yaml or *.groupmap.json.';
  if (wanted !== 'users' && isDirectory(text, start)) return `This lists users and is no ${nouns[wanted]}: ${advice.users}`;
  return wanted === 'users' ? refusal(text, start) : null;
}

const advice: Readonly<Record<ImportKind, string>> = {
  saml: 'groupmap import saml (in the editor: Import SAML) reads it.',
  users: 'groupmap import users (in the editor: Import Users) reads it.',
  mappings: 'groupmap import mappings (in the editor: Import Mappings) reads it.',
};
const nouns = { saml: 'sign-in', mappings: 'export of group mappings' } as const;

function markup(start: string, wanted: ImportKind): string | null {
  if (wanted === 'saml') return null;
  if (/^<(?:!doctype\s+html|html)\b/i.test(start))
    return 'This is a web page, perhaps that of a sign-in that has expired. Download the export again.';
  if (/<(?:\w+:)?(?:Response|Assertion)\b/.test(start)) return `This is a SAML message: ${advice.saml}`;
  return wanted === 'users' ? 'This is XML. Export users as CSV or JSON.' : 'This is XML, and exports of group mappings are JSON or YAML.';
}

/** As JSON, or as YAML when it begins as such a file of ours or an export would; nothing else. */
function treeOf(text: string, start: string): readonly HostTree[] {
  if (/^[[{]/.test(start)) return [readJsonTree(text, { severalValues: true })];
  const firstLine = /^(?:#[^\n]*\n\s*|---[^\n]*\n\s*)*([^\n]*)/.exec(start)?.[1] ?? '';
  const key = /^(?:-\s+)?["']?([a-z_]+)["']?\s*:(?:\s|$)/.exec(firstLine)?.[1];
  return key === undefined ? [] : [readYamlTree(text)];
}

function isMappingFile({ roots: [root] }: HostTree): boolean {
  if (root?.kind !== 'map') return false;
  const sections = root.entries.filter(({ key }) => (fileShape.keys as readonly string[]).includes(key));
  const named = (name: string) => root.entries.find(({ key }) => key === name)?.value;
  // `users` alone may be a directory's list.
  return named('group_mappings') !== undefined || (sections.length > 0 && sections.length === root.entries.length && hasMemberships(root));
}

function hasMemberships(root: HostNode): boolean {
  const users = root.kind === 'map' ? root.entries.find(({ key }) => key === 'users')?.value : undefined;
  if (users?.kind !== 'sequence') return true;
  return users.items.some((item) => item.kind === 'map' && item.entries.some(({ key }) => key === 'member_of' || key === 'expect'));
}

/** A list of several people, not one person's claims. */
function isDirectory(text: string, start: string): boolean {
  const isJson = /^[[{]/.test(start);
  if (isJson && !/^\[|"@odata\.context"|"(?:value|Resources|users|members)"\s*:\s*\[/.test(start)) return false;
  const table = isJson ? readDirectoryJson(text) : readDirectoryCsv(text);
  if (table.mistake !== null || table.records.length === 0) return false;
  const columns = findColumns(table.records, new Map());
  return !('mistake' in columns) && columns.name !== null;
}

/** What an interface answers instead of a list: `{"error": {"message": …}}` (Microsoft Graph), `{"errorCode": …, "errorSummary": …}` (Okta). */
function refusal(text: string, start: string): string | null {
  if (!start.startsWith('{')) return null;
  const entries = (node: HostNode | null | undefined) => (node?.kind === 'map' ? node.entries : []);
  const root = entries(readJsonTree(text).roots[0]);
  const said =
    entries(root.find(({ key }) => key === 'error')?.value).find(({ key }) => key === 'message')?.value ??
    root.find(({ key }) => key === 'errorSummary')?.value;
  if (said?.kind !== 'scalar') return null;
  return `This holds no users but an error of the directory: ${quoted(said.text.value)}. Ask it again.`;
}
