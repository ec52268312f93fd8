/** Each letter on its own in capitals, as Go writes it: `ß`, which has no single capital, stays, and `ﬁ`. */
export function upperCase(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? text.toUpperCase() : Array.from(text, (letter) => single(letter, letter.toUpperCase())).join('');
}

/** Each letter on its own in small letters, as Go writes it: a `Σ` at the end of a word becomes `σ` too. */
export function lowerCase(text: string): string {
  return Array.from(text, (letter) => (letter === '\u0130' ? 'i' : single(letter, letter.toLowerCase()))).join('');
}

function single(letter: string, other: string): string {
  return Array.from(other).length === 1 ? other : letter;
}
