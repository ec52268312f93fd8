/** Parts up to so many are packed in every way there is. */
const triedParts = 10;

/**
 * Divides parts, each of which fits alone, among as few packs as it takes: in their order where that takes no more. Of up to ten parts there is
 * no division into fewer packs; of more, none was found by taking the longest first. What fits still fits without some of its parts.
 */
export function packParts<Part>(
  parts: readonly Part[],
  fits: (pack: readonly Part[]) => boolean,
  lengthOf: (part: Part) => number,
): Part[][] {
  const inOrder: Part[][] = [];
  for (const part of parts) {
    const last = inOrder.at(-1);
    if (last && fits([...last, part])) last.push(part);
    else inOrder.push([part]);
  }
  if (inOrder.length < 3) return inOrder;
  const other =
    parts.length <= triedParts
      ? fewestPacks(parts, fits)
      : firstFitting(
          [...parts].sort((a, b) => lengthOf(b) - lengthOf(a)),
          fits,
        );
  return other.length < inOrder.length ? other : inOrder;
}

/** A division into the fewest packs: for every selection of parts, the fewest packs that hold it. */
function fewestPacks<Part>(parts: readonly Part[], fits: (pack: readonly Part[]) => boolean): Part[][] {
  const selected = (selection: number) => parts.filter((_, place) => selection & (1 << place));
  const all = (1 << parts.length) - 1;
  const isPack = Array.from({ length: all + 1 }, (_, selection) => selection > 0 && fits(selected(selection)));
  const fewest = [0];
  const firstPack = [0];
  for (let selection = 1; selection <= all; selection++) {
    // The pack of the first part that is left, in every way; larger numbers hold later parts.
    const first = selection & -selection;
    let best = Infinity;
    for (let pack = selection; pack > 0; pack = (pack - 1) & selection) {
      const count = (fewest[selection & ~pack] ?? 0) + 1;
      if (!(pack & first) || !isPack[pack] || count >= best) continue;
      best = count;
      firstPack[selection] = pack;
    }
    fewest[selection] = best;
  }
  const packs: Part[][] = [];
  for (let left = all; left > 0; left &= ~(firstPack[left] ?? left)) packs.push(selected(firstPack[left] ?? left));
  return packs;
}

/** Each part into the first pack that it fits in. */
function firstFitting<Part>(parts: readonly Part[], fits: (pack: readonly Part[]) => boolean): Part[][] {
  const packs: Part[][] = [];
  for (const part of parts) {
    const pack = packs.find((each) => fits([...each, part]));
    if (pack) pack.push(part);
    else packs.push([part]);
  }
  return packs;
}
