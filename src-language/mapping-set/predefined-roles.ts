/** What is known of one of Confluent's predefined roles. Confluent adds roles: one that is not listed may exist all the same. */
export interface PredefinedRole {
  readonly name: string;
  readonly kind: 'administration' | 'development';
  /** One sentence where Confluent's own examples or release notes establish it; null otherwise. */
  readonly allows: string | null;
  /** What it is bound to in Confluent's own documentation, examples and code. */
  readonly documentedScopes: readonly string[];
  /** What others bind it to; not established. */
  readonly reportedScopes: readonly string[];
}

function role(
  kind: PredefinedRole['kind'],
  name: string,
  documentedScopes: readonly string[],
  reportedScopes: readonly string[] = [],
  allows: string | null = null,
): PredefinedRole {
  return { name, kind, allows, documentedScopes, reportedScopes };
}

const dataPlane = ['topic', 'consumer group', 'transactional id', 'Schema Registry subject'];

/**
 * The names that Confluent's documentation lists. Which resources each can be bound to is collected from Confluent's release notes, Terraform
 * documentation and code; the official table is longer, so nothing follows from a scope that is missing here.
 */
export const predefinedRoles: readonly PredefinedRole[] = [
  role('administration', 'AccountAdmin', ['organization']),
  role('administration', 'BillingAdmin', [], ['organization']),
  role('administration', 'CloudClusterAdmin', ['Kafka cluster']),
  role('administration', 'ConnectManager', ['Kafka cluster']),
  role('administration', 'DataSteward', ['environment']),
  role('administration', 'EnvironmentAdmin', ['environment']),
  role('administration', 'FlinkAdmin', ['environment']),
  role('administration', 'KsqlAdmin', ['ksqlDB cluster']),
  role('administration', 'NetworkAdmin', ['organization']),
  role('administration', 'OrganizationAdmin', ['organization']),
  role('administration', 'ResourceKeyAdmin', [], ['organization', 'Kafka cluster']),
  role('administration', 'ResourceOwner', [...dataPlane, 'ksqlDB cluster', 'provider integration']),
  role('administration', 'Assigner', ['service account']),
  role('development', 'DataDiscovery', ['environment']),
  role('development', 'DeveloperManage', [], ['resources of a cluster']),
  role('development', 'DeveloperRead', [...dataPlane, 'key encryption key', 'connector']),
  role('development', 'DeveloperWrite', ['topic', 'transactional id'], ['Schema Registry subject']),
  role('development', 'FlinkDeveloper', ['environment', 'Flink compute pool'], ['organization']),
  role('development', 'FlinkFunctionDeveloper', [], ['environment']),
  role('development', 'MetricsViewer', ['organization'], ['environment', 'Kafka cluster']),
  role('development', 'Operator', [], ['organization', 'environment', 'Kafka cluster'], 'Read-only since 2025-04-11.'),
];

const byName: ReadonlyMap<string, PredefinedRole> = new Map(predefinedRoles.map((known) => [known.name, known]));

export function findPredefinedRole(name: string): PredefinedRole | undefined {
  return byName.get(name);
}
