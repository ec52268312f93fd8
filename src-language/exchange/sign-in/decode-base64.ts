const values = new Int8Array(128).fill(-1);
'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('').forEach((character, value) => {
  values[character.charCodeAt(0)] = value;
});
values['-'.charCodeAt(0)] = 62;
values['_'.charCodeAt(0)] = 63;

/** The bytes, or the offset of the first character that base64 cannot have, with the reason as a clause. */
export type DecodedBase64 =
  { readonly bytes: Uint8Array; readonly mistake: null } | { readonly bytes: null; readonly mistake: string; readonly at: number };

/** Decodes base64 in either alphabet (RFC 4648), with or without padding. White space is passed over, as tools wrap long lines. */
export function decodeBase64(text: string): DecodedBase64 {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let pending = 0;
  let characters = 0;
  let padding = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) continue;
    if (code === 0x3d) {
      padding++;
      continue;
    }
    const value = code < 128 ? (values[code] ?? -1) : -1;
    if (value < 0) return { bytes: null, mistake: 'is no character of base64', at };
    if (padding > 0) return { bytes: null, mistake: 'follows the padding (=) that ends base64', at };
    pending = (pending << 6) | value;
    bits += 6;
    characters++;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (pending >>> bits) & 0xff;
      pending &= (1 << bits) - 1;
    }
  }
  if (characters % 4 === 1 || padding > 2) return { bytes: null, mistake: 'ends base64 too soon: a part is missing', at: text.length };
  return { bytes: bytes.subarray(0, length), mistake: null };
}
