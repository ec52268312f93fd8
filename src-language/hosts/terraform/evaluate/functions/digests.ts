// MD5 (RFC 1321), SHA-1 and SHA-256 (FIPS 180-4) of a few hundred bytes, wherever this runs: browsers have no synchronous ones.

/** A hash in hexadecimal digits. */
export type Digest = (bytes: Uint8Array) => string;

const primes = firstPrimes(64);
/** The first 32 bits of the fractional parts of the primes' roots, as SHA-256 takes them. */
const roots = { square: primes.map((prime) => fraction(Math.sqrt(prime))), cube: primes.map((prime) => fraction(Math.cbrt(prime))) };
const sines = Array.from({ length: 64 }, (_, index) => fraction(Math.abs(Math.sin(index + 1))));
const shifts = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

export const md5: Digest = (bytes) => {
  let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (const words of blocksOf(bytes, true)) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let round = 0; round < 64; round++) {
      const kind = round >> 4;
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][kind] ?? 0;
      const at = [round, 5 * round + 1, 3 * round + 5, 7 * round][kind] ?? 0;
      const sum = (a + mixed + (sines[round] ?? 0) + (words[at % 16] ?? 0)) | 0;
      const next = (b + rotateLeft(sum, shifts[kind]?.[round % 4] ?? 0)) | 0;
      [a, b, c, d] = [d, next, b, c];
    }
    state = added(state, [a, b, c, d]);
  }
  return hex(state, true);
};

export const sha1: Digest = (bytes) => {
  let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (const words of blocksOf(bytes, false)) {
    for (let at = 16; at < 80; at++)
      words.push(rotateLeft(word(words, at - 3) ^ word(words, at - 8) ^ word(words, at - 14) ^ word(words, at - 16), 1));
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
    for (let round = 0; round < 80; round++) {
      const kind = Math.floor(round / 20);
      const mixed = kind === 0 ? (b & c) | (~b & d) : kind === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      const constant = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][kind] ?? 0;
      const next = (rotateLeft(a, 5) + mixed + e + constant + word(words, round)) | 0;
      [a, b, c, d, e] = [next, a, rotateLeft(b, 30), c, d];
    }
    state = added(state, [a, b, c, d, e]);
  }
  return hex(state, false);
};

export const sha256: Digest = (bytes) => {
  let state = roots.square.slice(0, 8);
  for (const words of blocksOf(bytes, false)) {
    for (let at = 16; at < 64; at++) {
      const [early, late] = [word(words, at - 15), word(words, at - 2)];
      const first = rotateLeft(early, 25) ^ rotateLeft(early, 14) ^ (early >>> 3);
      const second = rotateLeft(late, 15) ^ rotateLeft(late, 13) ^ (late >>> 10);
      words.push((word(words, at - 16) + first + word(words, at - 7) + second) | 0);
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let round = 0; round < 64; round++) {
      const fromE = (rotateLeft(e, 26) ^ rotateLeft(e, 21) ^ rotateLeft(e, 7)) + ((e & f) ^ (~e & g));
      const first = (h + fromE + (roots.cube[round] ?? 0) + word(words, round)) | 0;
      const second = ((rotateLeft(a, 30) ^ rotateLeft(a, 19) ^ rotateLeft(a, 10)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
    }
    state = added(state, [a, b, c, d, e, f, g, h]);
  }
  return hex(state, false);
};

/** The message in blocks of sixteen words: a one bit behind it, and its length in bits at the end. */
function blocksOf(bytes: Uint8Array, isLittle: boolean): number[][] {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const view = new DataView(new ArrayBuffer(length));
  bytes.forEach((byte, at) => view.setUint8(at, byte));
  view.setUint8(bytes.length, 0x80);
  view.setUint32(length - (isLittle ? 8 : 4), bytes.length * 8, isLittle);
  view.setUint32(length - (isLittle ? 4 : 8), Math.floor(bytes.length / 0x20000000), isLittle);
  return Array.from({ length: length / 64 }, (_, block) =>
    Array.from({ length: 16 }, (_word, at) => view.getInt32(block * 64 + at * 4, isLittle)),
  );
}

function hex(state: readonly number[], isLittle: boolean): string {
  const view = new DataView(new ArrayBuffer(state.length * 4));
  state.forEach((value, at) => view.setInt32(at * 4, value, isLittle));
  return Array.from({ length: view.byteLength }, (_, at) => view.getUint8(at).toString(16).padStart(2, '0')).join('');
}

function added(state: readonly number[], values: readonly number[]): number[] {
  return state.map((value, at) => (value + (values[at] ?? 0)) | 0);
}

function word(words: readonly number[], at: number): number {
  return words[at] ?? 0;
}

function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function fraction(value: number): number {
  return Math.floor((value % 1) * 0x100000000);
}

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}
