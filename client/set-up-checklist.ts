import type { MappingSetInfo } from '../protocol.js';
import type { Translate } from './translate.js';

/** The steps that group mappings need, with the set's own values. */
export function renderSetUpChecklist(info: MappingSetInfo, t: Translate): string {
  return `# ${t('Set-up of {0}', info.name)}\n`;
}
