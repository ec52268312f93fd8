import { setTimeout } from 'node:timers/promises';

/**
 * Waits for something that VS Code gives no event for. The message says what was waited for; mocha's own limit would say only that a test is slow.
 */
export async function waitUntil<T>(condition: () => T | Promise<T>, what: string, milliseconds = 15_000): Promise<NonNullable<T>> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > end) throw new Error(`Waited ${milliseconds / 1000} s in vain for ${what}.`);
    await setTimeout(20);
  }
}
