const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A text in UTF-8. */
export function utf8(text: string): Uint8Array {
  // Half a pair of surrogates is no character: it stands as the one for such things.
  const bytes = encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).match(/%[0-9A-F]{2}|[^%]/g) ?? [];
  return Uint8Array.from(bytes, (byte) => (byte.length === 1 ? byte.charCodeAt(0) : parseInt(byte.slice(1), 16)));
}

/** The text that bytes are in UTF-8; null when they are none. */
export function textOfUtf8(bytes: Uint8Array): string | null {
  try {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return null;
  }
}

/** Base64 (RFC 4648, section 4), padded. */
export function encodeBase64(bytes: Uint8Array): string {
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (let digit = 0; digit < 4; digit++) encoded += at + digit > bytes.length ? '=' : (alphabet[(bits >> (18 - 6 * digit)) & 63] ?? '');
  }
  return encoded;
}

/** The bytes of padded Base64, in which line breaks do not count, as Go decodes it; null when it is none. */
export function decodeBase64(text: string): Uint8Array | null {
  const digits = text.replace(/[\r\n]/g, '');
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return null;
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += 4) {
    const values = [...digits.slice(at, at + 4)].map((digit) => (digit === '=' ? 0 : alphabet.indexOf(digit)));
    const bits = values.reduce((sum, value) => (sum << 6) | value, 0);
    bytes.push((bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
  }
  const padding = digits.length - digits.replace(/=+$/, '').length;
  return Uint8Array.from(padding === 0 ? bytes : bytes.slice(0, -padding));
}
