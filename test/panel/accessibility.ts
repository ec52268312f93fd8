import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with whatever automatic rules (WCAG 2.0 to 2.2, A and AA, and best practice) find wrong with the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => {
    const { axe: checker } = window as unknown as { axe: { run(context: unknown, options: unknown): Promise<AxeResults> } };
    return checker.run(document, { resultTypes: ['violations'] });
  });
  expect(
    violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`) })),
  ).toEqual([]);
}
