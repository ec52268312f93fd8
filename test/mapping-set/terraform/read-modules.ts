import { expect } from 'vitest';
import type { GroupMapping } from '../../../src-language/mapping-set/mapping-set.js';
import type { SimulationResult } from '../../../src-language/provisioning/outcome.js';
import { simulateSet } from '../../../src-language/provisioning/simulator.js';
import { markRanges, parseMarkedText } from '../../support/marked-text.js';
import { createTerraformServices, setOf, type Texts } from '../../support/read-terraform.js';

/** Services that read Terraform. */
export const services = await createTerraformServices();

export function mappingsOf(texts: Texts | string): readonly GroupMapping[] {
  return setOf(services, typeof texts === 'string' ? { 'main.tf': texts } : texts).groupMappings;
}

/** Mappings in a line each: name, filter, what they grant. */
export function described(texts: Texts | string): string[] {
  return mappingsOf(texts).map(({ displayName, filter, partlyKnown, roleBindings }) =>
    [
      displayName,
      partlyKnown ? `unknown: ${partlyKnown.reason}` : filter?.value,
      ...roleBindings.map(
        ({ roleName, crnPattern, isPartlyKnown }) => `${roleName.value} on ${crnPattern.value}${isPartlyKnown ? ' (in part)' : ''}`,
      ),
    ].join(' | '),
  );
}

/** What the simulator says, without where the mappings stand. */
export function simulated(texts: Texts): unknown {
  const set = setOf(services, texts);
  const result = JSON.parse(JSON.stringify(simulateSet(services.simulator(set)))) as SimulationResult;
  return {
    ...result,
    outcomes: result.outcomes.map((outcome) => ({
      ...outcome,
      group_mappings: outcome.group_mappings.map(({ file: _file, line: _line, ...rest }) => rest),
    })),
  };
}

/** The errors of marked files, as marks: what is expected is what was marked. */
export function expectErrors(marked: Texts, expected: readonly (string | RegExp)[]): void {
  const parsed = Object.fromEntries(Object.entries(marked).map(([path, text]) => [path, parseMarkedText(text)]));
  const texts = Object.fromEntries(Object.entries(parsed).map(([path, { text }]) => [path, text]));
  const errors = services.findings(setOf(services, texts)).filter(({ severity }) => severity === 'error');
  for (const [path, { text, ranges }] of Object.entries(parsed))
    expect(
      markRanges(
        text,
        errors.filter(({ file }) => file === path).map(({ range }) => range),
      ),
    ).toBe(markRanges(text, ranges));
  expect(errors.map(({ message }) => message)).toEqual(expected.map((message) => expect.stringMatching(message) as string));
}

export const resource = (body: string): string => `resource "confluent_group_mapping" "x" {\n  display_name = "X"\n  ${body}\n}\n`;
