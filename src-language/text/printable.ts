/**
 * Characters that must never reach a terminal, a log or a table as they are: C0 and C1 controls (escape sequences, line breaks),
 * line and paragraph separators, bidirectional overrides, the byte-order mark, and halves of surrogate pairs.
 */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const anyUnsafe = new RegExp(unsafe.source);

/** A character by its code point, as CEL and JSON would write it. */
export function escapeCharacter(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Text from a file made safe to show on one line: a file cannot move the cursor, colour the terminal, turn text around or forge a line. */
export function printable(text: string): string {
  return anyUnsafe.test(text) ? text.replace(unsafe, escapeCharacter) : text;
}
