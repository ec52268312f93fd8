import { describe, expect, it } from 'vitest';
import { defaultSeverityOf, ruleOf, rules } from '../../../src-language/analysis/rules/rule-list.js';
import { diagnosticCodes, type DiagnosticCode } from '../../../src-language/text/problem.js';
import { makeDirectory, runGroupmap } from '../../cli/run-groupmap.js';
import { startSession } from '../../server/editor-session.js';

const names = {
  filter: 'bad.groupmap.yaml',
  yaml: 'bad.groupmap.yaml',
  json: 'bad.groupmap.json',
  export: 'bad.group-mappings.json',
  shell: 'bad.sh',
};
/** What the Language Server Protocol calls the severities. */
const protocolSeverity = { error: 1, warning: 2, information: 3, hint: 4 } as const;
const settings = ['error', 'warning', 'information', 'hint', 'off'] as const;

/** A file with a finding of a code: the bad example of its reference. */
function badFile(code: DiagnosticCode): { readonly path: string; readonly text: string } {
  const rule = ruleOf(code);
  if (!rule) throw new Error(`${code} has no page in the reference.`);
  if (code === 'partly-known')
    return { path: 'bad.tf', text: 'resource "confluent_group_mapping" "a" {\n  display_name = "A"\n  filter = var.unknown\n}\n' };
  return {
    path: names[rule.example],
    text: rule.example === 'filter' ? JSON.stringify({ group_mappings: [{ display_name: 'A', filter: rule.bad }] }) : rule.bad,
  };
}

const settingsFile = (code: string, severity: string) => `settings: { severity: { ${code}: ${severity} } }\n`;

describe('every code', () => {
  it('has a page in the reference', () => expect(rules.map(({ code }) => code).sort()).toEqual([...diagnosticCodes].sort()));

  it.each(diagnosticCodes)('%s has the severity that a mapping file gives it, and so has the exit code', async (code) => {
    const { path, text } = badFile(code);
    for (const severity of settings) {
      const cwd = makeDirectory({ [path]: text, 'settings.groupmap.yaml': settingsFile(code, severity) });
      const { code: exit, stdout } = await runGroupmap(['check', '--format', 'json', '.', ...(path.endsWith('.sh') ? [path] : [])], {
        cwd,
      });
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; severity: string }[] };
      const found = new Set(diagnostics.filter((diagnostic) => diagnostic.code === code).map((diagnostic) => diagnostic.severity));
      expect([severity, ...found]).toEqual(severity === 'off' ? [severity] : [severity, severity]);
      expect([severity, exit]).toEqual([severity, diagnostics.some((diagnostic) => diagnostic.severity === 'error') ? 1 : 0]);
      if (severity === 'error') expect(exit).toBe(1);
    }
  });
});

it('the editor shows each code with the severity that a mapping file gives it', async () => {
  // Sets of their own in directories side by side, each with another severity than the default.
  const cases = diagnosticCodes.map((code, index) => {
    const others = settings.filter((severity) => severity !== defaultSeverityOf(code));
    return { code, severity: others[index % others.length] ?? 'off', ...badFile(code) };
  });
  const files = cases.flatMap(({ code, severity, path, text }) => [
    [`${code}/${path}`, text] as const,
    [`${code}/settings.groupmap.yaml`, settingsFile(code, severity)] as const,
  ]);
  // A script has the severities of a set that the editor knows of.
  const open = cases.flatMap(({ code, path }) => [...(path.endsWith('.sh') ? [`${code}/settings.groupmap.yaml`] : []), `${code}/${path}`]);
  const { client, document } = await startSession(Object.fromEntries(files), { open });
  const shown: unknown[] = [];
  for (const { code, path } of cases) {
    const { diagnostics } = await client.diagnosticsOf(document(`${code}/${path}`));
    shown.push([code, ...new Set(diagnostics.filter((diagnostic) => diagnostic.code === code).map(({ severity }) => severity))]);
  }
  expect(shown).toEqual(cases.map(({ code, severity }) => [code, ...(severity === 'off' ? [] : [protocolSeverity[severity]])]));
});
