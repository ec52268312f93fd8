import { printable } from '../text/printable.js';

/** A text for a list in the editor: on one line, at most so many characters, nothing in it that is invisible. */
export function shortenLine(text: string, limit = 100): string {
  const flat = printable(
    text
      .slice(0, 4 * limit)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  const characters = Array.from(flat);
  return characters.length > limit || text.length > 4 * limit ? `${characters.slice(0, limit - 1).join('')}…` : flat;
}
