import type { MappingSetInfo } from '../protocol.js';
import { markdownText, oneLine } from './markdown.js';
import type { Translate } from './translate.js';

/** What the status bar says of a mapping set. */
export interface SetStatus {
  /** With `$(icon)`s. */
  readonly text: string;
  /** Markdown; the names in it are escaped. */
  readonly tooltip: string;
  /** For screen readers: the text without icons. */
  readonly label: string;
  readonly level: 'error' | 'warning' | 'none';
}

/** Says a set's name, its errors and warnings, and whether JIT provisioning is on. */
export function describeSetStatus(info: MappingSetInfo, t: Translate): SetStatus {
  const { errors, warnings, groupMappings, groupMappingLimit, users } = info.counts;
  const jit = info.jit.isEnabled ? t('JIT on') : t('JIT off');
  const errorCount = errors === 1 ? t('1 error') : t('{0} errors', errors);
  const warningCount = warnings === 1 ? t('1 warning') : t('{0} warnings', warnings);
  const counts = [...(errors > 0 ? [`$(error) ${errors}`] : []), ...(warnings > 0 ? [`$(warning) ${warnings}`] : [])];
  const findings = [...(errors > 0 ? [errorCount] : []), ...(warnings > 0 ? [warningCount] : [])].join(', ') || t('no errors or warnings');
  const isDefault = info.jit.from === 'default';
  const jitMeaning = info.jit.isEnabled
    ? t('Just-in-time provisioning is on: whoever signs in for the first time gets an account, and then what the group mappings grant.')
    : t(
        'Just-in-time provisioning is off: whoever has no account yet is refused. Existing accounts still get what the group mappings grant.',
      );
  const jitOrigin = isDefault
    ? info.organization.marketplace === 'azure'
      ? t('That is the default of Azure Marketplace organizations; `organization.jit_enabled` says otherwise.')
      : t('That is the default; `organization.jit_enabled` says otherwise.')
    : t('Set by `organization.jit_enabled`.');
  return {
    text: ['$(organization)', shortName(info.name), ...(counts.length > 0 ? counts : ['$(check)']), `· ${jit}`].join(' '),
    tooltip: [
      `**${markdownText(info.name)}**: ${findings}`,
      t('{0} of {1} group mappings, sample users: {2}', groupMappings, groupMappingLimit, users),
      `${jitMeaning} ${jitOrigin}`,
      t('Click to open the evaluator.'),
    ].join('\n\n'),
    label: t('Mapping set {0}: {1}, {2}', shortName(info.name), findings, jit),
    level: errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'none',
  };
}

/** A name for a place that has little room and reads `$(…)` as an icon. */
function shortName(name: string): string {
  const characters = [...oneLine(name).replace(/\$\(/g, '$ (')];
  return characters.length <= 40 ? characters.join('') : `${characters.slice(0, 39).join('')}…`;
}
