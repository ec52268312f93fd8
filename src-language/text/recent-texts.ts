/**
 * What was made of texts lately. Nothing is written on finding one that was asked for lately, so that asking for thousands again and again is cheap:
 * of two halves the older one is dropped once the younger is full, and what is found in it moves to the younger.
 */
export class RecentTexts<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();

  /** Keeps at least the half of `most` that was asked for last, and never more than `most`. */
  constructor(private readonly most: number) {}

  get(text: string): Value | undefined {
    const known = this.young.get(text);
    if (known !== undefined) return known;
    const older = this.old.get(text);
    if (older !== undefined) this.set(text, older);
    return older;
  }

  set(text: string, value: Value): void {
    if (this.young.size >= this.most / 2) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(text, value);
  }
}
