/** The number of Unicode characters (code points) of a text: what limits of length count. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const character of text) count += character.length > 0 ? 1 : 0;
  return count;
}
