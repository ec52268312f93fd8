const sso = 'https://docs.confluent.io/cloud/current/security/authenticate/user-identities/user-idps/sso';

/** The public pages that the simulated rules come from; each step of an outcome names one of them. */
export const documentationPages = {
  jitProvisioning: `${sso}/jit-user-provisioning.html`,
  groupMappingOverview: `${sso}/group-mapping/overview.html`,
  enableGroupMapping: `${sso}/group-mapping/enable-group-mapping.html`,
  manageGroupMappings: `${sso}/group-mapping/manage-group-mappings.html`,
  aclsWithRbac: 'https://docs.confluent.io/cloud/current/security/access-control/rbac/use-acls-with-rbac.html',
  entraGroupClaims: 'https://learn.microsoft.com/en-us/entra/identity/hybrid/connect/how-to-connect-fed-group-claims',
  oktaGroupAttributes: 'https://help.okta.com/en-us/content/topics/apps/define-group-attribute-statements.htm',
} as const;

const titles: Readonly<Record<string, string>> = {
  [documentationPages.jitProvisioning]: 'JIT user provisioning',
  [documentationPages.groupMappingOverview]: 'Group mapping',
  [documentationPages.enableGroupMapping]: 'Enable group mapping',
  [documentationPages.manageGroupMappings]: 'Manage group mappings',
  [documentationPages.aclsWithRbac]: 'ACLs with RBAC',
  [documentationPages.entraGroupClaims]: 'Microsoft Entra: group claims',
  [documentationPages.oktaGroupAttributes]: 'Okta: group attribute statements',
};

/** What a page is about, in a few words; the address of one that is not listed. */
export function titleOfPage(address: string): string {
  return titles[address] ?? address;
}
