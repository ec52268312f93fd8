import type { Person } from '../../src-language/provisioning/person.js';

const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const carriageReturn = 0x0d;

/** How many texts are remembered at most (a power of two), how long each may be, and how long all together, in bytes: what bounds the memory. */
const slots = 1 << 14;
const longestRemembered = 256;
const rememberedBytes = 1 << 20;

const noRoleBindings: Person['roleBindings'] = [];

/**
 * Reads lines of the shape that programs write, `{"name":"…","account":"…","groups":["…"]}`, straight from their bytes. Group names come
 * again and again, so each is made a string once and found again by its bytes: that is several times faster than `JSON.parse`, which
 * makes every string anew. Whatever is not exactly of this shape (escapes, other keys, mistakes) is left to `JSON.parse`; a line that is
 * read here is read as it would be there.
 */
export class PlainLineReader {
  private at = 0;
  /** For each slot the hash of its text, and where its bytes begin and end in `remembered`; an empty slot ends before it begins. */
  private readonly table = new Int32Array(slots * 4);
  private readonly texts = new Array<string>(slots).fill('');
  /** The bytes of the remembered texts, close together since they are compared all the time. */
  private readonly remembered = new Uint8Array(rememberedBytes);
  private rememberedEnd = 0;

  constructor() {
    this.forget();
  }

  /** The user on a line of UTF-8 text, or null when `JSON.parse` has to look at it. */
  read(bytes: Buffer, start: number, end: number): Person | null {
    this.at = start;
    let name: string | null = null;
    let account: Person['account'] | null = null;
    let claim: Person['claim'] = null;
    if (!this.take(bytes, openBrace)) return null;
    do {
      const keyStart = this.openText(bytes);
      const keyEnd = this.closeText(bytes, keyStart, end);
      if (keyEnd === -1 || !this.take(bytes, colon)) return null;
      if (isText(bytes, keyStart, keyEnd, 'name')) {
        const valueStart = this.openText(bytes);
        const valueEnd = this.closeText(bytes, valueStart, end);
        if (valueEnd === -1 || name !== null) return null;
        name = bytes.toString('utf8', valueStart, valueEnd);
      } else if (isText(bytes, keyStart, keyEnd, 'account')) {
        const valueStart = this.openText(bytes);
        const valueEnd = this.closeText(bytes, valueStart, end);
        if (valueEnd === -1 || account !== null) return null;
        if (isText(bytes, valueStart, valueEnd, 'new')) account = 'new';
        else if (isText(bytes, valueStart, valueEnd, 'existing')) account = 'existing';
        else return null;
      } else {
        const isGroups = isText(bytes, keyStart, keyEnd, 'groups');
        if (claim !== null || (!isGroups && !isText(bytes, keyStart, keyEnd, 'member_of'))) return null;
        const values = this.readTexts(bytes, end);
        if (values === null) return null;
        claim = { from: isGroups ? 'groups' : 'member_of', values };
      }
    } while (this.take(bytes, comma));
    if (name === null || !this.take(bytes, closeBrace)) return null;
    while (this.at < end && (bytes[this.at] === space || bytes[this.at] === carriageReturn)) this.at++;
    return this.at === end ? { name, account: account ?? 'new', claim, roleBindings: noRoleBindings } : null;
  }

  /** Passes one character and the blanks before it. */
  private take(bytes: Buffer, expected: number): boolean {
    while (bytes[this.at] === space) this.at++;
    if (bytes[this.at] !== expected) return false;
    this.at++;
    return true;
  }

  /** The start of a text whose quote is next, or -1. */
  private openText(bytes: Buffer): number {
    return this.take(bytes, quote) ? this.at : -1;
  }

  /** The end of a text that began at `start`, or -1 where it has escapes or no end. */
  private closeText(bytes: Buffer, start: number, end: number): number {
    if (start === -1) return -1;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === quote) {
        this.at = at + 1;
        return at;
      }
      if (byte === backslash || byte < space) return -1;
    }
    return -1;
  }

  /** A list of texts. */
  private readTexts(bytes: Buffer, end: number): string[] | null {
    const values: string[] = [];
    if (!this.take(bytes, openBracket)) return null;
    if (this.take(bytes, closeBracket)) return values;
    do {
      const start = this.openText(bytes);
      if (start === -1) return null;
      let hash = 0;
      let at = start;
      for (; at < end; at++) {
        const byte = bytes[at] ?? 0;
        if (byte === quote) break;
        if (byte === backslash || byte < space) return null;
        hash = Math.imul(hash ^ byte, 0x01000193);
      }
      if (at === end) return null;
      this.at = at + 1;
      values.push(this.textOf(bytes, start, at, hash));
    } while (this.take(bytes, comma));
    return this.take(bytes, closeBracket) ? values : null;
  }

  /** The string of some bytes: the one made before, as long as its slot was not needed for another. */
  private textOf(bytes: Buffer, start: number, end: number, hash: number): string {
    const { table, remembered } = this;
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    const entry = slot * 4;
    const length = end - start;
    if (table[entry] === hash) {
      const from = table[entry + 1] ?? 0;
      if ((table[entry + 2] ?? 0) - from === length) {
        let same = 0;
        while (same < length && remembered[from + same] === bytes[start + same]) same++;
        if (same === length) return this.texts[slot] ?? '';
      }
    }
    const text = bytes.toString('utf8', start, end);
    if (length > longestRemembered) return text;
    if (this.rememberedEnd + length > rememberedBytes) this.forget();
    table[entry] = hash;
    table[entry + 1] = this.rememberedEnd;
    remembered.set(bytes.subarray(start, end), this.rememberedEnd);
    this.rememberedEnd += length;
    table[entry + 2] = this.rememberedEnd;
    this.texts[slot] = text;
    return text;
  }

  private forget(): void {
    this.rememberedEnd = 0;
    for (let slot = 0; slot < slots; slot++) {
      this.table[slot * 4 + 1] = 1;
      this.table[slot * 4 + 2] = 0;
    }
  }
}

/** Whether bytes are this ASCII text. */
function isText(bytes: Buffer, start: number, end: number, text: string): boolean {
  if (end - start !== text.length) return false;
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text.charCodeAt(at)) return false;
  return true;
}
