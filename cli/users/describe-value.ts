import { printable } from '../display-text.js';

/** A value in a few words: enough to find it in a line. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return `${typeof value === 'string' ? 'the string' : typeof value === 'number' ? 'the number' : ''} ${printable(text.length > 60 ? `${text.slice(0, 60)}…` : text)}`.trim();
}
