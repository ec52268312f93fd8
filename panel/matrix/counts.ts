/** A number with its thousands set apart, as the page's language does it. */
export function exactCount(count: number): string {
  return count.toLocaleString(document.documentElement.lang || 'en');
}

/** A number in at most four characters, `+` where it is a lower bound: `999`, `1.2k`, `12k`, `1.2M`; never more than it is. */
export function compactCount(count: number, isLeast: boolean): string {
  const plus = isLeast ? '+' : '';
  if (count < 1000) return `${count}${plus}`;
  const [unit, size] = count < 1_000_000 ? ['k', 1000] : ['M', 1_000_000];
  const units = count / Number(size);
  return `${units < 10 ? Math.floor(units * 10) / 10 : Math.floor(units)}${unit}${plus}`;
}
