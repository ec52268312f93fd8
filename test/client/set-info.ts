import type { MappingSetInfo } from '../../protocol.js';
import type { Translate } from '../../client/translate.js';

/** What the server would say of a small Entra organization; each test changes what it is about. */
export function setInfo(
  change: Partial<{ [Key in 'organization' | 'jit' | 'sso' | 'counts']: Partial<MappingSetInfo[Key]> }> & { readonly name?: string } = {},
): MappingSetInfo {
  return {
    uri: 'file:///sets/acme',
    name: change.name ?? 'Acme',
    files: ['file:///sets/acme/organization.groupmap.yaml'],
    organization: { id: '1111aaaa-11aa-11aa-11aa-111111aaaaaa', displayName: 'Acme', marketplace: 'none', ...change.organization },
    jit: { isEnabled: true, from: 'default', ...change.jit },
    sso: {
      identityProvider: 'entra',
      protocol: 'saml',
      groupAttribute: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
      claimGroups: 'all',
      sourceAttribute: 'group_id',
      claimFilter: null,
      enabledForUsersToSignIn: true,
      assignmentRequired: false,
      assignedGroups: [],
      ...change.sso,
    },
    counts: { errors: 0, warnings: 0, groupMappings: 3, groupMappingLimit: 12, users: 4, ...change.counts },
  };
}

/** Fills in `{0}`, `{1}`, … without translating: what the editor does where there is no translation. */
export const untranslated: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (mark, index: string) => String(args[Number(index)] ?? mark));
