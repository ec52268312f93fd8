import type { SettingsSection } from './mapping-set.js';

/** How far an administrator role reaches, widest first: the whole organization, an environment, or a cluster or service in one. */
export type AdministratorRank = 'organization' | 'environment' | 'cluster';

/** What is known of one of Confluent's predefined roles. Confluent adds roles: one that is not listed may exist all the same. */
export interface PredefinedRole {
  readonly name: string;
  readonly kind: 'administration' | 'development';
  /** One sentence; `source` says how far it is established. */
  readonly description: string;
  /** What it lets people do, to be completed by a resource: `write to`. */
  readonly verb: string;
  /** Null for a role that is no administrator's. Administrator roles are those that Confluent names so. */
  readonly administratorRank: AdministratorRank | null;
  /** Kinds of resource (parts of a CRN) that Confluent's own documentation, examples or code bind it to. */
  readonly documentedScopes: readonly string[];
  /** Kinds of resource that others bind it to; not established. */
  readonly reportedScopes: readonly string[];
  /** Kinds of resource that it cannot be bound to, as far as that is known; of those in no list nothing is known. */
  readonly impossibleScopes: readonly string[];
  /** Where all this is from. */
  readonly source: string;
}

const rolePage = "Confluent's list of predefined roles";
const terraformPage = 'documentation and tests of the Confluent Terraform provider';
const commandLine = "source of Confluent's command line";
const releaseNotes = 'Confluent Cloud release notes';
const byName = 'what it allows is taken from its name';

/** Kinds of resource that stand within an environment. */
const inEnvironment = ['cloud-cluster', 'schema-registry', 'flink-region', 'kafka'];
/** Kinds of resource that roles for developers are bound to one by one. */
const ofKafka = ['topic', 'group', 'transactional-id'];
const granular = [...ofKafka, 'subject', 'kek', 'connector'];
const elsewhere = ['service-account', 'group-mapping', 'identity-provider', 'provider-integration', 'compute-pool', 'ksql'];

/**
 * The names that Confluent's documentation lists. What each can be bound to is collected from Confluent's release notes, Terraform
 * documentation and code. The official table is longer, so nothing follows from a scope that is in none of a role's lists.
 */
export const predefinedRoles: readonly PredefinedRole[] = [
  {
    name: 'OrganizationAdmin',
    kind: 'administration',
    description: 'Administers the whole organization, access and accounts included.',
    verb: 'administer',
    administratorRank: 'organization',
    documentedScopes: ['organization'],
    reportedScopes: [],
    impossibleScopes: ['environment', ...inEnvironment, ...granular, ...elsewhere],
    source: `${rolePage}; ${terraformPage}`,
  },
  {
    name: 'AccountAdmin',
    kind: 'administration',
    description: 'Administers user accounts and service accounts (as others report).',
    verb: 'administer the accounts of',
    administratorRank: 'organization',
    documentedScopes: ['organization'],
    reportedScopes: [],
    impossibleScopes: granular,
    source: `${rolePage}; ${terraformPage}`,
  },
  {
    name: 'BillingAdmin',
    kind: 'administration',
    description: 'Administers billing.',
    verb: 'administer the billing of',
    administratorRank: 'organization',
    documentedScopes: [],
    reportedScopes: ['organization'],
    impossibleScopes: granular,
    source: `${rolePage}; ${byName}`,
  },
  {
    name: 'NetworkAdmin',
    kind: 'administration',
    description: 'Administers networks.',
    verb: 'administer the networks of',
    administratorRank: 'organization',
    documentedScopes: ['organization'],
    reportedScopes: [],
    impossibleScopes: granular,
    source: `${rolePage}; ${terraformPage}; ${byName}`,
  },
  {
    name: 'ResourceKeyAdmin',
    kind: 'administration',
    description: 'Administers API keys of resources (as others report).',
    verb: 'administer the API keys of',
    administratorRank: 'organization',
    documentedScopes: [],
    reportedScopes: ['organization', 'cloud-cluster', 'schema-registry'],
    impossibleScopes: ofKafka,
    source: `${rolePage}; public Terraform code`,
  },
  {
    name: 'EnvironmentAdmin',
    kind: 'administration',
    description: 'Administers an environment with everything in it.',
    verb: 'administer',
    administratorRank: 'environment',
    documentedScopes: ['environment'],
    reportedScopes: [],
    impossibleScopes: ['organization', ...inEnvironment, ...granular, ...elsewhere],
    source: `${rolePage}; ${terraformPage}; ${commandLine}, which asks for the environment`,
  },
  {
    name: 'FlinkAdmin',
    kind: 'administration',
    description: 'Administers Flink in an environment.',
    verb: 'administer Flink in',
    administratorRank: 'environment',
    documentedScopes: ['environment'],
    reportedScopes: [],
    impossibleScopes: granular,
    source: `${rolePage}; ${terraformPage}; ${byName}`,
  },
  {
    name: 'CloudClusterAdmin',
    kind: 'administration',
    description: 'Administers a Kafka cluster with everything in it.',
    verb: 'administer',
    administratorRank: 'cluster',
    documentedScopes: ['cloud-cluster'],
    reportedScopes: [],
    impossibleScopes: ['organization', 'environment', 'schema-registry', 'flink-region', ...granular, ...elsewhere],
    source: `${rolePage}; ${terraformPage}; ${commandLine}, which asks for environment and cluster`,
  },
  {
    name: 'KsqlAdmin',
    kind: 'administration',
    description: 'Administers a ksqlDB cluster.',
    verb: 'administer',
    administratorRank: 'cluster',
    documentedScopes: ['ksql'],
    reportedScopes: [],
    impossibleScopes: granular,
    source: `${rolePage}; ${terraformPage}`,
  },
  {
    name: 'ConnectManager',
    kind: 'administration',
    description: 'Manages the connectors of a cluster.',
    verb: 'manage the connectors of',
    administratorRank: null,
    documentedScopes: ['cloud-cluster'],
    reportedScopes: [],
    impossibleScopes: [],
    source: `${rolePage}; ${releaseNotes}, April 2025`,
  },
  {
    name: 'DataSteward',
    kind: 'administration',
    description: 'Looks after the data of an environment: its schemas and their governance.',
    verb: 'govern the data of',
    administratorRank: null,
    documentedScopes: ['environment'],
    reportedScopes: [],
    // A Schema Registry cluster was refused, as others report.
    impossibleScopes: ['schema-registry', ...granular],
    source: `${rolePage}; ${terraformPage}; ${byName}`,
  },
  {
    name: 'ResourceOwner',
    kind: 'administration',
    description: 'Owns a resource: may do everything with it, and give others access to it.',
    verb: 'own',
    administratorRank: null,
    documentedScopes: ['topic', 'group', 'transactional-id', 'subject', 'ksql', 'provider-integration'],
    reportedScopes: [],
    // As others report; that it cannot be bound to an environment or to all of an organization is likely and not established.
    impossibleScopes: ['schema-registry'],
    source: `${rolePage}; ${terraformPage}`,
  },
  {
    name: 'Assigner',
    kind: 'administration',
    description: 'Assigns a service account to what runs as it.',
    verb: 'assign',
    administratorRank: null,
    documentedScopes: ['service-account'],
    reportedScopes: [],
    impossibleScopes: ['environment', ...inEnvironment, ...granular],
    source: `${rolePage}; ${terraformPage}; ${byName}`,
  },
  {
    name: 'DataDiscovery',
    kind: 'development',
    description: 'Finds data and sees what it is; one of the two roles of the default mapping `all-sso-users`.',
    verb: 'discover the data of',
    administratorRank: null,
    documentedScopes: ['environment'],
    reportedScopes: ['organization'],
    impossibleScopes: granular,
    source: `${rolePage}; ${terraformPage}; ${byName}`,
  },
  {
    name: 'DeveloperManage',
    kind: 'development',
    description: 'Manages resources of a cluster: describes, creates and deletes them.',
    verb: 'manage',
    administratorRank: null,
    documentedScopes: [],
    reportedScopes: ['topic', 'group', 'transactional-id', 'subject', 'connector'],
    impossibleScopes: [],
    source: `${rolePage}; tests of Confluent's command line`,
  },
  {
    name: 'DeveloperRead',
    kind: 'development',
    description: 'Reads resources; to view messages in the Cloud Console it is the least role that suffices.',
    verb: 'read',
    administratorRank: null,
    documentedScopes: ['topic', 'group', 'transactional-id', 'subject', 'kek', 'connector'],
    reportedScopes: [],
    impossibleScopes: [],
    source: `${rolePage}; ${terraformPage}`,
  },
  {
    name: 'DeveloperWrite',
    kind: 'development',
    description: 'Writes to resources.',
    verb: 'write to',
    administratorRank: null,
    documentedScopes: ['topic', 'transactional-id'],
    reportedScopes: ['subject'],
    impossibleScopes: [],
    source: `${rolePage}; ${terraformPage}`,
  },
  {
    name: 'FlinkDeveloper',
    kind: 'development',
    description: 'Works with Flink; one of the two roles of the default mapping `all-sso-users`.',
    verb: 'use Flink in',
    administratorRank: null,
    documentedScopes: ['environment', 'compute-pool'],
    reportedScopes: ['organization'],
    impossibleScopes: granular,
    source: `${rolePage}; ${terraformPage}; ${releaseNotes}, February 2026`,
  },
  {
    name: 'FlinkFunctionDeveloper',
    kind: 'development',
    description: 'Develops functions for Flink.',
    verb: 'develop Flink functions in',
    administratorRank: null,
    documentedScopes: [],
    reportedScopes: ['environment'],
    impossibleScopes: granular,
    source: `${releaseNotes}, February 2026; ${byName}`,
  },
  {
    name: 'MetricsViewer',
    kind: 'development',
    description: 'Views metrics.',
    verb: 'view the metrics of',
    administratorRank: null,
    documentedScopes: ['organization'],
    reportedScopes: ['environment', 'cloud-cluster'],
    impossibleScopes: ofKafka,
    source: `${rolePage}; ${byName}`,
  },
  {
    name: 'Operator',
    kind: 'development',
    description: 'Views what runs, such as consumers and producers; read-only since 2025-04-11.',
    verb: 'view',
    administratorRank: null,
    documentedScopes: [],
    reportedScopes: ['organization', 'environment', 'cloud-cluster'],
    impossibleScopes: ofKafka,
    source: `${rolePage}; ${releaseNotes}, April 2025`,
  },
];

const rolesByName: ReadonlyMap<string, PredefinedRole> = new Map(predefinedRoles.map((known) => [known.name, known]));

export function findPredefinedRole(name: string): PredefinedRole | undefined {
  return rolesByName.get(name);
}

/**
 * How far a role reaches that administers something, null for any other. What a set says of a role in its own `settings.roles` goes before
 * the catalogue: its widest scope is then its rank, the organization when it names none.
 */
export function administratorRankOf(roleName: string, { roles }: Pick<SettingsSection, 'roles'>): AdministratorRank | null {
  const own = roles.find(({ name }) => name === roleName);
  if (!own) return findPredefinedRole(roleName)?.administratorRank ?? null;
  if (!own.administrator) return null;
  const scopes = own.scopes.map((scope) => scope.toLowerCase());
  if (scopes.length === 0 || scopes.includes('organization')) return 'organization';
  return scopes.includes('environment') ? 'environment' : 'cluster';
}

/** Whether a role administers what it is bound to, by the set's own `settings.roles` or else by the catalogue. */
export function isAdministrator(roleName: string, settings: Pick<SettingsSection, 'roles'>): boolean {
  return administratorRankOf(roleName, settings) !== null;
}
