import { filterOfGroup } from '../../filter/string-literal.js';
import type { GroupMapping, KafkaAcl, MappingSet, RoleBinding } from '../../mapping-set/mapping-set.js';
import { LineIndex } from '../../text/line-index.js';
import { quoted } from '../../text/quoted-name.js';

/** What an export comes to. */
export interface Exported {
  readonly text: string;
  /** Whole sentences on what was written in another form than the set has it: nothing is lost. */
  readonly remarks: readonly string[];
  /** Whole sentences on what the text does not have, though the set does, and why. */
  readonly leftOut: readonly string[];
}

/** A group mapping whose every value is known, with a filter as Confluent Cloud's interfaces want it. */
export interface ExportableMapping {
  readonly displayName: string;
  /** Null: it does not exist yet, as far as the set knows. */
  readonly id: string | null;
  readonly description: string | null;
  readonly filter: string;
  readonly roleBindings: readonly { readonly role_name: string; readonly crn_pattern: string }[];
  readonly acls: readonly ExportableAcl[];
}

/** An ACL with all that creating one takes; names are `confluent_kafka_acl`'s. */
export interface ExportableAcl {
  readonly kafka_cluster: string;
  readonly resource_type: string;
  readonly resource_name: string;
  readonly pattern_type: string;
  readonly operation: string;
  readonly permission: string;
  readonly host: string;
}

export interface ExportableMappings {
  readonly mappings: readonly ExportableMapping[];
  readonly remarks: readonly string[];
  readonly leftOut: readonly string[];
}

/** The keys of an ACL, in the order that Confluent's documentation has them. */
export const aclKeys = ['kafka_cluster', 'resource_type', 'resource_name', 'pattern_type', 'operation', 'permission', 'host'] as const;

/** Where a text has no faithful form in a format; null when it has. A clause that follows the text's name. */
export type CannotHold = (text: string) => string | null;

/**
 * The mappings of a set that can be written elsewhere. One that its host only partly knows, or that does not say whom it matches, is left out
 * and named; nothing is guessed. A literal group becomes the filter that means the same, since whether Confluent stores a literal group as such
 * is not established.
 */
export function exportableMappings(set: MappingSet, cannotHold: CannotHold): ExportableMappings {
  const remarks: string[] = [];
  const leftOut: string[] = [];
  const lines = new Map(set.files.map(({ source }) => [source.path, new LineIndex(source.text)]));
  const placeOf = ({ file, range }: Pick<GroupMapping, 'file' | 'range'>): string =>
    `${file}:${String((lines.get(file)?.positionAt(range.start).line ?? 0) + 1)}`;
  const mappings = set.groupMappings.flatMap((mapping): readonly ExportableMapping[] => {
    const called = `The mapping ${quoted(mapping.displayName)} (${placeOf(mapping)})`;
    const condition = conditionOf(mapping);
    if ('reason' in condition) {
      leftOut.push(`${called} is left out: ${condition.reason}`);
      return [];
    }
    const texts = [mapping.displayName, mapping.id?.value, mapping.description?.value, condition.filter];
    const unfit = texts.flatMap((text) => (text === undefined ? [] : (cannotHold(text) ?? [])))[0];
    if (unfit !== undefined) {
      leftOut.push(`${called} is left out: ${unfit}`);
      return [];
    }
    if (mapping.group) remarks.push(`${called} is a literal group; it is written as the filter that means the same, ${condition.filter}.`);
    const known = <Item extends RoleBinding | KafkaAcl>(
      items: readonly Item[],
      what: string,
      reasonAgainst: (item: Item) => string | null,
    ): readonly Item[] =>
      items.filter((item) => {
        const reason = reasonAgainst(item);
        if (reason !== null) leftOut.push(`${what} of ${quoted(mapping.displayName)} (${placeOf(item)}) is left out: ${reason}`);
        return reason === null;
      });
    return [
      {
        displayName: mapping.displayName,
        id: mapping.id?.value ?? null,
        description: mapping.description?.value ?? null,
        filter: condition.filter,
        roleBindings: known(mapping.roleBindings, 'A role binding', (binding) =>
          binding.isPartlyKnown
            ? 'part of it is computed and not known.'
            : (cannotHold(binding.roleName.value) ?? cannotHold(binding.crnPattern.value)),
        ).map(({ roleName, crnPattern }) => ({ role_name: roleName.value, crn_pattern: crnPattern.value })),
        acls: known(mapping.acls, 'An ACL', (acl) => reasonAgainstAcl(acl, cannotHold)).map(aclOf),
      },
    ];
  });
  if (set.groupMappings.some(({ mayGrantMore }) => mayGrantMore))
    leftOut.push(
      'Role bindings or ACLs are left out whose principal is not known, and which may belong to any of the mappings: `groupmap check` shows where they are.',
    );
  return { mappings, remarks, leftOut };
}

function conditionOf(mapping: GroupMapping): { readonly filter: string } | { readonly reason: string } {
  if (mapping.partlyKnown) return { reason: `its filter is only partly known. ${mapping.partlyKnown.reason}` };
  if (mapping.shapeProblem) return { reason: `whom it matches is unknown. ${mapping.shapeProblem.message}` };
  if (mapping.filter) return { filter: mapping.filter.value };
  const filter = filterOfGroup(mapping.group?.value ?? '');
  return filter === null ? { reason: 'no filter can name its group, which holds half a character.' } : { filter };
}

function reasonAgainstAcl({ values, isPartlyKnown }: KafkaAcl, cannotHold: CannotHold): string | null {
  if (isPartlyKnown) return 'part of it is computed and not known.';
  const missing = aclKeys.filter((key) => key !== 'host' && values[key] === undefined);
  if (missing.length > 0) return `it has no ${missing.join(', ')}.`;
  return aclKeys.flatMap((key) => cannotHold(values[key] ?? '') ?? [])[0] ?? null;
}

function aclOf({ values }: KafkaAcl): ExportableAcl {
  const of = (key: (typeof aclKeys)[number]) => values[key] ?? '';
  return {
    kafka_cluster: of('kafka_cluster'),
    resource_type: of('resource_type'),
    resource_name: of('resource_name'),
    pattern_type: of('pattern_type'),
    operation: of('operation'),
    permission: of('permission'),
    host: values['host'] ?? '*',
  };
}

/** A text that UTF-8 cannot carry. */
export function hasHalfCharacter(text: string): boolean {
  return /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

/** What the format has no place for, in one line for its head: the sections that stay in mapping files. */
export function describeWhatStays(set: MappingSet): string | null {
  const stays = [
    ...(Object.values(set.organization).some((value) => value !== undefined) ? ['organization'] : []),
    ...(Object.values(set.sso).some((value) => value !== undefined) ? ['sso'] : []),
    ...(set.listsKnownGroups ? ['known_groups'] : []),
    ...(set.users.length > 0 ? ['users'] : []),
  ];
  if (stays.length === 0) return null;
  return `Group mappings and what they grant; ${stays.join(', ')} ${stays.length === 1 && stays[0] !== 'users' ? 'stays' : 'stay'} in the mapping files.`;
}
