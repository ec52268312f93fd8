/** Orders two texts by code points (what `<` orders by are UTF-16 units, which differ above U+FFFF). */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left === right) continue;
    // Surrogates stand for code points above every other unit.
    return Number(isSurrogate(left)) - Number(isSurrogate(right)) || left - right;
  }
  return a.length - b.length;
}

/** Sorts texts by code points, in place. Without surrogates among them that is the order of their units, which the engine knows best. */
export function sortByCodePoints(texts: string[]): string[] {
  return texts.some((text) => surrogate.test(text)) ? texts.sort(compareCodePoints) : texts.sort();
}

const surrogate = /[\ud800-\udfff]/;

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
