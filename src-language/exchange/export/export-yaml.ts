import type { MappingSet, Place } from '../../mapping-set/mapping-set.js';
import { LineIndex } from '../../text/line-index.js';
import { quoted } from '../../text/quoted-name.js';
import { groupMappingValues, sectionsOf } from '../set-values.js';
import { writeYaml } from '../write-yaml.js';
import type { Exported } from './exportable-mappings.js';

/** A whole set, whichever hosts and files it is made of, as one mapping file in YAML that means the same. */
export function exportYaml(set: MappingSet): Exported {
  const leftOut: string[] = [];
  const lines = new Map(set.files.map(({ source }) => [source.path, new LineIndex(source.text)]));
  const placeOf = ({ file, range }: Place) => `${file}:${String((lines.get(file)?.positionAt(range.start).line ?? 0) + 1)}`;
  const mappings = set.groupMappings.flatMap((mapping) => {
    const reason =
      mapping.partlyKnown?.reason ??
      (mapping.shapeProblem?.code === 'partly-known' || mapping.shapeProblem?.code === 'wrong-type' ? mapping.shapeProblem.message : null);
    if (reason !== null) {
      leftOut.push(
        `The mapping ${quoted(mapping.displayName)} (${placeOf(mapping)}) is left out: its filter is only partly known. ${reason}`,
      );
      return [];
    }
    const known = <Item extends Place & { readonly isPartlyKnown?: boolean }>(items: readonly Item[], what: string): readonly Item[] =>
      items.filter((item) => {
        if (item.isPartlyKnown)
          leftOut.push(`${what} of ${quoted(mapping.displayName)} (${placeOf(item)}) is left out: part of it is computed and not known.`);
        return !item.isPartlyKnown;
      });
    const roleBindings = known(mapping.roleBindings, 'A role binding');
    return [groupMappingValues({ ...mapping, roleBindings, acls: known(mapping.acls, 'An ACL') })];
  });
  const { organization, sso, known_groups, users, settings } = sectionsOf(set);
  const group_mappings = mappings.length > 0 ? mappings : undefined;
  return { text: writeYaml({ organization, sso, known_groups, group_mappings, users, settings }, leftOut), remarks: [], leftOut };
}
