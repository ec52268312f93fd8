import { describe, expect, test } from 'vitest';
import { findFindings } from '../../src-language/analysis/find-findings.js';
import { createSimulator, simulateSet } from '../../src-language/provisioning/simulator.js';
import { services, setOf } from '../analysis/rules/rule-cases.js';
import { filters } from '../provisioning/simulate-yaml.js';

const users = { 'acme.groupmap.yaml': 'users: [{ name: ana, groups: [eng, eng-team] }]\n' };
const exported = (filter: string) => ({ 'x.group-mappings.json': JSON.stringify([{ id: 'group-1', name: 'Exported', filter }]) });
const findingsOf = (files: Record<string, string>) =>
  findFindings(setOf(files), services)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, severity, message }) => ({ code, severity, isBareWord: message.includes('bare word') }));
const resultsOf = (files: Record<string, string>) =>
  simulateSet(createSimulator(setOf(files), filters)).outcomes.flatMap((outcome) => outcome.group_mappings.map(({ result }) => result));

describe('a bare word as the filter of an export', () => {
  test.each(['eng', 'eng-team', '9efcf0ab-9227-411d-bbea-0481e862c115', 'groups'])('%s is unknown, with a warning', (filter) => {
    const files = { ...users, ...exported(filter) };
    expect(resultsOf(files)).toEqual(['unknown']);
    expect(findingsOf(files)).toContainEqual(expect.objectContaining({ severity: 'warning', isBareWord: true }));
    expect(findingsOf(files).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
  test.each(['eng and ops', '"eng" in group', "'eng", ''])('%s is an error as anywhere', (filter) =>
    expect(findingsOf(exported(filter))).toContainEqual(expect.objectContaining({ severity: 'error', isBareWord: false })),
  );
  test('true and a filter in quotes are what they are', () => {
    expect(resultsOf({ ...users, ...exported('true') })).toEqual(['match']);
    expect(resultsOf({ ...users, ...exported('"eng" in groups') })).toEqual(['match']);
  });
  test('in a file of one’s own it stays an error', () =>
    expect(findingsOf({ 'a.groupmap.yaml': 'group_mappings: [{ display_name: A, filter: eng }]\n' })).toContainEqual(
      expect.objectContaining({ code: 'unknown-variable', severity: 'error' }),
    ));
  test('the set decides how grave it is', () =>
    expect(findingsOf({ 's.groupmap.yaml': 'settings: { severity: { unknown-variable: error } }\n', ...exported('eng') })).toContainEqual(
      expect.objectContaining({ code: 'unknown-variable', severity: 'error', isBareWord: true }),
    ));
});
