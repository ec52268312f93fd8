/** Bytes as base64, in any host. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  // Not all at once: a call has only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
