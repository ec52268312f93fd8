import { printable } from '../../text/printable.js';
import { hasHalfCharacter } from './exportable-mappings.js';

/**
 * A text as one word of a shell, on one line: plain where nothing in it has a meaning there, else in single quotes. Line breaks, and characters
 * without a picture, which could hide or colour what the terminal shows, are written as bytes in bash's and zsh's `$'…'`.
 */
export function quoteShell(text: string): string {
  if (/^[\w@%+:,./-]+$/.test(text) && !text.startsWith('-')) return text;
  if (printable(text) === text) return singleQuoted(text);
  const escaped = text
    .replace(/['\\]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replace(/[^\x20-\x7e]/gu, (character) =>
      encodeURIComponent(character).replace(/%([0-9A-F]{2})/g, (_, hex: string) => `\\x${hex.toLowerCase()}`),
    );
  return `$'${escaped}'`;
}

/** A text in single quotes, as it is, whatever it holds. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What no argument of a program can hold; a clause that follows the text's name. */
export function cannotBeArgument(text: string): string | null {
  if (text.includes('\0')) return 'it holds a NUL character, which no command can be given.';
  return hasHalfCharacter(text) ? 'it holds half a character, which no command can be given.' : null;
}
