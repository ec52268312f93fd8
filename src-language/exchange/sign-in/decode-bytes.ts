import { Inflate } from 'fflate';

/** Bytes are turned into characters in pieces of this many, since a call cannot take millions of arguments. */
const pieceLength = 8192;

/** The text of UTF-8 or UTF-16 bytes, without a byte-order mark; null when they are neither. UTF-16 without one is told by XML's first `<`. */
export function decodeText(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeUtf16(bytes.subarray(2), 'little');
  if (first === 0xfe && second === 0xff) return decodeUtf16(bytes.subarray(2), 'big');
  if (first === lessThan && second === 0) return decodeUtf16(bytes, 'little');
  if (first === 0 && second === lessThan) return decodeUtf16(bytes, 'big');
  let latin = '';
  for (let at = 0; at < bytes.length; at += pieceLength) latin += String.fromCharCode(...bytes.subarray(at, at + pieceLength));
  try {
    const text = latin.replace(/[\x80-\xff]+/g, (run) => decodeURIComponent(run.replace(/[^]/g, percentEncode)));
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  } catch {
    return null;
  }
}

function percentEncode(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16)}`;
}

const lessThan = 0x3c;

function decodeUtf16(bytes: Uint8Array, order: 'little' | 'big'): string | null {
  if (bytes.length % 2 === 1) return null;
  const high = order === 'little' ? 1 : 0;
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) text += String.fromCharCode(((bytes[at + high] ?? 0) << 8) | (bytes[at + 1 - high] ?? 0));
  return text;
}

/** A few bytes may inflate to a thousand times as many: what comes out of each piece is measured before the next goes in. */
const inflatedAtOnce = 4096;

/** Deflated messages travel in addresses (SAML's HTTP-Redirect binding), which are never as long as this many bytes. */
const longestDeflated = 500_000;

class TooLong extends Error {}

/** Inflates raw DEFLATE data (RFC 1951), to at most `limit` bytes: `too-long` beyond them, `not-deflated` for anything else. */
export function inflate(bytes: Uint8Array, limit: number): Uint8Array | 'too-long' | 'not-deflated' {
  if (bytes.length > longestDeflated) return 'not-deflated';
  const pieces: Uint8Array[] = [];
  let length = 0;
  const inflater = new Inflate((piece) => {
    length += piece.length;
    if (length > limit) throw new TooLong();
    pieces.push(piece);
  });
  try {
    for (let at = 0; at < bytes.length; at += inflatedAtOnce) {
      inflater.push(bytes.subarray(at, at + inflatedAtOnce), at + inflatedAtOnce >= bytes.length);
    }
  } catch (error) {
    return error instanceof TooLong ? 'too-long' : 'not-deflated';
  }
  const inflated = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    inflated.set(piece, at);
    at += piece.length;
  }
  return inflated;
}
