import type { DiagnosticCode, FileFix, SeveritySetting } from '../text/problem.js';
import type {
  CustomRole,
  Located,
  MappingFile,
  OrganizationSection,
  Place,
  SetProblem,
  SettingsSection,
  SsoSection,
} from './mapping-set.js';

/** The sections that a document, a file and a set all have. */
export type Sections = Pick<
  MappingFile,
  'organization' | 'sso' | 'knownGroups' | 'listsKnownGroups' | 'groupMappings' | 'users' | 'settings'
>;

/** Where in its file a place is, as people count: 1-based line. */
export type LineOf = (place: Place) => number;

/**
 * Adds sections up, in the order given: lists one after the other; `organization`, `sso` and `settings` key by key. The same key with
 * another value is `conflicting-sections`, at the later place; the first is used.
 */
export function mergeSections(
  parts: readonly Sections[],
  lineOf: LineOf,
): { readonly sections: Sections; readonly problems: readonly SetProblem[] } {
  const problems: SetProblem[] = [];
  const conflict = (path: string, first: Place, later: Place, fix: FileFix | null): void => {
    problems.push({
      file: later.file,
      code: 'conflicting-sections',
      message: `\`${path}\` has another value ${describePlace(first, later.file, lineOf)}, and that one is used. Give it one value, or write it once.`,
      range: later.range,
      fixes: fix ? [fix] : [],
      related: [{ file: first.file, range: first.range, message: `\`${path}\` is given here first.` }],
    });
  };
  const sections: Sections = {
    organization: mergeKeys<OrganizationSection>(
      parts.map((part) => part.organization),
      organizationPath,
      conflict,
    ),
    sso: mergeKeys<SsoSection>(
      parts.map((part) => part.sso),
      ssoPath,
      conflict,
    ),
    knownGroups: parts.flatMap((part) => part.knownGroups),
    listsKnownGroups: parts.some((part) => part.listsKnownGroups),
    groupMappings: parts.flatMap((part) => part.groupMappings),
    users: parts.flatMap((part) => part.users),
    settings: mergeSettings(
      parts.map((part) => part.settings),
      conflict,
    ),
  };
  return { sections, problems };
}

/** `in a.groupmap.yaml, line 3`, or `in line 3` within the same file. */
export function describePlace(place: Place, fromFile: string, lineOf: LineOf): string {
  const line = `line ${lineOf(place)}`;
  return place.file === fromFile ? `in ${line}` : `in ${place.file}, ${line}`;
}

type Conflict = (path: string, first: Place, later: Place, fix: FileFix | null) => void;

function mergeKeys<Section extends object>(
  parts: readonly Section[],
  pathOf: Readonly<Record<keyof Section & string, string>>,
  conflict: Conflict,
): Section {
  const merged: Partial<Section> = {};
  for (const part of parts)
    for (const key of Object.keys(part) as (keyof Section & string)[]) {
      // Every key of these two sections holds a located value.
      const later = part[key] as Located<unknown> | undefined;
      const first = merged[key] as Located<unknown> | undefined;
      if (!later) continue;
      if (!first) merged[key] = part[key];
      else if (comparable(first) !== comparable(later)) conflict(pathOf[key], first, later, useFirstFix(first, later));
    }
  return merged as Section;
}

/** Writes the first value at the later place too, for values that are one word or text. */
function useFirstFix(first: Located<unknown>, later: Located<unknown>): FileFix | null {
  const { value } = first;
  const title = `Use \`${String(value)}\` here too`;
  if (typeof value === 'boolean' || typeof value === 'number')
    return { title, edits: [{ file: later.file, range: later.range, newText: String(value) }] };
  if (typeof value !== 'string' || !later.text) return null;
  const edits = later.text.encodeEdits([{ range: { start: 0, end: later.text.value.length }, newText: value }]);
  return edits && { title, edits: edits.map((edit) => ({ file: later.file, ...edit })) };
}

function comparable(located: Located<unknown>): string {
  const { value } = located;
  return JSON.stringify(Array.isArray(value) ? (value as readonly Located<unknown>[]).map((item) => item.value) : value);
}

function mergeSettings(parts: readonly SettingsSection[], conflict: Conflict): SettingsSection {
  const severity = new Map<DiagnosticCode, Located<SeveritySetting>>();
  const roles = new Map<string, CustomRole>();
  for (const part of parts) {
    for (const [code, later] of part.severity) {
      const first = severity.get(code);
      if (!first) severity.set(code, later);
      else if (first.value !== later.value) conflict(`settings.severity.${code}`, first, later, useFirstFix(first, later));
    }
    for (const later of part.roles) {
      const first = roles.get(later.name);
      if (!first) roles.set(later.name, later);
      else if (describeRole(first) !== describeRole(later)) conflict(`settings.roles: ${later.name}`, first, later, null);
    }
  }
  return { severity, roles: [...roles.values()] };
}

function describeRole(role: CustomRole): string {
  return JSON.stringify([role.administrator, ...role.scopes]);
}

const organizationPath: Readonly<Record<keyof OrganizationSection, string>> = {
  id: 'organization.id',
  display_name: 'organization.display_name',
  marketplace: 'organization.marketplace',
  jit_enabled: 'organization.jit_enabled',
  filter_length: 'organization.limits.filter_length',
  group_mappings: 'organization.limits.group_mappings',
};

const ssoPath: Readonly<Record<keyof SsoSection, string>> = {
  identity_provider: 'sso.identity_provider',
  protocol: 'sso.protocol',
  group_attribute: 'sso.group_attribute',
  groups: 'sso.group_claim.groups',
  source_attribute: 'sso.group_claim.source_attribute',
  filter: 'sso.group_claim.filter',
  enabled_for_users_to_sign_in: 'sso.application.enabled_for_users_to_sign_in',
  assignment_required: 'sso.application.assignment_required',
  assigned_users: 'sso.application.assigned_users',
  assigned_groups: 'sso.application.assigned_groups',
};
