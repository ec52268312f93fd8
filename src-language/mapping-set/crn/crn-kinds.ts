/** A kind of resource as a part of a CRN names it. */
export interface CrnKind {
  /** The word before the `=`: `cloud-cluster`. */
  readonly segment: string;
  /** What it stands in, directly; null for what a CRN begins with. */
  readonly within: string | null;
  /** What one is called in a sentence: `Kafka cluster`. Lower case, names of products apart. */
  readonly one: string;
  readonly many: string;
  /** True for what a role is bound to by name or prefix within a cluster, registry or the like, false for what itself holds others. */
  readonly isResource: boolean;
}

/**
 * The kinds of resource, each after what it stands in: Confluent's documentation ("Confluent Resource Names") and the CRNs of its Terraform
 * provider and command line. Confluent adds kinds: one that is not listed may exist all the same.
 */
export const crnKinds: readonly CrnKind[] = [
  container('organization', null, 'organization'),
  container('environment', 'organization', 'environment'),
  resource('service-account', 'organization', 'service account'),
  resource('group-mapping', 'organization', 'group mapping'),
  resource('identity-provider', 'organization', 'identity provider'),
  container('cloud-cluster', 'environment', 'Kafka cluster'),
  container('schema-registry', 'environment', 'Schema Registry', 'Schema Registries'),
  container('flink-region', 'environment', 'Flink region'),
  resource('provider-integration', 'environment', 'provider integration'),
  container('kafka', 'cloud-cluster', 'Kafka cluster'),
  resource('ksql', 'cloud-cluster', 'ksqlDB cluster'),
  resource('connector', 'cloud-cluster', 'connector'),
  resource('topic', 'kafka', 'topic'),
  resource('group', 'kafka', 'consumer group'),
  resource('transactional-id', 'kafka', 'transactional ID'),
  resource('subject', 'schema-registry', 'subject'),
  resource('kek', 'schema-registry', 'key encryption key'),
  resource('compute-pool', 'flink-region', 'Flink compute pool'),
];

const bySegment: ReadonlyMap<string, CrnKind> = new Map(crnKinds.map((kind) => [kind.segment, kind]));

/** The kind that a part of a CRN names, undefined for one that is not known. */
export function findCrnKind(segment: string): CrnKind | undefined {
  return bySegment.get(segment);
}

/** What can stand directly within a part of a CRN; null: what a CRN can begin with. */
export function crnKindsWithin(segment: string | null): readonly CrnKind[] {
  return crnKinds.filter(({ within }) => within === segment);
}

function container(segment: string, within: string | null, one: string, many = `${one}s`): CrnKind {
  return { segment, within, one, many, isResource: false };
}

function resource(segment: string, within: string, one: string): CrnKind {
  return { segment, within, one, many: `${one}s`, isResource: true };
}
