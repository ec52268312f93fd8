import { dirname } from 'node:path';
import type { GroupFilterServices } from '../../src-language/group-filter-services.js';
import type { MappingSet } from '../../src-language/mapping-set/mapping-set.js';
import { mappingFileChoice } from './counting-files.js';
import { findMappingSets } from './find-mapping-files.js';
import type { LoadedSet } from './load-mapping-sets.js';
import { readTextFile } from './read-text-file.js';

/**
 * A set that is checked, and for a script the settings of the mapping files in its directory, so that its findings have their severities. What
 * is wrong with those files is told when they are checked themselves.
 */
export async function withSettingsBeside({ files, set }: LoadedSet, cwd: string, services: GroupFilterServices): Promise<MappingSet> {
  const [script] = files;
  if (!script?.content.commands) return set;
  const { sets } = await findMappingSets([dirname(script.absolutePath)], cwd, 'one-set', mappingFileChoice);
  const texts = await Promise.all(sets.flat().map(async ({ path, absolutePath }) => ({ path, read: await readTextFile(absolutePath) })));
  const beside = texts.flatMap(({ path, read }) =>
    read.ok && !path.endsWith('.tf') ? [services.readFile({ path, text: read.text })] : [],
  );
  return { ...set, settings: services.assemble(beside).settings };
}
