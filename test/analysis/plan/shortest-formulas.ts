/** The shortest filter for each function of some groups with names of one letter, by how its truth table reads; in characters. */
export function shortestFormulas(groups: readonly string[]): ReadonlyMap<number, number> {
  const sets = Array.from({ length: 1 << groups.length }, (_, set) => set);
  const tableOf = (holds: (set: number) => boolean) => sets.reduce((table, set) => (holds(set) ? table | (1 << set) : table), 0);
  // `"a"in groups`, `true`; a sum as an operand of `&&` takes parentheses, and an operator two characters.
  const sums = new Map<number, number>([
    [tableOf(() => false), 'false'.length],
    [tableOf(() => true), 'true'.length],
    ...groups.map((_, bit): [number, number] => [tableOf((set) => (set & (1 << bit)) !== 0), '"a"in groups'.length]),
  ]);
  const products = new Map(sums);
  const put = (map: Map<number, number>, table: number, length: number): boolean => {
    const known = map.get(table);
    if (known !== undefined && known <= length) return false;
    map.set(table, length);
    return true;
  };
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const [one, length] of [...products])
      for (const [other, otherLength] of [...products]) if (put(products, one & other, length + 2 + otherLength)) isChanged = true;
    for (const [table, length] of products) if (put(sums, table, length)) isChanged = true;
    for (const [one, length] of [...sums])
      for (const [other, otherLength] of [...sums]) if (put(sums, one | other, length + 2 + otherLength)) isChanged = true;
    for (const [table, length] of sums) if (put(products, table, length + 2)) isChanged = true;
  }
  return sums;
}
