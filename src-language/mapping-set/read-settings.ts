import type { HostEntry } from '../hosts/host-tree.js';
import { diagnosticCodes, type DiagnosticCode, type SeveritySetting } from '../text/problem.js';
import type { CustomRole, Located, SettingsSection } from './mapping-set.js';
import { customRoleShape, settingsShape, type MapShape } from './schema-keys.js';
import { isNothing, slotOf, type SectionReader, type Slot } from './section-reader.js';

/** `settings:`: what the checks report and how loud, and the organization's own roles. */
export function readSettings(reader: SectionReader, slot: Slot | undefined): SettingsSection {
  const fields = reader.fields(slot, settingsShape);
  if (!fields) return { severity: new Map(), roles: [] };
  return {
    severity: readSeverities(reader, reader.slot(fields, 'severity')),
    roles: readRoles(reader, reader.slot(fields, 'roles')),
  };
}

const severities = ['error', 'warning', 'information', 'hint', 'off'] as const satisfies readonly SeveritySetting[];
const severitySlips: Readonly<Record<string, SeveritySetting>> = {
  err: 'error',
  warn: 'warning',
  info: 'information',
  none: 'off',
  ignore: 'off',
  disabled: 'off',
  false: 'off',
};
const severityShape: MapShape = { name: '`settings.severity`', keys: diagnosticCodes };
const codes: ReadonlySet<string> = new Set(diagnosticCodes);

function readSeverities(reader: SectionReader, slot: Slot | undefined): ReadonlyMap<DiagnosticCode, Located<SeveritySetting>> {
  const result = new Map<DiagnosticCode, Located<SeveritySetting>>();
  if (!slot || isNothing(slot.node)) return result;
  if (slot.node.kind !== 'map') {
    reader.wrongKind(slot, slot.node, 'a map of diagnostic codes and severities, such as `group-unmapped: off`');
    return result;
  }
  const entries = new Map<string, HostEntry>();
  for (const entry of slot.node.entries) if (!entries.has(entry.key)) entries.set(entry.key, entry);
  for (const entry of entries.values()) {
    if (codes.has(entry.key)) {
      const severity = reader.oneOf(slotOf(entry), severities, severitySlips);
      if (severity) result.set(entry.key as DiagnosticCode, severity);
    } else if (!entry.key.startsWith('x-')) reader.unknownKey(entry, severityShape, entries);
  }
  return result;
}

/** `settings.roles`: roles beyond Confluent's predefined ones. One without a name says nothing and is left out. */
function readRoles(reader: SectionReader, slot: Slot | undefined): readonly CustomRole[] {
  const result: CustomRole[] = [];
  for (const item of reader.items(slot, 'A role of `settings.roles`', customRoleShape.keys)) {
    const fields = reader.itemFields(item, customRoleShape);
    if (!fields) continue;
    const name = reader.string(reader.slot(fields, 'name'));
    const scopes = reader.strings(reader.slot(fields, 'scopes'), 'A scope');
    const administrator = reader.boolean(reader.slot(fields, 'administrator'));
    if (!name) continue;
    result.push({
      ...reader.place(fields.map.range),
      name: name.value,
      scopes: scopes.map((scope) => scope.value),
      administrator: administrator?.value ?? false,
    });
  }
  return result;
}
