import { describe, expect, it } from 'vitest';
import { describeSetStatus } from '../../client/set-status.js';
import { setInfo, untranslated } from './set-info.js';

const statusOf = (change?: Parameters<typeof setInfo>[0]) => describeSetStatus(setInfo(change), untranslated);

describe('the status of a mapping set', () => {
  it('says its name, that nothing is wrong, and that JIT provisioning is on', () => {
    expect(statusOf().text).toBe('$(organization) Acme $(check) · JIT on');
    expect(statusOf().label).toBe('Mapping set Acme: no errors or warnings, JIT on');
    expect(statusOf().level).toBe('none');
  });

  it('counts errors and warnings', () => {
    expect(statusOf({ counts: { errors: 2, warnings: 1 } }).text).toBe('$(organization) Acme $(error) 2 $(warning) 1 · JIT on');
    expect(statusOf({ counts: { errors: 2, warnings: 1 } }).label).toContain('2 errors, 1 warning');
    expect(statusOf({ counts: { errors: 2, warnings: 1 } }).level).toBe('error');
    expect(statusOf({ counts: { warnings: 5 } }).text).toBe('$(organization) Acme $(warning) 5 · JIT on');
    expect(statusOf({ counts: { warnings: 5 } }).tooltip).toMatch(/^\*\*Acme\*\*: 5 warnings\n/);
    expect(statusOf({ counts: { warnings: 5 } }).level).toBe('warning');
    expect(statusOf({ counts: { errors: 1 } }).label).toContain(': 1 error, JIT');
  });

  it('explains what JIT provisioning being off means, and where that comes from', () => {
    const azure = statusOf({ organization: { marketplace: 'azure' }, jit: { isEnabled: false, from: 'default' } });
    expect(azure.text).toContain('JIT off');
    expect(azure.tooltip).toContain('whoever has no account yet is refused');
    expect(azure.tooltip).toContain('default of Azure Marketplace organizations');
    expect(statusOf({ jit: { isEnabled: false, from: 'explicit' } }).tooltip).toContain('Set by `organization.jit_enabled`.');
  });

  it('shows how many group mappings are used', () => {
    expect(statusOf({ counts: { groupMappings: 13, users: 1 } }).tooltip).toContain('13 of 12 group mappings, sample users: 1');
  });

  it('takes a name for text, never for an icon, markup or several lines', () => {
    const hostile = statusOf({ name: '$(trash) **x**\n[click](command:evil) <img>' });
    expect(hostile.text).toBe('$(organization) $ (trash) **x** [click](command:evil) <… $(check) · JIT on');
    expect(hostile.tooltip.split('\n')[0]).toBe(
      '**\\$\\(trash\\) \\*\\*x\\*\\* \\[click\\]\\(command:evil\\) &lt;img&gt;**: no errors or warnings',
    );
  });

  it('shortens a long name between characters', () => {
    expect(statusOf({ name: '🦊'.repeat(50) }).text).toBe(`$(organization) ${'🦊'.repeat(39)}… $(check) · JIT on`);
  });
});
