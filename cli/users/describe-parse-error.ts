import { printable } from '../display-text.js';

/** What `JSON.parse` says of a line, on one line, without the line itself; a stray carriage return is named, since it cannot be seen. */
export function describeJsonError(error: unknown, line: string): string {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const cr = line.indexOf('\r');
  const hint = cr !== -1 && cr < line.length - 1 ? '; lines end in a line feed, and this one holds a carriage return' : '';
  return `the line is not JSON (${printable(message.length > 120 ? `${message.slice(0, 120)}…` : message)})${hint}`;
}
