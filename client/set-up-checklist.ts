import type { MappingSetInfo } from '../protocol.js';
import { markdownCode, markdownText } from './markdown.js';
import type { Translate } from './translate.js';

const pages = {
  enable:
    'https://docs.confluent.io/cloud/current/security/authenticate/user-identities/user-idps/sso/group-mapping/enable-group-mapping.html',
  manage:
    'https://docs.confluent.io/cloud/current/security/authenticate/user-identities/user-idps/sso/group-mapping/manage-group-mappings.html',
  jit: 'https://docs.confluent.io/cloud/current/security/authenticate/user-identities/user-idps/sso/jit-user-provisioning.html',
  entra: 'https://learn.microsoft.com/en-us/entra/identity/hybrid/connect/how-to-connect-fed-group-claims',
  okta: 'https://help.okta.com/en-us/content/topics/apps/define-group-attribute-statements.htm',
} as const;

/** What Entra ID calls its group claim unless somebody names it otherwise. */
const entraAttribute = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups';

/**
 * What has to be set up outside the mapping files before group mappings do anything, as a Markdown page with the set's own values filled in.
 * The steps are those of Confluent's, Microsoft's and Okta's documentation.
 */
export function renderSetUpChecklist(info: MappingSetInfo, t: Translate): string {
  const sections = [
    [
      `# ${t('Set-up of {0}', markdownText(info.name))}`,
      t(
        'What has to be so outside the mapping files before they do anything. The values are those of this mapping set, and follow its edits.',
      ),
      valueList(info, t),
    ],
    identityProviderSteps(info, t),
    ...(hasApplicationGate(info) ? [applicationSteps(info, t)] : []),
    attributeSteps(info, t),
    jitSteps(info, t),
    mappingSteps(info, t),
    signInSteps(t),
  ];
  let step = 0;
  return `${sections
    .flat()
    .map((block) => (block.startsWith('## ') ? `## ${++step}. ${block.slice(3)}` : block))
    .join('\n\n')}\n`;
}

/** Entra ID's own gate, which Confluent's steps for the Azure Marketplace name; or whatever gate the set speaks of. */
function hasApplicationGate({ organization, sso }: MappingSetInfo): boolean {
  return organization.marketplace === 'azure' || sso.assignmentRequired || !sso.enabledForUsersToSignIn;
}

function valueList({ organization, sso, jit }: MappingSetInfo, t: Translate): string {
  const missing = `⚠ ${t('not in the mapping set')}`;
  const providers = { entra: 'Microsoft Entra ID', okta: 'Okta', other: t('other') } as const;
  const values: [name: string, key: string, value: string][] = [
    [t('Organization id'), 'organization.id', organization.id === null ? missing : markdownCode(organization.id)],
    [t('Marketplace'), 'organization.marketplace', organization.marketplace],
    [t('Identity provider'), 'sso.identity_provider', `${providers[sso.identityProvider]}, ${sso.protocol === 'oidc' ? 'OIDC' : 'SAML'}`],
    [t('Attribute with the groups'), 'sso.group_attribute', sso.groupAttribute === null ? missing : markdownCode(sso.groupAttribute)],
    [
      t('Just-in-time provisioning'),
      'organization.jit_enabled',
      `${jit.isEnabled ? t('on') : t('off')}${jit.from === 'default' ? ` (${t('the default')})` : ''}`,
    ],
  ];
  return values.map(([name, key, value]) => `- **${name}** (\`${key}\`): ${value}`).join('\n');
}

function identityProviderSteps(info: MappingSetInfo, t: Translate): string[] {
  const { sso } = info;
  if (sso.identityProvider === 'entra') return entraSteps(info, t);
  if (sso.identityProvider === 'okta') return oktaSteps(info, t);
  return [
    `## ${t('The identity provider sends groups')}`,
    sso.groupAttribute === null
      ? t(
          'Have the identity provider send the groups of a user as one attribute with a value for each group, and write its name here as `sso.group_attribute`.',
        )
      : t(
          'Have the identity provider send the groups of a user as the attribute {0}, with a value for each group.',
          markdownCode(sso.groupAttribute),
        ),
    t(
      'Values are compared exactly, case and spaces included. One value that joins several groups with commas is one group that nobody knows.',
    ),
  ];
}

function entraSteps({ sso }: MappingSetInfo, t: Translate): string[] {
  const limit = sso.protocol === 'oidc' ? 200 : 150;
  const steps = [
    t('In the Azure portal, open **Microsoft Entra ID > Enterprise applications** and the Confluent Cloud application.'),
    t('Under **Manage**, select **Single sign-on**.'),
    t('In **Attributes & Claims**, click **Add a group claim**.'),
    sso.claimGroups === 'assigned_to_application'
      ? t('For *Which groups associated with the user should be returned in the claim?* select **Groups assigned to the application**.')
      : t('For *Which groups associated with the user should be returned in the claim?* select **All groups**.'),
    sso.sourceAttribute === 'group_id'
      ? t('For **Source attribute** select **Group ID**: filters test ids such as `9efcf0ab-9227-411d-bbea-0481e862c115`.')
      : t('For **Source attribute** select **Cloud-only group display names**: filters test names.'),
    ...(sso.claimFilter ? [`${t('In the **Advanced options**, filter the groups:')} ${filterInWords(sso, t)}`] : []),
  ];
  return [
    `## ${t('Entra ID sends groups')}`,
    numbered(steps),
    t(
      'Entra ID leaves the claim out for a user with more than {0} groups: nobody with that many gets anything from a group mapping.',
      limit,
    ),
    sources([pages.enable, pages.entra], t),
  ];
}

function oktaSteps({ sso }: MappingSetInfo, t: Translate): string[] {
  const steps = [
    t('In the Okta Admin Console, open the Confluent Cloud application and edit its SAML settings.'),
    sso.groupAttribute === null
      ? t('Under **Group Attribute Statements**, choose a **Name** such as `groups`, and write it here as `sso.group_attribute`.')
      : t('Under **Group Attribute Statements**, enter the **Name** {0}.', markdownCode(sso.groupAttribute)),
    sso.claimFilter
      ? `${t('Set the **Filter**:')} ${filterInWords(sso, t)}`
      : t('Set the **Filter** so that the groups get through that the mappings name: *Matches regex* `.*` sends all of them.'),
  ];
  return [
    `## ${t('Okta sends groups')}`,
    numbered(steps),
    t('Okta sends the names of groups: filters test names, case and spaces included.'),
    sources([pages.enable, pages.okta], t),
  ];
}

function filterInWords({ claimFilter }: MappingSetInfo['sso'], t: Translate): string {
  if (!claimFilter) return '';
  const kinds = { starts_with: t('Starts with'), equals: t('Equals'), contains: t('Contains'), matches: t('Matches regex') } as const;
  return `*${kinds[claimFilter.kind]}* ${markdownCode(claimFilter.value)}`;
}

function applicationSteps({ organization, sso }: MappingSetInfo, t: Translate): string[] {
  const isAzure = organization.marketplace === 'azure';
  const groups = sso.assignedGroups.map(markdownCode).join(', ');
  const steps = [
    sso.enabledForUsersToSignIn
      ? t('**Enabled for users to sign-in?** is **Yes**.')
      : `⚠ ${t('**Enabled for users to sign-in?** is **No** in this mapping set: nobody gets in.')}`,
    sso.assignmentRequired
      ? t('**Assignment required?** is **Yes**: only those who are assigned get in, and only they get an account just in time.')
      : `⚠ ${t('**Assignment required?** is **No** in this mapping set. Confluent recommends **Yes**: otherwise everybody in the directory can get an account.')}`,
    groups === ''
      ? t('Assign the users and groups that may sign in, existing users too: whoever is not assigned loses access.')
      : t(
          'Assign the users and groups that may sign in, existing users too: whoever is not assigned loses access. Groups in this mapping set: {0}.',
          groups,
        ),
  ];
  return [
    `## ${t('The application lets the right people in')}`,
    t('On the properties page of the Confluent Cloud enterprise application:'),
    numbered(steps),
    ...(isAzure ? [sources([pages.jit], t)] : []),
  ];
}

function attributeSteps({ sso }: MappingSetInfo, t: Translate): string[] {
  const steps =
    sso.groupAttribute !== null
      ? [
          t('Once for the organization, an OrganizationAdmin tells Confluent Cloud which attribute holds the groups. Enter exactly this:'),
          fenced(sso.groupAttribute),
        ]
      : [
          `⚠ ${t('This mapping set does not say which attribute it is: write it as `sso.group_attribute`. Until one is designated, no user has groups.')}`,
          sso.identityProvider === 'entra'
            ? t('Entra ID calls it {0} unless the claim was given another name.', markdownCode(entraAttribute))
            : t('It is the name that the identity provider sends the groups under.'),
        ];
  return [`## ${t('Confluent Cloud takes the groups from that attribute')}`, ...steps, sources([pages.enable], t)];
}

function jitSteps({ organization, jit }: MappingSetInfo, t: Translate): string[] {
  const says = jit.isEnabled
    ? t('This mapping set says that just-in-time provisioning is **on**: a first sign-in creates the account.')
    : t('This mapping set says that just-in-time provisioning is **off**: whoever has no account yet is refused.');
  const isDefaultThere = jit.isEnabled === (organization.marketplace !== 'azure');
  const origin = isDefaultThere
    ? organization.marketplace === 'azure'
      ? t('That is how Azure Marketplace organizations start.')
      : t('That is how organizations start.')
    : organization.marketplace === 'azure'
      ? t('Azure Marketplace organizations start with it off, so that somebody has to turn it on.')
      : t('Organizations start with it on, so that somebody has to turn it off.');
  const idIsUsable = organization.id !== null && /^[\w-]+$/.test(organization.id);
  return [
    `## ${t('Just-in-time provisioning')}`,
    `${says} ${origin}`,
    t('An OrganizationAdmin makes it so with this request:'),
    fenced(jitRequest(idIsUsable ? organization.id : '<org_uuid>', jit.isEnabled), 'sh'),
    ...(idIsUsable ? [] : [t('Put the id of the organization in place of `<org_uuid>`; as `organization.id` it is filled in here.')]),
    t('With `{"jit_enabled": {0}}` it goes the other way.', String(!jit.isEnabled)),
    sources([pages.jit], t),
  ];
}

/** The request of Confluent's documentation, for a shell. */
function jitRequest(organization: string | null, isEnabled: boolean): string {
  return [
    `curl --request PATCH --url 'https://api.confluent.cloud/org/v2/organizations/${organization ?? ''}' \\`,
    "  --header 'Authorization: Basic <user-credentials>' \\",
    "  --header 'content-type: application/json' \\",
    `  --data '{"jit_enabled": ${String(isEnabled)}}'`,
  ].join('\n');
}

function mappingSteps({ counts }: MappingSetInfo, t: Translate): string[] {
  const isOver = counts.groupMappings > counts.groupMappingLimit;
  const used = t('{0} of {1} group mappings are used.', counts.groupMappings, counts.groupMappingLimit);
  const toMend =
    counts.errors === 1 ? t('First mend the error in the mapping set.') : t('First mend the {0} errors in the mapping set.', counts.errors);
  return [
    `## ${t('The group mappings exist')}`,
    ...(counts.errors > 0 ? [`⚠ ${toMend}`] : []),
    `${isOver ? '⚠ ' : ''}${used} ${t('Create each in Confluent Cloud, with its role bindings.')}`,
    t('What they grant is good for sessions that were signed in with SSO. API keys of users carry only what was assigned by hand.'),
    sources([pages.manage], t),
  ];
}

function signInSteps(t: Translate): string[] {
  return [
    `## ${t('Try it')}`,
    numbered([
      t('Run **Group Mapping: Simulate** and read what each sample user gets, and why.'),
      t('Sign in with SSO as one of them. A change in the identity provider shows at the next sign-in at the earliest.'),
      t(
        'If groups are missing, look at the SAML response in the browser’s network tools: is the attribute there, under the same name, with the same values?',
      ),
    ]),
  ];
}

function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
}

function sources(urls: readonly string[], t: Translate): string {
  return `${urls.length === 1 ? t('Source:') : t('Sources:')} ${urls.map((url) => `<${url}>`).join(', ')}`;
}

/** A block of code that holds whatever backticks the text has. */
function fenced(text: string, language = ''): string {
  const longestRun = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
