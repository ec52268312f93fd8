/** The longest part of a name that a message shows, in code points: messages stay readable whatever was pasted into a file. */
const shownLength = 80;

/** A name in double quotes, as messages show it: characters without a picture are written as escapes, very long names are cut. */
export function quoted(name: string): string {
  const characters = Array.from(name);
  const shown = characters.length > shownLength ? `${characters.slice(0, shownLength).join('')}…` : name;
  return `"${shown.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${codePointHex(character)}}`)}"`;
}

/** Names as a sentence lists them: `"a", "b" and "c"`; of more than `limit` the rest is a number. */
export function listed(names: readonly string[], limit = 4): string {
  const shown = names.slice(0, names.length > limit ? limit - 1 : limit).map(quoted);
  const last = names.length > limit ? `${names.length - shown.length} more` : shown.pop();
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : (last ?? '');
}

/** A character as standards name it: `U+00A0`. */
export function codePointName(character: string): string {
  return `U+${codePointHex(character)}`;
}

function codePointHex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
