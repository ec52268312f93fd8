/** The arguments of an ACL that take one of a few words, in the order in which Confluent's provider has them (`confluent_kafka_acl`). */
export const aclWords: Readonly<Partial<Record<string, readonly string[]>>> = {
  resource_type: ['TOPIC', 'GROUP', 'CLUSTER', 'TRANSACTIONAL_ID', 'DELEGATION_TOKEN'],
  pattern_type: ['LITERAL', 'PREFIXED'],
  permission: ['ALLOW', 'DENY'],
};
