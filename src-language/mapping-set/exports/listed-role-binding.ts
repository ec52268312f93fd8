import type { HostNode } from '../../hosts/host-tree.js';
import { crnRoot } from '../crn/parse-crn.js';
import { stringOf } from './host-values.js';

/** What stands for the organization in the CRN of a listing, which leaves it out. */
export const unknownOrganization = 'ORGANIZATION_ID';

/** A CRN put together from the columns of a listing. */
export interface ListedCrn {
  readonly crn: string;
  /** False where the listing leaves out more of the CRN than the organization. */
  readonly isComplete: boolean;
}

/** How `cluster_type` is written in a CRN. */
const clusterKinds: ReadonlyMap<string, string> = new Map([
  ['kafka', 'kafka'],
  ['ksqldb', 'ksql'],
  ['schema registry', 'schema-registry'],
]);

/** Kinds of resource that stand in something the listing has no column for. */
const withoutColumn: ReadonlySet<string> = new Set(['compute-pool']);

/**
 * The CRN of a role binding as `confluent iam rbac role-binding list --principal … -o json|yaml` lists it: taken apart into columns, and
 * without the organization. Undone as the command line's source does it: `Cluster` is the Kafka cluster itself, a prefix is a name with `*`.
 */
export function listedCrn(item: HostNode): ListedCrn {
  const parts = [`organization=${unknownOrganization}`];
  const add = (kind: string, name: string): void => {
    if (name !== '') parts.push(`${kind}=${name}`);
  };
  add('environment', stringOf(item, 'environment'));
  add('cloud-cluster', stringOf(item, 'cloud_cluster'));
  const clusterKind = clusterKinds.get(stringOf(item, 'cluster_type').toLowerCase());
  if (clusterKind !== undefined) add(clusterKind, stringOf(item, 'logical_cluster'));
  const resource = stringOf(item, 'resource_type').toLowerCase();
  if (resource !== '' && resource !== 'cluster') {
    const isPrefix = stringOf(item, 'pattern_type').toUpperCase() === 'PREFIXED';
    add(resource, stringOf(item, 'name') + (isPrefix ? '*' : ''));
  }
  return { crn: crnRoot + parts.join('/'), isComplete: !withoutColumn.has(resource) };
}
